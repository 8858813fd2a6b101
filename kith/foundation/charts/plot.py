"""A line over two axes: a curve that steps, or a figure from month to month, with a band or with levels beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from kith.foundation.charts.chart import PAPER, Chart

LEFT, TOP, WIDE, HIGH, UNDER = 46, 12, 560, 220, 44
Point = Sequence[float]
TICKS = 4


@dataclass(frozen=True)
class _Paper:
    """Where a value stands on the drawing."""

    right: float
    top: float
    steps: bool

    def x(self, value: float) -> float:
        return LEFT + WIDE * min(max(value, 0), self.right) / self.right

    def y(self, value: float) -> float:
        return TOP + HIGH * (1 - min(max(value, 0), self.top) / self.top)

    def path(self, points: Sequence[Point]) -> list[Point]:
        """From point to point; in steps, each height holds until the next point and the last to the edge."""
        found: list[Point] = []
        for place, (across, up) in enumerate(points):
            if self.steps and place:
                found.append((self.x(across), self.y(points[place - 1][1])))
            found.append((self.x(across), self.y(up)))
        if self.steps and points:
            found.append((self.x(self.right), self.y(points[-1][1])))
        return found


def _text(points: Sequence[Point]) -> str:
    return " ".join(f"{a:.1f},{b:.1f}" for a, b in points)


def plot(
    line: Sequence[Point],
    *,
    title: str,
    words: str,
    across: str,
    up: str,
    right: float,
    top: float,
    steps: bool = False,
    band: Sequence[Sequence[Point]] = (),
    levels: Sequence[tuple[str, float]] = (),
    heads: Sequence[str] = (),
    rows: Sequence[Sequence[object]] = (),
) -> Chart:
    """Points (x, y) from nought to `right` and `top`. `band`: the lower and the upper edge; `levels`: named heights."""
    if right <= 0 or top <= 0:
        raise ValueError("A drawing needs some width and some height.")

    on_paper = _Paper(right, top, steps)
    x, y = on_paper.x, on_paper.y
    edges = [on_paper.path(edge) for edge in band]
    return Chart(
        template="charts/plot.html",
        title=title,
        words=words,
        drawing={
            "height": TOP + HIGH + UNDER,
            "wide": PAPER,
            "line": _text(on_paper.path(line)),
            "dots": [] if steps else [(f"{x(a):.1f}", f"{y(b):.1f}") for a, b in line],
            "band": _text(edges[0] + list(reversed(edges[1]))) if len(edges) == 2 else "",
            "levels": [(name, f"{y(value):.1f}", f"{value:.0f}") for name, value in levels],
            "ups": [
                (f"{y(top * part / TICKS):.1f}", f"{top * part / TICKS:.0f}") for part in range(TICKS + 1)
            ],
            "acrosses": [
                (f"{x(right * part / TICKS):.1f}", f"{right * part / TICKS:.0f}") for part in range(TICKS + 1)
            ],
            "across": across,
            "up": up,
            "left": LEFT,
            "right": LEFT + WIDE,
            "foot": TOP + HIGH,
            "label": TOP + HIGH + 18,
            "caption": TOP + HIGH + 38,
        },
        heads=heads,
        rows=rows,
    )
