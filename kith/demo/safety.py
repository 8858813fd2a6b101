"""How the demo world keeps people safe: plans for the water, a press when home, a sealed story, a file opened in the night."""

from datetime import time, timedelta
from typing import Any

from kith.access.models import User
from kith.demo.cast import World
from kith.foundation.dates import moment, months_after
from kith.matching.models import Match
from kith.meetings import actions as meetings
from kith.meetings.models import Meeting
from kith.people.models import Child
from kith.safeguarding.guarding import restrict, seal
from kith.safeguarding.opening import open_file
from kith.safeguarding.planning_safety import agree_plan, ask_for_plan
from kith.safeguarding.ringing import write_number
from kith.schemes.actions import change_rules
from kith.support import actions

LINES = (
    (
        "She swims further out than she can come back.",
        "They stay where both can stand. Ruth is in the water too.",
    ),
    ("They lose each other in the changing rooms.", "They meet at the clock by the till, before and after."),
    ("She gets cold and goes quiet.", "Twenty minutes at a time, then something hot."),
)
EVENING = time(19, 40)
NUMBERS = (
    ("0113 496 0180", "our duty phone, 8am to 10pm every day", True),
    ("0113 496 0124", "children’s services of Northbridge, by day", False),
    ("0113 496 0155", "children’s services of Northbridge, evenings, nights and weekends", False),
)


def keep(world: World) -> None:
    """Everything of this part."""
    scheme, manager = world.schemes["visitors"], world.staff["manager"]
    since = world.today - timedelta(days=25)
    asked = {"safety_plans_for": ["water", "night"], "lone_visits": True}
    change_rules(scheme=scheme, by=manager, from_day=since, **asked)
    farah = User.objects.get(first_name="Farah", last_name="Aziz")
    at = moment(world.today - timedelta(days=1), EVENING)
    actions.put_on_call(scheme=scheme, user=farah, by=manager, at=at)
    matches = Match.objects.live().filter(scheme=scheme).with_people().order_by("begun_on", "pk")
    _plans(world, matches.filter(volunteer__first_name="Ruth", child__first_name="Ana").first())
    _not_home_yet(world, matches.exclude(child__first_name="Ana").exclude(volunteer__user=None), farah)
    _opened(world, matches.exclude(child__first_name="Ana").exclude(child__user=None).last(), farah)
    _guarded(world)
    for number, when, for_young in NUMBERS:
        lead = world.staff["safeguarding lead"]
        write_number(scheme=scheme, number=number, when=when, for_young=for_young, by=lead)


def _plans(world: World, match: Match | None) -> None:
    """Ruth and Ana go swimming; Ruth asks whether they may stay away overnight."""
    if match is None or match.volunteer.user is None:
        return
    at = moment(world.today - timedelta(days=20), EVENING)
    together: dict[str, Any] = {"child": match.child, "volunteer": match.volunteer, "scheme": match.scheme}
    agree_plan(
        **together,
        kind="water",
        lines=LINES,
        agreed_with=["child", "volunteer", "carer"],
        until=months_after(world.today, 5),
        by=world.coordinator(match.scheme),
        at=at,
    )
    asked_at = moment(world.today - timedelta(days=2), EVENING)
    ask_for_plan(**together, kind="night", by=match.volunteer.user, at=asked_at)
    actions.wish_lone(volunteer=match.volunteer, wanted=True, by=match.volunteer.user, at=at)


def _not_home_yet(world: World, matches: Any, farah: User) -> None:
    """Out together yesterday, “I am there” pressed, and nothing heard since: whoever is on call knows."""
    day = world.today - timedelta(days=1)
    begins = moment(day, time(0))
    around = Meeting.objects.filter(at__gt=begins - timedelta(days=2), at__lt=begins + timedelta(days=3))
    free = matches.filter(status="active").exclude(pk__in=around.values("match"))
    match = free.last()
    if match is None or match.volunteer.user is None:
        return
    user = match.volunteer.user
    at = moment(day, time(15, 30))
    meeting = meetings.plan(
        match=match, at=at, minutes=120, place="the climbing wall", by=user, on=day - timedelta(days=3)
    )
    actions.wish_lone(volunteer=match.volunteer, wanted=True, by=user, at=at - timedelta(days=20))
    actions.press(meeting=meeting, home=False, by=user, at=at + timedelta(minutes=4))
    actions.ask_after_lone(at=moment(day, time(19)))


def _opened(world: World, match: Match | None, farah: User) -> None:
    """Yesterday evening a carer rang, and Amara could not be reached."""
    if match is None or match.child.born is None:
        return
    open_file(
        first_name=match.child.name,
        last_name=match.child.last_name,
        born=match.child.born,
        reason="unreachable",
        words="The carer rang: not home from the meeting, and neither Amara nor the volunteer answers.",
        by=farah,
        at=moment(world.today - timedelta(days=1), EVENING),
    )


def _guarded(world: World) -> None:
    """One story is sealed, and the second manager is kept from another."""
    lead = world.staff["safeguarding lead"]
    rows = Match.objects.live().filter(scheme=world.schemes["goals"], child__user=None)
    children = list(Child.objects.filter(pk__in=rows.values("child")).order_by("pk"))
    for child in children[-1:]:
        why = "A relative works for the council and has asked colleagues where she is."
        seal(child=child, why=why, by=lead, on=world.today - timedelta(days=30))
    for child in children[:1]:
        why = "Owen’s sister fostered this child until last year."
        restrict(child=child, user=world.staff["second manager"], why=why, by=lead, on=world.today)
