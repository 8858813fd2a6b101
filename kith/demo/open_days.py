"""Open days of the demo world: one that was, with its proposal to be agreed, and one to come with people to invite."""

from datetime import date, datetime, time, timedelta
from random import Random

from kith.access.models import User
from kith.demo.cast import PASSWORD, World
from kith.foundation.dates import moment
from kith.matching.actions import open_days as deeds
from kith.matching.models import ChildGuest, OpenDay, VolunteerGuest
from kith.matching.queries import children_to_invite, met_by, volunteers_to_invite
from kith.people.actions import open_space
from kith.people.models import Child
from kith.recruitment.queries import cleared_volunteers
from kith.referral.models import Referral

CHILDREN, VOLUNTEERS, COMING_CHILDREN, COMING_VOLUNTEERS = 7, 5, 5, 4
KEPT_FOR_LATER = "Tariq"


def hold(world: World) -> None:
    """Both belong to Northbridge visitors. Draws from a lot of its own."""
    draw = Random("open days")
    by = world.staff["coordinator"]
    _one_that_was(world, by, draw)
    _one_to_come(world, by, draw)


def _saturday(world: World, days: int) -> date:
    day = world.today + timedelta(days=days)
    return day + timedelta(days=(5 - day.weekday()) % 7)


def _plan(world: World, by: User, day: date, at: datetime, *, place: str, to_do: str, seed: int) -> OpenDay:
    return deeds.plan_day(
        schemes=[world.schemes["visitors"]], begins_at=moment(day, time(14)), ends_at=moment(day, time(16, 30)),
        place=place, to_do=to_do, note="Come as you are. There is a quiet room.", child_places=12, volunteer_places=10,
        seed=seed, by=by, at=at,
    )  # fmt: skip


def _those_who_wait(open_day: OpenDay, on: date, most: int, *, but: str = "") -> list[Referral]:
    rows = children_to_invite(open_day, Referral.objects.filter(received_on__lte=on))
    return [row for row in rows if row.child and row.child.name != but][:most]


def _one_that_was(world: World, by: User, draw: Random) -> None:
    """Last Saturday but one; everybody has been heard but one child, and the coordinator has not agreed yet."""
    day = _saturday(world, -13)
    planned, invited = moment(day - timedelta(days=20), time(10)), moment(day - timedelta(days=16), time(10))
    there, after = moment(day, time(14, 20)), moment(day + timedelta(days=3), time(11))
    held = _plan(
        world,
        by,
        day,
        planned,
        place="The bowling alley, Kirk Street",
        to_do="Bowling, then pizza",
        seed=20261107,
    )
    referrals = _those_who_wait(held, invited.date(), CHILDREN, but=KEPT_FOR_LATER)
    scheme = world.schemes["visitors"]
    allowed = set(cleared_volunteers(scheme, world.today).values_list("pk", flat=True))
    people = [each for each in volunteers_to_invite(held, invited.date()) if each.pk in allowed][:VOLUNTEERS]
    if len(referrals) < 2 or len(people) < 2:  # a small world: there was nobody to invite
        deeds.call_off(open_day=held, by=by, at=invited)
        return
    children = deeds.invite_children(open_day=held, referrals=referrals, by=by, at=invited)
    volunteers = deeds.invite_volunteers(open_day=held, volunteers=people, by=by, at=invited)
    for child in children:
        deeds.answer_child(guest=child, said="yes", transport="The carer drives", by=by, at=invited)
    for volunteer in volunteers:
        deeds.answer_volunteer(guest=volunteer, yes=True, by=volunteer.volunteer.user or by, at=invited)
    everybody: list[ChildGuest | VolunteerGuest] = [*children, *volunteers]
    for number, guest in enumerate(everybody):
        deeds.mark(guest=guest, came=number != len(children) - 1, by=by, at=there)
    deeds.close_doors(open_day=held, by=by, at=there)
    _everybody_says(held, by, after, draw)
    deeds.work_out(open_day=held, by=by, at=after)


def _everybody_says(held: OpenDay, by: User, after: datetime, draw: Random) -> None:
    """A few popular adults, as always; one child is not sure yet."""
    came = list(ChildGuest.objects.filter(open_day=held).came().with_people().order_by("pk"))
    for number, guest in enumerate(came):
        met = sorted(met_by(guest), key=lambda each: each.pk)
        liked = sorted(met, key=lambda each: (met.index(each) + draw.random() * 2.2, each.pk))[:3]
        tiers = [[each] for each in liked] if number % 3 else [liked[:1], liked[1:]]
        if number == len(came) - 1 and len(came) > 2:
            deeds.hear(guest=guest, heard="not sure", by=by, at=after)
        else:
            aside = [each for each in met if each not in liked][:1]
            deeds.hear(guest=guest, heard="ranked", tiers=tiers, set_aside=aside, by=by, at=after)
    for volunteer in VolunteerGuest.objects.filter(open_day=held).came().with_people().order_by("pk"):
        deeds.say_afterwards(guest=volunteer, places=1, by=volunteer.volunteer.user or by, at=after)


def _one_to_come(world: World, by: User, draw: Random) -> None:
    """In two weeks; some have answered, and Tariq reads in My space that he is invited."""
    day = _saturday(world, 13)
    at = moment(world.today - timedelta(days=2), time(10))
    ahead = _plan(
        world,
        by,
        day,
        at,
        place="Northbridge Library, the garden room",
        to_do="A bake-off, and games",
        seed=20261205,
    )
    referrals = _those_who_wait(ahead, world.today, COMING_CHILDREN, but=KEPT_FOR_LATER)
    tariq = Referral.objects.awaiting_match().filter(
        child__first_name=KEPT_FOR_LATER, scheme=world.schemes["visitors"]
    )
    if found := tariq.filter(child__authority=world.authority).order_by("pk").first():
        referrals.append(found)
        _let_in(found.child, by, world.today)
    people = volunteers_to_invite(ahead, at.date())[:COMING_VOLUNTEERS]
    if referrals:
        for number, child in enumerate(
            deeds.invite_children(open_day=ahead, referrals=referrals, by=by, at=at)
        ):
            if number % 3 == 0 and child.child.name != KEPT_FOR_LATER:
                deeds.answer_child(
                    guest=child, said="yes", transport="By bus with a carer", needs="No nuts", by=by, at=at
                )
    if people:
        for volunteer in deeds.invite_volunteers(open_day=ahead, volunteers=people, by=by, at=at):
            if draw.random() < 0.5 and volunteer.volunteer.first_name != "Ben":
                deeds.answer_volunteer(guest=volunteer, yes=True, by=volunteer.volunteer.user or by, at=at)


def _let_in(child: Child | None, by: User, on: date) -> None:
    """A way into My space; in the demo also with an e-mail address, for those who try every role."""
    if child is None or child.user is not None:
        return
    open_space(child=child, by=by, on=on)
    user = User.objects.get(child=child)
    user.email = f"{child.first_name.lower()}@my-space.example"
    user.set_password(PASSWORD)
    user.save()
