"""Everybody whose story a visitor does not walk into: sixty matches, ninety volunteers, and those who wait."""

from datetime import date, timedelta
from math import ceil

from kith.demo import lives, recruiting, volunteers
from kith.demo.cast import World
from kith.demo.childhoods import AREAS
from kith.matching import actions as matching
from kith.matching.models import Match
from kith.meetings import actions as meetings
from kith.people.models import Child
from kith.recruitment import actions as recruitment
from kith.schemes.models import Scheme

# scheme: matches in all, of which ended, approved and free, on the way, turned away or gone, children waiting
SIZES = {
    "visitors": (30, 7, 2, 7, 4, 8),
    "peers": (6, 2, 1, 2, 1, 2),
    "goals": (8, 3, 1, 3, 1, 3),
    "leaving": (7, 2, 1, 3, 1, 2),
    "grand": (6, 2, 1, 2, 1, 2),
}
NEAR = ("", *AREAS)  # the return says no area of somebody who has left
FEW_GROWN = 4  # of so many matches one may have lasted beyond the age that its scheme serves
EARLIER = timedelta(days=170)  # a referral may be this much older than what it leads to
ENDED_HOW = (("completed", True), ("child's choice", True), ("left care", True), ("placement move", False), ("volunteer left", False), ("unknown", False))  # fmt: skip


def fill(world: World, children: list[Child], share: float = 1) -> None:
    """Live through every scheme's crowd; `share` makes a smaller one, for tests."""
    for key, sizes in SIZES.items():
        scheme = world.schemes[key]
        together, ended, free, on_the_way, gone, waiting = (ceil(size * share) for size in sizes)
        for place in range(together):
            _a_match(world, scheme, children, ended=place < ended, may_be_grown=place % FEW_GROWN == 0)
        for _ in range(free):
            volunteers.ready(world, scheme, world.today - timedelta(days=world.draw.randint(10, 90)))
        _newcomers(world, scheme, on_the_way, gone)
        for place in range(waiting):
            _somebody_waits(world, scheme, children, place)
    _two_pause(world)


def _of_the_right_age(scheme: Scheme, children: list[Child], *days: date, gender: str = "") -> Child:
    """Somebody who lives near enough to be visited and is, on these days, of the age that the scheme serves; given out once."""
    for child in children:
        if gender and child.gender != gender:
            continue
        ages = (child.age_on(day) or 0 for day in (days[0] - EARLIER, *days))
        if child.area in NEAR and all(map(scheme.serves_age, ages)):
            children.remove(child)
            return child
    raise AssertionError(f"The register has no more children for {scheme}.")


def _a_match(world: World, scheme: Scheme, children: list[Child], *, ended: bool, may_be_grown: bool) -> None:
    """A volunteer comes, a child chooses them, they meet; perhaps it has ended by now."""
    draw = world.draw
    longest = 420 if scheme.months else 1250
    start = world.today - timedelta(days=draw.randint(200 if ended else 40, longest))
    served = (start,) if ended or may_be_grown else (start, world.today)
    child = _of_the_right_age(scheme, children, *served)
    gender = {"M": draw.choice("MF"), "F": "F"}.get(child.gender, "F")
    who = volunteers.ready(world, scheme, start - timedelta(days=30), gender=gender, travel_miles=25)
    referral = lives.refer(world, scheme, child, start - timedelta(days=draw.randint(50, 160)))
    lives.wish(world, referral, start - timedelta(days=35), wishes=[("like", "interest", like) for like in who.interests[:3]], travel_miles=30)  # fmt: skip
    proposal = lives.choose(world, referral, start - timedelta(days=15), who)
    if proposal is None:
        return
    match = lives.introduce(world, proposal, start - timedelta(days=14))
    until = world.today
    if ended:
        until = min(world.today - timedelta(days=10), match.begun_on + timedelta(days=draw.randint(90, 380)))
    _live(world, match, until, ended=ended)


def _live(world: World, match: Match, until: date, *, ended: bool) -> None:
    steady = world.draw.choice([1.0, 1.0, 1.0, 1.2, 0.8])
    lives.meet(world, match, until, steady=steady)
    lives.supervise(world, match, until - timedelta(days=world.draw.choice([0, 0, 0, 20])))
    if ended:
        kind, planned = world.draw.choice(ENDED_HOW)
        match.refresh_from_db()
        if planned:
            lives.wind_down(world, match, until, kind)
        else:
            lives.end_badly(world, match, until, kind)


def _newcomers(world: World, scheme: Scheme, on_the_way: int, gone: int) -> None:
    """People at every step of the way, and some who were turned away or went."""
    draw = world.draw
    for place in range(on_the_way):
        step = ("", "apply", "interview", "check", "put to panel")[place % 5]
        days = {"": 6, "apply": 25, "interview": 50, "check": 80, "put to panel": 110}[step]
        application = volunteers.enquire(
            world, scheme, world.today - timedelta(days=days + draw.randint(0, 9))
        )
        if step:
            volunteers.come_as_far_as(world, application, step)
    for place in range(gone):
        application = volunteers.enquire(world, scheme, world.today - timedelta(days=draw.randint(90, 300)))
        volunteers.come_as_far_as(world, application, ("apply", "interview")[place % 2])
        application.refresh_from_db()
        by, on = world.coordinator(scheme), application.received_on + timedelta(days=60)
        if place % 2:
            recruitment.decline(application=application, reason="motives", by=by, on=on)
        else:
            recruitment.withdraw(application=application, reason="time", by=by, on=on)


def _somebody_waits(world: World, scheme: Scheme, children: list[Child], place: int) -> None:
    """Referred, accepted, most have said what they would like; nobody yet."""
    on = world.today - timedelta(days=world.draw.randint(9, 104))
    asked = recruiting.asked(world, scheme, place)
    child = _of_the_right_age(scheme, children, on, gender="M" if asked else "")
    referral = lives.refer(world, scheme, child, on)
    if place % 4:
        lives.wish(world, referral, min(world.today, on + timedelta(days=20)), **asked)


def _two_pause(world: World) -> None:
    """Two matches rest for a while: a new placement, and exams."""
    rows = Match.objects.filter(status="active", scheme=world.schemes["goals"]).order_by("begun_on")
    for match, words in zip(
        rows[:2], ("Settling in with a new carer.", "A break until the exams are over."), strict=False
    ):
        by, on = world.coordinator(match.scheme), world.today - timedelta(days=world.draw.randint(5, 20))
        matching.pause(match=match, reason="other", words=words, by=by, on=on)
        meetings.call_off_ahead(match=match, reason="match ended", by=by, on=world.today)
