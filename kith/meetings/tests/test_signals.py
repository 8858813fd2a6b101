"""Quiet signals, each with its reason and its rule; and withholding, one as a punishment too many."""

from datetime import date, timedelta

import pytest

from kith.meetings import actions
from kith.meetings.queries import Sign, signals, withheld_often
from kith.meetings.tests.factories import a_coordinator, a_match, a_meeting, may_meet
from kith.meetings.tests.factories import at as clock
from kith.safeguarding.planning_safety import agree_plan
from kith.schemes.tests.factories import a_scheme

pytestmark = pytest.mark.django_db
ON = date(2026, 12, 1)
NOW = clock(ON, 12)


def of(match):
    return {found.sign: found for found in signals([match], NOW)}


def weeks_ago(weeks):
    return ON - timedelta(weeks=weeks)


def test_nothing_that_repeats_gives_no_signal():
    match = a_match()
    for weeks in (1, 3, 5):
        a_meeting(match, weeks_ago(weeks), status="kept")
    a_meeting(match, weeks_ago(7), status="moved", who="child", reason="ill")
    assert signals([match], NOW) == []


def test_a_child_who_cancels_three_times_in_90_days():
    match = a_match()
    for weeks, status in ((2, "missed"), (4, "moved"), (6, "missed")):
        a_meeting(match, weeks_ago(weeks), status=status, who="child", reason="not today")
    found = of(match)[Sign.CHILD]
    assert found.what == "Ana has called meetings off or moved them"
    assert "Three times in the last 90 days." in found.why
    assert "“Did not feel like it”" in found.why
    assert "looks closer after three times in 90 days" in found.why
    assert found.ask == "Ask Ana"


def agreed(match, on, until, kind="water"):
    together = {"child": match.child, "volunteer": match.volunteer, "scheme": match.scheme, "kind": kind}
    return agree_plan(
        **together, lines=[("Too far out.", "They stand.")], agreed_with=["volunteer", "carer"], until=until,
        by=a_coordinator(match.scheme), at=clock(on, 12),
    )  # fmt: skip


def test_swimming_without_a_plan_where_the_scheme_asks_for_one_is_a_signal_until_there_is_one():
    match = a_match()
    a_meeting(match, weeks_ago(3), status="kept", activities=["food", "swimming"])
    assert signals([match], NOW) == []
    match.scheme.rules.update(safety_plans_for=["water", "night"])
    found = of(match)[Sign.NO_PLAN]
    assert found.what == "Ana and Ruth did something without a safety plan"
    assert "Swimming, boats and water, on 10 November 2026." in found.why
    assert "asks for a safety plan first" in found.why
    assert found.ask == "Write the plan"
    agreed(match, weeks_ago(9), weeks_ago(4))
    assert Sign.NO_PLAN in of(match)
    agreed(match, weeks_ago(1), date(2027, 3, 1))
    assert signals([match], NOW) == []


def test_a_plan_that_held_on_the_day_is_a_plan_also_when_it_has_run_out_since():
    match = a_match()
    match.scheme.rules.update(safety_plans_for=["water"])
    agreed(match, weeks_ago(9), weeks_ago(2))
    a_meeting(match, weeks_ago(3), status="kept", activities=["swimming"])
    assert signals([match], NOW) == []
    a_meeting(match, weeks_ago(1), status="kept", activities=["swimming"])
    assert Sign.NO_PLAN in of(match)


def test_the_scheme_says_from_how_many_on():
    match = a_match()
    match.scheme.rules.update(pattern_after=4)
    for weeks in (2, 4, 6):
        a_meeting(match, weeks_ago(weeks), status="moved", who="volunteer", reason="work")
    assert signals([match], NOW) == []
    a_meeting(match, weeks_ago(8), status="missed", who="volunteer", reason="work")
    assert "Four times" in of(match)[Sign.VOLUNTEER].why


def test_what_lies_longer_ago_is_forgotten():
    match = a_match(begun_on=date(2026, 1, 1))
    for weeks in (14, 16, 18):
        a_meeting(match, weeks_ago(weeks), status="moved", who="volunteer", reason="work")
    assert signals([match], NOW) == []


def test_meeting_outside_the_plan():
    match = a_match()
    for weeks in (1, 2, 3):
        a_meeting(match, weeks_ago(weeks), status="kept", off_plan=True)
    a_meeting(match, weeks_ago(4), status="kept")
    assert "Three of their last four meetings were not planned." in of(match)[Sign.OFF_PLAN].why


def test_little_is_heard():
    match = a_match()
    a_meeting(match, weeks_ago(2))
    a_meeting(match, weeks_ago(4))
    a_meeting(match, weeks_ago(6), status="missed", who="child", reason="not there")
    why = of(match)[Sign.NO_WORD].why
    assert "Of two meetings nobody has said for a week how they went." in why
    assert "To one somebody did not come." in why


def test_falling_morale_is_the_volunteers_own_word():
    scheme = a_scheme()
    match = a_match("Ana", may_meet("Ruth", scheme, date(2026, 9, 1)), scheme=scheme)
    for weeks in (2, 4):
        meeting = a_meeting(match, weeks_ago(weeks))
        actions.record_kept(
            meeting=meeting, minutes=60, activities=[], morale="not great", by=match.volunteer.user, at=NOW
        )
    found = of(match)[Sign.MORALE]
    assert found.what == "Ruth could do with a word"
    assert "it says nothing against either of them" in found.why


def test_nobody_says_in_the_volunteers_place_how_it_was_for_them():
    match = a_match()
    meeting = a_meeting(match, weeks_ago(2))
    with pytest.raises(actions.CannotRecord, match="Only the volunteer"):
        actions.record_kept(meeting=meeting, minutes=60, activities=[], morale="good", by=None, at=NOW)


def test_the_childs_faces_never_make_a_signal():
    match = a_match()
    for weeks in (1, 2, 3, 4):
        a_meeting(match, weeks_ago(weeks), status="kept", feeling="not great")
    assert signals([match], NOW) == []


def test_signals_ask_the_database_the_same_for_one_match_and_for_ten(django_assert_num_queries):
    scheme = a_scheme()
    matches = [a_match(f"Child {turn}", f"Ruth {turn}", scheme=scheme) for turn in range(10)]
    for match in matches:
        a_meeting(match, weeks_ago(2), status="missed", who="child", reason="ill")
    with django_assert_num_queries(2):
        signals(matches, NOW)


def test_one_meeting_withheld_as_a_punishment_is_one_too_many_and_names_the_rule():
    match = a_match()
    a_meeting(match, weeks_ago(1), status="withheld", who="carer", reason="sanction")
    (found,) = withheld_often([match], ON)
    assert found.rule == "Meetings are never taken away as a punishment."
    assert found.rule in found.why


def test_a_second_meeting_withheld_names_the_schemes_rule():
    match = a_match()
    a_meeting(match, weeks_ago(1), status="withheld", who="carer", reason="family")
    assert withheld_often([match], ON) == []
    a_meeting(match, weeks_ago(3), status="withheld", who="carer", reason="family")
    (found,) = withheld_often([match], ON)
    assert f"The rule of {match.scheme}: after twice in 90 days somebody talks" in found.why
