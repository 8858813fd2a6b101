"""Single cells: dates in every form, codes, numbers, identifiers; and what a value class gives away."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.register.reading import values
from kith.register.reading.dates import is_day_in_part, looks_month_first, read_day
from kith.register.reading.values import value_class

any_day = st.dates(min_value=date(1990, 1, 1), max_value=date(2045, 12, 31))


@given(any_day)
def test_a_day_reads_the_same_in_whatever_form_it_is_written(day):
    forms = [
        f"{day:%d/%m/%Y}",
        f"{day.day}/{day.month}/{day.year}",
        f"{day:%d-%m-%Y}",
        f"{day:%d.%m.%Y}",
        f"{day:%Y-%m-%d}",
        f"{day:%Y%m%d}",
        f"{day:%d %B %Y}",
        f"{day:%d-%b-%y}",
        f"{day:%d/%m/%y}",
        f" {day:%d/%m/%Y} ",
        f"{day:%d/%m/%Y} 00:00",
        f"{day:%Y-%m-%d}T00:00:00",
        str((day - date(1899, 12, 30)).days),
    ]
    for form in forms:
        read = read_day(form, this_year=2026)
        assert read is not None, form
        assert read[0] == day, form


@given(st.text(max_size=30))
def test_no_text_whatever_breaks_the_reading_of_a_day(text):
    read = read_day(text, this_year=2026)
    assert read is None or isinstance(read[0], date)


@pytest.mark.parametrize(
    "text",
    ["", "31/02/2020", "00/01/2020", "32/01/2020", "1/13/2020", "01/01/20200", "yesterday", "01/01", "12", "1899-12-31",
     "01/01/2101", "--", "１５/06/201x", "15/06/2012/1", "29/02/2023", "123456"],
)  # fmt: skip
def test_what_is_no_day_is_not_read_as_one(text):
    assert read_day(text, this_year=2026) is None


def test_a_year_of_two_figures_may_lie_twenty_years_ahead_at_most():
    assert read_day("01/01/46", this_year=2026) == (date(2046, 1, 1), "with a year of two figures")
    assert read_day("01/01/47", this_year=2026) == (date(1947, 1, 1), "with a year of two figures")


@pytest.mark.parametrize("text", ["zz/05/2020", "zz/zz/2021", "zz/zz/zzzz", "ZZ/05/2020"])
def test_a_day_known_in_part_is_recognised(text):
    assert is_day_in_part(text)
    assert values.day_in_part()(text, None).fault == ""
    assert values.day_in_part()("soon", None).fault == "date_left_blank"


def test_the_american_way_round_is_told_from_ours():
    assert looks_month_first("05/13/2020")
    assert not looks_month_first("13/05/2020")
    assert not looks_month_first("05/06/2020")


def test_a_date_the_row_needs_refuses_it_and_another_is_left_blank():
    assert values.day(this_year=2026, needed=True)("", None).fault == "date_missing"
    assert values.day(this_year=2026, needed=True)("31/02/2020", None).fault == "date_unreadable"
    assert values.day(this_year=2026, vital=True)("31/02/2020", None).fault == "date_unreadable"
    assert values.day(this_year=2026, vital=True)("", None) == values.Outcome()
    assert values.day(this_year=2026)("31/02/2020", None).fault == "date_left_blank"


@pytest.mark.parametrize(
    ("name", "text", "year", "value", "fault"),
    [
        ("SEX", "1", 2018, "M", ""),
        ("SEX", "2.0", 2018, "F", ""),
        ("SEX", "f", 2026, "F", ""),
        ("SEX", "X", 2026, "", "code_unknown"),
        ("LS", " c2 ", 2026, "C2", ""),
        ("LS", "", 2026, "", "code_missing"),
        ("LS", "NaN", 2026, "", "code_missing"),
        ("PLACE", "Z11", 2026, "Z11", "code_without_label"),
        ("PLACE", "Z15", 2027, "Z15", "code_without_label"),
        ("PLACE", "H5", 2024, "H5", ""),
        ("PLACE", "H5", 2025, "H5", "code_of_another_year"),
        ("PLACE", "H5", None, "H5", ""),
        ("PLACE", "*DUMMY*", 2024, "", "code_unknown"),
        ("ACCOM", "01", 2018, "0", ""),
        ("ACCOM", "02", 2018, "0", ""),
        ("ACCOM", "0.0", 2018, "0", ""),
        ("CIN", "N1", 2018, "N1", ""),
    ],
)
def test_codes(name, text, year, value, fault):
    outcome = values.code(name)(text, year)
    assert (outcome.value, outcome.fault) == (value, fault)


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("PLACE", "f) U6: Foster placement - not FFA", "U6"),
        ("PLACE_PROVIDER", "e) PR4 - Private provision", "PR4"),
        ("CIN", "N1 - Abuse or Neglect", "N1"),
        ("ETHNIC", "a) WBRI", "WBRI"),
        ("LS", "C2: FCO", "C2"),
        ("REC", "k) E47: Special Guardianship Orders", "E47"),
        ("LS", "C2 – full care order", "C2"),
    ],
)
def test_codes_followed_by_words(name, text, value):
    assert values.code(name, needed=False, in_words=True)(text, None).value == value


@pytest.mark.parametrize(
    ("text", "value", "fault"),
    [("17", 17, ""), ("17.0", 17, ""), ("0", 0, ""), ("40", 40, ""), ("41", None, "number_left_blank"),
     ("-1", None, "number_left_blank"), ("17.5", None, "number_left_blank"), ("many", None, "number_left_blank"),
     ("9" * 400, None, "number_left_blank"), ("", None, "")],
)  # fmt: skip
def test_numbers(text, value, fault):
    outcome = values.number(0, 40)(text, None)
    assert (outcome.value, outcome.fault) == (value, fault)


@pytest.mark.parametrize(
    ("text", "value", "fault"),
    [("1", True, ""), ("0", False, ""), ("1.0", True, ""), ("Yes", True, ""), ("b) No", False, ""), ("", None, ""),
     ("c) Unknown", None, ""), ("2", None, "flag_left_blank")],
)  # fmt: skip
def test_yes_and_no(text, value, fault):
    outcome = values.flag()(text, None)
    assert (outcome.value, outcome.fault) == (value, fault)


@pytest.mark.parametrize(
    ("text", "value", "fault"),
    [("LS1 4DY", "LS1 4DY", ""), ("ls14dy", "LS1 4DY", ""), ("C251YT", "C25 1YT", ""), ("W1A 1AA", "W1A 1AA", ""),
     ("LS1 4", "LS1", "postcode_not_whole"), ("2TR", "", "postcode_not_whole"), ("nope", "", "postcode_not_whole"),
     ("", "", "")],
)  # fmt: skip
def test_postcodes(text, value, fault):
    outcome = values.postcode()(text, None)
    assert (outcome.value, outcome.fault) == (value, fault)


@pytest.mark.parametrize(
    ("text", "fault"),
    [("SC123456", ""), ("1234567", ""), ("XXXXXXX", ""), ("sc123456", ""), ("1234567.0", ""), ("", ""),
     ("123456", "urn_not_right"), ("SC12345", "urn_not_right")],
)  # fmt: skip
def test_provider_numbers(text, fault):
    assert values.urn()(text, None).fault == fault


@pytest.mark.parametrize(
    ("text", "value", "fault"),
    [("566910", "566910", ""), ("566910.0", "566910", ""), (" A-12/b ", "A-12/b", ""), ("", None, "child_id_missing"),
     ("1.23457E+11", None, "child_id_mangled"), ("x" * 21, None, "child_id_unusable"),
     ("Ann Smith", None, "child_id_unusable"), ("nan", None, "child_id_unusable"), ("\u200b12", "12", "")],
)  # fmt: skip
def test_identifiers(text, value, fault):
    outcome = values.child_id(text)
    assert (outcome.value, outcome.fault) == (value, fault)


@pytest.mark.parametrize(
    ("text", "value", "fault"),
    [("a.b@example.org", "a.b@example.org", ""), ("", "", ""), ("a.b at example", "", "email_left_blank"),
     ("a@b@c.org", "", "email_left_blank"), ("a@example.org\nBcc: x@y.org", "", "email_left_blank"),
     (f"{'a' * 260}@example.org", "", "email_left_blank")],
)  # fmt: skip
def test_addresses(text, value, fault):
    outcome = values.email()(text, None)
    assert (outcome.value, outcome.fault) == (value, fault)


def test_several_words_in_a_cell_are_told_apart_once_each():
    assert values.several()("Tigrinya; English, Arabic and English", None).value == (
        "Tigrinya",
        "English",
        "Arabic",
    )
    assert values.several()("x" * 201, None).fault == "text_too_long"


def test_words_lose_what_cannot_be_seen():
    assert values.words()("  Anne\u202e \x07 Marie ", None).value == "Anne Marie"
    assert values.words(5)("Anne Marie", None).fault == "text_too_long"


@pytest.mark.parametrize(
    ("text", "told"),
    [("b) Female", "F"), ("Male", "M"), ("c) Not stated/recorded", "U"), ("F", "F"), ("1", "M"), ("", "U")],
)
def test_sex_in_words(text, told):
    assert values.sex_in_words()(text, None).value == told


@given(st.text(min_size=3, max_size=60))
def test_a_value_class_never_holds_the_value(text):
    assert text.strip() not in value_class(text) or len(text.strip()) < 3 or text.strip().isspace()


@given(st.text(max_size=40))
def test_no_text_whatever_breaks_a_reader(text):
    readers = [
        values.day(this_year=2026),
        values.code("PLACE"),
        values.code("PLACE", in_words=True),
        values.number(0, 40),
        values.flag(),
        values.postcode(),
        values.urn(),
        values.upn(),
        values.words(),
        values.email(),
        values.several(),
        values.sex_in_words(),
        values.first_letter("ACCOM"),
        values.choice(("in", False), ("out", True)),
        values.day_in_part(),
    ]
    for reader in readers:
        reader(text, 2026)
    values.child_id(text)


def test_the_day_numbers_of_spreadsheets_begin_where_they_should():
    read = read_day("43831", this_year=2026)
    assert read is not None
    assert read[0] == date(2020, 1, 1)
    assert read[0] - timedelta(days=43831) == date(1899, 12, 30)
