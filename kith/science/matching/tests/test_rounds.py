"""A round told in examples: what children get, what is said of it, and what is not."""

from dataclasses import replace

import pytest

from kith.science.matching import (
    CannotMatch,
    Choices,
    Mode,
    Priority,
    Round,
    disappointments,
    matching_round,
    open_day,
    scarce,
    settle,
    verify,
    what_if,
    why,
    why_not,
)
from kith.science.matching.files import answer
from kith.science.tests.people import a_child, a_volunteer, like, miles_east, must


def test_a_girl_who_must_have_a_woman_and_likes_horses():
    girl = a_child(
        key="lily", first_name="Lily", wishes=(must("gender", "female"), like("interest", "horses"))
    )
    women = [
        a_volunteer(key="carol", first_name="Carol", gender="female", interests=frozenset({"horses"})),
        a_volunteer(
            key="dee", first_name="Dee", gender="female", interests=frozenset({"art"}), point=miles_east(1)
        ),
    ]
    man = a_volunteer(key="ben", gender="male", interests=frozenset({"horses"}))
    outcome = matching_round([girl], [man, *women])
    assert outcome.matches == {"lily": "carol"}
    told = why(outcome, "lily")
    assert told.words == "Of all who fit, Carol fits best what Lily would like."
    assert told.reasons[:2] == ("a woman, as asked", "likes horses too")
    assert why_not(outcome, "lily", "ben").words == "Lily said it must be a woman."
    assert why_not(outcome, "lily", "dee").reason == "has_better"


def test_a_boy_whose_first_two_choices_are_taken_at_the_open_day():
    outcome = open_day(
        {"tom": [["ben"], ["carol"], ["dee"]], "asha": [["ben"]], "lily": [["carol"]]},
        {"ben": 1, "carol": 1, "dee": 1},
        days_waited={"tom": 10, "asha": 200, "lily": 40},
    )
    assert outcome.matches == {"asha": "ben", "lily": "carol", "tom": "dee"}
    assert [each.words for each in disappointments(outcome)] == [
        "ben’s place went to a child who has waited much longer.",
        "carol’s place went to a child who has waited longer.",
    ]
    assert why(outcome, "tom").words == "dee is tom’s third choice of 3."


def test_a_child_who_says_no_at_the_first_meeting_is_matched_anew_and_leaves_no_trace():
    people = [a_volunteer(key="ben"), a_volunteer(key="sam", point=miles_east(6))]
    asked = Round(referrals=(a_child(),), volunteers=tuple(people))
    assert settle(asked).matches == {"child": "ben"}
    after = replace(asked, choices={"child": Choices(set_aside=frozenset({"ben"}), anyone_else=True)})
    outcome = settle(after)
    assert outcome.matches == {"child": "sam"}
    said = why_not(outcome, "child", "ben")
    assert (said.reason, said.words) == ("not_chosen", "Ben is not among those Tariq chose.")


def test_a_coordinator_asks_why_a_certain_volunteer_was_not_proposed():
    outcome = matching_round([a_child()], [a_volunteer(key="far", point=miles_east(40))])
    assert (
        why_not(outcome, "child", "far").words
        == "Ben is about 40 miles away; the limit for Tariq is 25 miles."
    )
    with pytest.raises(CannotMatch, match="nobody has the key zed"):
        why_not(outcome, "child", "zed")
    with pytest.raises(CannotMatch, match="nobody has the key zed"):
        why(outcome, "zed")


def test_a_waiting_child_for_whom_nobody_fits_is_told_what_would_open_more():
    outcome = matching_round([a_child()], [a_volunteer(key=f"v{i}", point=miles_east(28)) for i in range(3)])
    told = why(outcome, "child")
    assert told.volunteer is None
    assert told.words == "Tariq goes without for now: nobody in this round fits."
    assert [opening.words for opening in told.openings] == ["5 miles more: 3 more"]


def test_the_only_one_is_said_with_how_many_need_them_and_nobody_is_named():
    musts = (must("gender", "male"), must("language", "tigrinya"))
    waiting = [a_child(key=f"c{i}", first_name=f"Child{i}", wishes=musts) for i in range(3)]
    people = [
        a_volunteer(gender="male", languages=frozenset({"tigrinya"})),
        a_volunteer(key="sam", gender="male", languages=frozenset({"english"})),
    ]
    assert scarce(matching_round(waiting, people)) == (
        "Ben is the only one who fits 3 children.",
        "Ben is the only one in reach who is a man and speaks Tigrinya; 3 waiting children must have that.",
    )
    assert scarce(matching_round([a_child()], people)) == ()


def test_an_empty_side_is_an_answer():
    nobody = matching_round([a_child()], [])
    assert nobody.unmatched == ("child",)
    assert why(nobody, "child").words == "Tariq goes without for now: there are no volunteers in this round."
    assert matching_round([], [a_volunteer()]).matches == {}


def test_the_published_order_decides_and_each_step_of_it_is_said():
    def who_gets_it(one, two, **more):
        asked = open_day(
            {"a": [["ben"]], "b": [["ben"]]}, {"ben": 1}, days_waited={"a": one, "b": two}, **more
        )
        (reason,) = {each.reason for each in disappointments(asked)}
        return next(iter(asked.matches)), reason

    assert who_gets_it(400, 300) == ("a", "band")
    assert who_gets_it(200, 210) == ("b", "days")
    assert {who_gets_it(5, 5, seed=seed) for seed in range(12)} == {("a", "lot"), ("b", "lot")}
    scarce = a_child(key="scarce", wishes=(must("gender", "male"),))
    easy = a_child(key="easy", days_waited=80)
    outcome = matching_round(
        [scarce, easy],
        [a_volunteer(gender="male"), a_volunteer(key="carol", gender="female", point=miles_east(9))],
    )
    assert outcome.matches == {"scarce": "ben", "easy": "carol"}
    assert why_not(outcome, "easy", "ben").words == "Ben’s place went to a child for whom fewer people fit."
    unscarce = matching_round(
        outcome.round.referrals, outcome.round.volunteers, priority=Priority(scarce_first=False)
    )
    assert unscarce.matches == {"easy": "ben"}


def test_whom_a_volunteer_hopes_for_comes_before_the_published_order():
    small, big = a_child(key="small", age=9), a_child(key="big", age=16, days_waited=500)
    outcome = matching_round([small, big], [a_volunteer(wanted_ages=(8, 11))])
    assert outcome.matches == {"small": "ben"}
    assert why_not(outcome, "big", "ben").reason == "own"


def test_brothers_and_sisters_are_placed_by_hand_and_take_as_many_places():
    together = a_child(key="two", siblings=1)
    asked = Round(referrals=(together, a_child(key="one")), volunteers=(a_volunteer(places_left=2),))
    outcome = settle(asked)
    assert (outcome.by_hand, outcome.matches) == (("two",), {"one": "ben"})
    assert "place them first" in why(outcome, "two").words
    placed = settle(replace(asked, fixed={"two": "ben"}))
    assert placed.matches == {"two": "ben"}
    assert verify(placed).holds
    assert why(placed, "two").words == "Tariq and Ben were put together by the coordinator."
    assert (
        why_not(placed, "one", "ben").words
        == "Ben’s 2 places were given by the coordinator before the round."
    )


def test_total_fit_names_who_loses_by_it():
    """A place counts for most where it makes the whole most; the child whose first choice it was is named."""
    outcome = settle(
        Round(
            referrals=tuple(
                replace(a_child(key=key), days_waited=days) for key, days in (("a", 50), ("b", 10))
            ),
            volunteers=(a_volunteer(), a_volunteer(key="carol", first_name="Carol")),
            choices={"a": Choices((("ben",), ("carol",))), "b": Choices((("ben",),))},
            mode=Mode.TOTAL_FIT,
        )
    )
    assert outcome.matches == {"a": "carol", "b": "ben"}
    assert [(loser.child, loser.had, loser.instead) for loser in outcome.losers] == [("a", "ben", "carol")]
    assert answer(outcome)["warnings"] == [
        "By their own choice Tariq would have had Ben; by total fit they have Carol, lower on their list."
    ]


def test_what_changes_when_a_pair_is_fixed_or_forbidden():
    outcome = open_day(
        {"a": [["ben"], ["carol"]], "b": [["ben"], ["carol"]]}, {"ben": 1, "carol": 1}, days_waited={"a": 9}
    )
    assert outcome.matches == {"a": "ben", "b": "carol"}
    after, changes = what_if(outcome, fix={"b": "ben"})
    assert after.matches == {"a": "carol", "b": "ben"}
    assert [change.words for change in changes] == [
        "a would have carol instead of ben.",
        "b would have ben instead of carol.",
    ]
    after, changes = what_if(outcome, forbid=[("a", "ben")])
    assert after.matches == {"a": "carol", "b": "ben"}
    assert why_not(after, "a", "ben").reason == "kept_apart"
    assert what_if(outcome)[1] == ()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"fixed": {"child": "zed"}}, "fixed: nobody has the key zed"),
        ({"fixed": {"child": "ben"}, "forbidden": frozenset({("child", "ben")})}, "both fixed and forbidden"),
        ({"choices": {"child": Choices((("ben",), ("ben",)))}}, "stands in two places"),
        ({"choices": {"child": Choices((("ben",),), frozenset({"ben"}))}}, "both chosen and set aside"),
        ({"choices": {"zed": Choices()}}, "choices: nobody has the key zed"),
        ({"orders": {"ben": (("zed",),)}}, "order of ben: nobody has the key zed"),
        ({"volunteers": (a_volunteer(places_left=-1),)}, "fewer than nought places"),
        ({"volunteers": (a_volunteer(), a_volunteer())}, "two have the key ben"),
    ],
)
def test_a_contradiction_is_refused_with_its_place(change, words):
    with pytest.raises(CannotMatch, match=words):
        Round(**{"referrals": (a_child(),), "volunteers": (a_volunteer(),), **change})


def test_too_many_fixed_with_one_volunteer_is_refused():
    with pytest.raises(CannotMatch, match="ben is fixed with 2 and has places for 1"):
        Round(
            referrals=(a_child(key="a"), a_child(key="b")),
            volunteers=(a_volunteer(),),
            fixed={"a": "ben", "b": "ben"},
        )


def test_a_fix_against_a_rule_is_refused_without_saying_which_exclusion():
    asked = Round(
        referrals=(a_child(barred=frozenset({"ben"})),), volunteers=(a_volunteer(),), fixed={"child": "ben"}
    )
    with pytest.raises(CannotMatch, match="Ben cannot be proposed at the moment"):
        settle(asked)


@pytest.mark.parametrize("bands", [(90, 180), (0,), tuple(range(20, 0, -1))])
def test_bands_that_make_no_sense_are_refused(bands):
    with pytest.raises(ValueError, match="band"):
        Priority(bands)


def test_an_exchange_makes_children_better_off_by_policy_only():
    """a and b each have what the other wants; only that c has waited some days longer than a stood between them."""
    asked = replace(
        open_day(
            {"a": [["x"], ["y"]], "b": [["y"], ["x"]], "c": [["x"]]}, {"x": 1, "y": 1}, days_waited={"c": 5}
        ).round,
        orders={"x": (("b",),), "y": (("a",),)},
    )
    plain, exchanged = settle(asked), settle(replace(asked, improve=True))
    assert plain.matches == {"a": "y", "b": "x"}
    assert exchanged.matches == {"a": "x", "b": "y"}
    assert exchanged.exchanged == 2
    assert verify(exchanged).holds
    assert why_not(exchanged, "c", "x").reason == "exchange"
