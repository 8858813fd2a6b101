"""A scheme's whole outcome report as plain data: sections, what is asked of people, and how much was worked out."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from kith.foundation.dates import count_words
from kith.outcomes.analyses import beside, change, lasting, told
from kith.outcomes.analyses.section import Section
from kith.outcomes.facts import SchemeFacts, gather
from kith.outcomes.letting_out import Told, carried_over
from kith.outcomes.queries.burden import burden
from kith.outcomes.registry import who_words
from kith.schemes.models import Scheme
from kith.science.disclosure import SMALLEST_BASE
from kith.science.results import Audience

VERSION = "outcomes 2"
FEWEST_OUTSIDE = SMALLEST_BASE
"""Matches below which nothing at all is told outside: too few to hide in."""
READING = 70
"""Of a hundred parts of the work, how many are reading the records."""
ABOUT = (
    (
        "Who counts",
        "Every match that began early enough, whether or not it has ended, so that those that went badly are not left out.",
    ),
    (
        "Who came from another scheme",
        "How long matches last, how they end and how often they meet is counted in each scheme for the time they were there. Scores, goals and needs count where the two are on the day of the report.",
    ),
    (
        "Same person",
        "A change compares the same measure answered by the same person. A parent and a carer may stand in for each other, and that is said.",
    ),
    (
        "Small numbers",
        "Outside the scheme no count of one to four people is told, nor a larger one from which it could be worked out. Others are to the nearest five.",
    ),
    (
        "What it cannot say",
        "Without a comparison group a change may have many reasons, and children who start high drift back by themselves.",
    ),
)


Step = Callable[[int], object]
"""Told how far it is, in percent."""


class Made(NamedTuple):
    """A report's figures; and by section the exact counts behind those in fives, which are kept and never printed."""

    figures: dict[str, Any]
    counts: dict[str, dict[str, int]]


def make(
    scheme: Scheme, on: date, audience: Audience, on_step: Step = lambda percent: None
) -> dict[str, Any]:
    """Everything about one scheme; the provider's other schemes are read too, for what stands side by side."""
    return made(scheme, on, audience, on_step).figures


def made(scheme: Scheme, on: date, audience: Audience, on_step: Step = lambda percent: None) -> Made:
    """The same to be frozen."""
    schemes = list(Scheme.objects.filter(provider=scheme.provider_id).order_by("name"))
    return made_from(
        gather(schemes, on, lambda part: on_step(part * READING // 100)), scheme.pk, audience, on_step
    )


def make_from(
    everybody: Mapping[int, SchemeFacts],
    scheme: int,
    audience: Audience,
    on_step: Step = lambda percent: None,
) -> dict[str, Any]:
    """The same from facts that were read already."""
    return made_from(everybody, scheme, audience, on_step).figures


def made_from(
    everybody: Mapping[int, SchemeFacts],
    scheme: int,
    audience: Audience,
    on_step: Step = lambda percent: None,
) -> Made:
    """A report to be frozen. Outside nothing is told that differs by a few from what was let out."""
    facts = everybody[scheme]
    few = audience is Audience.OUTSIDE and len(facts.matches) < FEWEST_OUTSIDE
    parts = [] if few else list(_sections(facts, everybody, audience, on_step))
    sections = [Told(part.as_plain(), part.counts) for part in parts]
    if audience is Audience.OUTSIDE:
        sections = carried_over(sections, facts)
    figures = _as_plain(facts, audience, [each.section for each in sections], few=few)
    return Made(figures, {each.section["key"]: dict(each.counts) for each in sections if each.counts})


def _as_plain(
    facts: SchemeFacts, audience: Audience, sections: list[dict[str, Any]], *, few: bool
) -> dict[str, Any]:
    return {
        "version": VERSION,
        "scheme": facts.scheme.name,
        "provider": facts.scheme.provider.name,
        "on": facts.on.isoformat(),
        "audience": audience.value,
        "withheld": f"There are fewer than {FEWEST_OUTSIDE} matches. Nothing is told of so few outside the scheme."
        if few
        else "",
        "burden": {
            "sentence": burden(facts.uses).sentence(),
            "lines": [list(line) for line in (*burden(facts.uses).lines(), *_in_all(facts, audience))],
        },
        "about": [list(line) for line in ABOUT],
        "sections": sections,
    }


def _sections(
    facts: SchemeFacts, everybody: Mapping[int, SchemeFacts], audience: Audience, on_step: Step
) -> Iterator[Section]:
    parts = (
        lambda: lasting.sections(facts, audience),
        lambda: told.sections(facts, audience),
        lambda: change.sections(facts, audience),
        lambda: beside.sections(facts, everybody, audience),
    )
    for place, part in enumerate(parts, 1):
        yield from part()
        on_step(READING + (100 - READING) * place // len(parts))


def _in_all(facts: SchemeFacts, audience: Audience) -> Iterator[tuple[str, str]]:
    """Minutes in all of the last year, for the scheme's own eyes: outside they would say how many forms came back."""
    if audience is Audience.INSIDE:
        for who, minutes in sorted(facts.asked.items()):
            yield f"All {who_words(who)}s together", f"{count_words(minutes, 'minute')} in the last year"


def digest_of(figures: Mapping[str, Any]) -> str:
    """The same figures have the same seal, whoever made them and when."""
    plain = json.dumps(figures, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()
