"""A patient reader: unknown whole numbers by name, what was told of their sums, and a solver that tries them all."""

from dataclasses import dataclass, field

import numpy as np
from scipy import optimize

from kith.reporting.gate import Shown
from kith.science.disclosure import THRESHOLD

MOST = 200
FEWEST_LEFT = 4
"""A total that is kept back for being one to four leaves these four open, and no fewer; see docs/methods/disclosure.md."""


@dataclass
class Reader:
    """Unknown whole numbers by name, and what a reader has been told of their sums."""

    names: list[str] = field(default_factory=list)
    rows: list[tuple[dict[str, int], float, float]] = field(default_factory=list)
    hidden: list[tuple[str, ...]] = field(default_factory=list)

    def is_told(self, shown: Shown, *parts: str, least: int = 1) -> None:
        """A number that was printed is a sum of these; or it is kept back, and `least` says whether it may be nought."""
        if shown.text == "c":
            self.hidden.append(parts)
            self.knows(dict.fromkeys(parts, 1), least, MOST)
        elif shown.value is not None:
            low = 0 if shown.value == 0 else max(5, shown.value - 2)
            self.knows(dict.fromkeys(parts, 1), low, shown.value + 2 if shown.value else 0)

    def knows(self, sum_: dict[str, int], low: float, high: float) -> None:
        self.names += [name for name in sum_ if name not in self.names]
        self.rows.append((sum_, low, high))

    def range_of(self, parts: tuple[str, ...]) -> tuple[int, int]:
        """The least and the most that these may come to, given everything that was told."""
        least, most = (self._driven(parts, way) for way in (1, -1))
        return least, most

    def _driven(self, parts: tuple[str, ...], way: int) -> int:
        at = {name: place for place, name in enumerate(self.names)}
        matrix = np.zeros((len(self.rows), len(at)))
        for row, (sum_, _, _) in enumerate(self.rows):
            for name, times in sum_.items():
                matrix[row, at[name]] = times
        goal = np.zeros(len(at))
        for name in parts:
            goal[at[name]] = way
        limits = optimize.LinearConstraint(
            matrix, [low for _, low, _ in self.rows], [high for _, _, high in self.rows]
        )
        found = optimize.milp(
            goal, constraints=limits, integrality=np.ones(len(at)), bounds=optimize.Bounds(0, MOST)
        )
        assert found.status == 0, "what was told contradicts itself, so the reader is not ours"
        return round(way * found.fun)

    def finds_out(self, truth: dict[str, int]) -> list[str]:
        """What was kept back and is left with too few values, each in words."""
        found = []
        for parts in self.hidden:
            least, most = self.range_of(parts)
            true = sum(truth[name] for name in parts)
            assert least <= true <= most, f"{parts}: the reader has misread something"
            if most - least + 1 < (FEWEST_LEFT if true < THRESHOLD else 2):
                found.append(f"{parts} lies from {least} to {most}")
        return found
