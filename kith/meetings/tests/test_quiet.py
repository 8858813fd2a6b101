"""Which matches have gone quiet, whose meetings are withheld, and why each is named."""

from datetime import date, timedelta

import pytest

from kith.matching.models import Match, MatchChange
from kith.meetings.queries import (
    quiet,
    withheld_often,
)
from kith.meetings.tests.factories import a_match, a_meeting, at

pytestmark = pytest.mark.django_db
TUESDAY = date(2026, 11, 24)
NOON = at(TUESDAY, 12)


def days_ago(days):
    return TUESDAY - timedelta(days=days)


def a_change(match, step, to, on):
    MatchChange.objects.create(of=match, step=step, from_status="", to_status=to, on=on)


def only(lines):
    (line,) = lines
    return line


def test_a_match_that_meets_as_agreed_is_not_quiet():
    match = a_match()
    a_meeting(match, days_ago(24), status="kept")
    assert quiet([match], TUESDAY) == []


def test_a_match_is_quiet_the_day_after_rhythm_and_grace_have_passed():
    """Every other week and ten days of grace in this scheme."""
    match = a_match()
    a_meeting(match, days_ago(24), status="kept")
    line = only(quiet([match], TUESDAY + timedelta(days=1)))
    assert (line.match, line.days, line.allowed) == (match, 25, 24)
    assert line.why == "No meeting for 25 days; they agreed on every other Saturday. None is planned."


def test_a_new_match_is_counted_from_its_beginning():
    match = a_match(begun_on=days_ago(30))
    assert only(quiet([match], TUESDAY)).why.startswith("They have not met in the 30 days since they began;")
    assert quiet([a_match("Leah", "Mo", begun_on=days_ago(20))], TUESDAY) == []


def test_the_reason_says_what_became_of_the_last_ones():
    match = a_match()
    a_meeting(match, days_ago(40), status="kept")
    a_meeting(match, days_ago(24), status="missed", who="child", reason="ill")
    a_meeting(match, days_ago(17), status="moved", who="volunteer", reason="work")
    a_meeting(match, days_ago(10), status="moved", who="volunteer", reason="work")
    assert "The last two were moved by Ruth." in only(quiet([match], TUESDAY)).why


def test_a_match_may_be_quiet_only_because_nobody_said_how_it_went():
    match = a_match()
    a_meeting(match, days_ago(40), status="kept")
    a_meeting(match, days_ago(10))
    assert "Nobody has said how 14 November 2026 went." in only(quiet([match], TUESDAY)).why


def test_the_reason_says_when_the_next_is_planned():
    match = a_match()
    a_meeting(match, days_ago(40), status="kept")
    a_meeting(match, date(2026, 11, 28))
    assert only(quiet([match], TUESDAY)).why.endswith("The next is planned for 28 November 2026.")


def test_a_paused_match_is_not_quiet_and_its_pause_counts_for_nobody():
    match = a_match()
    a_meeting(match, days_ago(60), status="kept")
    a_change(match, "pause", "paused", days_ago(50))
    match.status = "paused"
    match.save()
    assert quiet([match], TUESDAY) == []
    a_change(match, "resume", "active", days_ago(10))
    match = Match.objects.get(pk=match.pk)
    match.status = "active"
    assert quiet([match], TUESDAY) == []
    line = only(quiet([match], TUESDAY + timedelta(days=6)))
    assert line.days == 26
    assert "The break is not counted." in line.why


def test_a_match_that_winds_down_can_still_go_quiet_and_one_that_has_ended_cannot():
    ending = a_match(status="ending", begun_on=days_ago(60))
    ended = a_match("Leah", "Mo", status="ended", ended_on=TUESDAY, begun_on=days_ago(60))
    assert "It is winding down." in only(quiet([ending, ended], TUESDAY)).why


def test_without_an_agreement_the_scheme_s_rules_say_how_often():
    match = a_match(begun_on=days_ago(70))
    match.agreements.all().delete()
    born_in_2013 = only(quiet([match], TUESDAY))
    assert born_in_2013.allowed == 24
    assert "the scheme’s rule is every other week" in born_in_2013.why


def test_the_quietest_beyond_what_was_agreed_comes_first():
    monthly = a_match(agreed={"every": 1, "unit": "month"}, begun_on=days_ago(60))
    weekly = a_match("Leah", "Mo", agreed={"every": 1}, begun_on=days_ago(50))
    assert [line.match for line in quiet([monthly, weekly], TUESDAY)] == [weekly, monthly]


def test_meetings_withheld_as_often_as_the_rules_allow_ask_for_a_talk():
    match = a_match()
    a_meeting(match, days_ago(24), status="withheld", who="carer", reason="family")
    assert withheld_often([match], TUESDAY) == []
    a_meeting(
        match,
        days_ago(10),
        status="withheld",
        who="carer",
        reason="sanction",
        reason_words="He was rude at home.",
    )
    found = only(withheld_often([match], TUESDAY))
    assert found.why == (
        "Withheld twice in the last 90 days. The last reason given was “He was rude at home”. "
        "Meetings are never taken away as a punishment."
    )


def test_what_was_withheld_more_than_90_days_ago_no_longer_counts():
    match = a_match(begun_on=days_ago(200))
    for days in (91, 92):
        a_meeting(match, days_ago(days), status="withheld", who="carer", reason="family")
    assert withheld_often([match], TUESDAY) == []
