"""The change of a group in words: never without what would be expected anyway, nor without those who were not seen."""

from dataclasses import dataclass, fields, replace

from kith.science import regression_to_mean as drift
from kith.science.missing.adjusted import Adjusted, adjusted_change, tipping_point, tipping_words
from kith.science.missing.gate import FollowUp, must_have_followed_up
from kith.science.paired import EffectSize, PairedChange, effect_size, paired_change
from kith.science.pairs import SIX_MONTHS, Pairs
from kith.science.ranks import signed_rank
from kith.science.results import Audience, Basis, Caveat, Display, Method, Result, in_fives, require, seen_by
from kith.science.results.minimums import INDICATIVE_BELOW, allows, keeps_back
from kith.science.results.words import between, moved, number, rounded
from kith.science.scales import Scale

METHOD = Method("paired change beside regression to the mean", "1")
RARE = 0.05
NOTICEABLE = 0.05
"""Under this an expected drift would print as 0.0 points."""


@dataclass(frozen=True, slots=True)
class Changed:
    """Everything about one change. What is None could not be worked out, and the caveats say why.

    `in_sds`: the change in standard deviations of the children a group is drawn from, which a narrow start cannot
    inflate.
    """

    paired: PairedChange
    effect: EffectSize | None
    in_sds: float | None
    expected: drift.Expected | None
    excess: drift.Excess | None
    unseen: Adjusted | None
    tipping_point: float | None

    def in_fives(self) -> "Changed":
        """As it may leave the scheme: every part in points to one place, or two of them would give a third to more."""
        its = {each.name: in_fives(getattr(self, each.name)) for each in fields(self)}
        point = None if self.tipping_point is None else rounded(self.tipping_point, 1)
        return replace(self, **its | {"excess": in_fives(self.excess, places=1), "tipping_point": point})


def tell(
    pairs: Pairs, scale: Scale, *, audience: Audience, threshold: float | None = None
) -> Result[Changed]:
    """How the average moved, what would have happened anyway, and what those not seen could do to it.

    `threshold`: the score from which children were let in, if there was one. Raises CannotTell where fewer than half of
    those eligible were followed up, or too few were measured twice for this audience.
    """
    state = must_have_followed_up(pairs.basis, audience)
    require(Display.MEAN_CHANGE, len(pairs.before), audience)
    exact = _figure(pairs, scale, audience, threshold)
    seen = seen_by(audience, exact, pairs.basis)
    figure = seen.figure
    parts = [_observed(figure.paired, seen.basis, scale), _expected(figure)]
    if state is FollowUp.LOW:
        parts.append(tipping_words(figure.tipping_point, scale))
    return seen.result(
        sentence=" ".join(part for part in parts if part),
        method=METHOD,
        caveats=_caveats(exact, pairs, state, threshold),
    )


def _figure(pairs: Pairs, scale: Scale, audience: Audience, threshold: float | None) -> Changed:
    paired = paired_change(pairs.before, pairs.after)
    varied = paired.sd_before > 0
    known = scale.norm is not None and scale.norm.mean is not None
    gone = pairs.basis.eligible - paired.n
    unseen = (
        adjusted_change(pairs.before, pairs.after, pairs.unseen, pairs.basis.eligible)
        if varied
        and allows(Display.ADJUSTED_CHANGE, paired.n, audience)
        and not keeps_back(audience, len(pairs.unseen))
        else None
    )
    missing = 0 if keeps_back(audience, gone) else gone / pairs.basis.eligible
    return Changed(
        paired=paired,
        effect=effect_size(paired) if varied and allows(Display.EFFECT_SIZE, paired.n, audience) else None,
        in_sds=paired.mean / scale.norm.sd if scale.norm else None,
        expected=drift.expect(pairs.before, scale, threshold) if known else None,
        excess=drift.excess(pairs.before, pairs.after, scale) if known else None,
        unseen=unseen,
        tipping_point=tipping_point(unseen.change if unseen else paired.mean, missing) if missing else None,
    )


def _observed(paired: PairedChange, basis: Basis, scale: Scale) -> str:
    low, high = (-paired.high, -paired.low) if paired.mean < 0 else (paired.low, paired.high)
    stayed = moved(paired.mean) == moved(0)
    interval = between(paired.low, paired.high) if stayed else between(low, high)
    return (
        f"Among the {paired.n} children with scores at both points (of {basis.eligible} who started), the average "
        f"{scale.name} {moved(paired.mean)} (95% interval {interval})."
    )


def _expected(figure: Changed) -> str:
    if figure.expected is None or figure.excess is None:
        return ""
    change = figure.expected.change
    if abs(change) < NOTICEABLE:
        anyway = "No change would be expected without any help in a group that starts where this one did."
    else:
        way, start = ("fall", "this high") if change < 0 else ("rise", "this low")
        lowest, highest = sorted((abs(figure.expected.low), abs(figure.expected.high)))
        band = (
            f" ({between(lowest, highest)}, depending on what is taken as average)"
            if figure.expected.low * figure.expected.high > 0
            else ""
        )
        anyway = f"A {way} of about {number(abs(change))} points would be expected without any help in a group that starts {start}{band}."
    if figure.excess.apart:
        low, high = sorted((abs(figure.excess.low), abs(figure.excess.high)))
        more = "further down" if figure.excess.mean < 0 else "further up"
        return f"{anyway} The scores lie {number(abs(figure.excess.mean))} points (interval {between(low, high)}) {more} than that."
    return f"{anyway} Our data cannot tell these apart."


def _caveats(figure: Changed, pairs: Pairs, state: FollowUp, threshold: float | None) -> tuple[Caveat, ...]:
    basis = pairs.basis
    asked = {
        Caveat.FOLLOW_UP_LOW: state is FollowUp.LOW,
        Caveat.FOLLOW_UP_INCOMPLETE: state is FollowUp.GOOD and basis.followed_up < basis.eligible,
        Caveat.UNSEEN_MAY_DIFFER: basis.followed_up < basis.eligible,
        Caveat.INDICATIVE: figure.paired.n < INDICATIVE_BELOW,
        Caveat.STARTED_HIGH: figure.expected is not None and abs(figure.expected.change) >= NOTICEABLE,
        Caveat.LONGER_THAN_NORM: figure.expected is not None and not basis.window.startswith(SIX_MONTHS.name),
        Caveat.NO_NORM: figure.expected is None,
        Caveat.RANKS_DISAGREE: _ranks_disagree(pairs, figure.paired),
        Caveat.NARROW_START: threshold is not None and figure.effect is not None,
    }
    return (*pairs.caveats, *(caveat for caveat, holds in asked.items() if holds))


def _ranks_disagree(pairs: Pairs, paired: PairedChange) -> bool:
    """Whether the interval leaves out no change and signed ranks do not, or the other way about."""
    if pairs.before == pairs.after:
        return False
    return (paired.low > 0 or paired.high < 0) != (signed_rank(pairs.before, pairs.after) < RARE)
