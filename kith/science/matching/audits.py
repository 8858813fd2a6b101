"""Audit of any answer to a round, ours or another's, from the question alone.

Nothing that the algorithms worked out is used: who may be matched, who stands before whom and what weighs how much are
read again from the people themselves. `check_…` each return what they found wrong, nothing when all is well.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from kith.science.fit.lots import lot_of, number_of
from kith.science.fit.suggest import why_not
from kith.science.matching.market import places_left
from kith.science.matching.outcome import Outcome
from kith.science.matching.rounds import Mode, Round
from kith.science.matching.setting import Setting
from kith.science.matching.standing import Standings, Stands
from kith.science.matching.total import scale_of, shares

Matches = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong: `rule` is a stable name, `words` a sentence."""

    rule: str
    child: str
    volunteer: str
    words: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """`pairs`: how many pairs that may be matched were looked at. It holds when nothing was found."""

    pairs: int
    findings: tuple[Finding, ...]

    @property
    def holds(self) -> bool:
        return not self.findings

    @property
    def words(self) -> str:
        many = f"{self.pairs:,} pairs that may be matched were looked at"
        return (
            f"{many}; nothing is wrong." if self.holds else f"{many}; {len(self.findings)} things are wrong."
        )


def check(round_: Round, matches: Matches, prices: Mapping[str, int] | None = None) -> Verdict:
    """Everything that must be true of an answer. `prices` of places are needed in the mode total fit."""
    return _audited(Setting(round_), matches, prices or {})


def verify(outcome: Outcome) -> Verdict:
    """The audit of our own outcome. Who fits whom, and whom each would like best, is asked once for both.

    Matching reads that and changes nothing of it, so it is what `check` would find anew; a test holds us to it.
    """
    return _audited(outcome.setting, outcome.matches, outcome.certificate.prices)


def _audited(setting: Setting, matches: Matches, prices: Mapping[str, int]) -> Verdict:
    round_ = setting.round
    known = [*check_people(round_, matches)]
    if known:
        return Verdict(0, tuple(known))
    of_the_mode = (
        check_total_fit(setting, matches, prices)
        if round_.mode is Mode.TOTAL_FIT
        else check_stable(setting, matches)
    )
    found = (*check_feasible(setting, matches), *check_places(setting, matches), *of_the_mode)
    return Verdict(sum(bits.bit_count() for bits in setting.fitting), found)


def check_people(round_: Round, matches: Matches) -> Iterator[Finding]:
    """Only people of the round are matched."""
    children = {referral.key for referral in round_.referrals}
    volunteers = {volunteer.key for volunteer in round_.volunteers}
    for child, volunteer in sorted(matches.items()):
        if child not in children or volunteer not in volunteers:
            yield Finding("unknown", child, volunteer, f"{child} or {volunteer} is not in the round.")


def check_feasible(setting: Setting, matches: Matches) -> Iterator[Finding]:
    """Each match passes every hard rule, one pair at a time; fixed pairs are kept; nobody is matched against a no."""
    round_ = setting.round
    for child, volunteer in sorted(matches.items()):
        referral, person = (
            setting.referrals[setting.child_at[child]],
            setting.volunteers[setting.volunteer_at[volunteer]],
        )
        pair = (child, volunteer)
        if refusal := why_not(referral, person, round_.rules):
            yield Finding("ruled_out", child, volunteer, refusal.words)
        elif pair in round_.could_not or pair in round_.forbidden:
            yield Finding("kept_apart", child, volunteer, f"{child} and {volunteer} are kept apart.")
        elif round_.fixed.get(child) != volunteer and not _chose(round_, child, volunteer):
            yield Finding("not_chosen", child, volunteer, f"{child} did not choose {volunteer}.")
        elif referral.siblings and child not in round_.fixed:
            yield Finding(
                "by_hand", child, volunteer, f"{child} is to be placed by hand, with brothers and sisters."
            )
    for child, volunteer in sorted(round_.fixed.items()):
        if matches.get(child) != volunteer:
            yield Finding(
                "fixed", child, volunteer, f"{child} and {volunteer} were fixed and are not matched."
            )


def _chose(round_: Round, child: str, volunteer: str) -> bool:
    said = round_.choices.get(child)
    if said is None:
        return True
    return (
        volunteer in chain.from_iterable(said.ranked) or said.anyone_else and volunteer not in said.set_aside
    )


def check_places(setting: Setting, matches: Matches) -> Iterator[Finding]:
    """Nobody has more children than places."""
    taken: Counter[str] = Counter()
    for child, key in matches.items():
        taken[key] += setting.referrals[setting.child_at[child]].places_needed
    for volunteer in setting.volunteers:
        if (needed := taken[volunteer.key]) > volunteer.places_left:
            words = f"{volunteer.key} has {volunteer.places_left} places and is matched with {needed}."
            yield Finding("places", "", volunteer.key, words)


def check_stable(setting: Setting, matches: Matches) -> Iterator[Finding]:
    """No child would rather have somebody who has a place left, or who has a child with less claim.

    With exchanges, days and lot are no claim, as `cycles` says.
    """
    stands = Standings(setting, weighty=setting.round.improve).of
    free = places_left(setting)
    last: dict[int, Stands] = {}
    for child, volunteer in matches.items():
        c, v = setting.child_at[child], setting.volunteer_at[volunteer]
        if c in setting.fixed:
            continue
        free[v] -= 1
        claim = stands(c, v)
        last[v] = max(last.get(v, claim), claim)
    for c, v in _would_rather(setting, matches):
        is_free = free[v] > 0
        if not is_free and (v not in last or stands(c, v) >= last[v]):
            continue
        child, volunteer = setting.referrals[c].key, setting.volunteers[v].key
        if is_free:
            yield Finding(
                "empty_place",
                child,
                volunteer,
                f"{volunteer} has a place left that {child} would rather have.",
            )
        else:
            yield Finding(
                "envy",
                child,
                volunteer,
                f"{child} would rather have {volunteer}, and comes before a child there.",
            )


def _would_rather(setting: Setting, matches: Matches) -> Iterator[tuple[int, int]]:
    """Each pair of which the child would rather have the volunteer; after exchanges, only what is really better."""
    for c, tiers in enumerate(setting.wanted):
        if c in setting.fixed or c in setting.by_hand:
            continue
        mine = setting.volunteer_at.get(matches.get(setting.referrals[c].key, ""), -1)
        for tier in tiers:
            if mine in tier:
                equals = [] if setting.round.improve else tier[: tier.index(mine)]
                yield from ((c, v) for v in equals)
                break
            yield from ((c, v) for v in tier)


def check_total_fit(setting: Setting, matches: Matches, prices: Mapping[str, int]) -> Iterator[Finding]:
    """The total cannot be improved: with these prices every pair is paid for, and the sums are equal (LP duality)."""
    free, seed = places_left(setting), setting.round.seed
    scale, numbers = scale_of(setting), setting.pool.numbers(setting.round.seed)
    price = [prices.get(volunteer.key, 0) for volunteer in setting.volunteers]
    total, bound = 0, sum(each * many for each, many in zip(price, free, strict=True))
    if min(price, default=0) < 0:
        yield Finding("price", "", "", "A price is below nought.")
    for c, referral in enumerate(setting.referrals):
        if c in setting.fixed or c in setting.by_hand:
            continue
        own, band = number_of(seed, "child", referral.key), setting.claims[c].band
        share = shares(setting, c)
        weights = {v: scale.weight(band, share[v], lot_of(own, numbers[v])) for v in share}
        mine = matches.get(referral.key)
        if mine is not None:
            total += weights.get(setting.volunteer_at[mine], 0)
        bound += max([0, *(weight - price[v] for v, weight in weights.items())])
    if total != bound:
        yield Finding(
            "bound", "", "", f"The total {total} falls short of the bound {bound} that these prices give."
        )
