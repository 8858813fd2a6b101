"""Needs: denominators that are right, and rows too small to show."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.science.disclosure import SMALLEST_BASE, THRESHOLD
from kith.science.needs import Need, bases_that_fit, needs_table, tell_needs
from kith.science.results import Audience, CannotTell, Caveat
from kith.science.tests.grandmentors import EVERYBODY, NEEDS, PRINTED
from kith.science.tests.test_change import pairs

BASIS = replace(pairs().basis, eligible=33, with_baseline=33, followed_up=33, people="young people")


def rows(audience=Audience.INSIDE, needs=NEEDS):
    return {row.name: row for row in needs_table(needs, EVERYBODY, audience=audience).rows}


def test_33_is_the_only_number_behind_the_printed_table():
    assert bases_that_fit(PRINTED) == [33]


def test_shares_are_of_those_with_the_need():
    work = rows()["education, employment or training"]
    assert work.addressed.share == pytest.approx(3 / 11)  # printed as 9%, which is of all 33
    assert round(100 * work.of_everybody) == 33


def test_outsiders_see_small_rows_folded_together():
    shown = rows(Audience.OUTSIDE)
    assert set(shown) == {
        "independent living",
        "life skills",
        "basic skills",
        "confidence or self-esteem",
        "other needs",
    }
    other = shown["other needs"]
    assert (other.found, other.addressed.part, other.of_needs) == (27, 10, True)  # 11 + 13 + 3; 3 + 4 + 3


needs = st.lists(
    st.integers(0, 40).flatmap(
        lambda found: st.tuples(st.just(found), st.integers(0, found), st.integers(0, found))
    ),
    min_size=1,
    max_size=6,
).map(lambda its: [Need(f"need {place}", *counts) for place, counts in enumerate(its)])


@given(needs)
def test_no_small_count_and_no_all_of_a_few_is_shown_outside(its):
    figure = needs_table(its, 40, audience=Audience.OUTSIDE)
    for row in figure.rows:
        done = [share.part for share in (row.addressed, row.improved) if share]
        counts = [row.found, *done, *(row.found - part for part in done)] + [40 - row.found] * (
            not row.of_needs
        )
        assert not any(0 < count < THRESHOLD for count in counts)
        assert row.found == 0 or row.found >= SMALLEST_BASE or 0 < row.addressed.part < row.found
    named = {row.name for row in figure.rows} | set(figure.hidden)
    assert len({need.name for need in its} - named) != 1, "a need folded alone could be worked out"


@given(needs)
def test_inside_every_need_is_shown_as_it_is(its):
    shown = needs_table(its, 40, audience=Audience.INSIDE)
    assert [row.name for row in shown.rows] == [need.name for need in its]
    assert not shown.hidden


def test_needs_are_told():
    told = tell_needs(NEEDS, BASIS, audience=Audience.OUTSIDE)
    assert told.sentence.startswith(
        "Of 35 young people: independent living, 20 (57%); of these addressed for 5 (25%), improved for 5 (25%); "
    )
    assert told.sentence.endswith("other needs, 25; of these addressed for 10 (40%), improved for 10 (40%).")
    assert {Caveat.FOLDED, Caveat.RATED_BY_WORKER} <= set(told.caveats)
    assert (
        "immigration, nobody"
        in tell_needs([Need("immigration", 0, 0, 0)], BASIS, audience=Audience.INSIDE).sentence
    )


def test_needs_found_later_stand_apart():
    row = rows(Audience.OUTSIDE, [Need("housing", 20, 10, 8, new=3, not_asked=6)])["housing"]
    assert (row.found, row.new, row.not_asked) == (20, None, 6)
    assert rows(Audience.INSIDE, [Need("housing", 20, 10, 8, new=3)])["housing"].new == 3


def test_counts_that_cannot_be_are_refused():
    with pytest.raises(CannotTell, match="more than had it at the start"):
        Need("housing", 3, 4, 1)
    with pytest.raises(CannotTell, match="below nought"):
        Need("housing", 3, -1, 1)
    with pytest.raises(CannotTell, match="more people than there are"):
        needs_table([Need("housing", 34, 4, 1)], 33, audience=Audience.INSIDE)
    with pytest.raises(CannotTell, match="at least 10 children"):
        tell_needs(
            NEEDS, replace(BASIS, eligible=9, with_baseline=9, followed_up=9), audience=Audience.OUTSIDE
        )
