"""A line over two axes: a curve that steps, or a figure from month to month, with a band or with levels beside it."""

from collections.abc import Sequence

from kith.foundation.charts.chart import PAPER, Chart

LEFT, TOP, WIDE, HIGH, UNDER = 46, 12, 560, 220, 44
Point = Sequence[float]
TICKS = 4


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

    def x(value: float) -> float:
        return LEFT + WIDE * min(max(value, 0), right) / right

    def y(value: float) -> float:
        return TOP + HIGH * (1 - min(max(value, 0), top) / top)

    def path(points: Sequence[Point], end: float) -> list[tuple[float, float]]:
        found: list[tuple[float, float]] = []
        for place, (across_, up_) in enumerate(points):
            if steps and place:
                found.append((x(across_), y(points[place - 1][1])))
            found.append((x(across_), y(up_)))
        if steps and points:
            found.append((x(end), y(points[-1][1])))
        return found

    def text(points: Sequence[tuple[float, float]]) -> str:
        return " ".join(f"{a:.1f},{b:.1f}" for a, b in points)

    edges = [path(edge, right) for edge in band]
    return Chart(
        template="charts/plot.html",
        title=title,
        words=words,
        drawing={
            "height": TOP + HIGH + UNDER,
            "wide": PAPER,
            "line": text(path(line, right)),
            "dots": [] if steps else [(f"{x(a):.1f}", f"{y(b):.1f}") for a, b in line],
            "band": text(edges[0] + list(reversed(edges[1]))) if len(edges) == 2 else "",
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
