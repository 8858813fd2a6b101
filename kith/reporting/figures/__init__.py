"""The quarter as a report: facts counted by the definition “quarter 1”, through a gate.

The same functions make the commissioner's copy and the scheme's own: only the gate differs.
"""

from collections.abc import Mapping

from kith.reporting.definitions import QUARTER
from kith.reporting.facts import QuarterFacts
from kith.reporting.figures.children import Children, equity, reach, waiting
from kith.reporting.figures.endings import Endings, endings
from kith.reporting.figures.meetings import meetings
from kith.reporting.figures.volunteers import volunteers
from kith.reporting.gate import Gate
from kith.reporting.report import Report


def quarter(facts: QuarterFacts, gate: Gate, of: Mapping[str, str]) -> Report:
    """The whole report. `of` names the scheme, its provider, the commissioner and the places paid for."""
    children = Children(facts, gate)
    ended = Endings(facts.ended, gate)
    return Report(
        definition=QUARTER.code,
        of=dict(of),
        from_day=facts.span.from_day.isoformat(),
        until_day=facts.span.until_day.isoformat(),
        sections=(
            reach(facts, gate, children, ended),
            waiting(facts, gate, children),
            meetings(facts, gate),
            endings(gate, ended),
            volunteers(facts, gate),
            equity(gate, children),
        ),
    )


__all__ = ["quarter"]
