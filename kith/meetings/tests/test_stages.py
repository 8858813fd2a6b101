"""Rhythms in stages, the least a commissioner asks for, and days on which nobody meets."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.foundation.dates import LONDON, moment, months_after
from kith.matching.forms import AgreementForm
from kith.meetings import actions, facts, queries
from kith.meetings.models import Meeting, SchoolHoliday, TimeAway
from kith.meetings.queries import below_the_least, plan_below_the_least, plans_ahead, quiet
from kith.meetings.tests.factories import SATURDAY, a_coordinator, a_match, a_meeting
from kith.meetings.tests.factories import at as clock
from kith.meetings.words import agreement_words
from kith.schemes.models import Contract
from kith.schemes.tests.factories import an_authority
from kith.science.rhythm import (
    Rhythm,
    Turn,
    Unit,
    days_in_stages,
    falls_below,
    gap_allowed,
    in_stages,
    rhythm_on,
)

BEGUN = date(2026, 9, 5)
WEEKLY_FIRST = [{"until": 3, "every": 1, "unit": "week"}]


def stages_of(*turns):
    every = [Turn(turn[0], turn[1], turn[2] if len(turn) > 2 else None) for turn in turns]
    return in_stages(every, BEGUN, SATURDAY)


def test_weekly_for_three_months_then_fortnightly():
    stages = stages_of((1, Unit.WEEKS, 3), (2, Unit.WEEKS))
    days = days_in_stages(stages, BEGUN, date(2027, 1, 31))
    assert days[:3] == [date(2026, 9, 5), date(2026, 9, 12), date(2026, 9, 19)]
    assert days[-4:] == [date(2026, 12, 19), date(2027, 1, 2), date(2027, 1, 16), date(2027, 1, 30)]
    assert rhythm_on(stages, date(2026, 12, 4)).every == 1
    assert rhythm_on(stages, date(2026, 12, 5)).every == 2


def test_the_months_of_stages_go_up():
    with pytest.raises(ValueError, match="go up"):
        stages_of((1, Unit.WEEKS, 3), (2, Unit.WEEKS, 3), (1, Unit.MONTHS))


def test_a_month_without_that_day_gives_its_last():
    assert months_after(date(2026, 11, 30), 3) == date(2027, 2, 28)
    assert months_after(date(2023, 11, 30), 3) == date(2024, 2, 29)


@given(
    begins=st.dates(date(2024, 1, 1), date(2027, 12, 31)),
    weekday=st.integers(0, 6),
    first=st.sampled_from([(1, Unit.WEEKS), (2, Unit.WEEKS), (3, Unit.WEEKS), (1, Unit.MONTHS)]),
    then=st.sampled_from([(1, Unit.WEEKS), (2, Unit.WEEKS), (1, Unit.MONTHS), (2, Unit.MONTHS)]),
    months=st.integers(1, 12),
)
def test_where_one_stage_gives_way_to_the_next_no_gap_is_longer_than_either_asks(
    begins, weekday, first, then, months
):
    stages = in_stages([Turn(first[0], first[1], months), Turn(then[0], then[1])], begins, weekday)
    days = days_in_stages(stages, begins, begins + timedelta(days=800))
    longest = max(gap_allowed(stage) for stage in stages)
    assert days == sorted(set(days))
    assert all(
        later - earlier <= timedelta(days=longest) for earlier, later in zip(days, days[1:], strict=False)
    )
    assert all(day.weekday() == weekday for day in days)


@given(cut=st.integers(0, 400))
def test_the_days_of_a_plan_are_those_of_its_parts(cut):
    stages = stages_of((1, Unit.WEEKS, 3), (2, Unit.WEEKS, 9), (1, Unit.MONTHS))
    over = BEGUN + timedelta(days=400)
    middle = BEGUN + timedelta(days=cut)
    parts = days_in_stages(stages, BEGUN, middle) + days_in_stages(stages, middle + timedelta(days=1), over)
    assert parts == days_in_stages(stages, BEGUN, over)


def test_a_rhythm_falls_below_another_by_its_longest_gap():
    fortnightly = Rhythm(2, Unit.WEEKS, BEGUN)
    assert falls_below(Rhythm(1, Unit.MONTHS, BEGUN), fortnightly)
    assert not falls_below(Rhythm(1, Unit.WEEKS, BEGUN), fortnightly)
    assert not falls_below(fortnightly, fortnightly)


# --------------------------------------------------------------------------------------------- agreements


pytestmark = pytest.mark.django_db


def planned_days(match, on, weeks=8):
    (plan,) = plans_ahead([match], on=on, until=on + timedelta(weeks=weeks))
    return [facts.day_of(at) for at in plan.moments]


def test_the_plan_follows_the_stages_of_the_agreement():
    match = a_match(approved=True, agreed={"stages": WEEKLY_FIRST})
    days = planned_days(match, date(2026, 11, 15))
    assert days == [
        date(2026, 11, 21), date(2026, 11, 28), date(2026, 12, 5), date(2026, 12, 19), date(2027, 1, 2),
    ]  # fmt: skip


def test_a_plan_made_night_by_night_is_the_plan_made_at_once():
    match = a_match(approved=True, agreed={"stages": WEEKLY_FIRST})
    on = date(2026, 11, 15)
    at_once = planned_days(match, on, weeks=12)
    for night in range(28):
        day = on + timedelta(days=night)
        actions.plan_everything_ahead(at=clock(day, 4))
    kept = sorted(meeting.on() for meeting in Meeting.objects.filter(match=match))
    assert kept == [day for day in at_once if day <= on + timedelta(days=27, weeks=8)]


def test_the_wall_time_stays_when_the_clocks_change():
    match = a_match(approved=True, begun_on=date(2026, 3, 1), agreed={"every": 1})
    (plan,) = plans_ahead([match], on=date(2026, 3, 20), until=date(2026, 4, 12))
    assert {at.astimezone(LONDON).time() for at in plan.moments} == {time(14)}
    assert len({at.time() for at in plan.moments}) == 2  # in universal time it is an hour earlier


def test_stages_are_said_in_words():
    match = a_match(agreed={"stages": WEEKLY_FIRST})
    assert agreement_words(match.agreement) == (
        "every Saturday until month 3, then every other Saturday at 2pm, outside the pool"
    )


def _stages(form):
    assert form.is_valid() or not set(form.errors) & {"steps", "first", "then", "third", "fourth"}, (
        form.errors
    )
    return form.told()["stages"]


def test_the_form_keeps_stages_and_refuses_steps_out_of_order():
    form = AgreementForm(start={"stages": [{"until": 5, "every": 3, "unit": "week"}]}, latest=BEGUN)
    assert form["first"].initial == "3 week 5"  # not among the usual, and offered all the same
    bound = AgreementForm({"first": "1 week 6", "then": "2 week 3"}, start={}, latest=BEGUN)
    assert not bound.is_valid()
    assert "longer than month 6" in bound.errors["then"][0]
    four = {"first": "1 week 1", "then": "2 week 3", "third": "1 week 6", "fourth": "2 week 12"}
    assert [stage["until"] for stage in _stages(AgreementForm(four, start={}, latest=BEGUN))] == [1, 3, 6, 12]
    same = AgreementForm(four | {"steps": "same"}, start={}, latest=BEGUN)
    assert _stages(same) == []
    nothing = AgreementForm({"steps": "in steps"}, start={}, latest=BEGUN)
    assert "Say how it begins" in str(nothing.errors["first"])
    back = AgreementForm(four | {"fourth": "2 week 6"}, start={}, latest=BEGUN)
    assert "longer than month 6" in str(back.errors["fourth"])
    alone = AgreementForm({"then": "2 week 3"}, start={}, latest=BEGUN)
    assert not alone.is_valid()
    assert "first" in alone.errors


def test_a_programme_suggests_its_stages_by_age():
    match = a_match()
    rules = match.scheme.rules_on(BEGUN)
    young = rules.rhythms_for(9)
    assert [(row.every, row.unit) for row in young] == [(1, "week"), (2, "week")]
    assert young[0].months[1] == 3
    assert [(row.every, row.unit) for row in rules.rhythms_for(16)] == [(1, "month")]


# --------------------------------------------------------------------------------------------- the least


def a_contract(match, every, unit="week"):
    authority = an_authority()
    match.child.authority = authority
    match.child.save(update_fields=["authority"])
    return Contract.objects.create(
        commissioner=authority,
        scheme=match.scheme,
        from_day=BEGUN,
        places=10,
        least_every=every,
        least_unit=unit,
    )


def test_it_is_said_when_an_agreement_falls_below_what_is_paid_for():
    match = a_match(agreed={"every": 1, "unit": "month"})
    assert below_the_least(match, BEGUN) == []
    contract = a_contract(match, 2)
    (said,) = below_the_least(match, BEGUN)
    assert said.startswith(f"{contract.commissioner.name} asks for at least every other week.")
    assert "They agreed on every month" in said


def test_only_the_stage_that_falls_below_is_named_with_its_day():
    match = a_match(agreed={"stages": WEEKLY_FIRST, "every": 4})
    a_contract(match, 2)
    (said,) = below_the_least(match, BEGUN)
    assert "They agreed on every 4 weeks from 5 December 2026." in said


def test_it_is_said_when_holidays_make_the_plan_fall_below():
    match = a_match()
    a_contract(match, 2)
    even = [date(2026, 12, 5), date(2026, 12, 19)]
    assert plan_below_the_least(match, even, BEGUN) == ""
    assert "Between 5 December 2026 and 9 January 2027 no meeting is planned." in plan_below_the_least(
        match, [date(2026, 12, 5), date(2027, 1, 9)], BEGUN
    )


# --------------------------------------------------------------------------------------------- days off


ON = date(2026, 12, 1)


def test_a_bank_holiday_is_passed_over_where_they_agreed_so():
    christmas = {"every": 1, "weekday": 4, "begun": None}
    christmas.pop("begun")
    match = a_match(approved=True, agreed=christmas | {"not_on_bank_holidays": True})
    (plan,) = plans_ahead([match], on=ON, until=date(2027, 1, 10))
    days = [facts.day_of(at) for at in plan.moments]
    assert date(2026, 12, 25) not in days
    assert date(2027, 1, 1) not in days
    assert {off.why for off in plan.passed_over} == {"a bank holiday"}
    plain = a_match("Mia", "Jo", approved=True, agreed=christmas)
    assert date(2026, 12, 25) in planned_days(plain, ON)


def test_school_holidays_are_those_of_the_childs_authority():
    match = a_match(approved=True, agreed={"every": 1, "not_in_school_holidays": True})
    contract = a_contract(match, 4)
    actions.keep_school_holiday(
        authority=contract.commissioner, name="Christmas", from_day=date(2026, 12, 19),
        until_day=date(2027, 1, 3), by=None, on=ON,
    )  # fmt: skip
    SchoolHoliday.objects.create(
        authority=an_authority("Elsewhere"),
        name="Another",
        from_day=date(2026, 12, 5),
        until_day=date(2026, 12, 6),
    )
    days = planned_days(match, ON)
    assert date(2026, 12, 5) in days
    assert not {date(2026, 12, 19), date(2026, 12, 26), date(2027, 1, 2)} & set(days)


def test_a_school_holiday_over_another_is_refused():
    authority = an_authority()
    given = {"authority": authority, "name": "Half term", "by": None, "on": ON}
    actions.keep_school_holiday(from_day=date(2027, 2, 15), until_day=date(2027, 2, 19), **given)
    with pytest.raises(actions.CannotKeepHoliday, match="lies over these days"):
        actions.keep_school_holiday(from_day=date(2027, 2, 19), until_day=date(2027, 2, 22), **given)
    with pytest.raises(actions.CannotKeepHoliday, match="ten weeks"):
        actions.keep_school_holiday(from_day=date(2027, 5, 1), until_day=date(2027, 8, 19), **given)


def test_somebody_who_is_away_is_told_of_once_and_nothing_is_planned(settings):
    match = a_match(approved=True, agreed={"every": 1})
    actions.plan_ahead(match=match, until=date(2027, 1, 10), by=None, on=ON)
    away, off = actions.say_away(
        match=match,
        from_day=date(2026, 12, 12),
        until_day=date(2026, 12, 27),
        who="volunteer",
        by=None,
        on=ON,
    )
    assert [meeting.on().day for meeting in off] == [12, 19, 26]
    assert planned_days(match, ON) == [date(2027, 1, 16), date(2027, 1, 23)]
    (plan,) = plans_ahead([match], on=ON, until=date(2027, 1, 10))
    assert {each.why for each in plan.passed_over} == {"Ruth is away"}
    again = actions.take_back_away(away=away, by=None, on=ON)
    assert [meeting.on().day for meeting in again] == [12, 19, 26]
    assert TimeAway.objects.standing().count() == 0


def test_days_away_over_others_and_in_the_past_are_refused():
    match = a_match(approved=True)
    given = {"match": match, "who": "child", "by": None, "on": ON}
    actions.say_away(from_day=date(2026, 12, 12), until_day=date(2026, 12, 13), **given)
    for first, last, sentence in (
        (date(2026, 12, 13), date(2026, 12, 20), "stand there already"),
        (date(2026, 11, 1), date(2026, 11, 9), "have passed"),
        (date(2026, 12, 20), date(2026, 12, 19), "before the first"),
        (date(2027, 1, 1), date(2027, 9, 19), "Pause the match"),
    ):
        with pytest.raises(actions.CannotBeAway, match=sentence):
            actions.say_away(from_day=first, until_day=last, **given)


def test_days_away_do_not_make_a_match_quiet():
    coordinator = a_coordinator()
    match = a_match(coordinator=coordinator, agreed={"every": 1})
    a_meeting(match, date(2026, 11, 7), status="kept")
    assert quiet([match], ON)
    TimeAway.objects.create(
        match=match, from_day=date(2026, 11, 9), until_day=date(2026, 11, 29), who="child"
    )
    assert not quiet([match], ON)


# --------------------------------------------------------------------------------------------- swapping, together


def test_two_meetings_of_one_volunteer_take_each_others_time():
    match = a_match(approved=True)
    other = a_match("Kofi", match.volunteer, scheme=match.scheme)
    mine, theirs = a_meeting(match, date(2026, 12, 5)), a_meeting(other, date(2026, 12, 12), hour=10)
    at = clock(ON, 9)
    new, second = actions.swap(meeting=mine, other=theirs, who="volunteer", reason="work", by=None, at=at)
    assert (new.match, new.at) == (match, moment(date(2026, 12, 12), time(10)))
    assert (second.match, second.at) == (other, moment(date(2026, 12, 5), time(14)))
    mine.refresh_from_db()
    assert (mine.status, mine.moved_to) == ("moved", new)
    with pytest.raises(actions.CannotSwap, match="not to come any more"):
        actions.swap(meeting=mine, other=theirs, who="volunteer", reason="work", by=None, at=at)


def test_a_swap_needs_one_volunteer_and_two_matches():
    match = a_match(approved=True)
    mine, later = a_meeting(match, date(2026, 12, 5)), a_meeting(match, date(2026, 12, 12))
    stranger = a_meeting(a_match("Kofi", "Sunil", scheme=match.scheme), date(2026, 12, 6))
    given = {"who": "child", "reason": "ill", "by": None, "at": clock(ON, 9)}
    with pytest.raises(actions.CannotSwap, match="same match"):
        actions.swap(meeting=mine, other=later, **given)
    with pytest.raises(actions.CannotSwap, match="same volunteer"):
        actions.swap(meeting=mine, other=stranger, **given)


def test_a_get_together_is_a_meeting_for_each_or_for_none():
    first = a_match(approved=True)
    second = a_match("Kofi", "Sunil", scheme=first.scheme, approved=True)
    given = {"at": clock(date(2026, 12, 12), 11), "minutes": 120, "by": None, "on": ON}
    planned = actions.plan_together(matches=[first, second], place="the park", guests="Maya", **given)
    assert len({meeting.together for meeting in planned}) == 1
    assert {(meeting.how, meeting.guests) for meeting in planned} == {("guests", "Maya")}
    paused = a_match("Mia", "Jo", scheme=first.scheme, status="paused")
    stopped = a_match("Leah", "Mo", scheme=first.scheme)
    with pytest.raises(actions.CannotPlan) as refusal:
        actions.plan_together(matches=[second, paused, stopped], place="the pool", **given)
    assert "Kofi and Sunil: There is a meeting on Saturday 12 December at 11am already." in str(refusal.value)
    assert "Mia and Jo: this match is paused." in str(refusal.value)
    assert "Leah and Mo: No new meeting can be planned" in str(refusal.value)
    assert Meeting.objects.filter(match=second).count() == 1


def test_a_meeting_online_has_a_link_and_one_with_guests_their_names():
    match = a_match(approved=True)
    given = {"match": match, "by": None, "on": ON, "guests": "Maya", "link": "https://calls.example/1"}
    online = actions.plan(at=clock(date(2026, 12, 7), 17), how="online", **given)
    assert (online.link, online.guests, online.place) == ("https://calls.example/1", "", "")
    guests = actions.plan(at=clock(date(2026, 12, 8), 17), how="guests", **given)
    assert (guests.link, guests.guests, guests.place) == ("", "Maya", "outside the pool")
    moved = actions.move(
        meeting=guests, to=clock(date(2026, 12, 9), 17), who="child", reason="ill", by=None, at=clock(ON, 9)
    )
    assert (moved.how, moved.guests) == ("guests", "Maya")


def test_what_changed_is_news_until_its_day_or_a_week():
    match = a_match(approved=True)
    meeting = a_meeting(match, date(2026, 12, 5))
    actions.move(
        meeting=meeting,
        to=clock(date(2026, 12, 6), 14),
        who="volunteer",
        reason="work",
        by=None,
        at=clock(ON, 9),
    )
    (news,) = queries.changed_lately([match], at=clock(ON, 12), on=ON)
    assert (news.was.on(), news.now.on()) == (date(2026, 12, 5), date(2026, 12, 6))
    late = ON + timedelta(days=9)
    assert queries.changed_lately([match], at=clock(late, 12), on=late) == []


def test_two_meetings_of_one_volunteer_at_one_time_are_noticed_unless_they_are_together():
    match = a_match(approved=True)
    other = a_match("Kofi", match.volunteer, scheme=match.scheme)
    mine = a_meeting(match, date(2026, 12, 5))
    assert not queries.stands_beside(mine)
    a_meeting(other, date(2026, 12, 5), hour=15)
    assert queries.stands_beside(mine)
    at_once = {"at": clock(date(2026, 12, 12), 11), "minutes": 60, "by": None, "on": ON}
    both = actions.plan_together(matches=[match, other], place="the park", **at_once)
    assert not queries.stands_beside(both[0])
