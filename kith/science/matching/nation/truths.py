"""Everything that can be asked of a volunteer, as rows of yes and no over all of them: row 0 is always yes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from kith.science.fit.people import Asked, Kind, Volunteer
from kith.science.vocabulary import slots_of

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Row = npt.NDArray[np.uint8]

ALWAYS = 0


class Truths:
    """Rows are made when they are first asked for, and found again by what they ask."""

    def __init__(self, volunteers: list[Facts]) -> None:
        import numpy as np

        self._facts = volunteers
        self._many = len(volunteers)
        self._rows: list[Row] = [np.ones(self._many, np.uint8)]
        self._number: dict[object, int] = {}
        holding: dict[tuple[str, str], list[int]] = {}
        for i, facts in enumerate(volunteers):
            for key in facts.holding:
                holding.setdefault(key, []).append(i)
        self._holding = {key: np.array(places, np.int32) for key, places in holding.items()}

    def meets(self, asked: Asked) -> int:
        """Any of the values is known to be true."""
        return self._row(("meets", asked.attribute, asked.values), lambda: self._any(asked))

    def meets_not(self, asked: Asked) -> int:
        return self._row(("meets not", asked.attribute, asked.values), lambda: 1 - self._any(asked))

    def approved_for(self, age: int | None) -> int:
        if age is None:
            return ALWAYS
        return self._row(("approved for", age), lambda: self._each(lambda f: f.ages[0] <= age <= f.ages[1]))

    def takes(self, gender: str | None) -> int:
        return self._row(
            ("takes", gender),
            lambda: self._each(lambda f: f.child_genders is None or gender in f.child_genders),
        )

    def hopes_for(self, age: int | None) -> int:
        """Children of this age come first with them, or nobody does."""
        return self._row(
            ("hopes for", age),
            lambda: self._each(
                lambda f: (
                    f.wanted_ages is None or age is not None and f.wanted_ages[0] <= age <= f.wanted_ages[1]
                )
            ),
        )

    def free_on(self, times: frozenset[str]) -> int:
        asked = Asked(Kind.LIKE, "time", tuple(sorted(slots_of(times))))
        return self.meets(asked)

    def speaks(self, languages: frozenset[str]) -> int:
        return self.meets(Asked(Kind.LIKE, "language", tuple(sorted(languages))))

    def rows(self) -> npt.NDArray[np.uint8]:
        import numpy as np

        return np.stack(self._rows)

    def _row(self, name: object, made: Callable[[], Row]) -> int:
        if name not in self._number:
            self._number[name] = len(self._rows)
            self._rows.append(made())
        return self._number[name]

    def _any(self, asked: Asked) -> Row:
        import numpy as np

        row = np.zeros(self._many, np.uint8)
        for value in asked.values:
            if (asked.attribute, value) in self._holding:
                row[self._holding[asked.attribute, value]] = 1
        return row

    def _each(self, true_of: Callable[[Facts], bool]) -> Row:
        import numpy as np

        return np.fromiter((true_of(facts) for facts in self._facts), np.uint8, self._many)


class Facts:
    """What of a volunteer is asked about row by row; the person themself need not be kept."""

    __slots__ = ("ages", "child_genders", "holding", "wanted_ages")

    def __init__(self, volunteer: Volunteer) -> None:
        self.ages = volunteer.ages_from, volunteer.ages_to
        self.child_genders = volunteer.child_genders
        self.wanted_ages = volunteer.wanted_ages
        self.holding: Iterable[tuple[str, str]] = [
            (attribute, value) for attribute, values in volunteer.told.items() for value in values
        ]
