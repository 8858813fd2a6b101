"""Meetings planned, and what became of them; and the rhythm that was agreed."""

from kith.reporting.facts import Became, MeetingFact, QuarterFacts
from kith.reporting.figures.parts import figure, list_by, sentences
from kith.reporting.gate import Gate
from kith.reporting.report import Figure, Section

MISSED_OR_WITHHELD = "Missed or withheld"
HAD_MOVED, HAD_NOT = "Moved", "Not moved"


def meetings(facts: QuarterFacts, gate: Gate) -> Section:
    """Every figure here is about as many children as met or were to meet: too few of those, and all is kept back."""
    rhythm = gate.share(
        sum(one.kept_of_expected for one in facts.rhythms),
        sum(one.expected for one in facts.rhythms),
        sum(one.expected > 0 for one in facts.rhythms),
    )
    return Section(
        "meetings",
        "Meetings",
        sentences(
            f"{rhythm.text} of the meetings that were agreed were kept." if rhythm.text.endswith("%") else "",
            "moving a meeting is ordinary; what matters is that they meet.",
        ),
        (*_planned(facts, gate), *_agreed(facts, gate), figure("rhythm", rhythm)),
    )


def _planned(facts: QuarterFacts, gate: Gate) -> tuple[Figure, ...]:
    planned = [meeting for meeting in facts.meetings if not meeting.off_plan]
    together = _withheld_from_few(planned, gate)
    became = [_word(meeting, together) for meeting in planned]
    missed = MISSED_OR_WITHHELD if together else str(Became.MISSED)
    names = (str(Became.KEPT), missed, *(() if together else (str(Became.WITHHELD),)), str(Became.NOT_SAID))
    counted = gate.counted(
        list_by("became", "planned", names, became),
        list_by("moved", "planned", (HAD_MOVED, HAD_NOT), (_moved(meeting) for meeting in planned)),
        concerning=len({meeting.match for meeting in planned}),
    )
    lines = [
        ("planned", counted.total, ""),
        ("kept", counted.part("became", Became.KEPT), ""),
        ("moved", counted.part("moved", HAD_MOVED), ""),
        ("missed", counted.part("became", missed), missed if together else ""),
        ("not_said", counted.part("became", Became.NOT_SAID), ""),
    ]
    if not together:
        lines.insert(4, ("withheld", counted.part("became", Became.WITHHELD), ""))
    return tuple(figure(key, gate.shown(cell), name) for key, cell, name in lines)


def _withheld_from_few(planned: list[MeetingFact], gate: Gate) -> bool:
    """However many meetings were withheld: where it was from one to four children, they are not told apart."""
    children = {meeting.match for meeting in planned if meeting.became == Became.WITHHELD}
    return 0 < len(children) < gate.threshold


def _word(meeting: MeetingFact, together: bool) -> str:
    if together and meeting.became in (Became.MISSED, Became.WITHHELD):
        return MISSED_OR_WITHHELD
    return str(meeting.became)


def _moved(meeting: MeetingFact) -> str:
    return HAD_MOVED if meeting.was_moved else HAD_NOT


def _agreed(facts: QuarterFacts, gate: Gate) -> tuple[Figure, ...]:
    off_plan = [meeting.match for meeting in facts.meetings if meeting.off_plan]
    expected = [one for one in facts.rhythms if one.expected]
    return (
        figure("unplanned_kept", gate.shown(gate.count(len(off_plan), len(set(off_plan))))),
        figure(
            "expected",
            gate.shown(gate.count(sum(one.expected for one in expected), concerning=len(expected))),
        ),
    )
