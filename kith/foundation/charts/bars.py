"""Amounts side by side: a name, under it a bar, and at the bar's end its number."""

from collections.abc import Sequence
from decimal import Decimal

from kith.foundation.charts.chart import Chart

Number = int | float | Decimal

ROW = 56
LONGEST = 84  # per cent of the width, so that there is room for the number


def _said(value: Number | None, unit: str) -> str:
    return "withheld" if value is None else f"{value:,}{unit}"


def bars(
    rows: Sequence[tuple[str, Number | None]],
    *,
    title: str,
    words: str = "",
    unit: str = "",
    most: Number | None = None,
) -> Chart:
    """Rows of (name, amount ≥ 0); None is a number withheld because it is small. `most` is where a full bar ends."""
    known = [value for _, value in rows if value is not None]
    if any(value < 0 for value in known):
        raise ValueError("A bar cannot be shorter than nothing.")
    full = float(most if most is not None else max(known, default=0)) or 1.0
    drawn = [
        {
            "name": name,
            "said": _said(value, unit),
            "length": f"{0 if value is None else min(float(value) / full, 1) * LONGEST:.1f}",
            "name_y": place * ROW + 18,
            "bar_y": place * ROW + 26,
            "said_y": place * ROW + 41,
        }
        for place, (name, value) in enumerate(rows)
    ]
    spoken = (
        words or "; ".join(f"{name}: {_said(value, unit)}" for name, value in rows) or "Nothing to show yet"
    )
    return Chart(
        template="charts/bars.html",
        title=title,
        words=spoken,
        drawing={"bars": drawn, "height": max(ROW * len(rows), 1)},
        heads=("", "Number"),
        rows=[(name, _said(value, unit)) for name, value in rows],
    )
