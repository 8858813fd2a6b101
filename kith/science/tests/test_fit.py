"""Who is proposed, who is not and why: told in examples."""

import pytest

from kith.science.fit import (
    Pool,
    Refusal,
    Rules,
    Suggestion,
    contradictions,
    fitting,
    look_at,
    shortlist,
    why_not,
)
from kith.science.fit.words import free_words
from kith.science.tests.people import a_child, a_volunteer, like, miles_east, must, no

ten_miles = Rules(travel_miles=10)


def keys(answer):
    return [suggestion.key for suggestion in answer.suggestions]


def test_tariq_is_offered_ben_and_told_why():
    tariq = a_child(
        wishes=(
            must("gender", "male"),
            *(like("interest", value) for value in ("cars", "football", "cooking")),
            like("time", "saturday"),
            like("time", "sunday"),
            like("experience", "care_experienced"),
            no("pets", "dogs"),
        )
    )
    ben = a_volunteer(
        gender="male",
        interests=frozenset({"cars", "football", "art"}),
        experience=frozenset({"care_experienced"}),
        pets=frozenset(),
        free=frozenset({"saturday"}),
    )
    (suggestion,) = shortlist(tariq, [ben], ten_miles).suggestions
    assert suggestion.reasons == (
        "a man, as asked",
        "likes cars and football too",
        "has been in care",
        "free on Saturdays",
        "about 4 miles away",
    )
    assert suggestion.cautions == ("no interest in cooking named",)


def test_who_does_not_fit_is_counted_by_the_first_rule_that_rules_them_out():
    tariq = a_child(wishes=(must("gender", "male"), no("pets", "dogs")))
    people = [
        a_volunteer(key="in training", gender="male", trained=False),
        a_volunteer(key="full and a woman", gender="female", places_left=0),
        a_volunteer(key="far", gender="male", point=miles_east(11)),
        a_volunteer(key="a woman", gender="female"),
        a_volunteer(key="a woman with a dog", gender="female", pets=frozenset({"dogs"})),
        a_volunteer(key="a man with a dog", gender="male", pets=frozenset({"dogs"})),
        a_volunteer(key="a man", gender="male", pets=frozenset({"cats"})),
    ]
    answer = shortlist(tariq, people, ten_miles)
    assert answer.ruled_out_words == (
        "1 in training",
        "1 full",
        "1 beyond 10 miles",
        "2 not a man",
        "1 with dogs",
    )
    assert keys(answer) == ["a man"]
    assert answer.considered == 7
    assert answer.fitting == 1


@pytest.mark.parametrize(
    ("volunteer", "words"),
    [
        ({"cleared": False}, "Ben cannot be proposed at the moment."),
        ({"trained": False}, "Ben has not finished the training yet."),
        ({"approved": False}, "Ben is not approved for this scheme."),
        ({"places_left": 0}, "Ben has no place left at the moment."),
        ({"point": miles_east(11)}, "Ben is about 11 miles away; the limit for Tariq is 10 miles."),
        ({"travel_miles": 3}, "Ben travels up to 3 miles; Tariq is about 4 miles away."),
        ({"ages_from": 8, "ages_to": 12}, "Ben is approved for ages 8 to 12; Tariq is 13."),
        ({"gender": "female"}, "Tariq said it must be a man."),
        ({"gender": None}, "Tariq said it must be a man; it is not known whether Ben is a man."),
        ({"pets": frozenset({"dogs"})}, "Tariq said no to someone with dogs; Ben has dogs."),
        ({"child_genders": frozenset({"female"})}, "Ben asked to be matched with girls."),
    ],
)
def test_why_not_is_one_reason_in_words(volunteer, words):
    tariq = a_child(gender="male", wishes=(must("gender", "male"), no("pets", "dogs")))
    answer = why_not(tariq, a_volunteer(**{"gender": "male", **volunteer}), ten_miles)
    assert answer is not None
    assert answer.words == words


def test_nothing_stands_against_somebody_who_fits():
    assert why_not(a_child(), a_volunteer()) is None
    assert isinstance(look_at(a_child(), a_volunteer()), Suggestion)


def test_an_exclusion_cannot_be_told_from_an_unfinished_check():
    barred = look_at(a_child(barred=frozenset({"ben"})), a_volunteer())
    uncleared = look_at(a_child(), a_volunteer(cleared=False))
    assert barred == uncleared == Refusal("cannot_be_proposed", "Ben cannot be proposed at the moment.")


def test_a_missing_postcode_is_said_and_rules_nobody_out():
    nowhere = shortlist(a_child(), [a_volunteer(point=None)], ten_miles)
    assert keys(nowhere) == ["ben"]
    assert "distance not known: no postcode found for Ben" in nowhere.suggestions[0].cautions
    assert nowhere.notes == ("1 volunteer has no known postcode; how far away they live is not known.",)
    unplaced = shortlist(a_child(point=None), [a_volunteer()], ten_miles)
    assert "distance not known: no postcode found for Tariq" in unplaced.suggestions[0].cautions
    assert unplaced.notes == ("No postcode was found for Tariq, so distances are not known.",)


def test_what_a_child_said_no_to_and_nobody_knows_is_the_first_caution():
    cautions = (
        shortlist(a_child(wishes=(no("pets", "dogs"),)), [a_volunteer(pets=None)]).suggestions[0].cautions
    )
    assert cautions[0] == "not known whether Ben has dogs: ask before Tariq sees the card"


def test_what_somebody_did_not_tell_of_their_life_is_not_taken_for_a_no():
    asked = a_child(wishes=(like("experience", "care_experienced"),))
    cautions = shortlist(asked, [a_volunteer(experience=frozenset({"parent"}))]).suggestions[0].cautions
    assert "not known whether Ben has been in care" in cautions
    answer = shortlist(
        a_child(wishes=(must("experience", "care_experienced"),)), [a_volunteer(experience=frozenset())]
    )
    assert answer.ruled_out_words == ("1 not known as someone who has been in care",)
    assert [opening.change for opening in answer.openings] == ["ask:must:experience:care_experienced"]


def test_what_must_be_and_is_not_known_is_not_enough():
    answer = shortlist(a_child(wishes=(must("faith", "muslim"),)), [a_volunteer(faith=None)])
    assert answer.suggestions == ()
    assert [opening.words for opening in answer.openings] == [
        "not known yet for 1 volunteer whether they fit “Muslim”: ask them"
    ]


def test_what_would_open_more_is_counted_and_not_done():
    tariq = a_child(wishes=(must("gender", "male"),))
    men_farther = [a_volunteer(key=f"m{i}", gender="male", point=miles_east(12 + i)) for i in range(6)]
    women = [a_volunteer(key=f"w{i}", gender="female") for i in range(11)]
    answer = shortlist(tariq, men_farther + women, ten_miles)
    assert answer.suggestions == ()
    assert [opening.words for opening in answer.openings] == [
        "5 miles more: 4 more",
        "10 miles more: 6 more",
        "either a man or a woman: 11 more",
    ]


def test_a_no_is_never_offered_for_discussion():
    answer = shortlist(a_child(wishes=(no("gender", "male"),)), [a_volunteer(gender="male")])
    assert answer.openings == ()


def test_a_wish_for_ones_own_background_opens_to_the_wider_one_first():
    ada = a_child(ethnicity="BAFR", wishes=(must("ethnicity", "same"),))
    people = [
        a_volunteer(key="african", ethnicity="BAFR"),
        a_volunteer(key="caribbean", ethnicity="BCRB"),
        a_volunteer(key="white", ethnicity="WBRI"),
    ]
    answer = shortlist(ada, people)
    assert keys(answer) == ["african"]
    assert [opening.words for opening in answer.openings] == [
        "any Black background: 1 more",
        "any background: 2 more",
    ]


def test_the_same_as_me_says_so_when_nobody_knows_what_that_is():
    answer = shortlist(a_child(faith=None, wishes=(must("faith", "same"),)), [a_volunteer(faith="muslim")])
    assert answer.suggestions == ()
    assert answer.ruled_out_words == ("1 of another faith, or not recorded",)
    refusal = why_not(a_child(wishes=(must("gender", "same"),)), a_volunteer(gender="male"))
    assert refusal is not None
    assert refusal.words == (
        "Tariq said it must be someone of the same gender; it is not known whether Ben is of the same gender."
    )
    assert answer.notes == (
        "Tariq wished for somebody the same in “faith”, but Tariq’s own is not recorded.",
    )


def test_either_day_will_do_but_each_interest_counts():
    tariq = a_child(
        wishes=(
            like("time", "saturday"),
            like("time", "sunday"),
            like("interest", "cars"),
            like("interest", "cooking"),
        )
    )
    ben = a_volunteer(free=frozenset({"sunday"}), interests=frozenset({"cars"}))
    (suggestion,) = shortlist(tariq, [ben]).suggestions
    assert dict(suggestion.parts)["likes"] == 666  # two of three: a day, cars


def test_the_days_said_are_the_days_in_common():
    ben = a_volunteer(free=frozenset({"saturday", "monday_evening"}))
    weekend = (must("time", "saturday"), must("time", "sunday"))
    (suggestion,) = shortlist(a_child(wishes=weekend), [ben]).suggestions
    assert suggestion.reasons[0] == "free on Saturdays"
    (suggestion,) = shortlist(a_child(), [ben]).suggestions
    assert suggestion.reasons[0] == "free on Saturdays and Monday evenings"
    (suggestion,) = shortlist(a_child(free=frozenset({"sunday"})), [ben]).suggestions
    assert "no day in common yet" in suggestion.cautions


def test_a_child_without_english_is_offered_somebody_to_talk_with_first():
    yonas = a_child(languages=frozenset({"tigrinya"}))
    near = a_volunteer(key="near", languages=frozenset({"english"}), point=miles_east(5))
    speaks = a_volunteer(key="speaks", languages=frozenset({"english", "tigrinya"}), point=miles_east(9))
    answer = shortlist(yonas, [near, speaks])
    assert keys(answer) == ["speaks", "near"]
    assert "speaks Tigrinya" in answer.suggestions[0].reasons


def test_what_the_child_likes_counts_more_than_a_few_miles():
    tariq = a_child(wishes=(like("interest", "cars"), like("interest", "football")))
    both = a_volunteer(key="both", interests=frozenset({"cars", "football"}), point=miles_east(9))
    one = [
        a_volunteer(key=f"{n} miles", interests=frozenset({"cars"}), point=miles_east(n)) for n in range(8)
    ]
    assert keys(shortlist(tariq, [both, *one], ten_miles, size=9)) == [
        "both",
        *(f"{n} miles" for n in range(8)),
    ]


def test_brothers_and_sisters_need_as_many_places():
    together = a_child(siblings=1)
    assert fitting(together, [a_volunteer(places_left=1)]) == ()
    assert fitting(together, [a_volunteer(places_left=2)]) == ("ben",)
    refusal = why_not(together, a_volunteer(places_left=1))
    assert refusal is not None
    assert refusal.words == "Ben has room for 1; Tariq and 1 other child want to share one volunteer."


def test_between_equals_the_one_whose_card_nobody_else_is_looking_at_comes_first():
    people = [a_volunteer(key="asked", live_offers=1), a_volunteer(key="free", live_offers=0)]
    for seed in range(8):
        assert keys(shortlist(a_child(), people, Rules(seed=seed))) == ["free", "asked"]


def test_a_new_seed_draws_new_lots_between_equals():
    people = [a_volunteer(key=f"v{i}") for i in range(8)]
    first, again, other = (keys(shortlist(a_child(), people, Rules(seed=seed), size=8)) for seed in (1, 1, 2))
    assert first == again
    assert sorted(first) == sorted(other)
    assert first != other


def test_it_is_said_when_others_need_the_same_person():
    ben = a_volunteer(gender="male", experience=frozenset({"care_experienced"}))
    ruth = a_volunteer(key="ruth", first_name="Ruth", gender="female")
    waiting = [
        a_child(key="a", wishes=(must("gender", "male"),)),
        a_child(key="b", wishes=(must("gender", "male"), like("experience", "care_experienced"))),
        a_child(key="child", wishes=(must("gender", "male"),)),
    ]
    answer = shortlist(a_child(), [ben, ruth], others=waiting)
    assert sorted(answer.scarcity) == [
        "Ben is the only one who fits 2 other waiting children",
        "Ben is the only volunteer with room who has been in care; 1 other waiting child would like that",
        "Ben is the only volunteer with room who is a man; 2 other waiting children must have that",
    ]
    assert shortlist(a_child(), [ben, ruth]).scarcity == ()


def test_wishes_that_cannot_both_be_met_are_pointed_out():
    wishes = (like("pets", "dogs"), no("pets", "dogs"), must("gender", "male"))
    assert contradictions(wishes) == ("“dogs” is both wished for and ruled out.",)
    assert "“dogs” is both wished for and ruled out." in shortlist(a_child(wishes=wishes), []).notes


def test_nobody_at_all_is_an_answer_too():
    answer = shortlist(a_child(wishes=(must("gender", "female"),)), [])
    assert not any((answer.suggestions, answer.ruled_out_words, answer.openings, answer.scarcity))
    assert answer.considered == answer.fitting == 0


def test_two_volunteers_with_one_key_are_refused():
    with pytest.raises(ValueError, match="same key"):
        Pool([a_volunteer(), a_volunteer()])


@pytest.mark.parametrize(
    ("times", "words"),
    [
        (["saturday"], "Saturdays"),
        (["saturday", "sunday"], "Saturdays and Sundays"),
        (["saturday_morning", "sunday_morning"], "weekend mornings"),
        (["monday_evening", "wednesday_evening"], "Monday and Wednesday evenings"),
        (["saturday", "tuesday_evening"], "Saturdays and Tuesday evenings"),
        (["monday", "tuesday", "wednesday", "thursday", "friday"], "weekdays"),
        (["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"], "any day"),
        ([], ""),
    ],
)
def test_days_are_said_as_people_say_them(times, words):
    assert free_words(times) == words
