"""Where somebody from a file stands in the scheme already, and what of it may be brought in."""

from collections.abc import Iterable
from datetime import date

from kith.people.models import Volunteer
from kith.recruitment.bringing.checks import ToldCheck
from kith.recruitment.bringing.findings import ERROR, WARNING
from kith.recruitment.bringing.rows import Told
from kith.recruitment.bringing.values import APPROVED
from kith.recruitment.models import Application, Approval, Check
from kith.recruitment.states import ON_THE_WAY, OVER
from kith.schemes.models import Scheme


def latest_application(person: Volunteer, scheme: Scheme) -> Application | None:
    rows = Application.objects.filter(volunteer=person, scheme=scheme)
    return rows.order_by("-received_on", "-pk").first()


def is_in_the_way(told: Told, application: Application, approval: Approval | None) -> bool:
    """What was decided in Kith is not undone by a file; says so on the line."""
    before = len(told.findings)
    status = application.get_status_display().lower()
    if application.status in OVER:
        told.add(
            "",
            ERROR,
            f"An application of theirs here is {status}.",
            "Open it again on its own page, if that is right.",
        )
    elif told.standing == APPROVED and application.status in ON_THE_WAY:
        told.add(
            "status",
            ERROR,
            f"They have an application here: {status}.",
            "Go on with that one, or say “applied” here.",
        )
    elif told.standing == APPROVED and approval is None:
        told.add("status", ERROR, "Their approval here has ended.", "A panel can approve them again.")
    elif approval and _terms_differ(told, approval):
        told.add(
            "",
            WARNING,
            "Ages, places or conditions differ from those in Kith, which stay.",
            "Change them by a review.",
        )
    return any(found.severity == ERROR for found in told.findings[before:])


def _terms_differ(told: Told, approval: Approval) -> bool:
    return any(
        key in told and told[key] != getattr(approval, key)
        for key in ("age_from", "age_to", "places", "conditions")
    )


def is_recorded(check: ToldCheck, mine: Iterable[Check]) -> bool:
    """The same, or something newer of its kind, stands in Kith already."""
    alike = [other for other in mine if other.kind == check.kind]
    if check.kind == "reference":
        return any(_same(other.given_by) == _same(check.given_by) for other in alike)
    return any(other.on >= check.on for other in alike)


def _same(name: str) -> str:
    return " ".join(name.casefold().split())


def age_words(told: Told, person: Volunteer, scheme: Scheme, on: date) -> None:
    """Too young or too old for the scheme; or nobody knows."""
    age = person.age_on(on)
    if age is None:
        told.add("born", WARNING, "Their date of birth is not known.", "Add it to their profile.")
    elif not scheme.volunteer_age_from <= age <= scheme.volunteer_age_to:
        told.add(
            "born",
            ERROR,
            f"They are {age}, and {scheme} takes volunteers from {scheme.volunteer_age_from} to {scheme.volunteer_age_to}.",
            "Put the date of birth right, or leave them out.",
        )
