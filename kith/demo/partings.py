"""How people part in the demo world: what Ana keeps, what children go on to, a road before 18, a volunteer who died.

And how it goes on: a match that went over to another scheme, and a child who is back and asks for the same person.
"""

import struct
import zlib
from datetime import timedelta
from random import Random

from kith.demo import lives, long_ago, volunteers
from kith.demo.cast import World
from kith.endings import actions
from kith.endings.crossroads import at_the_crossroads
from kith.endings.models import Ending, FollowOn, Road
from kith.foundation.dates import months_after
from kith.matching.models import Match
from kith.matching.states import MatchStatus
from kith.people.models import Child
from kith.recruitment.queries import obstacles
from kith.referral.states import Status as ReferralStatus
from kith.support.models import LoneVisit

LIST = (
    (FollowOn.Kind.CLUB, "Saturday boxing", "Gloves are there. Shouting allowed.", "Ask for Dev at the leisure centre", 10, 25),
    (FollowOn.Kind.CLUB, "Drama on Thursdays", "You can paint the scenery if you hate the stage.", "The library, 5pm", 8, 18),
    (FollowOn.Kind.GRANT, "Northbridge young people’s grant", "Up to £300 for lessons, kit or a bike.", "One page; we fill it in with you", 8, 25),
    (FollowOn.Kind.PEOPLE, "The Sunday table", "Lunch for everybody who was ever with us.", "First Sunday of the month", 14, 25),
    (FollowOn.Kind.HELP, "Care leavers’ line", "Somebody to ring about rent, benefits and rights.", "0808 157 0118, weekdays", 16, 25),
)  # fmt: skip
SEED = 39
SKY, SEA, SAND = (207, 228, 240), (74, 132, 165), (236, 214, 164)


def part(world: World, told: set[str]) -> None:
    """All of it, after everybody has met; nobody of whom a story is told dies."""
    for scheme in world.schemes.values():
        for kind, name, words, reach, age_from, age_to in LIST:
            actions.list_follow_on(
                scheme=scheme, kind=kind, name=name, words=words, reach=reach, age_from=age_from, age_to=age_to,
                by=world.coordinator(scheme), on=world.today - timedelta(days=200),
            )  # fmt: skip
    _what_ana_keeps(world)
    long_ago.parted(world)
    _a_road_is_chosen(world)
    _somebody_dies(world, told)
    usual, world.draw = world.draw, Random(SEED)  # what comes after is the same with and without these
    _two_go_over(world, told)
    _somebody_is_back(world, told)
    world.draw = usual


def _what_ana_keeps(world: World) -> None:
    ana = Child.objects.get(authority=world.authority, user__email="ana@my-space.example")
    ending = Ending.objects.winding_down().get(match__child=ana)
    match, on = ending.match, world.today - timedelta(days=4)
    ruth = match.volunteer.user
    assert ruth is not None
    assert ana.user is not None
    actions.keep_memory(
        match=match, kind="picture", picture=the_sea(), words="Filey, the windy day", by=ruth, on=on
    )
    actions.keep_memory(match=match, kind="place", words="The bench behind the pool", by=ana.user, on=on)
    actions.keep_memory(
        match=match, kind="words", words="You taught me to dive. I was more afraid than you.", by=ruth, on=on
    )
    actions.make_certificate(
        ending=ending, name="Ana", words="For diving in, every single time. And for all the chips.",
        signed="Ruth and Amara", by=ana.user, on=on,
    )  # fmt: skip


def _a_road_is_chosen(world: World) -> None:
    """Of those who are seventeen one has said what they would like; the others are still to be asked."""
    live = list(Match.objects.live().filter(scheme=world.schemes["visitors"]).with_people().order_by("pk"))
    for match, _ in at_the_crossroads(live, world.today)[:1]:
        actions.choose_road(
            match=match, way="informal", by=world.coordinator(match.scheme), on=world.today - timedelta(days=9),
            child_words=f"I’m not stopping seeing {match.volunteer.first_name}. We’ll just do it ourselves.",
        )  # fmt: skip


def _somebody_dies(world: World, told: set[str]) -> None:
    """The last who came in the crowd; it is written down today, and nobody has told the child yet."""
    live = Match.objects.live().filter(scheme=world.schemes["visitors"], status=MatchStatus.ACTIVE)
    others = live.exclude(child__authority_ref__in=told)
    others = others.exclude(pk__in=LoneVisit.objects.unheard().values("meeting__match"))
    match = others.with_people().order_by("-begun_on", "-pk").first()
    if match is None:
        return
    actions.volunteer_died(
        volunteer=match.volunteer, died_on=world.today - timedelta(days=1), by=world.coordinator(match.scheme),
        on=world.today,
    )  # fmt: skip


def _two_go_over(world: World, told: set[str]) -> None:
    """One who is 18 and a visitor young enough to be a peer: they go over with all they have, by the yes of both."""
    here, there, on = world.schemes["visitors"], world.schemes["peers"], world.today - timedelta(days=12)
    live = Match.objects.live().filter(scheme=here, status=MatchStatus.ACTIVE)
    live = live.filter(
        child__born__lte=months_after(on, -12 * 18),
        volunteer__born__gt=months_after(on, -12 * (there.volunteer_age_to + 1)),
    )
    live = live.exclude(pk__in=Road.objects.values("match"))
    match = live.exclude(child__authority_ref__in=told).with_people().order_by("begun_on", "pk").first()
    if match is None:
        return
    who = match.volunteer
    same = {
        "first_name": who.first_name,
        "last_name": who.last_name,
        "email": who.email,
        "gender": who.gender,
    }
    volunteers.ready(world, there, on - timedelta(days=5), born=who.born, postcode=who.postcode, **same)
    if obstacles(who, there, on):
        return
    by = world.coordinator(here)
    move = actions.ask_over(
        match=match, to_scheme=there, by=by, on=on - timedelta(days=2),
        child_words="I’m 18. As long as it stays the two of us.",
        words="Together for some time, mostly cooking. One of them is 18 now, and both would like to go on.",
    )  # fmt: skip
    actions.answer_move(move=move, yes=True, coordinator=by, by=world.manager(there), on=on)


def _somebody_is_back(world: World, told: set[str]) -> None:
    """Moved away, and here again: the same person comes first, if both wish."""
    scheme, on = world.schemes["visitors"], world.today - timedelta(days=6)
    over = Ending.objects.filter(status="ended", match__scheme=scheme, match__child__looked_after=True)
    over = over.exclude(match__child__authority_ref__in=told).filter(match__volunteer__died_on=None)
    over = over.exclude(kind__in=[Ending.Kind.SAFETY, Ending.Kind.CHILD, Ending.Kind.LEFT_CARE])
    again = Match.objects.live().values("child")
    for ending in over.exclude(match__child__in=again).with_people().order_by("-ended_on", "-pk"):
        child, referral = ending.match.child, ending.match.referral
        if obstacles(ending.match.volunteer, scheme, on) or not scheme.serves_age(child.age_on(on) or 0):
            continue
        by, before = world.coordinator(scheme), on - timedelta(days=40)
        if referral.status == ReferralStatus.MATCHED:
            actions.hear_again(ending=ending, wanted=False, words="Moved away.", by=by, on=before)
        elif referral.status != ReferralStatus.CLOSED:
            continue
        why = "Back in Northbridge after some months away, and asks after somebody they knew."
        anew = lives.refer(world, scheme, child, on - timedelta(days=8), why=why)
        lives.wish(world, anew, on, words="Can it be the same one as before?", travel_miles=30)
        return


def the_sea(width: int = 320, height: int = 200) -> bytes:
    """A picture as PNG: sky, sea and sand."""
    rows = b"".join(
        b"\0" + bytes(SKY if y < height * 0.45 else SEA if y < height * 0.75 else SAND) * width
        for y in range(height)
    )

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )
