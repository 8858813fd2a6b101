"""A round told in examples: what children get, what is said of it, and what is not."""

import re
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.science.matching import (
    CannotMatch,
    Choices,
    Mode,
    Priority,
    Round,
    check,
    disappointments,
    matching_round,
    open_day,
    record,
    scarce,
    settle,
    verify,
    what_if,
    why,
    why_not,
)
from kith.science.matching.files import answer
from kith.science.matching.tests.markets import a_round, rounds, seeds
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
    assert told.words == "Carol is Lily’s first choice of 2."
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


@given(seeds)
def test_an_exclusion_cannot_be_told_from_an_unfinished_check_in_anything_printed(seed):
    random = Random(seed)
    asked = a_round(random, children=1, volunteers=5)
    if not asked.referrals or not asked.volunteers:
        return
    (child,) = asked.referrals
    suspect = random.choice(asked.volunteers)
    rest = tuple(each for each in asked.volunteers if each.key != suspect.key)
    asked = replace(asked, fixed={}, could_not=frozenset())
    free = replace(suspect, cleared=True, trained=True, approved=True, places_left=2)
    barred = replace(
        asked, referrals=(replace(child, barred=child.barred | {suspect.key}),), volunteers=(*rest, free)
    )
    unready = replace(
        asked,
        referrals=(replace(child, barred=child.barred - {suspect.key}),),
        volunteers=(*rest, replace(free, cleared=False)),
    )
    printed = [answer(settle(each)) for each in (barred, unready)]
    places = [each["record"].pop("inputs") for each in printed]
    assert places[0] != places[1]
    assert printed[0] == printed[1]


@given(rounds, st.sampled_from(Mode))
def test_every_disappointment_has_a_kind_sentence_that_names_no_other_child(asked, mode):
    named = tuple(replace(each, first_name=f"Child{each.key}") for each in asked.referrals)
    outcome = settle(replace(asked, referrals=named, mode=mode))
    told = list(disappointments(outcome))
    keys = {(each.child, each.volunteer) for each in told}
    for child in outcome.round.referrals:
        for volunteer in outcome.round.volunteers:
            said = why_not(outcome, child.key, volunteer.key)
            assert (said is None) == (outcome.matches.get(child.key) == volunteer.key)
            if said:
                others = [r.first_name for r in named if r.key != child.key]
                assert said.words.endswith(".")
                assert not any(re.search(rf"\b{name}\b", said.words) for name in others)
                assert (
                    said.reason not in ("band", "days", "lot", "options", "own")
                    or (child.key, volunteer.key) in keys
                )


@given(rounds, st.integers(0, 10**6))
def test_the_audit_finds_any_one_match_changed(asked, which):
    """In the mode child's choice there is one answer: take somebody else, or nobody, and it is found."""
    outcome = settle(asked)
    loose = [child for child in sorted(outcome.matches) if child not in asked.fixed]
    if not loose:
        return
    child = loose[which % len(loose)]
    others = [v.key for v in asked.volunteers if v.key != outcome.matches[child]]
    wrong = dict(outcome.matches)
    if others and which % 2:
        wrong[child] = others[which % len(others)]
    else:
        del wrong[child]
    assert not check(asked, wrong).holds


@given(rounds, st.integers(0, 10**6))
def test_the_audit_of_a_total_finds_a_price_or_a_match_changed(asked, which):
    asked = replace(asked, mode=Mode.TOTAL_FIT)
    outcome = settle(asked)
    loose = [child for child in sorted(outcome.matches) if child not in asked.fixed]
    if not loose:
        return
    assert not check(
        asked,
        {c: v for c, v in outcome.matches.items() if c != loose[which % len(loose)]},
        outcome.certificate.prices,
    ).holds
    dearer = {volunteer.key: 10**18 for volunteer in asked.volunteers}
    below = {**outcome.certificate.prices, outcome.matches[loose[0]]: -1}
    assert not check(asked, outcome.matches, dearer).holds
    assert not check(asked, outcome.matches, below).holds


def test_the_audit_knows_who_is_in_the_round():
    verdict = check(Round(referrals=(a_child(),), volunteers=(a_volunteer(),)), {"zed": "ben"})
    assert [finding.rule for finding in verdict.findings] == ["unknown"]
    assert verdict.words == "0 pairs that may be matched were looked at; 1 things are wrong."


def test_a_record_makes_the_round_again_possible():
    asked = Round(referrals=(a_child(),), volunteers=(a_volunteer(),), seed=7)
    one, two, other = record(settle(asked)), record(settle(asked)), record(settle(replace(asked, seed=8)))
    assert one == two
    assert one.inputs != other.inputs
    assert (one.children, one.volunteers, one.places, one.pairs, one.matched) == (1, 1, 1, 1, 1)


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
