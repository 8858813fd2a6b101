"""From a round to its outcome. The answer is a proposal: existing matches are never touched, nobody is told."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kith.science.fit.people import Referral, Volunteer
from kith.science.fit.rules import Rules
from kith.science.fit.suggest import look_at
from kith.science.matching.cycles import improve
from kith.science.matching.deferred import deferred_acceptance
from kith.science.matching.errors import CannotMatch
from kith.science.matching.market import Market, Matching, market_of
from kith.science.matching.outcome import Certificate, Loser, Outcome
from kith.science.matching.priority import Priority
from kith.science.matching.rounds import Choices, Mode, Pair, Round
from kith.science.matching.setting import Setting
from kith.science.matching.total import total_fit


def settle(round_: Round) -> Outcome:
    """Match a round. Raises CannotMatch for a fixed pair that a hard rule or somebody's no stands against."""
    setting = Setting(round_)
    _check_fixed_fit(setting)
    market = market_of(setting)
    matching = deferred_acceptance(market)
    if round_.mode is Mode.TOTAL_FIT:
        return _by_total_fit(setting, market, matching)
    exchanged = 0
    if round_.improve:
        matching, exchanged = improve(market, matching)
    certificate = Certificate(round_.mode, market.pairs)
    return _outcome(setting, market, matching, certificate, exchanged=exchanged)


def matching_round(
    referrals: Iterable[Referral],
    volunteers: Iterable[Volunteer],
    rules: Rules | None = None,
    *,
    mode: Mode | str = Mode.CHILD_CHOICE,
    choices: Mapping[str, Choices] | None = None,
    priority: Priority | None = None,
    seed: int = 0,
) -> Outcome:
    """A round for a waiting list: everybody who fits, in the order of fit, after what the child chose themself."""
    return settle(
        Round(
            referrals=tuple(referrals),
            volunteers=tuple(volunteers),
            rules=rules or Rules(),
            mode=Mode(mode),
            choices=choices or {},
            priority=priority or Priority(),
            seed=seed,
        )
    )


def open_day(
    choices: Mapping[str, Sequence[Sequence[str]]],
    volunteers: Mapping[str, int],
    *,
    days_waited: Mapping[str, int] | None = None,
    could_not: Iterable[Pair] = (),
    priority: Priority | None = None,
    seed: int = 0,
    improve: bool = False,
) -> Outcome:
    """After an open day: each child's ranking of whom they met, in tiers; each volunteer's places.

    `could_not`: (child, volunteer) where the volunteer said they could not. Whoever is not ranked is not proposed.
    """
    waited = days_waited or {}
    return settle(
        Round(
            referrals=tuple(
                Referral(key=key, first_name=key, days_waited=waited.get(key, 0)) for key in choices
            ),
            volunteers=tuple(Volunteer(key=k, first_name=k, places_left=n) for k, n in volunteers.items()),
            choices={key: Choices(tuple(map(tuple, tiers))) for key, tiers in choices.items()},
            could_not=frozenset(could_not),
            priority=priority or Priority(),
            seed=seed,
            improve=improve,
        )
    )


def _check_fixed_fit(setting: Setting) -> None:
    for c, v in setting.fixed.items():
        referral, volunteer = setting.referrals[c], setting.volunteers[v]
        if setting.fitting[c] >> v & 1:
            continue
        refusal = look_at(referral, volunteer, setting.rules)
        words = getattr(refusal, "words", f"{volunteer.first_name} cannot be proposed at the moment.")
        raise CannotMatch(f"{referral.key} and {volunteer.key} cannot be fixed: {words}", "fixed")


def _by_total_fit(setting: Setting, market: Market, by_choice: Matching) -> Outcome:
    assignment, _ = total_fit(setting, market)
    certificate = Certificate(
        Mode.TOTAL_FIT,
        market.pairs,
        primal=assignment.total,
        dual=assignment.bound(market.places),
        prices={setting.volunteers[v].key: price for v, price in enumerate(assignment.prices) if price},
    )
    outcome = _outcome(setting, market, assignment.matching, certificate)
    return replace(
        outcome, losers=tuple(_losers(setting, market, by_choice, assignment.matching)), assignment=assignment
    )


def _losers(setting: Setting, market: Market, by_choice: Matching, by_total: Matching) -> Iterable[Loser]:
    for c, (had, has) in enumerate(zip(by_choice, by_total, strict=True)):
        if had is None or had == has:
            continue
        tiers, listed = market.tiers[c], market.lists[c]
        if has is None or tiers[listed.index(has)] > tiers[listed.index(had)]:
            instead = None if has is None else setting.volunteers[has].key
            yield Loser(setting.referrals[c].key, setting.volunteers[had].key, instead)


def _outcome(
    setting: Setting, market: Market, matching: Matching, certificate: Certificate, *, exchanged: int = 0
) -> Outcome:
    pairs = {**dict(enumerate(matching)), **setting.fixed}
    keys = [referral.key for referral in setting.referrals]
    return Outcome(
        round=setting.round,
        matches={keys[c]: setting.volunteers[v].key for c, v in pairs.items() if v is not None},
        unmatched=tuple(keys[c] for c, v in pairs.items() if v is None and c not in setting.by_hand),
        by_hand=tuple(keys[c] for c in sorted(setting.by_hand)),
        exchanged=exchanged,
        certificate=certificate,
        losers=(),
        setting=setting,
        market=market,
        matching=matching,
    )
