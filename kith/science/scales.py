"""The scales that change is measured on, and what is known about them: dated, with their sources.

A norm is a setting: pass another one where better figures are known. Where no mean for children in care is known, it
is None, and nothing is made up in its place.
"""

from dataclasses import dataclass

from kith.science.sdq import VERSION as SDQ_KEYS


@dataclass(frozen=True, slots=True, kw_only=True)
class Norm:
    """How a score is spread among the children a group is drawn from.

    `mean`, `sd`: among them. `retest`: the correlation of two scores so many months apart. `consistency`: the
    reliability of one sitting (alpha). `means`, `retests`: the band over which an expectation is shown, because neither
    is known exactly.
    """

    mean: float | None
    sd: float
    retest: float
    consistency: float
    means: tuple[float, ...] = ()
    retests: tuple[float, ...] = ()
    months: int = 6
    source: str
    year: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """One score of one instrument as answered by one kind of person. `least` and `most` are its ends; `step` its grain."""

    name: str
    instrument: str
    informant: str
    least: float
    most: float
    step: float = 1
    lower_is_better: bool = True
    unit: str = "point"
    norm: Norm | None = None

    @property
    def better(self) -> int:
        """Minus one where a fall is an improvement, one where a rise is."""
        return -1 if self.lower_is_better else 1


_GOODMAN = "Goodman 2001, reliability of the SDQ: by informant from memory, abstract confirmed (mean alpha .73, retest .62)"

CARER_TOTAL = Norm(
    mean=14.0,
    sd=5.8,
    retest=0.72,
    consistency=0.82,
    means=(8.4, 12.0, 14.0, 16.0),
    retests=(0.6, 0.7, 0.8),
    source=f"mean of children looked after in England, about 14; of all children, 8.4. {_GOODMAN}",
    year=2025,
)
TEACHER_TOTAL = Norm(mean=None, sd=6.0, retest=0.80, consistency=0.87, source=_GOODMAN, year=2001)
SELF_TOTAL = Norm(mean=None, sd=5.2, retest=0.62, consistency=0.80, source=_GOODMAN, year=2001)


def _total(informant: str, norm: Norm) -> Scale:
    rated = {"self": "self-rated"}.get(informant, f"{informant}-rated")
    return Scale(
        name=f"{rated} total",
        instrument=f"SDQ total difficulties, keys of {SDQ_KEYS}",
        informant=informant,
        least=0,
        most=40,
        norm=norm,
    )


SDQ_TOTAL: dict[str, Scale] = {
    "parent": _total("parent", CARER_TOTAL),
    "carer": _total("carer", CARER_TOTAL),
    "teacher": _total("teacher", TEACHER_TOTAL),
    "self": _total("self", SELF_TOTAL),
}

HOME = frozenset({"parent", "carer"})
"""Who answers the same form and may stand in for each other, with a caveat."""
