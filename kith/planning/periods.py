"""Which stretch of time a figure is about: the last months, or everything there is."""

from dataclasses import dataclass
from datetime import date

from kith.foundation.dates import day_words, months_after

PERIODS = {"12": "The last 12 months", "24": "The last 2 years", "36": "The last 3 years", "3": "The last 3 months", "all": "Everything there is"}  # fmt: skip
USUAL = "12"


@dataclass(frozen=True)
class Period:
    """From a day, or from the beginning, up to and with a day."""

    key: str
    from_day: date | None
    until_day: date

    @property
    def words(self) -> str:
        if self.from_day is None:
            return f"up to {day_words(self.until_day)}"
        return f"from {day_words(self.from_day)} to {day_words(self.until_day)}"


def period(key: str, on: date) -> Period:
    """The one of that key, or the usual one; it ends today."""
    key = key if key in PERIODS else USUAL
    return Period(key, None if key == "all" else months_after(on, -int(key)), on)
