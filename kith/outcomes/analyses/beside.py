"""A provider's schemes beside each other, without ranks, and together; and those who began beside those who waited."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from kith.outcomes.analyses.lasting import dates_basis
from kith.outcomes.analyses.scales import HOME_NAME, pairs_of
from kith.outcomes.analyses.section import Section, Table, told
from kith.outcomes.facts import DIED, PLANNED, SchemeFacts
from kith.outcomes.models import Score, WaitingComparison
from kith.science import comparison, funnel, pooling
from kith.science.comparison import Design, Order
from kith.science.funnel import Funnel
from kith.science.paired import paired_change
from kith.science.pairs import SIX_MONTHS, Pairs, pair_up
from kith.science.pairs import Score as Told
from kith.science.results import Audience, Basis, CannotTell, Result
from kith.science.results.words import percent
from kith.science.scales import HOME, SDQ_TOTAL


def sections(
    facts: SchemeFacts, everybody: Mapping[int, SchemeFacts], audience: Audience
) -> Iterator[Section]:
    """`everybody`: the facts of all the provider's schemes, this one among them."""
    if len(everybody) > 1:
        yield told(
            "funnel",
            "Schemes beside each other: planned goodbyes",
            audience,
            lambda: _funnel(facts, everybody, audience),
            _funnel_table,
        )
        yield told(
            "pooled",
            "Schemes together: carers’ totals after six months",
            audience,
            lambda: _pooled(facts, everybody, audience),
        )
    design = WaitingComparison.objects.filter(scheme=facts.scheme, written_on__lte=facts.on).first()
    if design:
        yield told(
            "comparison",
            "Those who began beside those who waited",
            audience,
            lambda: compared(design, facts.on, audience),
        )


def _funnel(facts: SchemeFacts, everybody: Mapping[int, SchemeFacts], audience: Audience) -> Result[Funnel]:
    schemes = []
    for its in everybody.values():
        ended = [match for match in its.matches if match.ended_on and match.way != DIED]
        if ended:
            planned = sum(match.way == PLANNED for match in ended)
            schemes.append(funnel.Scheme(its.scheme.name, planned, len(ended)))
    count = sum(scheme.whole for scheme in schemes)
    basis = dates_basis(
        facts, count, window="every match that ended, but for a volunteer’s death", people="ended matches"
    )
    return funnel.tell(schemes, basis, what="of matches ended with a planned goodbye", audience=audience)


def _funnel_table(figure: Funnel) -> list[Table]:
    rows = tuple(
        (
            placed.scheme.name,
            f"{placed.scheme.part} of {placed.scheme.whole}",
            percent(placed.scheme.share),
            f"{percent(placed.inner.low)} to {percent(placed.inner.high)}",
            str(placed.place.value),
        )
        for placed in figure.schemes
    )
    return [Table(("Scheme", "Planned", "Share", "By chance alone", "So it lies"), rows)]


def _pooled(
    facts: SchemeFacts, everybody: Mapping[int, SchemeFacts], audience: Audience
) -> Result[pooling.Together]:
    estimates, bases = [], []
    for its in everybody.values():
        pairs = pairs_of(its, "sdq", HOME_NAME, SIX_MONTHS)
        if len(pairs.before) > 1 and (change := paired_change(pairs.before, pairs.after)).sd:
            estimates.append(pooling.Estimate(its.scheme.name, change.mean, change.error**2, change.n))
        if pairs.basis.eligible:
            bases.append(pairs.basis)
    if not bases:
        raise CannotTell("No scheme has children who could have been followed up yet.")
    basis = Basis(
        eligible=sum(basis.eligible for basis in bases),
        with_baseline=sum(basis.with_baseline for basis in bases),
        followed_up=sum(basis.followed_up for basis in bases),
        window=SIX_MONTHS.words(),
        instrument=bases[0].instrument,
        informant="parent or carer",
        on=facts.on,
    )
    return pooling.tell(estimates, SDQ_TOTAL["carer"], basis, audience=audience)


# ------------------------------------------------------------------------------- a waiting list


def compared(design: WaitingComparison, on: date, audience: Audience) -> Result[comparison.Difference]:
    """The one result that has a comparison group, as it was written down before anybody was followed up."""
    places = list(design.children.all())
    scores = _scores(design, [place.child_id for place in places], on)
    began, waited = (
        _pairs(design, [place.child_id for place in places if place.begins is begins], scores, on)
        for begins in (True, False)
    )
    days = [score.on for score in scores if (score.on - design.written_on).days >= SIX_MONTHS.from_]
    written = Design(
        order=Order.LOTTERY if design.order == design.Order.LOTTERY else Order.DATE,
        written_on=design.written_on,
        first_follow_up_on=min(days, default=on),
        outcome="carers’ SDQ total after six months",
    )
    return comparison.tell_comparison(began, waited, SDQ_TOTAL["carer"], written, audience=audience)


def _scores(design: WaitingComparison, children: Sequence[int], on: date) -> list[Told]:
    rows = Score.objects.scored().filter(
        child__in=children, scheme=design.scheme, measure="sdq", informant__in=sorted(HOME), on__lte=on
    )
    instrument = SDQ_TOTAL["carer"].instrument
    return [
        Told(str(child), day, values["total"], instrument, informant)
        for child, day, values, informant in rows.values_list("child", "on", "values", "informant")
        if "total" in values
    ]


def _pairs(design: WaitingComparison, children: Sequence[int], scores: Sequence[Told], on: date) -> Pairs:
    starts = {str(child): design.written_on for child in children}
    return pair_up(starts, scores, SDQ_TOTAL["carer"], on=on, window=SIX_MONTHS)
