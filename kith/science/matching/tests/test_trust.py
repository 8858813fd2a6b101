"""What is printed gives nobody away, what is audited is found out, what is recorded can be made again."""

import re
from dataclasses import replace
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from kith.science.matching import Mode, Round, check, disappointments, record, settle, why_not
from kith.science.matching.files import answer
from kith.science.matching.tests.markets import a_round, rounds, seeds
from kith.science.tests.people import a_child, a_volunteer


@given(seeds)
def test_an_exclusion_cannot_be_told_from_an_unfinished_check_in_anything_printed(seed):
    random = Random(seed)
    asked = a_round(random, children=1, volunteers=5)
    if not asked.referrals or not asked.volunteers:
        return
    (child,) = asked.referrals
    suspect = random.choice(asked.volunteers)
    rest = tuple(each for each in asked.volunteers if each.key != suspect.key)
    asked = replace(asked, fixed={}, could_not=frozenset())
    free = replace(suspect, cleared=True, trained=True, approved=True, places_left=2)
    barred = replace(
        asked, referrals=(replace(child, barred=child.barred | {suspect.key}),), volunteers=(*rest, free)
    )
    unready = replace(
        asked,
        referrals=(replace(child, barred=child.barred - {suspect.key}),),
        volunteers=(*rest, replace(free, cleared=False)),
    )
    printed = [answer(settle(each)) for each in (barred, unready)]
    places = [each["record"].pop("inputs") for each in printed]
    assert places[0] != places[1]
    assert printed[0] == printed[1]


@given(rounds, st.sampled_from(Mode))
def test_every_disappointment_has_a_kind_sentence_that_names_no_other_child(asked, mode):
    named = tuple(replace(each, first_name=f"Child{each.key}") for each in asked.referrals)
    outcome = settle(replace(asked, referrals=named, mode=mode))
    told = list(disappointments(outcome))
    keys = {(each.child, each.volunteer) for each in told}
    for child in outcome.round.referrals:
        for volunteer in outcome.round.volunteers:
            said = why_not(outcome, child.key, volunteer.key)
            assert (said is None) == (outcome.matches.get(child.key) == volunteer.key)
            if said:
                others = [r.first_name for r in named if r.key != child.key]
                assert said.words.endswith(".")
                assert not any(re.search(rf"\b{name}\b", said.words) for name in others)
                assert (
                    said.reason not in ("band", "days", "lot", "options", "own")
                    or (child.key, volunteer.key) in keys
                )


@given(rounds, st.integers(0, 10**6))
def test_the_audit_finds_any_one_match_changed(asked, which):
    """In the mode child's choice there is one answer: take somebody else, or nobody, and it is found."""
    outcome = settle(asked)
    loose = [child for child in sorted(outcome.matches) if child not in asked.fixed]
    if not loose:
        return
    child = loose[which % len(loose)]
    others = [v.key for v in asked.volunteers if v.key != outcome.matches[child]]
    wrong = dict(outcome.matches)
    if others and which % 2:
        wrong[child] = others[which % len(others)]
    else:
        del wrong[child]
    assert not check(asked, wrong).holds


@given(rounds, st.integers(0, 10**6))
def test_the_audit_of_a_total_finds_a_price_or_a_match_changed(asked, which):
    asked = replace(asked, mode=Mode.TOTAL_FIT)
    outcome = settle(asked)
    loose = [child for child in sorted(outcome.matches) if child not in asked.fixed]
    if not loose:
        return
    assert not check(
        asked,
        {c: v for c, v in outcome.matches.items() if c != loose[which % len(loose)]},
        outcome.certificate.prices,
    ).holds
    dearer = {volunteer.key: 10**18 for volunteer in asked.volunteers}
    below = {**outcome.certificate.prices, outcome.matches[loose[0]]: -1}
    assert not check(asked, outcome.matches, dearer).holds
    assert not check(asked, outcome.matches, below).holds


def test_the_audit_knows_who_is_in_the_round():
    verdict = check(Round(referrals=(a_child(),), volunteers=(a_volunteer(),)), {"zed": "ben"})
    assert [finding.rule for finding in verdict.findings] == ["unknown"]
    assert verdict.words == "0 pairs that may be matched were looked at; 1 things are wrong."


def test_a_record_makes_the_round_again_possible():
    asked = Round(referrals=(a_child(),), volunteers=(a_volunteer(),), seed=7)
    one, two, other = record(settle(asked)), record(settle(asked)), record(settle(replace(asked, seed=8)))
    assert one == two
    assert one.inputs != other.inputs
    assert (one.children, one.volunteers, one.places, one.pairs, one.matched) == (1, 1, 1, 1, 1)
