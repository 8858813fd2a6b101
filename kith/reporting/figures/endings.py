"""How matches ended: with a plan, by the child's choice, without one, or by a death; and of what kind."""

from collections import Counter
from collections.abc import Sequence

from kith.endings.models import BY_DEATH, Ending
from kith.reporting.facts import MatchFact
from kith.reporting.figures.parts import about, figure, list_by, say, sentences
from kith.reporting.gate import Counted, Gate, Shown
from kith.reporting.report import Grid, Line, Section
from kith.science.disclosure import SUPPRESSED, Cell, Table

PLANNED, CHILD, UNPLANNED = "Planned", "The child’s choice", "Without a plan"
DIED = "A death"
WAYS = (PLANNED, CHILD, UNPLANNED, DIED)
KINDS = tuple(str(kind.label) for kind in Ending.Kind)


def way_of(match: MatchFact) -> str:
    """A child who stops is counted apart, whether there was time to plan or not; so is a death, which nobody plans."""
    if match.kind == Ending.Kind.CHILD:
        return CHILD
    if match.kind in BY_DEATH:
        return DIED
    return PLANNED if match.planned else UNPLANNED


class Endings:
    """The matches that ended, by way and by kind; the ways matter more, so the kinds give way to them."""

    def __init__(self, ended: Sequence[MatchFact], gate: Gate, population: str = "ended"):
        ways = list_by("way", population, WAYS, (way_of(match) for match in ended))
        kinds = Counter((Ending.Kind(match.kind).label, way_of(match)) for match in ended)
        by_kind = Table("Endings by kind", ("kind", "way"), (KINDS, WAYS), kinds, population)
        self.gate = gate
        self.counted: Counted = gate.counted(ways, by_kind)

    def way(self, name: str) -> Shown:
        return self.gate.shown(self.counted.part("way", name))

    def planned_share(self) -> Shown:
        """Planned, of those that could have been: from numbers that may be shown, or not at all."""
        planned, unplanned = self.counted.part("way", PLANNED), self.counted.part("way", UNPLANNED)
        return self.gate.percent(planned, _sum(planned, unplanned))

    def kinds(self) -> Grid:
        lines = [Line(kind, tuple(self._cell(kind, way) for way in (*WAYS, None))) for kind in KINDS]
        everything = Line("All", (*(self.way(way) for way in WAYS), self.gate.shown(self.counted.total)))
        return Grid("kinds", "Endings by kind", "Kind of ending", (*WAYS, "All"), (*lines, everything))

    def _cell(self, kind: str, way: str | None) -> Shown:
        return self.gate.shown(self.counted.inner(("kind", "way"), kind, way))


def _sum(one: Cell, other: Cell) -> Cell:
    return one + other if isinstance(one, int) and isinstance(other, int) else SUPPRESSED


def endings(gate: Gate, ended: Endings) -> Section:
    """Planned apart from unplanned, and the child's choice and a death apart from both."""
    total, share = gate.shown(ended.counted.total), ended.planned_share()
    return Section(
        "endings",
        "Endings",
        sentences(
            say("{} ended.", about(gate, total, "match", "matches")) or "too few matches ended to say how.",
            f"of those that somebody could have planned, {share.text} were planned."
            if share.value is not None
            else "",
            "an ending is not a failure; an ending that nobody prepared may be.",
        ),
        (
            figure("ended", total),
            figure("planned_ending", ended.way(PLANNED)),
            figure("childs_choice", ended.way(CHILD)),
            figure("unplanned_ending", ended.way(UNPLANNED)),
            figure("died_ending", ended.way(DIED)),
            figure("planned_share", share),
        ),
        (ended.kinds(),),
    )
