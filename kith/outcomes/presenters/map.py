"""The outcome map of a scheme: what it works towards, what evidence stands behind each, how strong, and children's words."""

from collections.abc import Iterable
from dataclasses import dataclass

from kith.foundation.dates import count_words
from kith.outcomes.facts import SchemeFacts
from kith.outcomes.focus import Outcome, Stage, stages
from kith.outcomes.models import Words
from kith.outcomes.waves import BASELINE
from kith.outcomes.wording import claim_in
from kith.science.disclosure import FIVES, THRESHOLD, may_be_quoted, to_nearest

NOTHING = "Nothing yet"
KEPT, ONCE, TWICE = "Kept as it happens", "Asked once", "Asked twice, with nothing to compare it with"
SAID = "Told in young people’s own words"


@dataclass(frozen=True)
class Behind:
    """What stands behind one outcome: in words, and how strong that is."""

    words: str
    strength: str


@dataclass(frozen=True)
class OnTheMap:
    """One outcome a scheme works towards."""

    outcome: Outcome
    behind: list[Behind]
    quotes: list[str]


@dataclass(frozen=True)
class StageOnTheMap:
    stage: Stage
    outcomes: list[OnTheMap]


def map_of(facts: SchemeFacts, chosen: Iterable[str], words: Iterable[Words]) -> list[StageOnTheMap]:
    """Each stage with what the scheme chose of it. Counts are in fives and small ones kept back: anybody may be shown the page."""
    chosen, words = set(chosen), [said for said in words if not claim_in(said.words)]
    quotable = may_be_quoted(len(facts.matches))
    found = []
    for stage in stages():
        here = [
            OnTheMap(
                one,
                _behind(one, facts, words),
                [said.words for said in words if said.about in ("", one.key)][:2]
                if quotable and "words" in one.evidence
                else [],
            )
            for one in stage.outcomes
            if one.key in chosen
        ]
        found.append(StageOnTheMap(stage, here))
    return _once_each(found)


def _once_each(found: list[StageOnTheMap]) -> list[StageOnTheMap]:
    """The same words stand at one place only."""
    seen: set[str] = set()
    for stage in found:
        for one in stage.outcomes:
            fresh = [quote for quote in one.quotes if quote not in seen][:1]
            one.quotes[:] = fresh
            seen.update(fresh)
            if fresh:
                one.behind[:] = [each for each in one.behind if each.strength != NOTHING]
                one.behind.append(Behind("Young people’s own words, with their leave.", SAID))
    return found


def _behind(one: Outcome, facts: SchemeFacts, words: list[Words]) -> list[Behind]:
    told = [found for kind in one.evidence if (found := _evidence(kind, facts, words))]
    return told or [Behind("There is no evidence for this here yet.", NOTHING)]


def _evidence(kind: str, facts: SchemeFacts, words: list[Words]) -> Behind | None:
    what, _, which = kind.partition(":")
    if what in ("meetings", "feelings", "lengths", "endings"):
        return _kept(what, facts)
    if what == "words":
        return None  # named where some stand
    if what == "goals":
        its = [goal for goal in facts.goals if not which or goal.kind == which]
        return (
            Behind(f"{_so_many(len(its), 'goal')} chosen by young people themselves.", KEPT) if its else None
        )
    if what == "needs":
        looked = len({need.match for need in facts.needs})
        return (
            Behind(
                f"{_so_many(looked, 'young person', 'young people')} had their needs looked at by the coordinator.",
                ONCE,
            )
            if looked
            else None
        )
    if what == "pulse":
        asked = len({match for match, question, _, _ in facts.pulses if question == which})
        return (
            Behind(f"{_so_many(asked, 'young person', 'young people')} answered one question.", ONCE)
            if asked
            else None
        )
    if what in ("attendance", "status"):
        known = facts.terms if what == "attendance" else facts.statuses
        return (
            Behind(
                f"{_so_many(len(known), 'young person', 'young people')} are in the authority’s own file.",
                TWICE,
            )
            if known
            else None
        )
    return _measured(what, facts)


def _kept(what: str, facts: SchemeFacts) -> Behind | None:
    ended = sum(match.ended_on is not None for match in facts.matches)
    told = {
        "meetings": (len(facts.kept), f"{_so_many(len(facts.kept), 'meeting')} kept."),
        "feelings": (facts.feelings, f"{_so_many(facts.feelings, 'time')} a young person said how it was."),
        "lengths": (
            len(facts.matches),
            f"{_so_many(len(facts.matches), 'match', 'matches')} with their lengths, those still going on counted in.",
        ),
        "endings": (ended, f"{_so_many(ended, 'ending')}, each with how it came."),
    }
    count, said = told[what]
    return Behind(said, KEPT) if count else None


def _measured(key: str, facts: SchemeFacts) -> Behind | None:
    from kith.outcomes.registry import measures

    its = [score for score in facts.scores if score.measure.startswith(key)]
    if not its:
        return None
    firsts = {score.match for score in its if score.wave == BASELINE}
    twice = len(firsts & {score.match for score in its if score.wave != BASELINE})
    name = measures()[key].short
    if twice:
        return Behind(
            f"{_so_many(twice, 'young person', 'young people')} with {name} at the start and again.", TWICE
        )
    asked = len({score.match for score in its})
    return Behind(f"{_so_many(asked, 'young person', 'young people')} with {name} once.", ONCE)


def _so_many(count: int, noun: str, plural: str | None = None) -> str:
    if 0 < count < THRESHOLD:
        return f"Fewer than {THRESHOLD} {plural or noun + 's'}"
    return f"About {count_words(to_nearest(count, FIVES), noun, plural)}"
