"""How many minutes a year a scheme asks of each child, and of each adult: shown where measures are picked and on every report."""

from collections.abc import Iterable
from dataclasses import dataclass

from kith.foundation.dates import count_words
from kith.outcomes.models import MeasureUse
from kith.outcomes.registry import OF_THE_CHILD, Measure, who_words
from kith.outcomes.waves import BASELINE, ENDING, YEARLY

MUCH = 15
"""Minutes a year of a child from which the page says that it is a lot."""


@dataclass(frozen=True)
class Burden:
    """Minutes in the first year of a match, by who is asked; in later years they are fewer."""

    first_year: dict[str, int]
    later: dict[str, int]

    @property
    def of_child(self) -> int:
        return sum(minutes for who, minutes in self.first_year.items() if who in OF_THE_CHILD)

    @property
    def is_much(self) -> bool:
        return self.of_child > MUCH

    def lines(self) -> list[tuple[str, str]]:
        """Who, and how much in the first year and in each later one."""
        if "self" not in self.first_year:
            told = [("Each young person", "nothing is asked")]
        else:
            told = []
        for who, minutes in self.first_year.items():
            later = self.later.get(who, 0)
            words = f"{count_words(minutes, 'minute')} in the first year"
            words += f", {count_words(later, 'minute')} in each later one" if later else ", nothing later"
            told.append((f"Each {who_words(who)}", words))
        return told

    def sentence(self) -> str:
        told = "; ".join(f"{who.lower()}: {words}" for who, words in self.lines())
        return f"Asked of {told}." if self.first_year else "Nobody is asked for anything."


def burden(uses: Iterable[MeasureUse]) -> Burden:
    first: dict[str, int] = {}
    later: dict[str, int] = {}
    for use in uses:
        one = use.of
        times, again = _times(one, use.waves)
        first[use.informant] = first.get(use.informant, 0) + times * one.minutes
        later[use.informant] = later.get(use.informant, 0) + again * one.minutes
    return Burden(first, {who: minutes for who, minutes in later.items() if minutes})


def at_most(schemes: Iterable[Burden]) -> str:
    """Of several schemes together: what the one that asks most of somebody asks in a year."""
    most: dict[str, int] = {}
    for one in schemes:
        for who, minutes in one.first_year.items():
            most[who] = max(minutes, most.get(who, 0))
    if not most:
        return "No scheme asks anybody for a form."
    told = [] if most.keys() & OF_THE_CHILD else ["none from a young person"]
    told += [
        f"at most {count_words(minutes, 'minute')} from a {who_words(who)}" for who, minutes in most.items()
    ]
    return f"Forms ask in a year: {', '.join(told)}."


def _times(one: Measure, waves: list[str]) -> tuple[int, int]:
    """How often in the first year, and in each later one (an ending comes once, and is counted with the first)."""
    if one.times_a_year:
        return one.times_a_year, one.times_a_year
    if not one.comes_in_waves:
        return 1, 1 if one.kept_as == "goals" else 0
    in_first = sum(wave in (BASELINE, "3 months", "6 months", YEARLY, ENDING) for wave in waves)
    return in_first, int(YEARLY in waves)
