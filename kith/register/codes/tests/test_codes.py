"""The code lists: complete, dated, and in plain words."""

import pytest

from kith.register.codes import code_list, code_lists, known, label


def test_every_list_has_codes_with_words():
    for codes in code_lists().values():
        assert codes.title
        assert codes.codes
        for code in codes.codes.values():
            assert code.label.strip() == code.label != ""
            assert code.code == code.code.upper()


def test_other_spellings_lead_to_codes_of_the_same_list():
    for codes in code_lists().values():
        assert set(codes.same_as.values()) <= set(codes.codes)
        assert not set(codes.same_as) & set(codes.codes)


def test_a_label_is_plain_words_and_an_unknown_code_is_shown_as_it_is():
    assert label("PLACE", "U4") == "Foster home, long term"
    assert label("PLACE", "Q9") == "Q9"


def test_sex_is_read_in_the_old_and_the_new_spelling():
    assert code_list("SEX").same_as["1"] == "M"
    assert code_list("SEX").same_as["2"] == "F"
    assert known("SEX", "U", year=2025)
    assert not known("SEX", "U", year=2024)


@pytest.mark.parametrize(
    ("name", "code", "year", "valid"),
    [
        ("PLACE", "H5", 2024, True),
        ("PLACE", "H5", 2025, False),
        ("PLACE", "K3", 2024, False),
        ("PLACE", "K3", 2025, True),
        ("PLACE", "Z11", 2026, True),
        ("ACTIV", "F3", 2021, True),
        ("ACTIV", "F3", 2022, False),
        ("REC", "E43", 2020, False),
        ("REASON_PLACE_CHANGE", "CUSTOD", 2018, False),
        ("PLACE", "H5", None, True),
        ("PLACE", "Q9", None, False),
    ],
)
def test_a_code_is_known_in_the_years_it_was_used(name, code, year, valid):
    assert known(name, code, year=year) is valid


def test_a_code_that_is_still_to_come_is_plausible_and_not_known():
    assert code_list("PLACE").looks_plausible("Z15")
    assert not code_list("PLACE").looks_plausible("Z11")
    assert not code_list("PLACE").looks_plausible("Q9")
    assert not code_list("LS").looks_plausible("C9")


def test_a_list_nobody_made_is_a_mistake_in_the_program():
    with pytest.raises(KeyError):
        code_list("SHOE_SIZE")
