"""The registry's measures as the scales that science compares, and a scheme's scores as pairs."""

from collections.abc import Iterable

from kith.outcomes.facts import SchemeFacts, ScoreFact
from kith.outcomes.registry import measure
from kith.outcomes.waves import BASELINE
from kith.science.pairs import Pairs, Score, Window, pair_up
from kith.science.scales import HOME, SDQ_TOTAL, Scale
from kith.science.sdq import Scores

HOME_NAME = "home"


def scale_of(key: str, informant: str) -> Scale:
    """What is known of a measure as answered by one kind of person. Only the SDQ has a norm, and only carers' a mean."""
    if key == "sdq":
        return SDQ_TOTAL["carer" if informant == HOME_NAME else informant]
    its = measure(key)
    return Scale(
        name=its.head.name.lower(),
        instrument=f"{its.name}, {its.version}",
        informant=informant,
        least=its.head.least,
        most=its.head.most,
        step=its.head.step,
        lower_is_better=its.head.lower_is_better,
    )


def asked(facts: SchemeFacts) -> list[tuple[str, str]]:
    """Measure and who answers, as far as there are scores; parents and carers together."""
    found = dict.fromkeys((score.measure, family(score.informant)) for score in facts.scores)
    return sorted(found)


def family(informant: str) -> str:
    return HOME_NAME if informant in HOME else informant


def pairs_of(facts: SchemeFacts, key: str, who: str, window: Window) -> Pairs:
    """First and later scores of every match that began early enough, ended or not."""
    at = (key, who, window.words())
    if at not in facts.paired:
        scale = scale_of(key, who)
        facts.paired[at] = pair_up(
            facts.starts, _scores(facts.scores, key, who, scale), scale, on=facts.on, window=window
        )
    pairs: Pairs = facts.paired[at]
    return pairs


def _scores(rows: Iterable[ScoreFact], key: str, who: str, scale: Scale) -> list[Score]:
    head = measure(key).head.key
    return [
        Score(str(row.match), row.on, row.values[head], scale.instrument, row.informant)
        for row in rows
        if row.measure == key and family(row.informant) == who and head in row.values
    ]


def sheets_of(facts: SchemeFacts) -> list[tuple[Scores, Scores]]:
    """Whole first and six-month forms of the same carer, for the added value."""
    by_wave: dict[tuple[int, str], ScoreFact] = {}
    for row in facts.scores:
        if row.measure == "sdq" and row.informant in HOME and row.wave in (BASELINE, "6 months"):
            by_wave.setdefault((row.match, row.wave), row)
    needed = ("total", "impact", "emotional")
    found = []
    for (match, wave), first in by_wave.items():
        later = by_wave.get((match, "6 months"))
        if wave == BASELINE and later and all(part in first.values for part in needed):
            found.append((_sheet(first), _sheet(later)))
    return found


def _sheet(row: ScoreFact) -> Scores:
    whole = {name: int(value) for name, value in row.values.items()}
    names = ("emotional", "conduct", "hyperactivity", "peer", "prosocial", "total", "impact")
    return Scores(**{name: whole.get(name) for name in names}, internalising=None, externalising=None)
