import pytest

from kith.science.vocabulary import (
    ATTRIBUTES,
    BACKGROUNDS,
    BROAD_BACKGROUNDS,
    ETHNICITY_NOT_KNOWN,
    INTERESTS,
    SAME,
    SLOTS,
    age_bands_of,
    check_value,
    label_of,
    slots_of,
)


def test_every_background_belongs_to_a_broad_one():
    assert {term.group for term in BACKGROUNDS.values()} == set(BROAD_BACKGROUNDS)
    assert not ETHNICITY_NOT_KNOWN & set(BACKGROUNDS)


def test_no_two_choices_of_an_attribute_look_alike():
    for attribute in ATTRIBUTES.values():
        labels = [label for _, label in attribute.choices()]
        assert len(set(labels)) == len(labels), attribute.key


def test_an_interest_can_stand_in_a_list_without_confusion():
    assert len(INTERESTS) >= 40
    assert not [term.label for term in INTERESTS.values() if " and " in term.label or "," in term.label]


def test_every_age_from_eighteen_is_in_a_band_and_thirty_is_both_young_and_in_the_middle():
    assert all(age_bands_of(age) for age in range(18, 100))
    assert age_bands_of(30) == ("young", "middle")
    assert age_bands_of(17) == ()


def test_a_day_covers_its_three_parts_and_no_others():
    assert slots_of(["saturday"]) == {"saturday_morning", "saturday_afternoon", "saturday_evening"}
    assert slots_of(["saturday", "saturday_morning", "monday_evening"]) == slots_of(["saturday"]) | {
        "monday_evening"
    }
    assert slots_of([]) == frozenset()
    assert len(SLOTS) == 21


def test_a_word_that_is_no_time_is_refused():
    with pytest.raises(ValueError, match="“someday” is not a day"):
        slots_of(["someday"])


@pytest.mark.parametrize(
    ("attribute", "value", "words"),
    [
        ("shoe_size", "9", "not something that can be wished"),
        ("pets", "dragons", "not a choice for pets"),
        ("age", SAME, "not a choice for how old"),
    ],
)
def test_a_wish_nobody_could_mean_is_refused_in_words(attribute, value, words):
    with pytest.raises(ValueError, match=words):
        check_value(attribute, value)


def test_every_choice_offered_is_accepted_and_shown_as_it_was_offered():
    for attribute in ATTRIBUTES.values():
        for key, label in attribute.choices():
            check_value(attribute.key, key)
            assert label_of(attribute.key, key) == label
