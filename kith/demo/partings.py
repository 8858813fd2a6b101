"""How people part in the demo world: what Ana keeps, what children go on to, a road before 18, and a volunteer who died."""

import struct
import zlib
from datetime import timedelta

from kith.demo.cast import World
from kith.endings import actions
from kith.endings.crossroads import at_the_crossroads
from kith.endings.models import Ending, FollowOn
from kith.matching.models import Match
from kith.matching.states import MatchStatus
from kith.people.models import Child

LIST = (
    (FollowOn.Kind.CLUB, "Saturday boxing", "Gloves are there. Shouting allowed.", "Ask for Dev at the leisure centre", 10, 25),
    (FollowOn.Kind.CLUB, "Drama on Thursdays", "You can paint the scenery if you hate the stage.", "The library, 5pm", 8, 18),
    (FollowOn.Kind.GRANT, "Northbridge young people’s grant", "Up to £300 for lessons, kit or a bike.", "One page; we fill it in with you", 8, 25),
    (FollowOn.Kind.PEOPLE, "The Sunday table", "Lunch for everybody who was ever with us.", "First Sunday of the month", 14, 25),
    (FollowOn.Kind.HELP, "Care leavers’ line", "Somebody to ring about rent, benefits and rights.", "0808 157 0118, weekdays", 16, 25),
)  # fmt: skip
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
    _a_road_is_chosen(world)
    _somebody_dies(world, told)


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
    match = others.with_people().order_by("-begun_on", "-pk").first()
    if match is None:
        return
    actions.volunteer_died(
        volunteer=match.volunteer, died_on=world.today - timedelta(days=1), by=world.coordinator(match.scheme),
        on=world.today,
    )  # fmt: skip


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
