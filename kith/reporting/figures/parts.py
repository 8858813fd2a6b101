"""What every section is made with: a figure under the name its definition gives it, a list, a sentence."""

from collections import Counter
from collections.abc import Iterable, Sequence

from kith.reporting.definitions import QUARTER
from kith.reporting.gate import Gate, Shown
from kith.reporting.report import Figure
from kith.science.disclosure import Table, list_of


def figure(key: str, shown: Shown, name: str = "") -> Figure:
    meaning = QUARTER.meaning(key)
    return Figure(key, name or meaning.name, shown, meaning.of)


def list_by(by: str, population: str, names: Sequence[str], found: Iterable[str]) -> Table:
    """How many there are of each name, in the order given; also of those nobody has."""
    counts = Counter(found)
    return list_of(by.capitalize(), by, {name: counts[name] for name in names}, population)


def about(gate: Gate, shown: Shown, one: str, many: str) -> str:
    """About 25 children were; 1 child was; no children were; of things named before, none were.

    Empty where the number is kept back.
    """
    if shown.value is None:
        return ""
    if shown.value == 0:
        return f"none {many}" if many == "were" else f"no {many}"
    roughly = "about " if gate.round_to > 1 else ""
    return f"{roughly}{shown.text} {one if shown.value == 1 else many}"


def sentences(*said: str) -> str:
    """One after the other, each with its capital; those that could not be said are left out."""
    return " ".join(f"{words[0].upper()}{words[1:]}" for words in said if words)


def say(words: str, *parts: str) -> str:
    """The sentence with its parts, or nothing where one of them is kept back."""
    return words.format(*parts) if all(parts) else ""
