"""The story of a match: whole for its coordinator, attendance for a worker, nothing for a stranger."""

from copy import deepcopy
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kith.access.roles import Role
from kith.access.tests.factories import a_member, a_user
from kith.audit.models import Look
from kith.casefile.match_story import story_of
from kith.endings import actions as endings
from kith.endings.tests.factories import (
    a_match_today,
    a_worker_near,
    a_young_person,
    an_ending_now,
    coordinator_of,
)
from kith.foundation.dates import now, today
from kith.matching import actions as matching
from kith.matching.models import Match, WishList
from kith.meetings.models import Note
from kith.meetings.tests.factories import a_meeting, an_agreement
from kith.people.actions import involve
from kith.people.models import Involvement
from kith.people.tests.factories import a_carer
from kith.schemes.tests.factories import a_provider, a_scheme, an_authority
from kith.support.models import Supervision

pytestmark = pytest.mark.django_db
NOTE = "We burnt the first batch."
FEELING = "It was a bit long."
TALKED = "She worries about her own mother."
AGREED = "Same day as before."
WHY_ENDED = "Ruth is moving away."
ASKED = "Can it be Sundays?"
WISH = "Somebody who turns up."
CHILD_ON_ENDING = "I want the seaside."


def days_ago(days):
    return today() - timedelta(days=days)


@pytest.fixture(scope="module")
def laid(rows_that_last):
    """A match of two months with a bit of everything in it."""
    match = a_match_today()
    meeting = a_meeting(match, days_ago(7), status="kept", feeling="not great", feeling_words=FEELING)
    Note.objects.create(
        meeting=meeting,
        words=NOTE,
        readers=["child", "coordinator", "manager"],
        at=meeting.at,
        created_by=match.volunteer.user,
    )
    a_meeting(
        match, days_ago(21), status="withheld", who="carer", reason="sanction", reason_words="Rude at home"
    )
    a_meeting(match, today() + timedelta(days=7))
    a_meeting(match, today() + timedelta(days=21))
    Supervision.objects.create(
        volunteer=match.volunteer, scheme=match.scheme, match=match, on=days_ago(10), how="phone",
        minutes=40, agreed=AGREED, talked_about=TALKED,
    )  # fmt: skip
    WishList.objects.create(
        child=match.child, referral=match.referral, version=1, on=days_ago(80), learnt="talk", words=WISH
    )
    endings.ask(match=match, kind="change", words=ASKED, by=a_young_person(match), on=days_ago(2))
    return match


@pytest.fixture
def match(laid, db):
    return deepcopy(laid)


@pytest.fixture
def ending(match):
    return an_ending_now(match, reason_words=WHY_ENDED, child_words=CHILD_ON_ENDING)


def address(match):
    return reverse("casefile:match", args=[match.public_id])


def page_of(client, user, match, query=""):
    client.force_login(user)
    answer = client.get(address(match) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def whats(match, reader):
    return [entry.what for entry in story_of(match, reader=reader, at=now(), on=today())]


# ------------------------------------------------------------------------------------- who reads what


def test_the_coordinator_reads_the_whole_story(client, match, ending):
    page = page_of(client, coordinator_of(match), match)
    for told in (
        NOTE,
        FEELING,
        AGREED,
        ASKED,
        WISH,
        "They met, 2 hours",
        "Withheld by the carer",
        "Rude at home",
    ):
        assert told in page, told
    assert TALKED not in page


def test_the_manager_reads_the_note_that_names_them_and_never_how_the_child_felt(client, match):
    page = page_of(client, a_member(Role.MANAGER, match.scheme), match)
    assert NOTE in page
    assert FEELING not in page
    assert "not great" not in page
    assert AGREED in page
    assert TALKED not in page


def test_a_note_that_names_the_child_alone_is_read_by_nobody_here(client, match):
    Note.objects.update(readers=["child"])
    for user in (coordinator_of(match), a_member(Role.MANAGER, match.scheme)):
        assert NOTE not in page_of(client, user, match)


def test_a_worker_sees_attendance_and_not_a_word_more(client, match, ending):
    page = page_of(client, a_worker_near(match), match)
    assert "They met" in page
    assert "Withheld" in page
    hidden = [
        NOTE,
        FEELING,
        AGREED,
        TALKED,
        ASKED,
        WISH,
        WHY_ENDED,
        CHILD_ON_ENDING,
        "2 hours",
        "Rude at home",
        "by the carer",
    ]
    for words in hidden:
        assert words not in page, words
    assert "An ending is planned" in page
    assert "The ending, step by step" not in page


def test_the_safeguarding_lead_sees_how_meetings_went_and_no_notes(client, match):
    page = page_of(client, a_member(Role.SAFEGUARDING_LEAD, match.scheme), match)
    assert "Withheld by the carer" in page
    for words in (NOTE, FEELING, AGREED, ASKED):
        assert words not in page


def test_an_authority_coordinator_sees_what_a_worker_sees(client, match):
    page = page_of(client, a_member(Role.AUTHORITY_COORDINATOR, match.child.authority), match)
    assert "They met" in page
    for words in (NOTE, FEELING, AGREED, ASKED, "Rude at home"):
        assert words not in page


def carer_near(match):
    user = a_member(Role.CARER, an_authority())
    carer = a_carer(user=user)
    involve(child=match.child, person=carer, part=Involvement.Part.CARER, by=None, on=days_ago(9), act="test")
    return user


def test_the_story_is_closed_to_everybody_else(client, match):
    colleague = a_member(Role.COORDINATOR, match.scheme)
    strangers = [
        (colleague, 404),
        (a_member(Role.MANAGER, a_scheme("Elsewhere", provider=a_provider("Elsewhere"))), 404),
        (a_member(Role.WORKER, an_authority()), 404),
        (a_member(Role.AUTHORITY_COORDINATOR, an_authority("Southbridge")), 404),
        (carer_near(match), 404),
        (match.volunteer.user, 404),
        (a_young_person(match), 404),
        (a_member(Role.VETTING_OFFICER, match.scheme), 404),
        (a_member(Role.COMMISSIONER, an_authority()), 404),
        (a_user(), 404),
    ]
    for user, status in strangers:
        client.force_login(user)
        assert client.get(address(match)).status_code == status, user.roles_on(today())
    client.logout()
    assert client.get(address(match)).status_code == 302


def test_an_ended_match_stays_with_those_who_have_steps_left_and_closes_to_its_volunteer(client, match):
    endings.end_unplanned(
        match=match, kind="volunteer left", reason_words=WHY_ENDED, by=coordinator_of(match), on=today()
    )
    match.refresh_from_db()
    page = page_of(client, coordinator_of(match), match)
    assert "were together" in page
    assert "ended today" in page
    client.force_login(match.volunteer.user)
    assert client.get(address(match)).status_code == 404


def test_each_look_is_kept(client, match):
    page_of(client, coordinator_of(match), match)
    look = Look.objects.get(page="casefile:match")
    assert look.about == match.public_id
    assert look.child == match.child.public_id
    assert look.permission == "see a match"


# ------------------------------------------------------------------------------------- what it tells


def test_only_the_next_of_the_meetings_to_come_is_told_and_stands_on_top(match):
    entries = story_of(match, reader=coordinator_of(match), at=now(), on=today())
    ahead = [entry for entry in entries if entry.kind == "ahead"]
    assert [entry.what for entry in ahead] == ["Next: 2pm, outside the pool"]
    assert max(entries, key=lambda entry: entry.order) == ahead[0]


def test_a_meeting_whose_time_has_come_asks_to_be_told_of(match):
    a_meeting(match, days_ago(1))
    assert "Nobody has said yet how this went" in whats(match, coordinator_of(match))


def test_a_meeting_moved_beforehand_stands_on_the_day_it_was_moved(match):
    coordinator = coordinator_of(match)
    meeting = a_meeting(match, today() + timedelta(days=2), hour=10)
    new = a_meeting(match, today() + timedelta(days=3), hour=10)
    meeting.changes.create(step="move", from_status="planned", to_status="moved", on=today(), by=coordinator)
    meeting.status, meeting.who, meeting.reason, meeting.moved_to = "moved", "child", "school", new
    meeting.save()
    entries = story_of(match, reader=coordinator, at=now(), on=today())
    (moved,) = [entry for entry in entries if entry.what.startswith("Moved")]
    assert moved.what.endswith("by Ana")
    assert moved.on == today()


def test_what_a_break_took_away_is_told_by_the_break(match):
    coordinator = coordinator_of(match)
    endings.ask(match=match, kind="break", words="", by=a_young_person(match), on=today())
    told = whats(match, coordinator)
    assert "Called off" not in told
    assert "A break began" in told
    assert "Ana asked for a break" in told


def test_meetings_called_off_in_one_go_are_one_line_that_names_their_days(match):
    coordinator = coordinator_of(match)
    for days in (30, 44, 58):
        meeting = a_meeting(match, today() + timedelta(days=days), status="called off", reason="work")
        meeting.changes.create(step="call off", from_status="planned", to_status="called off", on=today())
    told = [what for what in whats(match, coordinator) if "called off" in what]
    first, last = today() + timedelta(days=30), today() + timedelta(days=58)
    assert told == [
        f"Three meetings called off, {first:%A} {first.day} {first:%B} to {last:%A} {last.day} {last:%B}"
    ]


def test_why_a_match_rests_is_for_those_who_may_let_it_go_on(client, match):
    matching.pause(
        match=match, reason="illness", words="Flu for weeks.", by=coordinator_of(match), on=today()
    )
    assert "Flu for weeks." in page_of(client, coordinator_of(match), match)
    page = page_of(client, a_worker_near(match), match)
    assert "A break began" in page
    assert "Flu for weeks." not in page
    assert "ill" not in page[page.index("A break began") : page.index("A break began") + 200]


def test_agreements_are_told_in_words(match):
    an_agreement(match, every=1, unit="month", weekday=6, where="the library", on=days_ago(1))
    entries = {
        entry.what: entry.more
        for entry in story_of(match, reader=coordinator_of(match), at=now(), on=today())
    }
    assert entries["Agreement written"] == "Every other Saturday at 2pm, outside the pool."
    assert entries["They agreed anew"] == "Every month, on a Sunday at 2pm, the library."


def test_an_ending_is_told_step_by_step_with_the_child_s_words(client, match, ending):
    coordinator = coordinator_of(match)
    endings.tell(ending=ending, told_on=today(), told_how="By Ruth, at the café", by=coordinator, on=today())
    step = ending.steps.filter(key="prepare").get()
    endings.do_step(step=step, by=coordinator, on=today())
    letter = endings.write_letter(
        ending=ending, words="Dear Ana", signed="Ruth", by=match.volunteer.user, on=today()
    )
    endings.give_letter(letter=letter, by=coordinator, on=today())
    told = whats(match, coordinator)
    for what in ("An ending is planned", "Ana was told", "Done: talk with Ruth about saying goodbye", "Ruth wrote a letter", "Ana was given Ruth’s letter"):  # fmt: skip
        assert what in told, what
    page = page_of(client, coordinator, match)
    assert f"“{CHILD_ON_ENDING}”" in page
    assert "By Ruth, at the café" in page
    assert "The ending, step by step" in page
    assert "Dear Ana" not in page


def test_a_birthday_that_changes_what_comes_next_is_part_of_the_story(match):
    match.child.born = date(today().year - 17, today().month, 1)
    match.child.save()
    Match.objects.filter(pk=match.pk).update(begun_on=days_ago(400))
    match.refresh_from_db()
    told = whats(match, coordinator_of(match))
    assert "Ana turned 17" in told
    assert "Ana turned 16" not in told or match.begun_on <= date(today().year - 1, today().month, 1)


# ------------------------------------------------------------------------------------- the page


def test_the_child_s_words_stand_above_the_story(client, match):
    page = page_of(client, coordinator_of(match), match)
    assert page.index(WISH) < page.index("They met")
    assert page.index("<h1>Ana and Ruth</h1>") < page.index(WISH)


def test_the_head_says_how_long_how_often_and_how_it_stands(client, match, ending):
    page = page_of(client, coordinator_of(match), match)
    head = page[page.index("kith-sub") :][:300]
    assert "together 2 months" in head or "together 1 month" in head
    assert "every other Saturday at 2pm, outside the pool" in head
    assert "winding down" in head
    assert "meetings left" in head or "meeting left" in head


def test_a_chip_shows_one_strand(client, match):
    page = page_of(client, coordinator_of(match), match, "?strand=talks")
    assert "Supervision with Ruth" in page
    assert "They met, 2 hours" not in page
    assert 'aria-current="true">Talks</a>' in page


@pytest.mark.parametrize("who", ["coordinator", "manager", "worker", "lead"])
def test_every_step_that_is_offered_leads_somewhere(client, match, ending, who):
    reader = {
        "coordinator": coordinator_of(match),
        "manager": a_member(Role.MANAGER, match.scheme),
        "worker": a_worker_near(match),
        "lead": a_member(Role.SAFEGUARDING_LEAD, match.scheme),
    }[who]
    page = page_of(client, reader, match)
    inside = page[page.index("<main") : page.index("</main>")]
    links = {part.split('"')[0].replace("&amp;", "&") for part in inside.split('href="')[1:]}
    pages = [link for link in links if link.startswith("/")]
    assert len(pages) > 3
    for link in pages:
        assert client.get(link).status_code == 200, (who, link)


def test_a_worker_is_offered_no_step_that_is_not_theirs(client, match):
    page = page_of(client, a_worker_near(match), match)
    for words in ("Plan a meeting", "Record a supervision", "A break", "Plan the ending", "Ruth’s story"):
        assert words not in page


def test_who_is_around_is_shown_and_how_to_reach_them_for_those_who_arrange_things(client, match):
    carer = a_carer("Jo Pell", phone="07700 900111", email="jo@example.org")
    involve(child=match.child, person=carer, part=Involvement.Part.CARER, by=None, on=days_ago(9), act="test")
    page = page_of(client, coordinator_of(match), match)
    assert "Jo Pell" in page
    assert 'href="tel:07700900111"' in page
    lead = a_member(Role.SAFEGUARDING_LEAD, match.scheme)
    assert 'href="tel:07700900111"' in page_of(client, lead, match)
    page = page_of(client, a_worker_near(match), match)
    assert "Jo Pell" in page
    assert "07700" not in page


def test_the_road_to_safety_knows_whom_the_story_is_about(client, match):
    page = page_of(client, coordinator_of(match), match)
    assert f"child={match.child.public_id}" in page
    assert f"volunteer={match.volunteer.public_id}" in page


def test_a_long_story_is_asked_for_in_as_many_questions_as_a_short_one(client, match):
    coordinator = coordinator_of(match)

    def asked():
        page_of(client, coordinator, match)
        with CaptureQueriesContext(connection) as queries:
            client.get(address(match))
        return len(queries)

    short = asked()
    Match.objects.filter(pk=match.pk).update(begun_on=days_ago(900))
    for number in range(2, 60):
        a_meeting(match, days_ago(7 + 14 * number), status="kept")
    assert asked() == short
    page = page_of(client, coordinator, match)
    assert "things" in page
    assert page.count("They met, 2 hours") == 59
