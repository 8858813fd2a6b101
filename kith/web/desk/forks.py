"""Where a match comes to a fork: a death told elsewhere, before 18, asked over by somebody else, back again, looking back."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Count, Q
from django.urls import reverse

from kith.access.models import Membership
from kith.access.policy import Permission
from kith.access.roles import Role
from kith.endings.crossroads import at_the_crossroads, to_ask_first, turns_18_on
from kith.endings.deaths import told_elsewhere
from kith.endings.erasure import due
from kith.endings.models import Ending, KeptLonger, LookBack, Move, Road
from kith.foundation.dates import day_words, near_words
from kith.foundation.seldom import seldom
from kith.matching.models import Match
from kith.referral.models import Referral
from kith.support.models import Cover
from kith.web.desk.at_hand import AtHand, with_people
from kith.web.desk.needs import CALM, NOW, SOON, Lines, Need, quoted, some
from kith.web.desk.questions import Answer, lines_of, whoever_may

IN_GOOD_TIME = timedelta(days=182)


def deaths(desk: AtHand) -> Lines:
    """A young person has died; it was written down for another match, and this one still stands."""
    matches = desk.those(told_elsewhere().values_list("pk", flat=True))

    def line(match: Match) -> Need:
        child, volunteer = match.child.name, match.volunteer.first_name
        what = f"{child} has died, and the match with {volunteer} stands"
        why = f"Somebody else near {child} has written it down. Ring {volunteer} before you end it."
        return Need(what, why, "See what ends", reverse("endings:child_died", args=[match.public_id]), NOW)

    return Lines(matches, lambda shown: map(line, with_people(shown)))


@whoever_may(Permission.TAKE_OVER_MATCH)
def moves(desk: AtHand) -> Answer:
    """Somebody asks whether we take two people over; no name before the yes."""
    rows = Move.objects.reachable_by(desk.user, Permission.TAKE_OVER_MATCH, desk.on)

    def line(move: Move) -> Need:
        what = f"{move.from_scheme} asks {move.to} to take two people over"
        why = f"{quoted(move.words)} Asked {near_words(move.asked_on, desk.on)}."
        return Need(what, why, "Read and answer", reverse("endings:take_over", args=[move.public_id]), SOON)

    places = rows.select_related("from_scheme", "to_scheme", "to_authority")
    return lines_of(places.order_by("asked_on", "pk"), line)


def seventeen(desk: AtHand) -> Iterator[Need]:
    """Young people from seventeen on whose match ends with care: what would they like? Those of age in one line."""
    if desk.is_wide:
        return
    found = at_the_crossroads(list(desk.matches), desk.on)
    late = [match for match, road in found if road is None and _is_of_age(match, desk.on)]
    if len(late) > 1:
        yield _several_of_age(late, desk.on)
    for match, road in found:
        if len(late) == 1 or match not in late:
            yield _fork(match, road, desk.on)


def _is_of_age(match: Match, on: date) -> bool:
    turns = turns_18_on(match)
    return turns is not None and turns <= on


def _several_of_age(late: list[Match], on: date) -> Need:
    first = late[0]
    since = turns_18_on(first) or on
    why = f"{first.child.name} has been for longest, since {day_words(since)}. Each of them chooses what comes now."
    what = f"{some(len(late), 'young person', 'young people')} are 18, and nothing is settled yet"
    return Need(what, why, "See who", f"{reverse('casefile:matches')}?show=eighteen", SOON)


def _fork(match: Match, road: Road | None, on: date) -> Need:
    name, turns = match.child.name, turns_18_on(match)
    when = _when(name, turns, on) if turns else ""
    how_soon = SOON if turns is not None and turns - on < IN_GOOD_TIME else CALM
    url = reverse("endings:seventeen", args=[match.public_id])
    if road:
        why = f"{when} {name} chose on {day_words(road.on)}: {quoted(road.child_words)}"
        return Need(f"{match.name} have chosen a road", why, "Take the next step", url, how_soon)
    why = f"{when} Move to a scheme for care leavers, go on informally, or end: {name} chooses."
    what = f"What comes for {match.name} {'now' if _is_of_age(match, on) else 'at 18'}?"
    return Need(what, why, f"Talk with {name}", url, how_soon)


def _when(name: str, turns: date, on: date) -> str:
    if turns > on:
        return f"{name} is 18 {near_words(turns, on)}."
    return f"{name} has been 18 since {day_words(turns)}."


def back_again(desk: AtHand) -> Iterator[Need]:
    """A child is back and somebody was with them before: those two are asked first."""
    if not desk.awaiting:
        return
    rows = Referral.objects.filter(pk__in=desk.awaiting)
    waiting = list(rows.select_related("child").order_by("received_on", "pk"))
    found = to_ask_first(waiting)
    for referral in waiting:
        if match := found.get(referral.pk):
            why = f"{match.volunteer.first_name} was with {referral.name} before. If both wish, they come first."
            url = reverse("endings:together_again", args=[referral.public_id])
            yield Need(f"{referral.name} is back", why, "Ask them both", url, SOON)


@whoever_may(Permission.LOOK_BACK)
def look_backs(desk: AtHand) -> Answer:
    """Young people who said we may ask again, on the desk of whoever was their coordinator, or is there instead today;
    once that one is a coordinator no longer, on a manager’s."""
    rows = LookBack.objects.reachable_by(desk.user, Permission.LOOK_BACK, desk.on).due_by(desk.on)
    if desk.is_wide:
        held = Membership.objects.open_on(desk.on).filter(role=Role.COORDINATOR, user__is_active=True)
        rows = rows.exclude(ending__match__referral__coordinator__in=held.values("user"))
    else:
        covered = Cover.objects.open_on(desk.on).filter(covered_by=desk.user)
        whose = Q(ending__match__referral__coordinator=desk.user)
        rows = rows.filter(whose | Q(ending__match__referral__coordinator__in=covered.values("coordinator")))
    return lines_of(rows.with_people(), _look_back)


def _look_back(one: LookBack) -> Need:
    match = one.ending.match
    why = f"{match.child.name} said we may ask. {one.ending.how_to_reach or 'The question is in My space.'}"
    what = f"Look back with {match.child.name}, {one.months} months after {match.volunteer.first_name}"
    return Need(what, why, "Look back", reverse("endings:look_back", args=[one.public_id]))


@whoever_may(Permission.ERASE_RECORD)
def records(desk: AtHand) -> Iterator[Need]:
    """Records whose time is over, in one line for those who may agree that they go."""
    rows = due(Ending.objects.reachable_by(desk.user, Permission.ERASE_RECORD, desk.on), desk.on)
    rows = rows.filter(is_held=False, is_agreed=False)
    found = rows.aggregate(every=Count("pk"), said=Count("pk", filter=Q(is_said=True)))
    if not found["every"]:
        return
    said = f" Of {found['said']} one person has said so already." if found["said"] else ""
    count = found["every"]
    what = f"{some(count, 'record')} {'is' if count == 1 else 'are'} due to be erased"
    why = f"Kept for as long as was promised. Two people agree to each.{said}"
    yield Need(what, why, "Look at them", reverse("endings:records"), CALM)


@whoever_may(Permission.ERASE_RECORD)
def held_back(desk: AtHand) -> Iterator[Need]:
    """Records held back, once the day has come on which somebody wanted to look again."""
    mine = Ending.objects.reachable_by(desk.user, Permission.ERASE_RECORD, desk.on)
    rows = KeptLonger.objects.standing().filter(look_again_on__lte=desk.on, ending__in=mine)
    people = rows.select_related("ending__match__child", "ending__match__volunteer")
    for held in seldom(people.order_by("pk")):
        what = f"Is the record of {held.ending.match.name} still needed?"
        why = f"Held back on {day_words(held.on)}: {held.get_reason_display().lower()}."
        yield Need(what, why, "Look again", reverse("endings:record", args=[held.ending.public_id]), CALM)
