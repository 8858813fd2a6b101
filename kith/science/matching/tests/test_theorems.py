"""What is always true of a matching, tried against everything possible on small markets."""

from collections import Counter
from dataclasses import replace
from itertools import permutations
from random import Random

from hypothesis import assume, given
from hypothesis import strategies as st

from kith.science.matching import Mode, check, settle, verify
from kith.science.matching.assignment import heaviest
from kith.science.matching.cycles import improve
from kith.science.matching.deferred import deferred_acceptance
from kith.science.matching.setting import Setting
from kith.science.matching.tests.markets import (
    blocking,
    every_matching,
    markets,
    rounds,
    seeds,
    tied_markets,
)


def rank(market, child, volunteer):
    listed = market.lists[child]
    return len(listed) if volunteer is None else listed.index(volunteer)


@given(markets)
def test_nobody_would_rather_have_each_other(market):
    matching = deferred_acceptance(market)
    assert matching in list(every_matching(market))
    assert not list(blocking(market, matching))


@given(markets)
def test_no_child_could_do_better_in_any_stable_matching(market):
    ours = deferred_acceptance(market)
    stable = [m for m in every_matching(market) if not list(blocking(market, m))]
    assert ours in stable
    for other in stable:
        assert all(rank(market, c, ours[c]) <= rank(market, c, other[c]) for c in range(len(ours)))


@given(markets)
def test_rural_hospitals_the_same_children_and_the_same_places_in_every_stable_matching(market):
    """Roth (1986): who goes without, and which places stay empty, is no matter of which stable matching is chosen."""
    ours = deferred_acceptance(market)
    for other in every_matching(market):
        if not list(blocking(market, other)):
            assert [v is None for v in other] == [v is None for v in ours]
            assert Counter(other) == Counter(ours) or _same_where_places_stay_empty(market, ours, other)


def _same_where_places_stay_empty(market, ours, other):
    return all(ours.count(v) == other.count(v) for v in range(len(market.places)))


@given(markets)
def test_for_a_child_the_truth_is_best(market):
    """Dubins and Freedman (1981); Roth (1982): whatever list a child gives instead, it does not get them more."""
    honest = deferred_acceptance(market)
    for child, listed in enumerate(market.lists):
        known = dict(zip(listed, market.standings[child], strict=True))
        for length in range(len(listed) + 1):
            for lie in permutations(listed, length):
                told = replace(
                    market,
                    lists=[*market.lists[:child], list(lie), *market.lists[child + 1 :]],
                    standings=[
                        *market.standings[:child],
                        [known[v] for v in lie],
                        *market.standings[child + 1 :],
                    ],
                )
                got = deferred_acceptance(told)[child]
                assert rank(market, child, honest[child]) <= rank(market, child, got)


@given(markets)
def test_one_place_more_never_hurts_a_child(market):
    before = deferred_acceptance(market)
    for v in range(len(market.places)):
        places = [many + (i == v) for i, many in enumerate(market.places)]
        after = deferred_acceptance(replace(market, places=places))
        assert all(rank(market, c, after[c]) <= rank(market, c, before[c]) for c in range(len(before)))


@given(markets)
def test_one_child_more_never_helps_another(market):
    after = deferred_acceptance(market)
    for gone in range(len(market.lists)):
        fewer = replace(market, lists=[[] if c == gone else listed for c, listed in enumerate(market.lists)])
        before = deferred_acceptance(fewer)
        assert all(
            rank(market, c, before[c]) <= rank(market, c, after[c]) for c in range(len(after)) if c != gone
        )


@given(tied_markets)
def test_an_exchange_hurts_nobody_and_passes_nobody_over(market):
    before = deferred_acceptance(market)
    after, better = improve(market, before)
    assert not list(blocking(market, after, market.classes, market.tiers))
    tier = [dict(zip(vs, market.tiers[c], strict=True)) for c, vs in enumerate(market.lists)]
    moved = [c for c in range(len(before)) if before[c] != after[c]]
    assert len(moved) == better
    assert all(tier[c][after[c]] < tier[c][before[c]] for c in moved)
    assert Counter(before) == Counter(after)


@given(tied_markets)
def test_after_the_exchanges_no_stable_matching_is_better_for_all(market):
    """Erdil and Ergin (2008), theorem 1: with no ties in the children's own lists, nothing stable is left above it."""
    market = replace(market, tiers=[list(range(len(listed))) for listed in market.lists])
    after, _ = improve(market, deferred_acceptance(market))
    tier = [dict(zip(vs, market.tiers[c], strict=True)) for c, vs in enumerate(market.lists)]

    def at(matching, c):
        return len(market.lists[c]) if matching[c] is None else tier[c][matching[c]]

    for other in every_matching(market):
        if not list(blocking(market, other, market.classes, market.tiers)):
            no_worse = all(at(other, c) <= at(after, c) for c in range(len(after)))
            better = any(at(other, c) < at(after, c) for c in range(len(after)))
            assert not (no_worse and better)


@given(markets, seeds)
def test_the_greatest_total_is_that_of_trying_everything_and_its_bound_proves_it(market, seed):
    random = Random(seed)
    weight = {
        (c, v): random.choice([random.randrange(1, 9), random.randrange(1, 2**60)])
        for c, listed in enumerate(market.lists)
        for v in listed
    }
    edges = [
        sorted(((w, c) for (c, u), w in weight.items() if u == v), reverse=True)
        for v in range(len(market.places))
    ]
    found = heaviest(lambda v, i, j: edges[v][i:j], market.places, len(market.lists))
    best = max(
        sum(weight[c, v] for c, v in enumerate(matching) if v is not None)
        for matching in every_matching(market)
    )
    assert found.matching in list(every_matching(market))
    assert found.total == best == found.bound(market.places)
    assert all(price >= 0 for price in found.prices)
    assert all(found.worth(c) >= 0 for c in range(len(market.lists)))
    assert all(found.prices[v] + found.worth(c) >= w for (c, v), w in weight.items())


@given(rounds)
def test_total_fit_is_the_best_of_everything_possible_in_the_order_of_its_aims(round_):
    """First the number of those who waited longest, band by band; then the sum of fits; nothing else."""
    outcome = settle(replace(round_, mode=Mode.TOTAL_FIT))
    setting, market = outcome.setting, outcome.market
    assume(market.pairs <= 14)
    from kith.science.matching.total import shares

    share = [shares(setting, c) for c in range(len(setting.referrals))]
    bands = len(round_.priority.wait_bands) + 1

    def aims(matching):
        placed = [c for c, v in enumerate(matching) if v is not None]
        by_band = [sum(setting.claims[c].band == band for c in placed) for band in range(bands)]
        return by_band, sum(share[c][matching[c]] for c in placed)

    assert aims(outcome.matching) == max(map(aims, every_matching(market)))
    assert outcome.certificate.primal == outcome.certificate.dual


@given(rounds, st.sampled_from(Mode), st.booleans())
def test_every_answer_passes_the_audit(round_, mode, with_exchanges):
    outcome = settle(replace(round_, mode=mode, improve=with_exchanges))
    verdict = verify(outcome)
    assert verdict.holds, verdict.findings
    assert verdict == check(outcome.round, outcome.matches, outcome.certificate.prices)
    anew = Setting(outcome.round)
    assert (outcome.setting.wanted, outcome.setting.fitting) == (anew.wanted, anew.fitting)


@given(rounds, st.sampled_from(Mode), st.randoms(use_true_random=False))
def test_the_order_in_which_people_come_changes_nothing(round_, mode, random):
    from kith.science.matching import record

    asked = replace(round_, mode=mode, improve=True)
    referrals, volunteers = list(asked.referrals), list(asked.volunteers)
    random.shuffle(referrals)
    random.shuffle(volunteers)
    choices = dict(random.sample(list(asked.choices.items()), len(asked.choices)))
    shuffled = replace(asked, referrals=tuple(referrals), volunteers=tuple(volunteers), choices=choices)
    one, two = settle(asked), settle(shuffled)
    assert one.matches == two.matches
    assert record(one) == record(two)
