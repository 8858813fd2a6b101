"""A figure cannot be printed alone, and cannot say more than its records carry."""

import json
from dataclasses import dataclass, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.science.results import (
    CAVEATS,
    MINIMUMS,
    Audience,
    Basis,
    CannotTell,
    Caveat,
    Display,
    Method,
    Result,
    printed,
    require,
)
from kith.science.results.result import plain
from kith.science.results.words import between, number, percent, rounded

BASIS = Basis(
    eligible=41,
    with_baseline=38,
    followed_up=24,
    window="4 to 8 months after the start",
    instrument="SDQ P4-17, total difficulties",
    informant="carer",
    on=date(2026, 11, 21),
)


@dataclass(frozen=True)
class Fall:
    points: float


def result(sentence="The average fell by 2.1 points.", basis=BASIS, caveats=()):
    return Result(
        figure=Fall(2.1), sentence=sentence, basis=basis, method=Method("paired change", "1"), caveats=caveats
    )


def test_a_result_prints_whom_it_counts_how_and_when():
    text = printed(result(caveats=(Caveat.INDICATIVE,)))
    assert text.splitlines() == [
        "The average fell by 2.1 points.",
        CAVEATS[Caveat.INDICATIVE],
        CAVEATS[Caveat.NO_COMPARISON],
        "41 children eligible, 38 with a first record, 24 followed up (59%). Follow-up: 4 to 8 months after the start. "
        "Measured with: SDQ P4-17, total difficulties; answered by: carer. Method: paired change, version 1; "
        "worked out on 21 November 2026.",
    ]


def test_a_bare_figure_is_not_printed():
    with pytest.raises(CannotTell, match="Only a whole result"):
        printed(Fall(2.1))


@pytest.mark.parametrize("missing", ["window", "instrument", "informant"])
def test_a_figure_says_its_window_instrument_and_informant(missing):
    with pytest.raises(CannotTell, match=missing):
        replace(BASIS, **{missing: " "})


def test_counts_that_do_not_fit_together_are_refused():
    with pytest.raises(CannotTell, match="do not fit together"):
        replace(BASIS, followed_up=39)


@pytest.mark.parametrize(
    "claim",
    [
        "Mentoring led to a fall of 2 points.",
        "The impact was 2 points.",
        "This was caused by mentoring.",
        "The scheme saved £4,000.",
        "Difficulties were reduced by a third.",
        "Thanks to mentors, 98% improved.",
        "As a result, attendance rose.",
        "The effect of mentoring is 2 points.",
    ],
)
def test_a_claim_needs_a_comparison_group(claim):
    with pytest.raises(CannotTell, match="no comparison group"):
        result(claim)
    assert result(claim, replace(BASIS, comparison="children waiting, by lottery")).sentence == claim


def test_the_name_of_a_part_of_the_sdq_is_not_a_claim():
    assert result("The average impact score was 2.")


def test_no_caveat_and_no_code_is_without_its_words():
    assert set(CAVEATS) == set(Caveat)
    assert set(MINIMUMS) == set(Display)


def test_a_result_for_a_program_carries_the_same():
    told = json.loads(json.dumps(result().as_plain()))
    assert told["basis"]["eligible"] == 41
    assert told["caveats"] == {"no comparison": CAVEATS[Caveat.NO_COMPARISON]}
    assert told["figure"] == {"points": 2.1}


def test_too_few_are_refused_with_what_to_do():
    with pytest.raises(CannotTell) as refusal:
        require(Display.MEAN_CHANGE, 7, Audience.OUTSIDE)
    assert str(refusal.value) == (
        "To show an average change outside the scheme takes at least 10 children measured twice; there are fewer. "
        "Tell it in words instead, or wait until there are more."
    )
    require(Display.MEAN_CHANGE, 7, Audience.INSIDE)
    with pytest.raises(CannotTell, match="there are 4"):
        require(Display.MEAN_CHANGE, 4, Audience.INSIDE)


@pytest.mark.parametrize("display", list(Display))
def test_outsiders_never_see_smaller_numbers_than_insiders(display):
    assert MINIMUMS[display].outside >= MINIMUMS[display].inside


def test_numbers_are_rounded_half_up_and_there_is_no_minus_nought():
    assert [number(x) for x in (2.25, -0.04, -1.25, 1234.5)] == ["2.3", "0.0", "−1.3", "1,234.5"]
    assert between(-0.25, 0.5) == "−0.3 to 0.5"
    assert [percent(x) for x in (0.125, 0.025, 1)] == ["13%", "3%", "100%"]


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50))
def test_the_follow_up_rate_is_a_share_of_all_eligible(a, b, c):
    followed, baseline, eligible = sorted((a, b, c))
    rate = replace(BASIS, eligible=eligible, with_baseline=baseline, followed_up=followed).follow_up_rate
    assert rate is None if not eligible else rate * eligible == followed


def test_the_minimums_are_those_of_the_agreed_design():
    """The table “Minimum numbers”, row by row: inside, and to those who pay."""
    table = {
        Display.PERCENTAGE: (5, 10),
        Display.MEAN_CHANGE: (5, 10),
        Display.EFFECT_SIZE: (10, 20),
        Display.RELIABLE_CHANGE: (20, 20),
        Display.ADDED_VALUE: (10, 20),
        Display.ADJUSTED_CHANGE: (10, 10),
        Display.DURATIONS: (10, 20),
        Display.ENDINGS: (1, 5),
        Display.LANDMARK: (10, 20),
        Display.FUNNEL: (3, 5),
        Display.FUNNEL_SCHEME: (1, 10),
        Display.CHART: (10, 12),
        Display.EQUITY_GROUP: (5, 10),
    }
    assert {display: (MINIMUMS[display].inside, MINIMUMS[display].outside) for display in table} == table


def test_no_minus_nought_is_told_or_kept():
    """PostgreSQL gives it back without its sign, and a report's seal would not fit any more."""
    assert str(rounded(-0.04, 1)) == str(plain(-0.0)) == "0.0"
    assert rounded(-2.25, 1) == -2.3, "halves up, as the words say it"
