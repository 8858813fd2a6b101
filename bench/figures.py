"""What a benchmark gives: figures, some of which were promised."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One thing measured. `at_most` is what was promised, where anything was."""

    name: str
    value: float
    unit: str
    at_most: float | None = None

    @property
    def holds(self) -> bool:
        return self.at_most is None or self.value <= self.at_most

    def line(self) -> str:
        measured = f"{self.value:,.1f} {self.unit}"
        if self.at_most is None:
            return f"  {self.name:<72}{measured:>14}"
        verdict = "holds" if self.holds else "BROKEN"
        return f"  {self.name:<72}{measured:>14}   promised: at most {self.at_most:,g} {self.unit}, {verdict}"
