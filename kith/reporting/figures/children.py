"""Whom the scheme reached, who waits, and who they are."""

from collections.abc import Callable, Iterable

from kith.referral.states import Status
from kith.reporting.facts import AGES, BACKGROUNDS, GENDERS, Person, QuarterFacts
from kith.reporting.figures.endings import Endings
from kith.reporting.figures.parts import about, figure, list_by, say, sentences
from kith.reporting.gate import Counted, Gate
from kith.reporting.report import Grid, Line, Section
from kith.science.disclosure import SUPPRESSED, Cell

BY: tuple[tuple[str, str, tuple[str, ...], Callable[[Person], str]], ...] = (
    ("gender", "Girls and boys", GENDERS, lambda person: person.gender),
    ("age", "Age on the last day", AGES, lambda person: person.age),
    ("background", "Background", BACKGROUNDS, lambda person: person.background),
)
COLUMNS = ("Referred", "Waiting", "Matched")


class Children:
    """Three populations, each counted by the same three things: referred, waiting, and matched on the last day."""

    def __init__(self, facts: QuarterFacts, gate: Gate):
        self.referred = _counted("referred", (referral.person for referral in facts.referred), gate)
        self.waiting = _counted("waiting", (referral.person for referral in facts.waiting), gate)
        self.together = _counted("together", (match.person for match in facts.going_on), gate)

    @property
    def columns(self) -> tuple[Counted, ...]:
        return self.referred, self.waiting, self.together


def _counted(population: str, people: Iterable[Person], gate: Gate) -> Counted:
    found = list(people)
    return gate.counted(
        *(list_by(by, population, names, (word(person) for person in found)) for by, _, names, word in BY)
    )


def reach(facts: QuarterFacts, gate: Gate, children: Children, ended: Endings) -> Section:
    """Referred, accepted, matched, and how much of the contract is used."""
    referred = gate.shown(children.referred.total)
    accepted = gate.shown(gate.count(_reached(facts, Status.ACCEPTED)))
    together = gate.shown(children.together.total)
    used = gate.of_places(children.together.total, facts.places)
    return Section(
        "reach",
        "Reach",
        sentences(
            say(
                "{} received and {} accepted.",
                about(gate, referred, "referral was", "referrals were"),
                about(gate, accepted, "was", "were"),
            ),
            say(
                f"on the last day {{}} going on; the contract pays for {facts.places}.",
                about(gate, together, "match was", "matches were"),
            ),
        ),
        (
            figure("referred", referred),
            figure("accepted", accepted),
            figure("declined", gate.shown(gate.count(_reached(facts, Status.DECLINED)))),
            figure("together", together),
            figure("any_time", gate.shown(_any_time(children.together.total, ended.counted.total))),
            figure("places_used", used),
        ),
    )


def _reached(facts: QuarterFacts, status: Status) -> int:
    return sum(referral.reached_in(status, facts.span) for referral in facts.referrals)


def _any_time(together: Cell, ended: Cell) -> Cell:
    """Shown only where it tells nothing that its two parts do not tell already."""
    return together + ended if isinstance(together, int) and isinstance(ended, int) else SUPPRESSED


def waiting(facts: QuarterFacts, gate: Gate, children: Children) -> Section:
    """Who waits, and how long so far: never how long somebody will."""
    last = facts.span.until_day
    days = [(last - referral.received_on).days for referral in facts.waiting]
    middle, longest = gate.weeks(days, children.waiting.total)
    waiting = gate.shown(children.waiting.total)
    return Section(
        "waiting",
        "Waiting",
        sentences(
            say("{} waiting on the last day.", about(gate, waiting, "child was", "children were")),
            f"half of them had waited {middle.text} or longer." if middle.value is not None else "",
            "how long others have waited is no promise to anybody.",
        ),
        (
            figure("waiting", waiting),
            figure("waiting_middle", middle),
            figure("waiting_longest", longest),
        ),
    )


def equity(gate: Gate, children: Children) -> Section:
    """Who was referred, who waits and who has somebody, by gender, age and background."""
    return Section(
        "equity",
        "Who they are",
        "Children referred in these days, and those waiting and matched on the last day. Compare the columns: is "
        "anybody referred and then left to wait more than others?",
        (),
        tuple(_grid(gate, children, by, title, names) for by, title, names, _ in BY),
    )


def _grid(gate: Gate, children: Children, by: str, title: str, names: tuple[str, ...]) -> Grid:
    lines = [
        Line(name, tuple(gate.shown(column.part(by, name)) for column in children.columns)) for name in names
    ]
    everybody = Line("All", tuple(gate.shown(column.total) for column in children.columns))
    return Grid(by, title, by.capitalize(), COLUMNS, (*lines, everybody))
