"""From what a round asks to its answer, with everything that is told of it: who, why, why not, proved, and how fair.

Everything here goes by keys. An answer that does not pass its own audit is never kept.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from kith.matching.models import Round, RoundLine, RoundPair
from kith.matching.queries.rounds import SKILLS, Gathered, possible, sharing
from kith.people.models import Volunteer
from kith.science import matching
from kith.science.fit.words import labels, listed
from kith.science.matching import fairness
from kith.science.matching.files import Asked, asking, read
from kith.science.matching.files.writing import certificate, loser_words
from kith.science.matching.gaps import gaps
from kith.science.matching.outcome import Outcome
from kith.science.recruiting import around

MOST_WHY_NOT = 5
"""Of each child's disappointments so many are kept; for any other pair the round is asked again."""

EVERYBODY = ""
"""All children of a round, beside those of one authority."""

Progress = Callable[[int], None]
Authorities = Mapping[str, str]
"""The authority of each child by key, for figures of its own."""


class NotProved(RuntimeError):
    """The audit found something wrong with an answer. It is a fault of ours, and the answer is not kept."""


@dataclass(frozen=True)
class Answer:
    """What is kept of a round."""

    asked: str
    record: dict[str, Any]
    certificate: dict[str, Any]
    fairness: dict[str, Any]
    notes: list[str]
    lines: dict[str, dict[str, Any]]

    def line(self, key: str, volunteers: Mapping[str, Volunteer]) -> dict[str, Any]:
        """What is kept of one child, by the names of the columns."""
        line = dict(self.lines[key])
        mine = line.pop("key_of_volunteer")
        return {**line, "volunteer": volunteers[mine] if mine else None}


def first_answer(gathered: Gathered, on_step: Progress) -> Answer:
    """What is settled is what the written text says: so the text alone is enough to make the round again."""
    text = json.dumps(asking(gathered.round, gathered.groups), ensure_ascii=False)
    authorities = {
        key: str(referral.child.authority_id)
        for key, referral in gathered.children.items()
        if referral.child is not None and referral.child.authority_id
    }
    found = answer(text, authorities, on_step)
    found.notes.extend(
        f"{child} and {volunteer} were put together. That cannot be held at the moment, so {child} is in the round like everybody."
        for child, volunteer in gathered.dropped
    )
    return found


def new_answer(kept: Round) -> Answer:
    """The answer with the pairs that are together or apart now."""
    rows = kept.lines.values_list("key", "child__authority")
    return answer(with_pairs(kept), {key: str(authority) for key, authority in rows if authority})


def with_pairs(kept: Round) -> str:
    """What a kept round asks, with the pairs of today, and what was agreed in it put together."""
    content = json.loads(kept.asked)
    children = dict(kept.lines.values_list("referral", "key"))
    volunteers = dict(kept.volunteers.values_list("volunteer", "key"))
    together = {
        line.key: volunteers[line.volunteer_id]
        for line in kept.lines.filter(decision=RoundLine.Decision.AGREED)
        if line.volunteer_id
    }
    apart: list[tuple[str, str]] = []
    for pair in RoundPair.objects.in_force().filter(scheme=kept.scheme_id).order_by("pk"):
        child, volunteer = children.get(pair.referral_id), volunteers.get(pair.volunteer_id)
        if child and volunteer and pair.kind == RoundPair.Kind.FIXED:
            together.setdefault(child, volunteer)
        elif child and volunteer:
            apart.append((child, volunteer))
    wanting = sharing(kept.scheme_id, children, together)
    for child in content["children"]:
        child.pop("siblings", None)
        if child["key"] in wanting:
            child["siblings"] = wanting[child["key"]]
    content |= {"fixed": [], "forbidden": _listed((c, v) for c, v in apart if together.get(c) != v)}
    held, _ = possible(read(json.dumps(content)).round, together)
    return json.dumps(content | {"fixed": _listed(held.items())}, ensure_ascii=False)


def _listed(pairs: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"child": child, "volunteer": volunteer} for child, volunteer in sorted(pairs)]


def outcome_of(text: str) -> Outcome:
    return matching.settle(read(text).round)


def answer(text: str, authorities: Authorities, on_step: Progress = lambda percent: None) -> Answer:
    """Settle, explain and audit. Raises CannotMatch for pairs that cannot be together, NotProved for a fault of ours."""
    asked = read(text)
    outcome = matching.settle(asked.round)
    on_step(50)
    verdict = matching.verify(outcome)
    if not verdict.holds:
        raise NotProved(verdict.words)
    on_step(70)
    return Answer(
        asked=text,
        record=asdict(matching.record(outcome)),
        certificate=certificate(outcome) | {"audit": verdict.words},
        fairness=_fairness(outcome, asked, verdict, authorities),
        notes=list(matching.scarce(outcome)),
        lines=_lines(outcome),
    )


def _lines(outcome: Outcome) -> dict[str, dict[str, Any]]:
    missed: dict[str, list[dict[str, str]]] = {}
    for told in matching.disappointments(outcome, most=MOST_WHY_NOT):
        missed.setdefault(told.child, []).append(
            {"volunteer": told.volunteer, "reason": told.reason, "words": told.words}
        )
    loses = {loser.child: loser_words(outcome, loser) for loser in outcome.losers}
    return {
        referral.key: _line(outcome, referral.key, missed.get(referral.key, []), loses.get(referral.key, ""))
        for referral in outcome.setting.referrals
    }


def _line(outcome: Outcome, key: str, missed: list[dict[str, str]], loses: str) -> dict[str, Any]:
    told = matching.why(outcome, key)
    return {
        "key_of_volunteer": told.volunteer,
        "choice": told.choice,
        "choices": told.choices,
        "words": told.words,
        "reasons": list(told.reasons),
        "cautions": list(told.cautions),
        "openings": [opening.words for opening in told.openings],
        "why_not": missed,
        "loses": loses,
        "options": outcome.setting.fitting[outcome.setting.child_at[key]].bit_count(),
        "by_hand": key in outcome.by_hand,
    }


# ------------------------------------------------------------------------------------- how fair


def _fairness(
    outcome: Outcome, asked: Asked, verdict: matching.Verdict, authorities: Authorities
) -> dict[str, Any]:
    """Counts as they are; what is small is kept back where they are read."""
    could = {EVERYBODY: _could(outcome, asked.groups, None)}
    for authority in sorted(set(authorities.values())):
        among = {key for key, of in authorities.items() if of == authority}
        could[authority] = _could(outcome, asked.groups, among)
    return {
        "could": could,
        "envy": sum(finding.rule in ("envy", "empty_place") for finding in verdict.findings),
        "pairs": verdict.pairs,
        "flips": {attribute: fairness.flip(outcome.round, attribute) for attribute in fairness.FLIPPED},
        "flipped": {attribute: _asked_nothing(outcome, attribute) for attribute in fairness.FLIPPED},
        "needs": _needs(outcome),
        "gaps": [gap.words for gap in gaps(outcome)],
    }


def _could(
    outcome: Outcome, groups: Mapping[str, Mapping[str, str]], among: set[str] | None
) -> dict[str, Any]:
    """By each grouping and group, how many could be matched if it came first; who is put together has somebody."""
    found: dict[str, Any] = {}
    for by, of_child in groups.items():
        chosen = {key: name for key, name in of_child.items() if among is None or key in among}
        counted = fairness.could_be_by(outcome, chosen)
        together = Counter(chosen[key] for key in outcome.round.fixed if key in chosen)
        found[by] = {name: counted.get(name, 0) + together[name] for name in set(chosen.values())}
    return found


def _asked_nothing(outcome: Outcome, attribute: str) -> int:
    """How many children the flip test looks at: those who wished for nobody “the same as me” in this."""
    return sum(
        not any(wish.value == "same" and wish.attribute == attribute for wish in one.wishes)
        for one in outcome.round.referrals
    )


def _needs(outcome: Outcome) -> list[dict[str, Any]]:
    """By area, and what children must have: how many, how many could be served if they came first, how many are."""
    setting = outcome.setting
    points = [*(one.point for one in setting.referrals), *(one.point for one in setting.volunteers)]
    compass = around(points)
    members: dict[tuple[str, ...], list[int]] = {}
    for c, one in enumerate(setting.referrals):
        if c not in setting.fixed and c not in setting.by_hand:
            musts = (_must(one, ["gender"]), _must(one, ["ethnicity"]), _must(one, SKILLS))
            members.setdefault((compass.side(one.point).value, *musts), []).append(c)
    return [
        {
            "area": area,
            "gender": gender,
            "background": background,
            "skill": skill,
            "children": len(cs),
            "could": fairness.achievable(outcome, cs),
            "matched": sum(outcome.matching[c] is not None for c in cs),
        }
        for (area, gender, background, skill), cs in sorted(members.items())
    ]


def _must(one: matching.Referral, attributes: Iterable[str]) -> str:
    return listed(labels(must) for must in one.musts if must.attribute in attributes)


# ------------------------------------------------------------------------------------- the same again


@dataclass(frozen=True)
class Again:
    """Whether a round that was made again asks the same and comes out the same."""

    asks_the_same: bool
    comes_out_the_same: bool
    engine: str
    audit: str

    @property
    def holds(self) -> bool:
        return self.asks_the_same and self.comes_out_the_same


def made_again(kept: Round) -> Again:
    """From what was kept alone."""
    outcome = outcome_of(kept.asked)
    found = matching.record(outcome)
    return Again(
        asks_the_same=found.inputs == kept.record.get("inputs"),
        comes_out_the_same=found.result == kept.record.get("result"),
        engine=found.engine,
        audit=matching.check(outcome.round, outcome.matches, outcome.certificate.prices).words,
    )


@dataclass(frozen=True)
class WhatIf:
    """What would be different if two were put together or kept apart, and the reason why they are not proposed now."""

    why_not: str
    changes: tuple[matching.Change, ...] = ()
    refusal: str = ""


def what_if(kept: Round, child: str, volunteer: str, kind: str) -> WhatIf:
    """Worked out beside the round; nothing is kept."""
    outcome = outcome_of(with_pairs(kept))
    told = matching.why_not(outcome, child, volunteer)
    words = told.words if told else ""
    fix = {child: volunteer} if kind == RoundPair.Kind.FIXED else None
    forbid = [(child, volunteer)] if kind == RoundPair.Kind.FORBIDDEN else ()
    try:
        _, changes = matching.what_if(outcome, fix=fix, forbid=forbid)
    except matching.CannotMatch as refusal:
        return WhatIf(words, refusal=refusal.words)
    return WhatIf(words, changes)
