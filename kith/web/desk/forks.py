"""Where a match comes to a fork: before 18, asked over by somebody else, back again, and looking back."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Q
from django.urls import reverse

from kith.access.policy import Permission
from kith.endings.crossroads import at_the_crossroads, to_ask_first, turns_18_on
from kith.endings.models import LookBack, Move
from kith.foundation.dates import day_words, near_words
from kith.referral.models import Referral
from kith.web.desk.at_hand import AtHand
from kith.web.desk.needs import CALM, SOON, Need, quoted

IN_GOOD_TIME = timedelta(days=182)


def moves(desk: AtHand) -> Iterator[Need]:
    """Somebody asks whether we take two people over; no name before the yes."""
    rows = Move.objects.reachable_by(desk.user, Permission.TAKE_OVER_MATCH, desk.on)
    for move in rows.select_related("from_scheme", "to_scheme", "to_authority").order_by("asked_on", "pk"):
        what = f"{move.from_scheme} asks {move.to} to take two people over"
        why = f"{quoted(move.words)} Asked {near_words(move.asked_on, desk.on)}."
        yield Need(what, why, "Read and answer", reverse("endings:take_over", args=[move.public_id]), SOON)


def seventeen(desk: AtHand) -> Iterator[Need]:
    """Young people from seventeen on whose match ends with care: what would they like?"""
    if desk.is_wide:
        return
    for match, road in at_the_crossroads(desk.matches, desk.on):
        name, turns = match.child.name, turns_18_on(match)
        when = _when(name, turns, desk.on) if turns else ""
        near = turns is not None and turns - desk.on < IN_GOOD_TIME
        url = reverse("endings:seventeen", args=[match.public_id])
        if road is None:
            why = f"{when} Move to a scheme for care leavers, go on informally, or end: {name} chooses."
            what = "now" if turns and turns <= desk.on else "at 18"
            yield Need(
                f"What comes for {match.name} {what}?", why, f"Talk with {name}", url, SOON if near else CALM
            )
        else:
            why = f"{when} {name} chose on {day_words(road.on)}: {quoted(road.child_words)}"
            yield Need(
                f"{match.name} have chosen a road", why, "Take the next step", url, SOON if near else CALM
            )


def _when(name: str, turns: date, on: date) -> str:
    if turns > on:
        return f"{name} is 18 {near_words(turns, on)}."
    return f"{name} has been 18 since {day_words(turns)}."


def back_again(desk: AtHand) -> Iterator[Need]:
    """A child is back and somebody was with them before: those two are asked first."""
    rows = Referral.objects.reachable_by(desk.user, Permission.LOOK_FOR_SOMEBODY, desk.on).awaiting_match()
    waiting = list(rows.select_related("child").order_by("received_on", "pk"))
    found = to_ask_first(waiting)
    for referral in waiting:
        if match := found.get(referral.pk):
            why = f"{match.volunteer.first_name} was with {referral.name} before. If both wish, they come first."
            url = reverse("endings:together_again", args=[referral.public_id])
            yield Need(f"{referral.name} is back", why, "Ask them both", url, SOON)


def look_backs(desk: AtHand) -> Iterator[Need]:
    """Young people who said we may ask again, on the desk of whoever was their coordinator."""
    if desk.is_wide:
        return
    rows = LookBack.objects.reachable_by(desk.user, Permission.LOOK_BACK, desk.on).due_by(desk.on)
    mine = rows.filter(Q(ending__match__referral__coordinator=desk.user)).with_people()
    for one in mine:
        match = one.ending.match
        why = (
            f"{match.child.name} said we may ask. {one.ending.how_to_reach or 'The question is in My space.'}"
        )
        what = f"Look back with {match.child.name}, {one.months} months after {match.volunteer.first_name}"
        yield Need(what, why, "Look back", reverse("endings:look_back", args=[one.public_id]))
