"""Who lives roughly where around somebody, without a map behind it: rings of miles, and a numbered mark for each person.

Nobody's home is a point here. The middle is an area as large as the first half of a postcode, places are whole miles
from its middle, and those who share one stand side by side.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import atan2, degrees, hypot

from kith.foundation.charts.chart import Chart

SIZE = 420
MIDDLE = SIZE / 2
EDGE = 26  # room for a mark beyond the outermost ring
AREA_MILES = 1.5  # about half of what a first half of a postcode covers
SIDES = ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")
BESIDE = 20  # how far apart marks stand that would lie on each other
RINGS = (2, 5, 10, 15, 20, 25, 30, 40, 60, 80, 100)


@dataclass(frozen=True)
class Resident:
    """Somebody by name; `east` and `north` in miles from the middle, None where it is not known."""

    name: str
    east: float | None = None
    north: float | None = None

    @property
    def miles(self) -> int | None:
        return None if self.east is None or self.north is None else int(hypot(self.east, self.north) + 0.5)

    @property
    def side(self) -> str:
        if not self.miles:
            return ""
        turn = degrees(atan2(round(self.east or 0), round(self.north or 0))) % 360
        return SIDES[int((turn + 22.5) // 45) % 8]

    @property
    def words(self) -> str:
        if self.miles is None:
            return "not on the drawing: no postcode that is known"
        if self.miles == 0:
            return "in the same area"
        return f"about {self.miles} {'mile' if self.miles == 1 else 'miles'} to the {self.side}"


def _rings(farthest: float, limit: int) -> list[int]:
    """Two or three round distances, the limit among them, the outermost beyond whoever lives farthest."""
    outermost = next((ring for ring in RINGS if ring >= max(farthest, limit)), RINGS[-1])
    between = [
        ring for ring in RINGS if outermost / 4 <= ring < outermost and abs(ring - limit) >= outermost / 6
    ]
    return sorted({*between[-1:], limit, outermost})


def nearby(people: Sequence[Resident], *, around: str, limit: int) -> Chart:
    """People around somebody's area. `limit`: how far the child said somebody may live, drawn as a ring of its own."""
    placed = [person for person in people if person.miles is not None]
    rings = _rings(max((float(person.miles or 0) for person in placed), default=0), limit)
    scale = (MIDDLE - EDGE) / rings[-1]
    taken: dict[tuple[int, int], int] = {}
    marks = []
    for number, person in enumerate(people, start=1):
        if person.miles is None:
            continue
        spot = round(person.east or 0), round(person.north or 0)
        beside = taken.get(spot, 0)
        taken[spot] = beside + 1
        marks.append(
            {
                "number": number,
                "x": f"{MIDDLE + spot[0] * scale + beside * BESIDE:.0f}",
                "y": f"{MIDDLE - spot[1] * scale:.0f}",
                "text_y": f"{MIDDLE - spot[1] * scale + 5:.0f}",
            }
        )
    drawn = [
        {
            "radius": f"{ring * scale:.0f}",
            "label_y": f"{MIDDLE - ring * scale - 5:.0f}",
            "words": f"{ring} miles",
            "is_limit": ring == limit,
        }
        for ring in rings
    ]
    return Chart(
        template="charts/nearby.html",
        title=f"Who lives roughly where around {around}",
        words="; ".join(f"{person.name}: {person.words}" for person in people) or "Nobody yet",
        drawing={
            "size": SIZE,
            "middle": f"{MIDDLE:.0f}",
            "area": f"{max(AREA_MILES * scale, 14):.0f}",
            "rings": drawn,
            "marks": marks,
            "people": [(number, person.name, person.words) for number, person in enumerate(people, start=1)],
            "missing": [person.name for person in people if person.miles is None],
        },
        heads=("Who", "How far, in a straight line", "Which way"),
        rows=[
            (
                person.name,
                "not known"
                if person.miles is None
                else "same area"
                if not person.miles
                else f"about {person.miles} miles",
                person.side,
            )
            for person in people
        ],
    )
