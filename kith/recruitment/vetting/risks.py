"""How what a certificate or a declaration shows is judged: the questions that are always asked, as codes.

What has been found once is not forgotten over a newer check: before the decision there is none, and after a decision
against somebody whatever is recorded next of that kind goes to somebody else for a decision again.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from kith.recruitment.models import Application, Check, CheckQuerySet, RiskAssessment
from kith.recruitment.refusals import CannotRecord
from kith.recruitment.states import ON_THE_WAY, Status
from kith.recruitment.vetting.overseas import are_all_seen

JUDGED = {  # kind → what shows something
    "dbs": "certificate",
    "self-declaration": "self-declaration",
    "overseas": "certificate from abroad",
}


@dataclass(frozen=True)
class RiskQuestion:
    """One thing that is weighed, and the answers there are."""

    words: str
    answers: Mapping[str, str]


QUESTIONS = {
    "nearness": RiskQuestion(
        "How near is it to being with children?",
        {
            "none": "It has nothing to do with children, harm or trust",
            "some": "It bears on trust: money, honesty, driving",
            "near": "It bears on harm, or on children",
        },
    ),
    "age_then": RiskQuestion(
        "How old were they?",
        {"child": "Under 18", "young": "18 to 25", "adult": "Over 25"},
    ),
    "how_long": RiskQuestion(
        "How long ago was it?",
        {"long": "More than ten years", "years": "Three to ten years", "recent": "Less than three years"},
    ),
    "pattern": RiskQuestion(
        "Once, or more than once?",
        {"once": "Once", "pattern": "More than once"},
    ),
    "said": RiskQuestion(
        "Had they told us of it themselves?",
        {"yes": "Yes, before we asked", "asked": "When we asked", "no": "No"},
    ),
}


def waits_for_a_decision(check: Check) -> bool:
    """It shows something, and nobody has decided yet whether that stands in the way."""
    if check.kind not in JUDGED or check.complete or check.withdrawn_on:
        return False
    if check.kind == "overseas":  # that may also wait for a certificate which is still to come
        return bool(check.details.get("shows")) and not check.details.get("decided")
    return True


def keep_to_the_decision(check: Check) -> None:
    """Refuse a check over one that waits for a decision; send it to be decided where the last decision was a no."""
    if check.kind not in JUDGED:
        return
    standing = Check.objects.standing().of(check.volunteer, check.scheme).filter(kind=check.kind)
    if any(waits_for_a_decision(each) for each in standing.filter(complete=False).only(*_NEEDED)):
        raise CannotRecord(
            "What was recorded before shows something, and nobody has decided about it yet. Wait for the decision, "
            "or take back what was recorded by mistake."
        )
    decided = RiskAssessment.objects.filter(about_check__in=standing, may_go_on__isnull=False)
    latest = decided.order_by("decided_on", "pk").last()
    if latest and not latest.may_go_on:
        check.complete = False
        if check.kind == "overseas":
            check.details["shows"] = True


def to_be_judged() -> CheckQuerySet:
    """Checks that show something of somebody who is here, and that nobody has judged yet."""
    here = Application.objects.filter(
        volunteer=OuterRef("volunteer"), scheme=OuterRef("scheme"), status__in=(*ON_THE_WAY, Status.APPROVED)
    )
    shows = ~Q(kind="overseas") | Q(details__shows=True)
    rows = Check.objects.standing().filter(shows, Exists(here), kind__in=JUDGED, complete=False)
    return rows.exclude(pk__in=RiskAssessment.objects.values("about_check"))


_NEEDED = ("kind", "complete", "withdrawn_on", "details")


def settle(check: Check, *, may_go_on: bool) -> None:
    """From now it counts, for them or against. What else it waits for is still awaited."""
    check.passed = check.passed and may_go_on
    check.complete = not check.passed or check.kind != "overseas" or are_all_seen(check)
    if check.kind == "overseas":
        check.details["decided"] = True
    if not check.passed:
        check.until = None
