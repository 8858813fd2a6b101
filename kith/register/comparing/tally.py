"""Counts of what a return changes, table by table, as the report prints them and the command tells them."""

from dataclasses import asdict, dataclass


@dataclass(slots=True)
class TableTally:
    """`rows` are told now: new, changed or the same. `mended` are held rows that were ended or set aside by them."""

    rows: int = 0
    new: int = 0
    changed: int = 0
    same: int = 0
    mended: int = 0

    def add(self, *, is_told: bool, is_new: bool, differs: bool) -> None:
        if not is_told:
            self.mended += differs
            return
        self.rows += 1
        if is_new:
            self.new += 1
        elif differs:
            self.changed += 1
        else:
            self.same += 1

    @property
    def differs(self) -> bool:
        return bool(self.new or self.changed or self.mended)

    def plus(self, other: "TableTally") -> None:
        self.rows += other.rows
        self.new += other.new
        self.changed += other.changed
        self.same += other.same
        self.mended += other.mended

    def as_dict(self) -> dict[str, int]:
        return asdict(self)


@dataclass(slots=True)
class ChildrenTally:
    """Children told of: new, changed, unchanged. Absent ones are on the register and not told of.

    `left_out` are told of by rows only, and nobody says who they are. `seen` counts every child any row names, also
    those of whom no row could be used.
    """

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    absent: int = 0
    newly_absent: int = 0
    absent_in_care: int = 0
    left_out: int = 0
    seen: int = 0

    @property
    def total(self) -> int:
        return self.new + self.changed + self.unchanged

    def as_dict(self) -> dict[str, int]:
        return {**asdict(self), "total": self.total}
