"""What panels and reviews ask for: a second person, a letter that has not gone, a review, a match whose volunteer has left."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse

from kith.access.policy import Permission
from kith.foundation.dates import day_words, near_words
from kith.recruitment.models import AgendaItem, Approval
from kith.recruitment.reviews import due, leavings, which
from kith.recruitment.states import ItemStatus
from kith.web.desk.at_hand import AtHand, with_people
from kith.web.desk.needs import CALM, NOW, SOON, Need
from kith.web.desk.questions import Answer, lines_of, whoever_may

LATE = timedelta(days=30)
P = Permission


@whoever_may(P.AGREE_WITH_PANEL)
def second_person(desk: AtHand) -> Answer:
    """Decisions that wait for somebody to agree: not whoever decided, not the recruiter."""
    schemes = desk.schemes(P.AGREE_WITH_PANEL)
    rows = AgendaItem.objects.filter(status=ItemStatus.DECIDED, application__scheme__in=schemes)
    others = rows.exclude(decided_by=desk.user).exclude(application__recruiter=desk.user)
    others = others.exclude(application__volunteer__user=desk.user)

    def line(item: AgendaItem) -> Need:
        name = item.application.volunteer.first_name
        why = f"{item.decided_by} wrote down the panel’s decision. It needs two people."
        url = reverse("recruitment:agenda_item", args=[item.public_id])
        return Need(f"{name} waits for a second person", why, "Read and agree, or not", url, SOON)

    people = others.select_related("application__volunteer", "decided_by")
    return lines_of(people.order_by("decided_on", "pk"), line)


@whoever_may(P.APPROVE_VOLUNTEER)
def letters(desk: AtHand) -> Answer:
    """Decisions that two people made and that nobody has been told."""
    schemes = desk.schemes(P.APPROVE_VOLUNTEER)
    rows = AgendaItem.objects.filter(status=ItemStatus.AGREED, application__scheme__in=schemes)
    others = rows.exclude(application__recruiter=desk.user).exclude(application__volunteer__user=desk.user)

    def line(item: AgendaItem) -> Need:
        name = item.application.volunteer.first_name
        since = near_words(item.agreed_on, desk.on) if item.agreed_on else ""
        return Need(
            f"{name} has not heard what the panel decided",
            f"Two people agreed {since}. Nothing holds until the letter goes.",
            "Send the letter",
            reverse("recruitment:agenda_item", args=[item.public_id]),
            SOON,
        )

    return lines_of(others.select_related("application__volunteer").order_by("agreed_on", "pk"), line)


@whoever_may(P.BEGIN_MATCH)
def reviews(desk: AtHand) -> Answer:
    """Volunteers whose review is due, longest first."""
    rows = due(desk.schemes(P.RECORD_CHECK), desk.on)
    return lines_of(rows.exclude(volunteer__user=desk.user), lambda row: _review(row, desk.on))


def _review(approval: Approval, on: date) -> Need:
    due_on = approval.review_on or on
    return Need(
        f"{approval.volunteer.first_name}’s review is due",
        f"{which(approval).label}, {near_words(due_on, on)}. Do ages and places still fit?",
        "Hold the review",
        reverse("recruitment:review", args=[approval.application.public_id]),
        SOON if on - due_on > LATE else CALM,
    )


def left(desk: AtHand) -> Iterator[Need]:
    """Live matches whose volunteer has left, or whose approval has ended: nothing ends them but people."""
    gone = leavings(desk.schemes(P.BEGIN_MATCH)).filter(volunteer__in=desk.of_matches("volunteer"))
    told = gone.order_by("on", "pk").values_list("volunteer", "scheme", "on")
    last_days = {(volunteer, scheme): on for volunteer, scheme, on in told}
    if not last_days:
        return
    theirs = desk.those((volunteer for volunteer, _ in last_days), "volunteer_id")
    for match in with_people(m for m in theirs if (m.volunteer_id, m.scheme_id) in last_days):
        on = last_days[match.volunteer_id, match.scheme_id]
        name = match.volunteer.first_name
        yield Need(
            f"{name} has left, and {match.child.name}’s match with {name} goes on",
            f"{name}’s last day was {day_words(on)}. No meeting can be planned. {match.child.name} should hear it from "
            "somebody they know.",
            "Plan the ending",
            reverse("endings:begin", args=[match.public_id]),
            NOW,
        )
