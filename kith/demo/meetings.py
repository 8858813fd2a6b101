"""What has come to the meetings of the demo world besides meeting: days off, money, ideas, a get-together, a hard time."""

import struct
import zlib
from datetime import date, time, timedelta
from decimal import Decimal

from kith.demo.cast import World
from kith.foundation.dates import moment
from kith.matching.models import Match
from kith.meetings import actions
from kith.meetings.models import Expense, Idea, Meeting
from kith.meetings.states import MEETING_GOES_ON, Status
from kith.schemes.actions import set_least
from kith.schemes.models import Contract

SCHOOL_YEAR = (
    ("Autumn half term", (10, 26), (10, 30)),
    ("Christmas", (12, 21), (12, 31)),
    ("Spring half term", (2, 15), (2, 19)),
    ("Summer", (7, 23), (8, 31)),
)
IDEAS = (
    # title, words, picture, cost, season, ages, where
    ("Feed the ducks", "Oats or peas, not bread.", "outdoors", "free", "any", (5, 14), "Roundhay Park"),
    ("Library treasure hunt", "Ask at the desk for the sheet. There is a hot drink after.", "school", "free", "any", (6, 12), ""),
    ("Bake something and take half home", "Flour, butter, sugar. The scheme has tins to lend.", "food", "little", "any", (7, 25), ""),
    ("Swim for a pound", "Under-16s at the leisure centre, Saturdays before noon.", "sport", "little", "any", (8, 15), "the leisure centre"),
    ("Charity-shop challenge", "Two pounds each. Who finds the strangest thing?", "out", "little", "any", (9, 25), ""),
    ("See the lights", "The town is lit from late November. Go at five.", "out", "free", "winter", (5, 25), "the town hall"),
    ("Kick about", "The cage by the school is open until dark.", "sport", "free", "any", (8, 17), ""),
    ("Pick blackberries", "Bring a tub. The ones above knee height are best.", "outdoors", "free", "autumn", (6, 17), "the old railway"),
    ("Museum on a wet day", "Free every day but Monday. The top floor is quiet.", "making", "free", "any", (7, 25), "the city museum"),
    ("Cook for under a fiver", "Choose it, shop for it, eat it.", "food", "little", "any", (14, 25), ""),
    ("Picnic on the hill", "Flasks if it is cold.", "outdoors", "free", "summer", (5, 25), "Otley Chevin, LS21"),
    ("Board-game café", "They let you stay all afternoon.", "games", "some", "any", (10, 25), "the arcade"),
)  # fmt: skip
SPENT = (
    ("activity", "Two swims and a hot chocolate", "12.40"),
    ("fare", "Bus there and back", "5.60"),
    ("activity", "Flour, butter and chocolate", "6.85"),
    ("other", "Birthday card", "2.50"),
)


def live(world: World) -> None:
    """Everything of this part, after people have met for a while."""
    _least(world)
    _school(world)
    _ideas(world)
    rows = Match.objects.filter(status__in=MEETING_GOES_ON).with_people().order_by("begun_on", "pk")
    matches = list(rows.prefetch_related("agreements"))
    _spent(world, matches)
    _away(world, matches)
    _together(world, matches)
    _hard_going(world, matches)
    _liked(world, matches)


def _least(world: World) -> None:
    """Northbridge asks that everybody meets at least once in four weeks."""
    for contract in Contract.objects.filter(commissioner=world.authority).select_related("scheme"):
        by = world.manager(contract.scheme)
        set_least(contract=contract, every=4, unit="week", by=by, on=world.today - timedelta(days=30))


def _school(world: World) -> None:
    """This school year and the next, as the council’s calendar has them."""
    by = world.staff["coordinator"]
    for year in (world.today.year, world.today.year + 1):
        for name, first, last in SCHOOL_YEAR:
            actions.keep_school_holiday(
                authority=world.authority, name=f"{name} {year}", from_day=date(year, *first),
                until_day=date(year, *last), by=by, on=world.today - timedelta(days=90),
            )  # fmt: skip


def _ideas(world: World) -> None:
    for key in ("visitors", "grand"):
        scheme = world.schemes[key]
        by, on = world.coordinator(scheme), world.today - timedelta(days=60)
        for title, words, activity, cost, season, ages, area in IDEAS:
            actions.keep_idea(
                scheme=scheme, title=title, words=words, activity=activity, cost=cost, season=season,
                age_from=ages[0], age_to=ages[1], area=area, by=by, on=on,
            )  # fmt: skip


def _spent(world: World, matches: list[Match]) -> None:
    """The eldest matches have spent something; of it some waits, some came back, some is paid."""
    yesterday = world.today - timedelta(days=1)
    at = moment(yesterday, time(19))
    for turn, match in enumerate(matches[:6]):
        volunteer = match.volunteer.user
        if volunteer is None:
            continue
        made = []
        for number, (kind, words, amount) in enumerate(SPENT[: 2 + turn % 3]):
            made.append(
                actions.claim(
                    match=match, kind=kind, day=yesterday - timedelta(days=3 * number), words=words,
                    amount=Decimal(amount), receipts=[a_receipt()] if turn + number < 2 else [],
                    why_no_receipt="" if turn + number < 2 else "Lost at the pool", by=volunteer, at=at,
                )
            )  # fmt: skip
        made.append(
            actions.claim(
                match=match, kind="miles", day=yesterday, words="There and back", miles=Decimal("11.2"),
                vehicle="car", by=volunteer, at=at,
            )
        )  # fmt: skip
        _looked_at(world, match, made, turn)


def _looked_at(world: World, match: Match, made: list[Expense], turn: int) -> None:
    """One waits, one came back, the others are approved; of one match they are paid."""
    coordinator, manager = world.coordinator(match.scheme), world.manager(match.scheme)
    if turn == 2:
        actions.send_back(
            expense=made[0], words="Which of the two pools was it?", by=coordinator, on=world.today
        )
    for expense in made[1:]:
        actions.approve_expense(expense=expense, by=coordinator, on=world.today)
    if turn == 1:
        reference = f"BACS {world.today:%Y-%m}"
        actions.pay(scheme=match.scheme, expenses=made[1:], reference=reference, by=manager, on=world.today)


def _away(world: World, matches: list[Match]) -> None:
    """One volunteer goes on holiday in three weeks."""
    for match in matches[3:4]:
        first = world.today + timedelta(days=21)
        actions.say_away(
            match=match, from_day=first, until_day=first + timedelta(days=9), who="volunteer",
            words="With my sister, back on the Sunday.", by=match.volunteer.user, on=world.today,
        )  # fmt: skip


def _together(world: World, matches: list[Match]) -> None:
    """A get-together of three, with friends."""
    scheme = world.schemes["visitors"]
    day = world.today + timedelta(days=12)
    at = moment(day, time(11))
    free = [
        match
        for match in matches
        if match.scheme_id == scheme.pk and not Meeting.objects.filter(match=match, at=at).exists()
    ]
    for start in range(len(free)):
        try:
            actions.plan_together(
                matches=free[start : start + 3], at=at, minutes=120, place="the climbing wall",
                guests="Maya and Leo", by=world.coordinator(scheme), on=world.today,
            )  # fmt: skip
        except actions.CannotPlan:  # somebody's papers will have run out by then
            continue
        return


def _hard_going(world: World, matches: list[Match]) -> None:
    """One volunteer found the last two times hard going, and says so."""
    at = moment(world.today, time(12))
    for match in reversed(matches):
        unsaid = list(Meeting.objects.filter(match=match, status=Status.PLANNED, at__lt=at).order_by("at"))
        if match.volunteer.user and not unsaid and len(_lately(match)) >= 2:
            for meeting in _lately(match):
                actions.put_right(meeting=meeting, by=match.volunteer.user, at=at)
                actions.record_kept(
                    meeting=meeting, minutes=60, activities=["talking"], morale="not great",
                    by=match.volunteer.user, at=at,
                )  # fmt: skip
            return


def _liked(world: World, matches: list[Match]) -> None:
    """Young people with a key have looked, and said what they would like."""
    for match in matches:
        user = match.child.user
        if user is None:
            continue
        age = match.child.age_on(world.today) or 12
        rows = Idea.objects.offered().in_season(world.today).for_age(age).filter(scheme=match.scheme)
        for idea in rows[:2]:
            actions.like(idea=idea, child=match.child, likes=True, by=user, on=world.today)


def _lately(match: Match) -> list[Meeting]:
    return list(Meeting.objects.kept().filter(match=match, off_plan=False).order_by("-at")[:2])


def a_receipt() -> bytes:
    """A strip of paper with lines on it, as a PNG, drawn here so that it is nobody's."""
    width, height = 240, 400
    rows = []
    for line in range(height):
        ink = 40 < line < height - 60 and line % 22 < 7
        body = bytes([70 if ink and 24 < x < width - 30 - (line * 7) % 90 else 250 for x in range(width)])
        rows.append(b"\0" + body)

    def chunk(kind: bytes, held: bytes) -> bytes:
        return struct.pack(">I", len(held)) + kind + held + struct.pack(">I", zlib.crc32(kind + held))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"".join(rows))) + chunk(b"IEND", b"")
