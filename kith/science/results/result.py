"""One shape for what every analysis gives back."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Any, Generic, TypeVar

from kith.science.results.basis import Basis
from kith.science.results.caveats import CAVEATS, Caveat
from kith.science.results.refusals import CannotTell
from kith.science.results.words import refuse_claims

F = TypeVar("F")


@dataclass(frozen=True, slots=True)
class Method:
    """Which method made a figure, and which edition of it: the same records and edition give the same figure."""

    name: str
    version: str

    def __str__(self) -> str:
        return f"{self.name}, version {self.version}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Result(Generic[F]):
    """A figure with everything that must stand beside it.

    `figure`: the numbers, for a chart or a test. `sentence`: what they mean, made by the code. `names`: of schemes named
    in it, which claim nothing whatever they are called. `counts`: the exact ones behind counts in fives, never printed,
    for the next report to be held against. Raises CannotTell for a sentence that claims a cause without a
    comparison group, and where no comparison group goes without its caveat.
    """

    figure: F
    sentence: str
    basis: Basis
    method: Method
    caveats: tuple[Caveat, ...]
    names: tuple[str, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not isinstance(self.basis, Basis) or not isinstance(self.method, Method):
            raise CannotTell(
                "A figure needs its basis and its method. Give both, so that readers can judge it."
            )
        if not self.sentence.strip():
            raise CannotTell("A figure needs a sentence that says what it means.")
        refuse_claims(self.sentence, self.basis.comparison, self.names)
        if not self.basis.comparison and Caveat.NO_COMPARISON not in self.caveats:
            object.__setattr__(self, "caveats", (*self.caveats, Caveat.NO_COMPARISON))

    def lines(self) -> list[str]:
        """The sentence, each caveat, and the small print: always together."""
        caveats = [CAVEATS[caveat] for caveat in dict.fromkeys(self.caveats)]
        made = f"{self.basis.small_print()} Method: {self.method}; worked out on {_day(self.basis.on)}."
        return [self.sentence, *caveats, made]

    def __str__(self) -> str:
        return "\n".join(self.lines())

    def as_plain(self) -> dict[str, Any]:
        """For JSON: the figure never without the rest."""
        return {
            "sentence": self.sentence,
            "names": list(self.names),
            "figure": plain(self.figure),
            "basis": plain(self.basis),
            "method": plain(self.method),
            "caveats": {caveat.value: CAVEATS[caveat] for caveat in dict.fromkeys(self.caveats)},
        }


def printed(result: object) -> str:
    """A result as text. A bare figure is refused: it must come with its basis and caveats."""
    if not isinstance(result, Result):
        raise CannotTell("Only a whole result may be printed, with whom it counts and what it cannot show.")
    return str(result)


def plain(value: Any) -> Any:
    """Dataclasses, days and fractions as what JSON knows."""
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float | Fraction):
        return (
            float(value) + 0.0
        )  # no minus nought: a database may give it back without its sign, and the seal would break
    return value


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
