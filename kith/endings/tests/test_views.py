"""The pages of an ending, as people go through them."""

from copy import deepcopy
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kith.endings import actions
from kith.endings.models import Ask, Ending, Letter
from kith.endings.queries import earliest_last_day, winding_down_days
from kith.endings.tests.factories import (
    a_match_today,
    a_young_person,
    an_ending_now,
    coordinator_of,
    everything_done,
)
from kith.foundation.dates import day_words, today
from kith.meetings.tests.factories import a_meeting

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def laid(rows_that_last):
    return a_match_today()


@pytest.fixture
def match(laid, db):
    return deepcopy(laid)


@pytest.fixture
def ending(match):
    return an_ending_now(match)


def page(name, row=None):
    return reverse(f"endings:{name}", args=[row.public_id] if row else [])


def as_coordinator(client, match):
    client.force_login(coordinator_of(match))
    return client


def read(response):
    return response.content.decode()


def the_day(day):
    return {"last_day_day": day.day, "last_day_month": day.month, "last_day_year": day.year}


# ------------------------------------------------------------------------------------- begin


def begun(match, **changed):
    return {
        "planned": "yes",
        "kind": "volunteer left",
        **the_day(earliest_last_day(match, today())),
    } | changed


def test_what_will_happen_is_said_before_it_is_done(client, match):
    told = read(as_coordinator(client, match).post(page("begin", match), begun(match)))
    assert f"wind down until {day_words(earliest_last_day(match, today()))}" in told
    assert "Kith tells Ana nothing" in told
    assert "A letter and something to keep from Ruth" in told
    assert not Ending.objects.exists()


def test_a_planned_ending_is_begun_from_the_check_page(client, match):
    told = begun(match, child_words="I knew.", reason_words="She moves.", sure="yes")
    response = as_coordinator(client, match).post(page("begin", match), told)
    ending = Ending.objects.get(match=match)
    assert response.url == page("ending", ending)
    assert (ending.planned, ending.child_words, ending.reason_words) == (True, "I knew.", "She moves.")


def test_the_check_page_sends_what_was_typed_once_more(client, match):
    last_day = earliest_last_day(match, today())
    told = read(as_coordinator(client, match).post(page("begin", match), begun(match, child_words="I knew.")))
    for hidden in (f'value="{last_day.isoformat()}"', 'value="volunteer left"', "I knew."):
        assert hidden in told


def test_something_can_be_changed_and_nothing_typed_is_lost(client, match):
    told = read(
        as_coordinator(client, match).post(
            page("begin", match), begun(match, child_words="I knew.", change="yes")
        )
    )
    assert "I knew." in told
    assert "See what will happen" in told
    assert not Ending.objects.exists()


def test_a_day_too_soon_is_refused_beside_the_day_with_the_earliest(client, match):
    soon = begun(match, **the_day(today() + timedelta(days=1)), child_words="I knew.")
    told = read(as_coordinator(client, match).post(page("begin", match), soon))
    assert f"the earliest last day is {day_words(earliest_last_day(match, today()))}" in told
    assert "I knew." in told


def test_the_form_asks_for_what_is_missing(client, match):
    told = read(as_coordinator(client, match).post(page("begin", match), {}))
    assert "Say whether there is time to say goodbye" in told
    assert "Choose what kind of ending it is" in told
    without = begun(match, last_day_day="", last_day_month="", last_day_year="")
    assert "Choose the last day. The earliest is" in read(client.post(page("begin", match), without))


def test_an_unplanned_ending_says_what_stops_at_once_and_ends_today(client, match):
    a_meeting(match, today() + timedelta(days=3))
    told = {"planned": "no", "kind": "placement move"}
    check = read(as_coordinator(client, match).post(page("begin", match), told))
    assert "Ana and Ruth end today" in check
    assert "1 planned meeting is called off" in check
    assert "One last meeting, if Ana wants it and it is safe" in check
    client.post(page("begin", match), told | {"sure": "yes"})
    match.refresh_from_db()
    assert (match.status, match.ended_on) == ("ended", today())


def test_safety_is_not_wound_down(client, match):
    told = read(as_coordinator(client, match).post(page("begin", match), begun(match, kind="safety")))
    assert "What is not safe is not wound down" in told


def test_where_an_ending_is_under_way_the_page_leads_to_it(client, ending):
    response = as_coordinator(client, ending.match).get(page("begin", ending.match))
    assert response.url == page("ending", ending)


def test_the_form_sent_twice_begins_one_ending(client, match):
    told = begun(match, sure="yes", once="8b7f0c1e-3f0e-4c59-9d1c-0d2a8f1f6a11")
    first = as_coordinator(client, match).post(page("begin", match), told)
    second = client.post(page("begin", match), told)
    assert first.url == second.url
    assert Ending.objects.count() == 1


# ------------------------------------------------------------------------------------- the plan


def test_the_plan_shows_each_step_and_what_can_be_done(client, ending):
    told = read(as_coordinator(client, ending.match).get(page("ending", ending)))
    assert "The ending, step by step" in told
    assert "Say how Ana was told" in told
    assert "none had yet" in told
    assert "Call the ending off: they go on" in told


def test_a_step_is_done_and_put_back_with_one_click(client, ending):
    step = ending.steps.get(key="around")
    as_coordinator(client, ending.match).post(page("step", step), {"deed": "do"})
    step.refresh_from_db()
    assert step.done_on == today()
    client.post(page("step", step), {"deed": "undo"})
    step.refresh_from_db()
    assert step.is_open


def test_a_step_is_left_out_with_its_reason_and_not_without(client, ending):
    step = ending.steps.get(key="around")
    told = read(as_coordinator(client, ending.match).post(page("step", step), {"deed": "skip", "why": ""}))
    assert "There is a problem" in told
    client.post(page("step", step), {"deed": "skip", "why": "Both were there."})
    assert "Left out: Both were there." in read(client.get(page("ending", ending)))


def test_a_refusal_of_a_step_is_said_in_words(client, ending):
    step = ending.steps.get(key="tell")
    told = read(as_coordinator(client, ending.match).post(page("step", step), {"deed": "do"}))
    assert "Say when and how Ana was told" in told


def test_how_the_child_was_told_is_written_down(client, ending):
    day = today()
    told = {
        "told_on_day": day.day, "told_on_month": day.month, "told_on_year": day.year,
        "by_whom": "Ruth", "how": "in person", "child_words": "Can we go to the sea?",
    }  # fmt: skip
    as_coordinator(client, ending.match).post(page("tell", ending), told)
    ending.refresh_from_db()
    assert (ending.told_on, ending.told_how) == (day, "by Ruth, in person")
    assert "Can we go to the sea?" in read(client.get(page("ending", ending)))


def test_staying_in_touch_is_asked_one_by_one_and_agreed(client, ending):
    as_coordinator(client, ending.match)
    for who in ("child", "volunteer"):
        client.post(page("contact", ending), {"deed": "answer", "who": who, "yes": "yes"})
    refused = read(client.post(page("contact", ending), {"deed": "agree", "contact": "informal"}))
    assert "Ask the worker first" in refused
    client.post(page("contact", ending), {"deed": "answer", "who": "worker", "yes": "yes"})
    client.post(page("contact", ending), {"deed": "agree", "contact": "cards"})
    ending.refresh_from_db()
    assert ending.contact_afterwards == "cards"


def test_the_last_day_is_put_later(client, ending):
    later = ending.last_day + timedelta(days=14)
    told = {"to_day": later.day, "to_month": later.month, "to_year": later.year}
    as_coordinator(client, ending.match).post(page("later", ending), told)
    ending.refresh_from_db()
    assert ending.last_day == later


def test_ending_sooner_asks_why_and_keeps_what_was_typed(client, ending):
    a_meeting(ending.match, today(), hour=23)
    as_coordinator(client, ending.match)
    told = read(client.post(page("end", ending), {"words": "She moved on Sunday."}))
    assert "A meeting is planned for today at 11pm. Say first what became of it" in told
    assert "She moved on Sunday." in told
    ending.match.refresh_from_db()
    assert ending.match.status == "ending"


def test_it_is_ended_from_the_page_that_says_what_happens(client, ending):
    told = read(as_coordinator(client, ending.match).get(page("end", ending)))
    assert "Ruth can see nothing of Ana" in told
    response = client.post(page("end", ending), {"words": "She moved on Sunday."})
    assert response.url == page("ending", ending)
    ending.refresh_from_db()
    assert ending.status == "ended"
    assert client.get(page("end", ending)).url == page("ending", ending)


def test_an_ending_sent_twice_is_refused_in_words(client, ending):
    as_coordinator(client, ending.match).post(page("end", ending), {"words": "Moved."})
    told = read(client.post(page("end", ending), {"words": "Moved."}))
    assert "It is done; nothing was changed" in told


def test_calling_off_a_child_s_stop_needs_the_child(client, match):
    actions.ask(match=match, kind="stop", by=a_young_person(match), on=today())
    ending = Ending.objects.get(match=match)
    as_coordinator(client, match)
    told = read(client.post(page("call_off", ending), {"why": "A pity."}))
    assert "only Ana can take that back" in told
    client.post(page("call_off", ending), {"why": "Ana asked.", "childs_wish": "on"})
    match.refresh_from_db()
    assert match.status == "active"


def test_with_the_last_step_the_page_leads_to_the_list_and_says_why(client, ending):
    match = ending.match
    actions.end(ending=ending, words="Moved.", by=coordinator_of(match), on=today())
    everything_done(ending, today(), but=("again",))
    as_coordinator(client, match)
    assert "This is the last step" in read(client.get(page("again", ending)))
    response = client.post(page("again", ending), {"wanted": "no"}, follow=True)
    assert response.redirect_chain[-1][0] == page("endings")
    assert "Ana’s story has closed for you" in read(response)


def test_the_last_step_is_not_a_single_click(client, ending):
    actions.end(ending=ending, words="Moved.", by=coordinator_of(ending.match), on=today())
    everything_done(ending, today(), but=("summary",))
    told = read(as_coordinator(client, ending.match).get(page("ending", ending)))
    assert "Do it, or leave it out" in told
    assert 'value="do"' not in told
    assert "This is the last step" in read(client.get(page("step", ending.steps.get(key="summary"))))


# ------------------------------------------------------------------------------------- letters


def test_the_volunteer_reads_who_reads_it_before_writing(client, ending):
    client.force_login(ending.match.volunteer.user)
    told = read(client.get(page("letter", ending)))
    assert told.index("Priya reads it first and gives it to Ana") < told.index("<textarea")
    assert "I’m worried about somebody’s safety" in told


def test_a_letter_is_kept_and_can_be_written_on(client, ending):
    client.force_login(ending.match.volunteer.user)
    client.post(page("letter", ending), {"words": "Dear Ana", "signed": "Ruth"})
    assert "Dear Ana" in read(client.get(page("letter", ending)))
    client.post(page("letter", ending), {"words": "Dear Ana, again", "signed": "Ruth"})
    assert Letter.objects.count() == 2


def test_a_letter_that_is_refused_stays_on_the_page(client, ending):
    client.force_login(ending.match.volunteer.user)
    told = read(client.post(page("letter", ending), {"words": "Dear Ana", "signed": ""}))
    assert "Dear Ana" in told
    assert not Letter.objects.exists()
    Ending.objects.filter(pk=ending.pk).update(status="called off")
    client.force_login(coordinator_of(ending.match))
    told = read(client.post(page("letter", ending), {"words": "Dear Ana", "signed": "Ruth"}))
    assert "The ending was called off" in told
    assert "Dear Ana" in told


def test_the_coordinator_reads_the_letter_and_gives_it(client, ending):
    letter = actions.write_letter(
        ending=ending, words="Dear Ana", signed="Ruth", by=ending.match.volunteer.user, on=today()
    )
    as_coordinator(client, ending.match)
    assert "Dear Ana" in read(client.get(page("give", letter)))
    client.post(page("give", letter))
    letter.refresh_from_db()
    assert letter.given_on == today()


# ------------------------------------------------------------------------------------- asking


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("stop", "Every time you had planned with Ruth is off"),
        ("break", "When you want to go on, tell Priya"),
        ("change", "You said you want to change something"),
    ],
)
def test_a_young_person_asks_and_reads_what_happens_now(client, match, kind, said):
    client.force_login(a_young_person(match))
    response = client.post(page("ask", match), {"kind": kind, "words": ""}, follow=True)
    assert said in read(response)
    assert Ask.objects.get().kind == kind


def test_a_choice_in_the_address_is_chosen_already_and_nothing_has_happened(client, match):
    client.force_login(a_young_person(match))
    told = read(client.get(page("ask", match) + "?kind=stop"))
    chosen = [tag for tag in told.split("<input") if 'value="stop"' in tag][0].split(">")[0]
    assert "checked" in chosen
    assert "You don’t have to say why" in told
    assert not Ask.objects.exists()


def test_words_typed_are_kept_when_nothing_was_chosen(client, match):
    client.force_login(a_young_person(match))
    told = read(client.post(page("ask", match), {"words": "Not the pool"}))
    assert "Choose one of the three." in told
    assert "Not the pool" in told


def test_the_answer_is_the_young_person_s_to_read(client, match):
    asked = actions.ask(match=match, kind="break", by=a_young_person(match), on=today())
    as_coordinator(client, match)
    client.post(page("answer", asked), {"words": "You go on next week.", "resume": "yes"})
    match.refresh_from_db()
    assert match.status == "active"
    client.force_login(a_young_person(match))
    assert "Priya says: You go on next week." in read(client.get(page("ask", match)))


def test_when_it_has_ended_there_is_nothing_to_stop(client, match):
    actions.end_unplanned(match=match, kind="unknown", by=coordinator_of(match), on=today())
    client.force_login(a_young_person(match))
    told = read(client.get(page("ask", match)))
    assert "You don’t meet any more" in told
    assert "<form" not in told


def test_nothing_on_the_page_tells_a_passer_by_of_care(client, match):
    client.force_login(a_young_person(match))
    told = read(client.get(page("ask", match))).lower()
    assert "<title>my space</title>" in told
    for word in (
        "kith –",
        "volunteer",
        "council",
        "social worker",
        "looked after",
        match.child.last_name.lower(),
    ):
        assert word not in told


# ------------------------------------------------------------------------------------- lists


def test_a_stop_stands_above_a_break_above_a_change(client, match):
    for kind, days in (("change", 9), ("break", 5), ("stop", 1)):
        actions.ask(match=match, kind=kind, by=a_young_person(match), on=today() - timedelta(days=days))
    told = read(as_coordinator(client, match).get(page("asks")))
    assert told.index("asked to stop") < told.index("asked for a break") < told.index("asked to change")


def test_the_list_of_asks_says_what_to_expect_when_it_is_empty(client, match):
    assert "Nobody has asked for anything yet" in read(as_coordinator(client, match).get(page("asks")))
    asked = actions.ask(match=match, kind="change", by=a_young_person(match), on=today())
    actions.answer_ask(ask=asked, words="Sunday then.", by=coordinator_of(match), on=today())
    assert "Everybody has been answered" in read(client.get(page("asks")))
    assert "You told them: Sunday then." in read(client.get(page("asks") + "?show=answered"))


def test_the_list_of_endings_is_filtered_by_how_they_stand_and_kind(client, match):
    an_ending_now(match)
    other = a_match_today("Tariq", "Ben", scheme=match.scheme, coordinator=coordinator_of(match))
    actions.end_unplanned(match=other, kind="placement move", by=coordinator_of(other), on=today())
    as_coordinator(client, match)
    winding, ended = read(client.get(page("endings"))), read(client.get(page("endings") + "?show=ended"))
    assert "Ana and Ruth" in winding
    assert "Tariq and Ben" not in winding
    assert "Tariq and Ben" in ended
    assert "without a plan" in ended
    assert "None here" in read(client.get(page("endings") + "?show=ended&kind=safety"))


def test_an_empty_list_of_endings_says_where_to_begin(client, match):
    assert "No ending yet" in read(as_coordinator(client, match).get(page("endings")))


def test_the_list_can_be_taken_out_as_a_spreadsheet(client, ending):
    response = as_coordinator(client, ending.match).get(page("endings") + "?as=xlsx")
    assert response["Content-Type"].startswith("application/vnd.openxmlformats")


def test_lists_ask_the_same_number_of_questions_however_long_they_are(client, match):
    def asked(name):
        with CaptureQueriesContext(connection) as caught:
            assert client.get(page(name)).status_code == 200
        return len(caught)

    def more(names):
        for name in names:
            made = a_match_today(
                name, match.volunteer, scheme=match.scheme, coordinator=coordinator_of(match)
            )
            actions.ask(match=made, kind="change", by=a_young_person(made), on=today())
            actions.ask(match=made, kind="stop", by=a_young_person(made), on=today())

    as_coordinator(client, match)
    more(["Bo", "Cy"])
    few = asked("asks"), asked("endings")
    more([f"Di{number}" for number in range(8)])
    assert (asked("asks"), asked("endings")) == few


def test_the_days_of_a_goodbye_stand_on_the_page(client, match):
    told = read(as_coordinator(client, match).get(page("begin", match)))
    for day in winding_down_days(match, today()):
        assert f"{day:%A} {day.day} {day:%B}" in told
