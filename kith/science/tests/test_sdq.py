"""Scoring: the official examples, rounding in whole numbers, and what is refused."""

from dataclasses import asdict
from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.science.sdq import SCALES, Scores, band, department_band, impact_score, scale_score, score
from kith.science.sdq.keys import COMPOSITES, KEYS, REVERSED

answers = st.lists(st.none() | st.integers(0, 2), min_size=25, max_size=25)
full = st.lists(st.integers(0, 2), min_size=25, max_size=25)


@pytest.mark.parametrize(
    ("answer", "emotional", "conduct", "hyperactivity", "peer", "prosocial", "total"),
    [(0, 0, 2, 4, 4, 0, 10), (1, 5, 5, 5, 5, 5, 20), (2, 10, 8, 6, 6, 10, 30)],
)  # the agreed test vectors: five items are turned round, so that no answer throughout gives a total of 0
def test_the_same_answer_throughout(answer, emotional, conduct, hyperactivity, peer, prosocial, total):
    assert score([answer] * 25) == Scores(
        emotional,
        conduct,
        hyperactivity,
        peer,
        prosocial,
        total,
        emotional + peer,
        conduct + hyperactivity,
    )


def test_four_points_on_three_answers_are_seven():  # the official scoring sheet's own example
    given_answers: list[int | None] = [0] * 25
    for item, answer in {3: 2, 8: 1, 13: 1, 16: None, 24: None}.items():
        given_answers[item - 1] = answer
    assert score(given_answers).emotional == 7


def test_halves_go_up_where_python_would_send_them_to_the_even_number():
    assert scale_score([1, 1, 0, 0, None]) == 3  # 5 × 2/4 = 2.5; round(2.5) is 2


def test_two_answers_of_five_are_too_few_and_spoil_the_total():
    given_answers: list[int | None] = [1] * 25
    for item in (3, 8, 13):
        given_answers[item - 1] = None
    scores = score(given_answers)
    assert (scores.emotional, scores.total, scores.internalising) == (None, None, None)
    assert (scores.externalising, scores.prosocial) == (10, 5)


@given(st.lists(st.none() | st.integers(0, 2), min_size=5, max_size=5))
def test_a_scale_is_the_formula_in_exact_fractions(points):
    there = [each for each in points if each is not None]
    formula = floor(Fraction(1, 2) + Fraction(5 * sum(there), len(there))) if len(there) >= 3 else None
    assert scale_score(points) == formula


@given(answers)
def test_scores_stay_in_range_and_composites_are_their_parts(codes):
    scores = asdict(score(codes))
    for name, parts in COMPOSITES.items():
        known = [scores[part] for part in parts]
        assert scores[name] == (None if None in known else sum(known))
    assert all(scores[name] is None or 0 <= scores[name] <= 10 for name in SCALES)


@given(full, st.permutations(list(SCALES)))
def test_only_a_scale_s_own_items_move_it(codes, order):
    moved, others = order[0], order[1:]
    changed = [2 - code if item in SCALES[moved] else code for item, code in enumerate(codes, 1)]
    before, after = asdict(score(codes)), asdict(score(changed))
    assert all(before[name] == after[name] for name in others)
    assert before[moved] + after[moved] == 10


@given(full)
def test_answers_turned_round_mirror_every_score(codes):
    mirrored = asdict(score([2 - code for code in codes]))
    assert all(mirrored[name] == 10 - value for name, value in asdict(score(codes)).items() if name in SCALES)


def test_the_keys_use_each_item_once():
    assert sorted(item for items in SCALES.values() for item in items) == list(range(1, 26))
    assert {7, 11, 14, 21, 25} == REVERSED


@pytest.mark.parametrize(
    ("difficulties", "given_answers", "points"),
    [
        (0, (3, 3, 3, 3, 3), 0),  # no difficulties: nought, whatever else is ticked
        (1, (0, 1, 2, 3, 3), 5),  # 0, 0, 1, 2, 2
        (None, (3, None, None, None, None), 2),  # what is left out counts nought
        (2, (None, None, None), None),
        (None, (), None),
    ],
)
def test_the_impact_score(difficulties, given_answers, points):
    assert impact_score(difficulties, given_answers) == points


@pytest.mark.parametrize("wrong", [3, -1])
def test_a_code_that_is_no_answer_is_refused_by_item(wrong):
    codes = [0] * 25
    codes[2] = wrong
    with pytest.raises(ValueError, match=f"Item 3 is {wrong}; answers are 0, 1 or 2"):
        score(codes)


def test_too_few_answers_and_wrong_impact_answers_are_refused():
    with pytest.raises(ValueError, match="25 answers; here are 24"):
        score([0] * 24)
    with pytest.raises(ValueError, match="on impact they are"):
        score([0] * 25, impact=[4])


@pytest.mark.parametrize(
    ("scale", "value", "informant", "four", "three"),
    [
        ("total", 13, "carer", "close to average", "normal"),
        ("total", 14, "parent", "slightly raised", "borderline"),
        ("total", 17, "parent", "high", "abnormal"),
        ("total", 20, "parent", "very high", "abnormal"),
        ("total", 16, "teacher", "high", "abnormal"),
        ("total", 15, "self", "slightly raised", "normal"),
        ("hyperactivity", 6, "parent", "slightly raised", "borderline"),
        ("hyperactivity", 7, "parent", "slightly raised", "abnormal"),
        ("conduct", 3, "self", "close to average", "normal"),  # a published clinic's table has this row wrong
        ("prosocial", 8, "parent", "close to average", "normal"),
        ("prosocial", 5, "parent", "very low", "borderline"),
        ("prosocial", 4, "teacher", "low", "abnormal"),
        ("impact", 6, "teacher", "very high", "abnormal"),
    ],
)
def test_bands(scale, value, informant, four, three):
    assert band(scale, value, informant) == four
    assert band(scale, value, informant, of=3) == three


@given(
    st.sampled_from(["total", "conduct", "peer", "impact"]), st.sampled_from(["parent", "teacher", "self"])
)
def test_a_higher_score_is_never_in_a_better_band(scale, informant):
    names = KEYS["four_bands"]["names"]
    most = KEYS["four_bands"][informant][scale][-1]
    ranks = [names.index(band(scale, value, informant)) for value in range(most + 1)]
    assert ranks == sorted(ranks)


def test_the_department_calls_17_cause_for_concern():
    assert [department_band(total) for total in (0, 13, 14, 16, 17, 40, None)] == [
        *("normal",) * 2,
        *("borderline",) * 2,
        *("cause for concern",) * 2,
        "",
    ]


@pytest.mark.parametrize(
    ("scale", "value", "informant"), [("total", 41, "parent"), ("impact", 7, "teacher"), ("joy", 1, "self")]
)
def test_what_is_not_on_the_form_has_no_band(scale, value, informant):
    with pytest.raises(ValueError):
        band(scale, value, informant)
