"""A story stands newest first; a long one shows its latest part and folds the years before."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kith.casefile.entries import SHOWN_AT_ONCE, STRANDS, WORTH_FOLDING, Entry, chips, strand_of, told

TODAY = date(2026, 11, 24)
DAYS = st.dates(date(2015, 1, 1), TODAY)
ENTRIES = st.builds(
    Entry,
    on=DAYS,
    what=st.sampled_from(["They met", "Moved", "Agreement written"]),
    strand=st.sampled_from(list(STRANDS)),
    rank=st.integers(-1, 1),
    place=st.integers(0, 99),
)


def an_entry(on, what="They met", **more):
    return Entry(on, what, more.pop("strand", "meetings"), **more)


@given(st.lists(ENTRIES, max_size=120))
def test_nothing_is_lost_and_nothing_is_told_twice(entries):
    story = told(entries, strand="", today=TODAY)
    printed = len(story.shown) + sum(len(lines) for _, lines in story.earlier)
    assert printed == len(entries)
    assert bool(story) == bool(entries)


@given(st.lists(ENTRIES, max_size=120), st.sampled_from(list(STRANDS)))
def test_a_strand_is_what_belongs_to_it(entries, strand):
    story = told(entries, strand=strand, today=TODAY)
    printed = len(story.shown) + sum(len(lines) for _, lines in story.earlier)
    assert printed == sum(entry.strand == strand for entry in entries)


@given(st.lists(ENTRIES, max_size=120))
def test_no_more_is_shown_at_once_than_a_screen_or_two(entries):
    story = told(entries, strand="", today=TODAY)
    assert len(story.shown) <= SHOWN_AT_ONCE + WORTH_FOLDING
    assert all(lines for _, lines in story.earlier)


def test_the_newest_stands_on_top_and_what_is_to_come_above_it():
    old, new = an_entry(TODAY - timedelta(days=9), "old"), an_entry(TODAY - timedelta(days=2), "new")
    ahead = an_entry(TODAY + timedelta(days=4), "ahead", kind="ahead")
    story = told([old, ahead, new], strand="", today=TODAY)
    assert [entry["what"] for entry in story.shown] == ["ahead", "new", "old"]


def test_within_a_day_what_begins_stands_lowest_and_what_follows_highest():
    entries = [
        an_entry(TODAY, "approved", rank=1),
        an_entry(TODAY, "began", rank=-1),
        an_entry(TODAY, "second", place=2),
        an_entry(TODAY, "first", place=1),
    ]
    story = told(entries, strand="", today=TODAY)
    assert [entry["what"] for entry in story.shown] == ["approved", "second", "first", "began"]


def test_years_are_folded_and_say_how_much_is_in_them():
    entries = [an_entry(TODAY - timedelta(days=14 * number)) for number in range(60)]
    story = told(entries, strand="", today=TODAY)
    assert [words for words, _ in story.earlier] == ["2025, 26 things", "2024, 10 things"]
    assert story.shown[-1]["day"] == "6 Jan 2026"
    assert story.earlier[0][1][0]["day"] == "23 Dec"


def test_a_year_that_began_above_says_so():
    entries = [an_entry(TODAY - timedelta(days=7 * number)) for number in range(60)]
    story = told(entries, strand="", today=TODAY)
    assert story.earlier[0][0] == "Earlier in 2026, 23 things"


def test_only_strands_that_hold_something_can_be_chosen():
    found = chips([an_entry(TODAY), an_entry(TODAY, strand="talks")], path="/here/", strand="talks")
    assert found == [
        ("Everything", "/here/", False),
        ("Meetings", "/here/?strand=meetings", False),
        ("Talks", "/here/?strand=talks", True),
    ]


def test_a_strand_that_is_none_is_everything():
    assert strand_of("talks") == "talks"
    assert strand_of("<script>") == ""
