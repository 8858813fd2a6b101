"""When each measure is due in a match: which waves, and within which days of its start or end."""

from dataclasses import dataclass
from datetime import date, timedelta

BASELINE, ENDING, YEARLY = "baseline", "ending", "yearly"
CHOICES = (BASELINE, "3 months", "6 months", YEARLY, ENDING)
WORDS = {
    BASELINE: "at the start",
    "3 months": "after three months",
    "6 months": "after six months",
    YEARLY: "every year",
    ENDING: "at the ending",
}
BEFORE_START, AFTER_START = -91, 42
HALF_YEAR, HALF_YEAR_FROM, HALF_YEAR_UNTIL = 182, 122, 243
"""The same days as `kith.science.pairs` counts; a test holds the two together, so that no page loads science for it."""
AROUND_YEAR = 61
BEFORE_END, AFTER_END = 42, 61
TOO_NEAR = 91
"""Days: an ending so soon after another wave asks nobody again."""
YEAR, MONTH = 365.25, 30.4375
LONGEST = 25


@dataclass(frozen=True)
class Window:
    """One wave of one match: the day it is about, and the days that count for it, both ends with them."""

    wave: str
    around: date
    from_day: date
    until_day: date

    def holds(self, day: date) -> bool:
        return self.from_day <= day <= self.until_day

    def is_open(self, on: date) -> bool:
        return self.holds(on)

    def is_past(self, on: date) -> bool:
        return on > self.until_day


def windows(
    begun_on: date, ended_on: date | None, waves: tuple[str, ...] | list[str], until: date
) -> list[Window]:
    """Every wave of a match whose days have begun by `until`, in order.

    Followed is the child, not the match: what was due within the first year stays due after an ending; later years do not.
    """
    found = [window for wave in waves for window in _windows(wave, begun_on, ended_on, until)]
    found.sort(key=lambda window: window.around)
    return [window for window in found if window.from_day <= until]


def _windows(wave: str, begun: date, ended: date | None, until: date) -> list[Window]:
    if wave == BASELINE:
        return [_around(wave, begun, begun, BEFORE_START, AFTER_START)]
    if wave == "3 months":
        return [_around(wave, begun, begun + timedelta(days=91), 61, 121)]
    if wave == "6 months":
        around = begun + timedelta(days=HALF_YEAR)
        return [_around(wave, begun, around, HALF_YEAR_FROM, HALF_YEAR_UNTIL)]
    if wave == YEARLY:
        return _yearly(begun, ended, until)
    if wave == ENDING and ended and (ended - begun).days >= TOO_NEAR:
        return [_around(wave, ended, ended, -BEFORE_END, AFTER_END)]
    return []


def _yearly(begun: date, ended: date | None, until: date) -> list[Window]:
    found = []
    for year in range(1, LONGEST):
        middle = round(year * YEAR)
        window = _around(
            f"{12 * year} months",
            begun,
            begun + timedelta(days=middle),
            middle - AROUND_YEAR,
            middle + AROUND_YEAR,
        )
        over = ended is not None and year > 1 and window.from_day > ended
        if window.from_day > until or over:
            break
        found.append(window)
    return found


def _around(wave: str, anchor: date, around: date, from_: int, to: int) -> Window:
    return Window(wave, around, anchor + timedelta(days=from_), anchor + timedelta(days=to))


def usual_waves(waves: tuple[str, ...], months: int | None) -> list[str]:
    """Those that fit the length of a programme: no yearly wave in one of a year, which has its ending."""
    return [wave for wave in waves if not (wave == YEARLY and months is not None and months <= 12)]


def wave_words(wave: str) -> str:
    """For a person: "at the start", "after six months", "after 12 months"."""
    return WORDS.get(wave, f"after {wave}")


def order_of(wave: str) -> float:
    """Which comes first: the start, then by months, then the ending."""
    if wave == BASELINE:
        return 0
    if wave == ENDING:
        return float("inf")
    return float(wave.split()[0]) if wave.split()[0].isdigit() else 1
