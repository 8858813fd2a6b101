"""Everything that was read about one child: as it came, and as it stands after the checks."""

from dataclasses import dataclass, field

from kith.register.reading.rows import (
    AnnexChildRow,
    AnnexLeaverRow,
    EpisodeRow,
    HeaderRow,
    LeaverRow,
    MeasureRow,
    MissingRow,
    NamesRow,
    ReviewRow,
    Row,
    UascRow,
    WorkerEpisodeRow,
)


@dataclass(slots=True)
class Unchecked:
    """The rows of one child in the order of returns and lines, table by table."""

    headers: list[HeaderRow] = field(default_factory=list)
    episodes: list[EpisodeRow] = field(default_factory=list)
    reviews: list[ReviewRow] = field(default_factory=list)
    measures: list[MeasureRow] = field(default_factory=list)
    leavers: list[LeaverRow] = field(default_factory=list)
    uasc: list[UascRow] = field(default_factory=list)
    missing: list[MissingRow] = field(default_factory=list)
    workers: list[WorkerEpisodeRow] = field(default_factory=list)
    names: list[NamesRow] = field(default_factory=list)
    annex_children: list[AnnexChildRow] = field(default_factory=list)
    annex_leavers: list[AnnexLeaverRow] = field(default_factory=list)

    def first_row(self) -> Row:
        """The first row about the child, to say where a fault of the whole child shows."""
        return next(row for name in self.__slots__ for row in getattr(self, name))


TABLE_LISTS = {
    "Header": "headers",
    "Episodes": "episodes",
    "Reviews": "reviews",
    "OC2": "measures",
    "OC3": "leavers",
    "UASC": "uasc",
    "Missing": "missing",
    "SWEpisodes": "workers",
    "Names": "names",
    "List 8": "annex_children",
    "List 9": "annex_leavers",
}
"""Which list a table's rows go into."""


@dataclass(frozen=True, slots=True)
class ChildRecords:
    """One child as the register should hold them. `header` is None where no file says who they are.

    Episodes are in order and do not overlap, reviews in order and each day once, measures and leavers once a year.
    """

    child: str
    header: HeaderRow | None
    episodes: tuple[EpisodeRow, ...] = ()
    reviews: tuple[ReviewRow, ...] = ()
    measures: tuple[MeasureRow, ...] = ()
    leavers: tuple[LeaverRow, ...] = ()
    uasc: UascRow | None = None
    missing: tuple[MissingRow, ...] = ()
    workers: tuple[WorkerEpisodeRow, ...] = ()
    names: NamesRow | None = None
    annex_child: AnnexChildRow | None = None
    annex_leaver: AnnexLeaverRow | None = None

    def rows(self) -> list[Row]:
        """Every row there is about the child."""
        found: list[Row] = []
        for name in self.__slots__[1:]:
            held = getattr(self, name)
            found += held if isinstance(held, tuple) else [held] if held is not None else []
        return found
