"""From an outcome to the object that `kith match` prints."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from kith.science.matching.audits import Verdict
from kith.science.matching.changes import Change
from kith.science.matching.explain import disappointments, why
from kith.science.matching.files.reading import FORMAT
from kith.science.matching.outcome import Loser, Outcome
from kith.science.matching.record import record
from kith.science.matching.rounds import Mode
from kith.science.matching.scarcity import scarce

MOST_WHY_NOT = 10
"""Of each child's disappointments, so many are printed; `--why` answers for any pair."""


def answer(
    outcome: Outcome,
    *,
    statistics: Mapping[str, Any] | None = None,
    notes: Sequence[str] = (),
    verdict: Verdict | None = None,
    changes: Sequence[Change] | None = None,
) -> dict[str, Any]:
    """Everything there is to say of an outcome. It is a proposal; nobody has agreed to it yet."""
    found: dict[str, Any] = {
        "format": FORMAT,
        "status": "proposed",
        "matches": [_match(outcome, child) for child in sorted(outcome.matches)],
        "unmatched": [_unmatched(outcome, child) for child in outcome.unmatched],
        "by_hand": list(outcome.by_hand),
        "why_not": [each._asdict() for each in disappointments(outcome, most=MOST_WHY_NOT)],
        "losers": [asdict(loser) for loser in outcome.losers],
        "warnings": _warnings(outcome),
        "certificate": certificate(outcome),
        "record": asdict(record(outcome)),
        "scarcity": list(scarce(outcome)),
        "notes": list(notes),
    }
    if statistics is not None:
        found["statistics"] = dict(statistics)
    if changes is not None:
        found["changes"] = [asdict(change) for change in changes]
    if verdict is not None:
        found["audit"] = verdict_as_object(verdict)
    return found


def verdict_as_object(verdict: Verdict) -> dict[str, Any]:
    return {"holds": verdict.holds, "words": verdict.words, **asdict(verdict)}


def _match(outcome: Outcome, child: str) -> dict[str, Any]:
    told = why(outcome, child)
    return {
        "child": child,
        "volunteer": told.volunteer,
        "choice": told.choice or None,
        "of": told.choices or None,
        "words": told.words,
        "reasons": list(told.reasons),
        "cautions": list(told.cautions),
    }


def _unmatched(outcome: Outcome, child: str) -> dict[str, Any]:
    told = why(outcome, child)
    return {"child": child, "words": told.words, "openings": [asdict(opening) for opening in told.openings]}


def certificate(outcome: Outcome) -> dict[str, Any]:
    """What proves the answer, to be printed or kept."""
    proof = outcome.certificate
    if proof.mode is Mode.CHILD_CHOICE:
        words = "No child would rather have somebody who would rather have them."
        return {"pairs": proof.pairs, "exchanged": outcome.exchanged, "words": words}
    return {
        "pairs": proof.pairs,
        "primal": str(proof.primal),
        "dual": str(proof.dual),
        "prices": {key: str(price) for key, price in proof.prices.items()},
        "words": "The total cannot be improved: it equals the bound that these prices of places prove.",
    }


def _warnings(outcome: Outcome) -> list[str]:
    return [loser_words(outcome, loser) for loser in outcome.losers]


def loser_words(outcome: Outcome, loser: Loser) -> str:
    """What one child loses by total fit."""
    names = {volunteer.key: volunteer.first_name for volunteer in outcome.setting.volunteers}
    child = outcome.setting.referrals[outcome.setting.child_at[loser.child]].first_name
    instead = (
        f"they have {names[loser.instead]}, lower on their list" if loser.instead else "they have nobody"
    )
    return f"By their own choice {child} would have had {names[loser.had]}; by total fit {instead}."
