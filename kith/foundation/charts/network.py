"""The people around somebody, as they drew them: three rings, the nearest closest to the middle."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import zip_longest
from math import cos, radians, sin

from kith.foundation.charts.chart import Chart

WIDTH, HEIGHT = 440, 300
MIDDLE = (WIDTH // 2, HEIGHT // 2)
RADII = {1: 46, 2: 80, 3: 114}
LINE = 11  # characters before a name is broken in two


class Ring(IntEnum):
    """How close somebody is."""

    CLOSE = 1
    NEAR = 2
    FURTHER = 3

    @property
    def words(self) -> str:
        return {1: "very close", 2: "close", 3: "further away"}[self.value]


@dataclass(frozen=True)
class Near:
    """One person on the map; `paid` when they are there because it is their job."""

    name: str
    ring: Ring
    paid: bool = False


def _lines(name: str) -> list[str]:
    """A long name on two lines, broken at the space nearest its middle."""
    spaces = [place for place, letter in enumerate(name) if letter == " "]
    if len(name) <= LINE or not spaces:
        return [name]
    cut = min(spaces, key=lambda place: abs(place - len(name) / 2))
    return [name[:cut], name[cut + 1 :]]


def _placed(person: Near, place: int, of: int) -> dict[str, object]:
    angle = radians(360 * place / of - 62)
    across, down = cos(angle), sin(angle)
    x = MIDDLE[0] + RADII[person.ring] * across
    y = MIDDLE[1] + RADII[person.ring] * down
    sideways = abs(across) > 0.35
    lines = _lines(person.name)
    first = y + (5 - 9 * (len(lines) - 1) if sideways else (24 if down > 0 else -13 - 18 * (len(lines) - 1)))
    return {
        "x": f"{x:.1f}",
        "y": f"{y:.1f}",
        "text_x": f"{x + (12 if across > 0 else -12) * sideways:.1f}",
        "anchor": ("start" if across > 0 else "end") if sideways else "middle",
        "lines": [{"text": text, "y": f"{first + 18 * number:.1f}"} for number, text in enumerate(lines)],
        "paid": person.paid,
    }


def _in_turn(people: Sequence[Near]) -> list[Near]:
    """Round the circle so that neighbours sit on different rings and their names keep clear of each other."""
    rings = [[person for person in people if person.ring == ring] for ring in Ring]
    return [person for turn in zip_longest(*rings) for person in turn if person]


def _sentence(people: Sequence[Near]) -> str:
    """Very close: Ruth, Nan; close: Bella."""
    said = []
    for ring in Ring:
        if names := [person.name for person in people if person.ring == ring]:
            said.append(f"{ring.words}: {', '.join(names)}")
    whole = "; ".join(said)
    return whole[:1].upper() + whole[1:] or "Nobody has been drawn yet"


def network(people: Sequence[Near], *, around: str, middle: str = "me") -> Chart:
    """`around` is whose map it is; `middle` is the word in the centre."""
    ordered = _in_turn(people)
    closest_first = sorted(people, key=lambda person: person.ring)
    return Chart(
        template="charts/network.html",
        title=f"People around {around}",
        words=_sentence(people),
        drawing={
            "width": WIDTH,
            "height": HEIGHT,
            "centre": {"x": MIDDLE[0], "y": MIDDLE[1], "text_y": MIDDLE[1] + 5, "word": middle},
            "rings": list(RADII.values()),
            "people": [_placed(person, place, len(ordered)) for place, person in enumerate(ordered)],
            "some_are_paid": any(person.paid for person in people),
        },
        heads=("Who", "How close", "Because"),
        rows=[
            (
                person.name,
                person.ring.words,
                "it is their job" if person.paid else "they matter to each other",
            )
            for person in closest_first
        ],
    )
