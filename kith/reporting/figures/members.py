"""The page for elected members: how many could have somebody, how many do, how it ends, and what to ask next."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date

from kith.reporting.definitions import MEMBERS
from kith.reporting.facts.register import RegisterFacts, Said, Stands
from kith.reporting.figures.endings import CHILD, DIED, PLANNED, UNPLANNED, Endings
from kith.reporting.figures.parts import list_by
from kith.reporting.gate import Counted, Gate, Shown
from kith.reporting.report import Figure, Question, Report, Section
from kith.science.disclosure import SUPPRESSED, Cell, Table

FEWEST_TO_ASK_ABOUT = 5
FROM_THIS_SHARE = 25  # per cent of endings without a plan
STANDS = tuple(str(stands) for stands in Stands)
SAIDS = tuple(str(said) for said in Said)


def members(facts: RegisterFacts, gate: Gate, of: Mapping[str, str], on: date, since: date) -> Report:
    """The figures of the page; who waits is counted among those who could have somebody, so it all adds up."""
    could = _could(facts, gate)
    ended = Endings(facts.ended, gate, "ended in a year")
    return Report(
        definition=MEMBERS.code,
        of=dict(of),
        from_day=since.isoformat(),
        until_day=on.isoformat(),
        sections=(_having(gate, could), _asked(gate, could), _ended(gate, ended)),
        questions=tuple(questions(gate, could, ended)),
    )


def _could(facts: RegisterFacts, gate: Gate) -> Counted:
    both = Counter((str(stands), str(said)) for stands, said in facts.children)
    return gate.counted(
        list_by("stands", "could", STANDS, (stands for stands, _ in facts.children)),
        list_by("said", "could", SAIDS, (said for _, said in facts.children)),
        Table("What they said", ("stands", "said"), (STANDS, SAIDS), both, "could"),
    )


def _figure(key: str, shown: Shown) -> Figure:
    meaning = MEMBERS.meaning(key)
    return Figure(key, meaning.name, shown, meaning.of)


def _less(whole: Cell, part: Cell) -> Cell:
    return whole - part if isinstance(whole, int) and isinstance(part, int) else SUPPRESSED


def _having(gate: Gate, could: Counted) -> Section:
    have = could.part("stands", Stands.HAS)
    return Section(
        "having",
        "Who has somebody",
        "",
        (
            _figure("could", gate.shown(could.total)),
            _figure("have", gate.shown(have)),
            _figure("have_share", gate.percent(have, could.total)),
            _figure("wait", gate.shown(could.part("stands", Stands.WAITS))),
        ),
    )


def _asked(gate: Gate, could: Counted) -> Section:
    never = could.part("said", Said.NEVER)
    return Section(
        "asked",
        "Who was asked",
        "",
        (
            _figure("asked", gate.shown(_less(could.total, never))),
            _figure("said_yes", gate.shown(could.part("said", Said.YES))),
            _figure("never", gate.shown(never)),
        ),
    )


def _ended(gate: Gate, ended: Endings) -> Section:
    return Section(
        "endings",
        "How matches ended",
        "",
        (
            _figure("ended", gate.shown(ended.counted.total)),
            _figure("planned_ending", ended.way(PLANNED)),
            _figure("childs_choice", ended.way(CHILD)),
            _figure("unplanned_ending", ended.way(UNPLANNED)),
            _figure("died_ending", ended.way(DIED)),
            _figure("planned_share", ended.planned_share()),
        ),
    )


def questions(gate: Gate, could: Counted, ended: Endings) -> Iterator[Question]:
    """What to ask the director, each by a rule that stands beside it; the last is always asked."""
    never = could.part("said", Said.NEVER)
    unheard = could.inner(("stands", "said"), Stands.NOBODY, Said.YES)
    waits = could.part("stands", Stands.WAITS)
    if words := _many(gate, never):
        yield Question(
            f"Why were {words} children never asked, and when will they be?", _rule("were never asked")
        )
    if words := _many(gate, unheard):
        yield Question(
            f"{_first(words)} children said yes, and neither have somebody nor wait. What became of their answer?",
            _rule("said yes and have had nobody so far"),
        )
    if words := _many(gate, waits):
        yield Question(
            f"{_first(words)} children wait. Do we need more volunteers, or other ones than we have?",
            _rule("wait"),
        )
    planned = ended.planned_share()
    if planned.value is not None and 100 - planned.value >= FROM_THIS_SHARE:
        yield Question(
            f"{100 - planned.value}% of the endings that could have been planned were not. What did we learn?",
            f"Asked when {FROM_THIS_SHARE}% or more had no plan.",
        )
    yield Question(
        "When did we last hear from young people themselves what it is like to have somebody, or to wait?",
        "Always asked: no figure can answer it.",
    )


def _many(gate: Gate, cell: Cell) -> str:
    """About 35, where that many may be told of and are worth a question."""
    shown = gate.shown(cell)
    if shown.value is None or shown.value < FEWEST_TO_ASK_ABOUT:
        return ""
    return f"about {shown.text}" if gate.round_to > 1 else shown.text


def _first(words: str) -> str:
    return words[:1].upper() + words[1:]


def _rule(words: str) -> str:
    return f"Asked when {FEWEST_TO_ASK_ABOUT} children or more {words}."
