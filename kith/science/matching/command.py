"""`kith match`: a file in, an object out."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from kith.science.matching import audits, explain
from kith.science.matching.changes import what_if
from kith.science.matching.errors import CannotMatch
from kith.science.matching.fairness import statistics
from kith.science.matching.files import Asked, read, writing
from kith.science.matching.files.values import Value, parsed
from kith.science.matching.outcome import Outcome
from kith.science.matching.rounds import Mode, Pair
from kith.science.matching.settle import settle


def run(
    path: Path,
    *,
    say: Callable[..., None],
    mode: str | None = None,
    seed: int | None = None,
    fix: Sequence[Pair] = (),
    forbid: Sequence[Pair] = (),
    why: Pair | None = None,
    verify: bool = False,
    answer: Path | None = None,
) -> int:
    """0 when done, 1 when the file is refused or an audit finds something. What is refused is said to stderr."""
    try:
        asked = read_round(path, mode=mode, seed=seed)
        if why:
            found = explained(asked, *why)
        elif answer:
            found = audited(asked, answer)
        else:
            found = matched(asked, fix=fix, forbid=forbid, audit=verify)
    except CannotMatch as refused:
        say(f"{path.name}: {refused}", err=True)
        return 1
    say(json.dumps(found, indent=2, ensure_ascii=False))
    audit = found if answer else found.get("audit", {})
    return 0 if audit.get("holds", True) else 1


def matched(
    asked: Asked, *, fix: Sequence[Pair] = (), forbid: Sequence[Pair] = (), audit: bool
) -> dict[str, Any]:
    """The answer; with `fix` or `forbid`, the answer as it would be and for whom it differs."""
    outcome = settle(asked.round)
    changes = None
    if fix or forbid:
        outcome, changes = what_if(outcome, fix=_each_once(fix), forbid=forbid)
    prices = outcome.certificate.prices
    verdict = audits.check(outcome.round, outcome.matches, prices) if audit else audits.verify(outcome)
    return writing.answer(
        outcome,
        statistics=statistics(outcome, asked.groups, verdict),
        notes=asked.notes,
        verdict=verdict if audit else None,
        changes=changes,
    )


def audited(asked: Asked, path: Path) -> dict[str, Any]:
    """The audit of an answer that lies in a file: its matches, and its prices in the mode total fit."""
    found = parsed(path.read_bytes())
    if not isinstance(found.content, dict) or "matches" not in found.content:
        raise CannotMatch("an answer is an object with a list of matches.", "matches")
    matches: dict[str, str] = {}
    for item in Value(found.content["matches"], "matches").items():
        if not isinstance(item.content, dict):
            raise item.wrong("a match is an object with a child and a volunteer.")
        child, volunteer = (
            Value(item.content.get(side), f"{item.place}.{side}").text() for side in ("child", "volunteer")
        )
        if child in matches:
            raise item.wrong(f"“{child}” is matched twice.")
        matches[child] = volunteer
    certificate = found.content.get("certificate")
    prices = certificate.get("prices", {}) if isinstance(certificate, dict) else {}
    if not isinstance(prices, dict):
        raise CannotMatch("prices are an object, volunteer by volunteer.", "certificate.prices")
    checked = {key: Value(price, f"certificate.prices.{key}").digits() for key, price in prices.items()}
    return writing.verdict_as_object(audits.check(asked.round, matches, checked))


def explained(asked: Asked, child: str, volunteer: str) -> dict[str, Any]:
    """Why these two are proposed to each other, or the one reason why not."""
    outcome: Outcome = settle(asked.round)
    told = explain.why_not(outcome, child, volunteer)
    return told._asdict() if told else {"reason": "proposed", **asdict(explain.why(outcome, child))}


def read_round(path: Path, *, mode: str | None, seed: int | None) -> Asked:
    """The round of a file, with the mode and seed of the command line where they are given."""
    asked = read(path.read_bytes())
    round_ = replace(
        asked.round,
        mode=Mode(mode) if mode else asked.round.mode,
        seed=asked.round.seed if seed is None else seed,
    )
    return replace(asked, round=round_)


def _each_once(pairs: Sequence[Pair]) -> dict[str, str]:
    fixed: dict[str, str] = {}
    for child, volunteer in pairs:
        if fixed.setdefault(child, volunteer) != volunteer:
            raise CannotMatch(f"{child} is fixed twice; keep one.", "--fix")
    return fixed
