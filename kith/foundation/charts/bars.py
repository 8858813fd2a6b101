"""Amounts side by side: one bar a row, its name above or before it and its number at its end."""

from collections.abc import Sequence
from decimal import Decimal

from kith.foundation.charts.chart import Chart

Number = int | float | Decimal

WIDTH = 640
ROW = 40
NAMES = 230  # room for the names
NUMBERS = 70  # room for the numbers
LONGEST = 32  # characters of a name that fit before its bar


def _short(name: str) -> str:
    return name if len(name) <= LONGEST else name[: LONGEST - 1].rstrip() + "…"


def _said(value: Number | None, unit: str) -> str:
    return "withheld" if value is None else f"{value:,}{unit}"


def bars(
    rows: Sequence[tuple[str, Number | None]], *, title: str, words: str = "", unit: str = "", most: Number | None = None
) -> Chart:
    """Rows of (name, amount ≥ 0); None is a number withheld because it is small. `most` is where a full bar ends."""
    known = [value for _, value in rows if value is not None]
    if any(value < 0 for value in known):
        raise ValueError("A bar cannot be shorter than nothing.")
    full = float(most if most is not None else max(known, default=0)) or 1.0
    room = WIDTH - NAMES - NUMBERS
    drawn = []
    for place, (name, value) in enumerate(rows):
        length = 0.0 if value is None else min(float(value) / full, 1.0) * room
        top = place * ROW
        drawn.append(
            {
                "name": _short(name),
                "said": _said(value, unit),
                "y": top + 8,
                "text_y": top + 26,
                "length": f"{length:.1f}",
                "end": f"{NAMES + length + 8:.1f}",
                "withheld": value is None,
            }
        )
    spoken = words or "; ".join(f"{name}: {_said(value, unit)}" for name, value in rows) or "Nothing to show yet"
    return Chart(
        template="charts/bars.html",
        title=title,
        words=spoken,
        drawing={"bars": drawn, "width": WIDTH, "height": max(ROW * len(rows), 1), "start": NAMES},
        heads=("", "Number"),
        rows=[(name, _said(value, unit)) for name, value in rows],
    )
