"""The pages: who comes in, what they see, what they may do, and what stays when something is refused."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.audit.models import Look
from kith.foundation.dates import bank_holidays, now, today
from kith.meetings.models import Meeting, NotAsked, Note
from kith.meetings.tests.factories import a_coordinator, a_match, a_meeting, at
from kith.people.actions import involve
from kith.people.models import Involvement
from kith.people.tests.factories import a_carer, with_account
from kith.schemes.tests.factories import a_scheme

pytestmark = pytest.mark.django_db


def long_ago():
    return today() - timedelta(days=150)


def days_ago(days):
    return today() - timedelta(days=days)


def in_days(days):
    return today() + timedelta(days=days)


def a_pair(child="Ana", volunteer="Ruth", coordinator=None, **fields):
    fields.setdefault("begun_on", long_ago())
    return a_match(child, volunteer, coordinator=coordinator or a_coordinator(), **fields)


def coordinator_of(match):
    return match.child.involvements.get(part=Involvement.Part.COORDINATOR).user


def page(client, user, name, row=None, **asked):
    client.force_login(user)
    return client.get(reverse(f"meetings:{name}", args=[row.public_id] if row else []), asked)


def send(client, user, name, row=None, **typed):
    client.force_login(user)
    return client.post(reverse(f"meetings:{name}", args=[row.public_id] if row else []), typed)


def text(response):
    return response.content.decode()


def told(response):
    return [str(message) for message in response.wsgi_request._messages]


def typed_day(day, prefix="day"):
    return {f"{prefix}_day": day.day, f"{prefix}_month": day.month, f"{prefix}_year": day.year}


# ------------------------------------------------------------------------------------------- who comes in

WITH_A_MEETING = ["meeting", "record", "not_kept", "move", "call_off", "put_right"]
WITH_A_MATCH = ["plan", "off_plan"]


@pytest.mark.parametrize("name", WITH_A_MEETING)
def test_a_meeting_opens_to_its_own_people_and_to_nobody_else(client, name):
    match = a_pair()
    meeting = a_meeting(match, in_days(4))
    stranger = a_pair("Leah", "Mo")
    allowed = {200, 302}
    assert page(client, coordinator_of(match), name, meeting).status_code in allowed
    assert page(client, match.volunteer.user, name, meeting).status_code in allowed
    for somebody_else in (stranger.volunteer.user, coordinator_of(stranger), with_account(stranger.child)):
        assert page(client, somebody_else, name, meeting).status_code == 404
    client.logout()
    assert client.get(reverse(f"meetings:{name}", args=[meeting.public_id])).status_code == 302


@pytest.mark.parametrize("name", WITH_A_MATCH)
def test_planning_opens_to_the_pair_s_own_people_and_to_nobody_else(client, name):
    match, stranger = a_pair(), a_pair("Leah", "Mo")
    assert page(client, coordinator_of(match), name, match).status_code == 200
    assert page(client, match.volunteer.user, name, match).status_code == 200
    for somebody_else in (stranger.volunteer.user, coordinator_of(stranger), with_account(match.child)):
        assert page(client, somebody_else, name, match).status_code == 404


@pytest.mark.parametrize("name", ["record", "not_kept", "move", "call_off", "put_right"])
def test_a_carer_and_a_worker_see_when_it_is_and_change_nothing(client, name):
    match = a_pair()
    meeting = a_meeting(match, in_days(4))
    for role, part in ((Role.CARER, Involvement.Part.CARER), (Role.WORKER, Involvement.Part.SOCIAL_WORKER)):
        user = a_member(role, match.scheme, first_name=role.value[:3])
        involve(child=match.child, person=user, part=part, by=None, on=long_ago(), act="test")
        assert page(client, user, "meeting", meeting).status_code == 200
        assert page(client, user, name, meeting).status_code == 404


def test_what_was_done_and_said_stays_between_the_pair_and_their_scheme(client):
    match = a_pair()
    meeting = a_meeting(match, days_ago(3), status="kept", feeling="good", feeling_words="The seals waved.")
    Note.objects.create(
        meeting=meeting,
        words="She was quiet.",
        readers=["child", "coordinator", "manager"],
        at=now(),
        created_by=match.volunteer.user,
    )
    worker = a_member(Role.WORKER, match.scheme, first_name="Nia")
    part = Involvement.Part.SOCIAL_WORKER
    involve(child=match.child, person=worker, part=part, by=None, on=long_ago(), act="test")
    seen = {
        "coordinator": text(page(client, coordinator_of(match), "meeting", meeting)),
        "volunteer": text(page(client, match.volunteer.user, "meeting", meeting)),
        "child": text(page(client, with_account(match.child), "meeting", meeting)),
        "manager": text(page(client, a_member(Role.MANAGER, match.scheme), "meeting", meeting)),
        "lead": text(page(client, a_member(Role.SAFEGUARDING_LEAD, match.scheme), "meeting", meeting)),
        "worker": text(page(client, worker, "meeting", meeting)),
    }
    assert {who for who, read in seen.items() if "She was quiet." in read} == {
        "coordinator",
        "volunteer",
        "child",
        "manager",
    }
    assert {who for who, read in seen.items() if "The seals waved." in read} == {"coordinator"}
    assert {who for who, read in seen.items() if "ut and about" in read} == set(seen) - {"worker"}
    assert "They met" in seen["worker"]


def test_a_volunteer_no_longer_opens_a_meeting_once_the_match_has_ended(client):
    match = a_pair(status="ended", ended_on=today())
    meeting = a_meeting(match, days_ago(3), status="kept")
    assert page(client, match.volunteer.user, "meeting", meeting).status_code == 404
    assert page(client, coordinator_of(match), "meeting", meeting).status_code == 200


def test_a_look_at_a_meeting_is_a_look_at_its_child(client):
    match = a_pair()
    page(client, coordinator_of(match), "meeting", a_meeting(match, in_days(4)))
    assert Look.objects.get(page="meetings:meeting").child == match.child.public_id


# ------------------------------------------------------------------------------------------- the calendar


def test_the_calendar_shows_the_week_by_first_names(client):
    match = a_pair()
    a_meeting(match, in_days(14))
    read = text(page(client, coordinator_of(match), "calendar", week=in_days(14).isoformat()))
    assert "Ana and Ruth" in read
    assert "2pm" in read
    assert "Shaw" not in read
    assert "Ashworth" not in read


def test_the_calendar_shows_nobody_out_of_reach(client):
    match = a_pair()
    a_meeting(match, today())
    read = text(page(client, a_coordinator(first_name="Noor"), "calendar"))
    assert "Ana" not in read
    assert "No meetings here this week" in read


def test_a_sealed_child_is_in_no_manager_s_calendar(client):
    match = a_pair()
    a_meeting(match, today())
    match.child.sealed = True
    match.child.save()
    assert "Ana" not in text(page(client, a_member(Role.MANAGER, match.scheme), "calendar"))
    assert "Ana" in text(page(client, coordinator_of(match), "calendar"))


def test_the_calendar_is_filtered_by_what_became_of_it_and_by_scheme(client):
    priya = a_coordinator()
    mentors = a_scheme("Northbridge mentors", preset="goal-mentoring")
    a_meeting(a_pair(coordinator=priya), today(), status="kept")
    a_meeting(a_pair("Leah", "Mo", scheme=mentors, coordinator=priya), today(), hour=0)
    everything = text(page(client, priya, "calendar"))
    assert "Ana and Ruth" in everything
    assert "Northbridge mentors" in everything
    only_kept = text(page(client, priya, "calendar", show="kept"))
    assert "Ana and Ruth" in only_kept
    assert "Leah and Mo" not in only_kept
    of_mentors = text(page(client, priya, "calendar", scheme=str(mentors.public_id)))
    assert "Ana and Ruth" not in of_mentors
    assert "Leah and Mo" in of_mentors


def test_what_nobody_has_told_of_is_one_list_whatever_the_week(client):
    match = a_pair()
    a_meeting(match, days_ago(40))
    assert "Ana and Ruth" in text(page(client, coordinator_of(match), "calendar", show="unsaid"))
    assert "Every meeting has been told of" in text(
        page(client, a_coordinator(first_name="Noor"), "calendar", show="unsaid")
    )


@pytest.mark.parametrize(
    "asked", [{"week": "yesterday"}, {"scheme": "x"}, {"show": "x"}, {"page": "x"}, {"week": "2026-02-30"}]
)
def test_an_address_that_asks_for_nonsense_shows_this_week(client, asked):
    match = a_pair()
    a_meeting(match, today())
    response = page(client, coordinator_of(match), "calendar", **asked)
    assert response.status_code == 200
    assert "Ana and Ruth" in text(response)


def test_the_week_is_downloaded_as_a_spreadsheet(client):
    match = a_pair()
    a_meeting(match, today())
    response = page(client, coordinator_of(match), "calendar", **{"as": "xlsx"})
    assert response.headers["Content-Disposition"].endswith('filename="meetings.xlsx"')


def test_a_calendar_of_thirty_meetings_asks_no_more_than_one_of_three(client):
    priya, scheme = a_coordinator(), a_scheme()

    def cost(number, prefix):
        for turn in range(number):
            a_meeting(a_pair(f"{prefix}{turn}", "Ruth", scheme=scheme, coordinator=priya), today())
        client.force_login(priya)
        with CaptureQueriesContext(connection) as queries:
            assert f"{prefix}0" in text(client.get(reverse("meetings:calendar")))
        return len(queries)

    assert cost(3, "Ana") == cost(27, "Leah")


def test_a_pause_takes_its_meetings_out_of_everybody_s_sight_at_once(client):
    match = a_pair()
    a_meeting(match, in_days(4))
    match.status = "paused"
    match.save()
    assert not Meeting.objects.ahead(now()).exists()
    read = text(page(client, coordinator_of(match), "calendar", week=in_days(4).isoformat()))
    assert "Paused" in read


# ------------------------------------------------------------------------------------------- telling


def test_a_volunteer_tells_in_one_page_that_they_met(client):
    match = a_pair()
    meeting = a_meeting(match, days_ago(1))
    shown = text(page(client, match.volunteer.user, "my_meetings"))
    assert "How did yesterday go?" in shown
    assert shown.index("Ana, Priya and the scheme’s manager can read this.") < shown.index("<textarea")
    answer = send(
        client,
        match.volunteer.user,
        "record",
        meeting,
        went="kept",
        long="120",
        did=["out", "food"],
        tell="She liked the seals.",
    )
    assert answer.url == reverse("meetings:my_meetings")
    meeting.refresh_from_db()
    assert (meeting.status, meeting.minutes, meeting.activities) == ("kept", 120, ["out", "food"])
    assert Note.objects.get().readers == ["child", "coordinator", "manager"]


def test_another_length_is_told_in_hours(client):
    match = a_pair()
    meeting = a_meeting(match, days_ago(1))
    send(client, match.volunteer.user, "record", meeting, went="kept", long="longer", hours="2.5")
    meeting.refresh_from_db()
    assert meeting.minutes == 150


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"tell": "It rained."}, "Say whether you met"),
        ({"went": "kept", "tell": "It rained."}, "Say how long it was"),
        ({"went": "kept", "long": "longer", "tell": "It rained."}, "Say how many hours"),
        ({"went": "kept", "long": "longer", "hours": "30", "tell": "It rained."}, "5 minutes to 24 hours"),
    ],
)
def test_a_mistake_is_explained_and_what_was_typed_stays(client, typed, said):
    match = a_pair()
    meeting = a_meeting(match, days_ago(1))
    read = text(send(client, match.volunteer.user, "record", meeting, **typed))
    assert said in read
    assert "It rained." in read
    meeting.refresh_from_db()
    assert meeting.status == "planned"


def test_the_second_to_tell_of_a_meeting_sees_what_was_told_and_keeps_their_words(client):
    match = a_pair()
    meeting = a_meeting(match, days_ago(1))
    send(client, match.volunteer.user, "record", meeting, went="kept", long="120")
    read = text(
        send(client, coordinator_of(match), "record", meeting, went="kept", long="60", tell="It rained.")
    )
    assert "Ruth has said already what became of this meeting" in read
    assert "It rained." in read
    assert not Note.objects.exists()


def test_opening_a_meeting_that_was_told_of_to_tell_it_leads_to_the_meeting(client):
    match = a_pair()
    meeting = a_meeting(match, days_ago(1), status="kept")
    answer = page(client, coordinator_of(match), "record", meeting)
    assert answer.url == reverse("meetings:meeting", args=[meeting.public_id])


def test_a_meeting_that_did_not_happen_asks_one_page_more_and_brings_along_what_was_typed(client):
    match = a_pair()
    meeting = a_meeting(match, days_ago(1))
    ruth = match.volunteer.user
    answer = send(client, ruth, "record", meeting, went="missed", tell="She had a cold.")
    assert answer.url == reverse("meetings:not_kept", args=[meeting.public_id])
    assert "She had a cold." in text(client.get(answer.url))
    send(
        client, ruth, "not_kept", meeting, became="missed", who="child", reason="ill", words="She had a cold."
    )
    meeting.refresh_from_db()
    assert (meeting.status, meeting.who, meeting.reason_words) == ("missed", "child", "She had a cold.")


def test_a_punishment_is_withheld_and_the_rule_is_said(client):
    match = a_pair()
    meeting = a_meeting(match, days_ago(1))
    ruth = match.volunteer.user
    refused = text(
        send(
            client, ruth, "not_kept", meeting, became="missed", who="carer", reason="sanction", words="Rude."
        )
    )
    assert "punishment was withheld" in refused
    assert "Rude." in refused
    send(client, ruth, "not_kept", meeting, became="withheld", who="carer", reason="sanction", words="Rude.")
    read = text(client.get(reverse("meetings:meeting", args=[meeting.public_id])))
    assert "Meetings are never taken away as a punishment." in read


def test_what_was_told_wrongly_is_put_right_within_reach(client):
    match = a_pair()
    meeting = a_meeting(match, days_ago(1))
    ruth = match.volunteer.user
    send(client, ruth, "record", meeting, went="kept", long="120")
    assert "Put this right" in text(page(client, ruth, "meeting", meeting))
    assert "They met, 2 hours" in text(page(client, ruth, "put_right", meeting))
    answer = send(client, ruth, "put_right", meeting)
    assert answer.url == reverse("meetings:record", args=[meeting.public_id])
    meeting.refresh_from_db()
    assert meeting.status == "planned"
    story = text(page(client, coordinator_of(match), "meeting", meeting))
    assert "It had said: they met, 2 hours." in story


def test_the_story_says_how_late_a_meeting_was_told_of(client):
    match = a_pair()
    meeting = a_meeting(match, days_ago(31))
    send(client, match.volunteer.user, "record", meeting, went="kept", long="120")
    assert "31 days afterwards" in text(page(client, coordinator_of(match), "meeting", meeting))


def test_they_met_and_it_was_not_planned(client):
    match = a_pair()
    typed = {**typed_day(days_ago(2)), "time": "3pm", "long": "60", "did": ["talking"]}
    send(client, match.volunteer.user, "off_plan", match, **typed)
    meeting = Meeting.objects.get()
    assert (meeting.off_plan, meeting.at, meeting.minutes) == (True, at(days_ago(2), 15), 60)
    read = text(send(client, match.volunteer.user, "off_plan", match, **typed, tell="Twice."))
    assert "recorded already. Nothing was added" in read
    assert "Twice." in read


# ------------------------------------------------------------------------------------------- planning


def test_a_meeting_is_planned_and_a_bank_holiday_is_said(client):
    match = a_pair(approved=True)
    this_year_and_next = bank_holidays(today().year) | bank_holidays(today().year + 1)
    holiday = min(day for day in this_year_and_next if day > today())
    answer = send(
        client, coordinator_of(match), "plan", match, **typed_day(holiday), time="11am", minutes="120"
    )
    assert answer.status_code == 302
    meeting = Meeting.objects.get()
    assert (meeting.at, meeting.place) == (at(holiday, 11), "outside the pool")
    assert any("is a bank holiday" in said for said in told(answer))


def test_a_refusal_names_the_check_and_keeps_what_was_typed(client):
    match = a_pair()
    typed = {**typed_day(in_days(4)), "time": "2pm", "minutes": "120", "place": "the library"}
    read = text(send(client, match.volunteer.user, "plan", match, **typed))
    assert "Ruth is not approved for Northbridge visitors." in read
    assert "the library" in read


def test_a_time_that_a_clock_change_skips_is_refused_in_words(client):
    match = a_pair(approved=True)
    year = today().year + 1
    last_sunday = max(
        day for day in range(25, 32) if today().replace(year=year, month=3, day=day).weekday() == 6
    )
    forward = today().replace(year=year, month=3, day=last_sunday)
    typed = {**typed_day(forward), "time": "1:30am", "minutes": "60"}
    read = text(send(client, match.volunteer.user, "plan", match, **typed))
    assert "The clocks go forward that night, so there is no 1:30am." in read


def test_eight_weeks_are_shown_before_they_are_planned(client):
    match = a_pair(approved=True)
    shown = text(page(client, coordinator_of(match), "plan", match))
    assert "Plan all of these" in shown
    assert not Meeting.objects.exists()
    send(client, coordinator_of(match), "plan_ahead", match)
    assert Meeting.objects.filter(match=match, status="planned").count() == 4
    assert "All of them are planned." in text(page(client, coordinator_of(match), "plan", match))


def test_what_holds_the_plan_back_is_said_and_nothing_is_planned(client):
    match = a_pair()
    assert "No new meeting can be planned" in text(page(client, coordinator_of(match), "plan", match))
    answer = send(client, coordinator_of(match), "plan_ahead", match)
    assert not Meeting.objects.exists()
    assert any("No new meeting can be planned" in said for said in told(answer))


def test_a_meeting_is_moved_and_the_new_time_opens(client):
    match = a_pair(approved=True)
    meeting = a_meeting(match, in_days(4))
    typed = {**typed_day(in_days(5)), "time": "11am", "who": "child", "reason": "school"}
    answer = send(client, match.volunteer.user, "move", meeting, **typed)
    new = Meeting.objects.get(status="planned")
    assert answer.url == reverse("meetings:meeting", args=[new.public_id])
    assert new.at == at(in_days(5), 11)


def test_a_meeting_that_cannot_go_ahead_says_so_before_its_day(client):
    match = a_pair()
    meeting = a_meeting(match, in_days(4))
    read = text(page(client, coordinator_of(match), "meeting", meeting))
    assert "This meeting cannot go ahead as it stands. Ruth is not approved" in read


def test_taking_a_meeting_out_asks_first(client):
    match = a_pair()
    meeting = a_meeting(match, in_days(4))
    assert "Take this meeting out of the plan" in text(
        page(client, match.volunteer.user, "call_off", meeting)
    )
    meeting.refresh_from_db()
    assert meeting.status == "planned"
    send(client, match.volunteer.user, "call_off", meeting, words="Planned twice.")
    meeting.refresh_from_db()
    assert meeting.status == "called off"


# ------------------------------------------------------------------------------------------- the volunteer's own


def test_the_next_meeting_stands_first(client):
    match = a_pair()
    a_meeting(match, in_days(9))
    a_meeting(match, in_days(2), place="the library")
    read = text(page(client, match.volunteer.user, "my_meetings"))
    assert read.index("the library") < read.index("After that")


def test_without_a_match_the_page_says_what_will_stand_there(client):
    newcomer = a_member(Role.VOLUNTEER, a_scheme(), first_name="Bea")
    assert "your meetings stand here" in text(page(client, newcomer, "my_meetings"))


def test_in_a_break_the_page_says_so_and_plans_nothing(client):
    match = a_pair(status="paused")
    a_meeting(match, in_days(4))
    read = text(page(client, match.volunteer.user, "my_meetings"))
    assert "You and Ana are having a break" in read
    assert "Plan a meeting" not in read


def test_every_page_of_the_volunteer_shows_the_road_to_safety(client):
    match = a_pair()
    meeting = a_meeting(match, days_ago(1))
    for name, row in (("my_meetings", None), ("record", meeting), ("not_kept", meeting), ("plan", match)):
        assert reverse("safeguarding:raise") in text(page(client, match.volunteer.user, name, row))


# ------------------------------------------------------------------------------------------- the young person


def a_young_person():
    match = a_pair()
    return with_account(match.child), a_meeting(match, days_ago(1), status="kept")


def test_three_faces_then_words_only_if_they_want(client):
    ana, meeting = a_young_person()
    shown = text(page(client, ana, "how_it_was", meeting))
    assert "How was yesterday with Ruth?" in shown
    assert "Only Priya can read this. Ruth can’t." in shown
    send(client, ana, "how_it_was", meeting, face="not_great")
    meeting.refresh_from_db()
    assert (meeting.feeling, meeting.feeling_words) == ("not great", "")
    assert "Do you want to say more?" in text(page(client, ana, "how_it_was", meeting))
    send(client, ana, "how_it_was", meeting, words="It was too loud.")
    meeting.refresh_from_db()
    assert (meeting.feeling, meeting.feeling_words) == ("not great", "It was too loud.")


def test_not_now_and_stop_asking_me_are_answers(client):
    ana, meeting = a_young_person()
    send(client, ana, "how_it_was", meeting, answer="not now")
    meeting.refresh_from_db()
    assert meeting.not_now_on == today()
    send(client, ana, "how_it_was", meeting, answer="stop")
    assert NotAsked.objects.get().child == ana.child
    assert "We don’t ask you how it was." in text(page(client, ana, "asking"))
    send(client, ana, "asking", asked="yes")
    assert "After you meet, we ask you how it was." in text(page(client, ana, "asking"))


def test_nobody_else_answers_for_the_young_person(client):
    ana, meeting = a_young_person()
    for somebody in (meeting.match.volunteer.user, coordinator_of(meeting.match)):
        assert page(client, somebody, "how_it_was", meeting).status_code == 404
        assert send(client, somebody, "how_it_was", meeting, face="good").status_code == 404
    meeting.refresh_from_db()
    assert meeting.feeling == ""


def test_a_peer_mentor_does_not_answer_for_their_own_mentee(client):
    _, meeting = a_young_person()
    peer = meeting.match.volunteer.user
    a_member(Role.YOUNG_PERSON, meeting.match.scheme, user=peer)
    assert send(client, peer, "how_it_was", meeting, face="good").status_code == 404


def test_nothing_in_the_young_person_s_tab_or_bar_says_where_they_are(client):
    ana, meeting = a_young_person()
    for name in ("meeting", "how_it_was"):
        read = text(page(client, ana, name, meeting))
        assert "<title>My space</title>" in read
        assert "Northbridge" not in read
        assert "Ashworth" not in read


def test_a_carer_sees_a_withheld_meeting_as_withheld_and_not_the_words(client):
    match = a_pair()
    meeting = a_meeting(
        match, days_ago(1), status="withheld", who="carer", reason="sanction", reason_words="He was rude."
    )
    jo = a_carer(user=a_member(Role.CARER, match.scheme, first_name="Jo"))
    involve(child=match.child, person=jo, part=Involvement.Part.CARER, by=None, on=long_ago(), act="test")
    read = text(page(client, jo.user, "meeting", meeting))
    assert "Withheld" in read
    assert "He was rude." not in read
