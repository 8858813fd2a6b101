"""What may leave the scheme, and what nobody can work out from it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kith.reporting.gate import INSIDE, OUTSIDE
from kith.science.disclosure import SUPPRESSED, Table, Withheld, list_of

COUNTS = st.integers(min_value=0, max_value=9)
TRIOS = st.tuples(COUNTS, COUNTS, COUNTS)


def a_list(by, counts):
    return list_of(by, by, {f"{by} {place}": count for place, count in enumerate(counts)}, "people")


def the_rest(total, first):
    """The same people in another list of three."""
    one = min(first, total)
    two = (total - one) // 2
    return one, two, total - one - two


def compositions(total):
    return ((a, b, total - a - b) for a in range(total + 1) for b in range(total + 1 - a))


def fits(counts, published):
    """Whether a reader could believe these counts: shown ones equal, those kept back at least one."""
    return all(
        count >= 1 if isinstance(cell, Withheld) else count == cell
        for count, cell in zip(counts, published, strict=True)
    )


@settings(max_examples=60)
@given(TRIOS, COUNTS)
def test_a_reader_who_adds_and_subtracts_is_left_with_five_values_for_every_number_kept_back(counts, first):
    total = sum(counts)
    lists = a_list("gender", counts), a_list("age", the_rest(total, first))
    seen = OUTSIDE.counted(*lists)
    if isinstance(seen.total, Withheld):
        assert 0 < total < 5
        assert not seen.published
        return
    assert seen.total == total
    for table in seen.published.values():
        cells = [cell for _, (cell,) in table.rows()[:-1]]
        possible = [counts for counts in compositions(total) if fits(counts, cells)]
        for place, cell in enumerate(cells):
            assert not (isinstance(cell, int) and 0 < cell < 5)
            if isinstance(cell, Withheld):
                assert len({counts[place] for counts in possible}) >= 5


@settings(max_examples=40)
@given(TRIOS, COUNTS)
def test_a_later_table_never_costs_a_number_of_an_earlier_one(counts, first):
    one, other = a_list("gender", counts), a_list("age", the_rest(sum(counts), first))
    alone, both = OUTSIDE.counted(one), OUTSIDE.counted(one, other)
    assert both.total == alone.total
    for name in one.categories[0]:
        assert both.part("gender", name) == alone.part("gender", name)


def test_the_total_matters_more_than_what_it_is_made_of():
    seen = OUTSIDE.counted(a_list("way", (3, 1, 2)))
    assert seen.total == 6
    assert not seen.has("way")
    assert seen.part("way", "way 0") == SUPPRESSED
    table = Table("both", ("way", "kind"), (("a", "b"), ("x", "y")), {("a", "x"): 6, ("b", "y"): 7}, "people")
    assert OUTSIDE.counted(table).inner(("way", "kind"), "a", None) == 6
    assert OUTSIDE.counted(table).inner(("kind", "way"), "x", None) == SUPPRESSED


def test_a_small_total_hides_everything_under_it_also_the_noughts():
    seen = OUTSIDE.counted(a_list("gender", (3, 0, 0)))
    assert seen.total == SUPPRESSED
    assert seen.part("gender", "gender 1") == SUPPRESSED


def test_meetings_of_fewer_than_five_matches_are_kept_back_however_many_they_are():
    assert OUTSIDE.counted(a_list("became", (30, 20, 0)), concerning=4).total == SUPPRESSED
    assert OUTSIDE.counted(a_list("became", (30, 20, 0)), concerning=5).total == 50
    assert OUTSIDE.count(40, concerning=2) == SUPPRESSED
    assert OUTSIDE.share(38, 40, concerning=4).text == "–"


@pytest.mark.parametrize(
    ("count", "text"), [(0, "0"), (4, "c"), (5, "5"), (7, "5"), (8, "10"), (1243, "1,245")]
)
def test_outside_a_count_is_kept_back_or_rounded_to_fives(count, text):
    assert OUTSIDE.shown(OUTSIDE.count(count)).text == text
    assert INSIDE.shown(INSIDE.count(count)).text == f"{count:,}"


def test_no_percentage_is_given_under_a_base_of_ten():
    assert OUTSIDE.percent(6, 9).text == "–"
    assert OUTSIDE.percent(6, 10).text == "60%"
    assert OUTSIDE.percent(SUPPRESSED, 10).text == "c"
    assert OUTSIDE.share(5, 9).text == "–"
    assert INSIDE.percent(1, 3).text == "33%"
    assert INSIDE.percent(0, 0).text == "–"


def test_a_percentage_is_rounded_to_fives_until_one_child_is_less_than_one_per_cent():
    assert OUTSIDE.percent(7, 13).text == "55%"
    assert OUTSIDE.percent(54, 100).text == "54%"
    assert OUTSIDE.percent(1000, 1003).text == "over 99%"
    assert OUTSIDE.percent(5, 3000).text == "under 1%"
    assert OUTSIDE.of_places(39, 40).text == "over 95%"
    assert OUTSIDE.of_places(25, 20).text == "125%"
    assert OUTSIDE.of_places(SUPPRESSED, 20).text == "c"
    assert OUTSIDE.of_places(6, 8).text == "–"


@given(st.integers(min_value=10, max_value=400), st.integers(min_value=1, max_value=4), st.booleans())
def test_a_very_small_side_is_a_bound_that_leaves_five_values_open_and_is_true(base, small, is_the_part):
    part = small if is_the_part else base - small
    shown = OUTSIDE.share(part, base)
    words, bound = shown.text.removesuffix("%").rsplit(" ", 1)
    within = {
        other
        for other in range(base + 1)
        if (100 * other <= int(bound) * base if words == "at most" else 100 * other >= int(bound) * base)
    }
    assert shown.value is None
    assert part in within
    smallest = {other if is_the_part else base - other for other in within}
    assert smallest >= set(range(6))


def test_all_and_none_are_said():
    assert OUTSIDE.share(40, 40).text == "100%"
    assert OUTSIDE.share(0, 40).text == "0%"
    assert OUTSIDE.share(30, 40).text == "75%"


def test_how_long_is_said_of_ten_and_refused_of_nine():
    days = [7 * weeks for weeks in range(1, 11)]
    middle, longest = OUTSIDE.weeks(days, 10)
    assert (middle.text, longest.text) == ("6 weeks", "10 weeks")  # 5.5, half up
    assert [shown.value for shown in OUTSIDE.weeks(days[:9], 9)] == [None, None]
    assert "too few" in OUTSIDE.weeks(days[:9], 9)[0].why
    assert OUTSIDE.weeks(days, SUPPRESSED)[1].text == "c"
    assert INSIDE.weeks([8], 1)[0].text == "1 week"


@given(TRIOS)
def test_inside_nothing_is_kept_back_or_rounded(counts):
    seen = INSIDE.counted(a_list("gender", counts))
    assert seen.total == sum(counts)
    assert [seen.part("gender", f"gender {place}") for place in range(3)] == list(counts)
