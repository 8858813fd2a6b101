"""What to keep of a round so that anybody can make it again and see that it comes out the same."""

import hashlib
import json
from dataclasses import asdict, dataclass

from kith.science.fit.people import fingerprint
from kith.science.matching.outcome import Outcome
from kith.science.matching.rounds import Round

ENGINE = "2026-1"
"""The version of this method. It changes when the same round would come out differently."""


@dataclass(frozen=True, slots=True)
class Record:
    """`inputs`: SHA-256 of everything asked, whatever the order it came in. `result`: SHA-256 of the matches."""

    engine: str
    rules: str
    mode: str
    seed: int
    children: int
    volunteers: int
    places: int
    pairs: int
    matched: int
    unmatched: int
    by_hand: int
    inputs: str
    result: str


def record(outcome: Outcome) -> Record:
    round_ = outcome.round
    return Record(
        engine=ENGINE,
        rules=round_.rules.version,
        mode=round_.mode,
        seed=round_.seed,
        children=len(round_.referrals),
        volunteers=len(round_.volunteers),
        places=sum(volunteer.places_left for volunteer in round_.volunteers),
        pairs=outcome.market.pairs,
        matched=len(outcome.matches),
        unmatched=len(outcome.unmatched),
        by_hand=len(outcome.by_hand),
        inputs=inputs_hash(round_),
        result=_sha256(sorted(outcome.matches.items())),
    )


def inputs_hash(round_: Round) -> str:
    referrals = sorted(round_.referrals, key=lambda referral: referral.key)
    volunteers = sorted(round_.volunteers, key=lambda volunteer: volunteer.key)
    return _sha256(
        [
            fingerprint(referrals),
            fingerprint(volunteers),
            asdict(round_.rules),
            asdict(round_.priority),
            [round_.mode, round_.seed, round_.improve],
            [
                [child, [sorted(tier) for tier in said.ranked], sorted(said.set_aside), said.anyone_else]
                for child, said in sorted(round_.choices.items())
            ],
            [[key, [sorted(tier) for tier in tiers]] for key, tiers in sorted(round_.orders.items())],
            [sorted(round_.could_not), sorted(round_.fixed.items()), sorted(round_.forbidden)],
        ]
    )


def _sha256(content: object) -> str:
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()
