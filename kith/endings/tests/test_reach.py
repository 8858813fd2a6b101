"""Who may see and do what about an ending; and what the volunteer loses on the day itself."""

from copy import deepcopy
from datetime import timedelta

import pytest
from django.urls import reverse

from kith.access.policy import Permission
from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.endings import actions
from kith.endings.models import Ask, Ending, EndingStep, Letter
from kith.endings.tests.factories import (
    a_match_today,
    a_worker_near,
    a_young_person,
    an_ending_now,
    coordinator_of,
)
from kith.foundation.dates import today
from kith.matching.models import Match
from kith.meetings.models import Meeting
from kith.people.models import Child
from kith.recruitment.actions import suspend
from kith.schemes.tests.factories import a_scheme

pytestmark = pytest.mark.django_db

ON_MATCH = ("begin",)
ON_ENDING = ("ending", "end", "call_off", "later", "tell", "contact", "again", "letter")


@pytest.fixture(scope="module")
def laid(rows_that_last):
    return an_ending_now(a_match_today())


@pytest.fixture
def ending(laid, db):
    return deepcopy(laid)


def page(name, row):
    return reverse(f"endings:{name}", args=[row.public_id])


def status(client, user, name, row):
    client.force_login(user)
    return client.get(page(name, row)).status_code


def end_it(ending):
    actions.end(ending=ending, words="Moved.", by=coordinator_of(ending.match), on=today())


# ------------------------------------------------------------------------------------- staff


@pytest.mark.parametrize("name", ON_ENDING)
def test_the_coordinator_near_the_child_opens_every_page(client, ending, name):
    assert status(client, coordinator_of(ending.match), name, ending) == 200


@pytest.mark.parametrize("name", [name for name in ON_ENDING if name != "letter"])
def test_the_manager_opens_them_too(client, ending, name):
    assert status(client, a_member(Role.MANAGER, ending.match.scheme), name, ending) == 200


@pytest.mark.parametrize("name", ON_ENDING)
def test_a_stranger_finds_nothing(client, ending, name):
    elsewhere = a_member(Role.COORDINATOR, a_scheme("Elsewhere"), first_name="Eve")
    assert status(client, elsewhere, name, ending) == 404
    colleague = a_member(Role.COORDINATOR, ending.match.scheme, first_name="Col")
    assert status(client, colleague, name, ending) == 404


def test_the_other_rows_are_as_closed_to_strangers(client, ending):
    elsewhere = a_member(Role.COORDINATOR, a_scheme("Elsewhere"), first_name="Eve")
    letter = actions.write_letter(
        ending=ending, words="Dear Ana", signed="Ruth", by=ending.match.volunteer.user, on=today()
    )
    asked = actions.ask(match=ending.match, kind="change", by=a_young_person(ending.match), on=today())
    for name, row in (
        ("begin", ending.match), ("step", ending.steps.first()), ("give", letter), ("answer", asked),
        ("ask", ending.match), ("asked", asked),
    ):  # fmt: skip
        assert status(client, elsewhere, name, row) == 404, name


def test_the_worker_reads_the_plan_and_sees_that_it_ended_but_does_nothing(client, ending):
    worker = a_worker_near(ending.match)
    assert status(client, worker, "ending", ending) == 200
    for name in ("end", "call_off", "later", "tell", "contact", "again", "letter"):
        assert status(client, worker, name, ending) == 404, name
    end_it(ending)
    client.force_login(worker)
    told = client.get(page("ending", ending)).content.decode()
    assert "Ended on" in told
    assert "Put it back" not in told


def test_the_worker_reads_neither_letters_nor_what_the_child_asked(client, ending):
    match = ending.match
    actions.write_letter(ending=ending, words="Dear Ana", signed="Ruth", by=match.volunteer.user, on=today())
    actions.ask(match=match, kind="change", words="Not the pool", by=a_young_person(match), on=today())
    client.force_login(a_worker_near(match))
    told = client.get(page("ending", ending)).content.decode()
    assert "From Ruth" not in told
    assert "Not the pool" not in told


@pytest.mark.parametrize("role", [Role.VETTING_OFFICER, Role.COMMISSIONER, Role.ADMINISTRATOR])
def test_other_roles_have_no_list_of_endings(client, role, ending):
    client.force_login(a_member(role, ending.match.scheme))
    assert client.get(reverse("endings:endings")).status_code == 403
    assert client.get(reverse("endings:asks")).status_code == 403


# ------------------------------------------------------------------------------------- the volunteer


def test_the_volunteer_writes_the_letter_while_it_winds_down_and_plans_nothing(client, ending):
    volunteer = ending.match.volunteer.user
    assert status(client, volunteer, "letter", ending) == 200
    for name in ("ending", "end", "call_off", "later", "tell", "contact", "again"):
        assert status(client, volunteer, name, ending) == 404, name
    assert status(client, volunteer, "begin", ending.match) == 404


def test_on_the_day_of_the_ending_the_volunteer_loses_child_match_meetings_and_letter(client, ending):
    match, user = ending.match, ending.match.volunteer.user
    meeting = Meeting.objects.filter(match=match).first()
    meetings_page = reverse("meetings:meeting", args=[meeting.public_id])
    client.force_login(user)
    assert client.get(meetings_page).status_code == 200
    end_it(ending)
    assert client.get(meetings_page).status_code == 404
    assert client.get(page("letter", ending)).status_code == 404
    for model, permission in (
        (Child, Permission.SEE_CHILD),
        (Match, Permission.RECORD_MEETING),
        (Match, Permission.PLAN_MEETING),
        (Meeting, Permission.SEE_MEETINGS),
        (Meeting, Permission.READ_NOTES),
        (Ending, Permission.WRITE_LETTER),
    ):
        assert not model.objects.reachable_by(user, permission).exists(), (model, permission)


def test_the_volunteer_loses_everything_when_it_ends_without_a_plan_too(client):
    match = a_match_today()
    user = match.volunteer.user
    assert Match.objects.reachable_by(user, Permission.RECORD_MEETING).exists()
    actions.end_unplanned(match=match, kind="safety", by=coordinator_of(match), on=today())
    assert not Match.objects.reachable_by(user, Permission.RECORD_MEETING).exists()
    assert not Ending.objects.reachable_by(user, Permission.WRITE_LETTER).exists()


def test_while_a_concern_about_them_is_looked_into_the_volunteer_writes_no_letter(client, ending):
    volunteer = ending.match.volunteer
    manager = a_member(Role.MANAGER, ending.match.scheme)
    suspend(volunteer=volunteer, reason="concern", by=manager, on=today())
    assert status(client, volunteer.user, "letter", ending) == 404
    assert status(client, coordinator_of(ending.match), "letter", ending) == 200


def test_the_volunteer_hears_of_a_child_s_stop_from_a_person_before_they_read_of_it(client):
    match = a_match_today()
    actions.ask(match=match, kind="stop", by=a_young_person(match), on=today())
    ending = Ending.objects.get(match=match)
    assert status(client, match.volunteer.user, "letter", ending) == 404
    actions.do_step(step=ending.steps.get(key="prepare"), by=coordinator_of(match), on=today())
    assert status(client, match.volunteer.user, "letter", ending) == 200


def test_another_volunteer_reaches_nothing_of_it(client, ending):
    other = a_match_today("Tariq", "Ben").volunteer.user
    assert status(client, other, "letter", ending) == 404


# ------------------------------------------------------------------------------------- the young person


def test_the_young_person_asks_and_reads_only_their_own(client, ending):
    match = ending.match
    other = a_match_today("Tariq", "Ben")
    user = a_young_person(match)
    assert status(client, user, "ask", match) == 200
    assert status(client, user, "ask", other) == 404
    theirs = actions.ask(match=other, kind="change", by=a_young_person(other), on=today())
    assert status(client, user, "asked", theirs) == 404
    for name in ON_ENDING:
        assert status(client, user, name, ending) == 404, name


def test_somebody_who_volunteers_and_has_a_volunteer_asks_only_as_a_young_person(client):
    match = a_match_today("Kim", "Lee")
    user = a_young_person(match)
    as_volunteer = a_match_today("Ana", "Ruth")
    volunteer = as_volunteer.volunteer
    volunteer.user = user
    volunteer.save(update_fields=["user"])
    a_member(Role.VOLUNTEER, as_volunteer.scheme, user=user)
    assert status(client, user, "ask", as_volunteer) == 404
    assert status(client, user, "ask", match) == 200


def test_a_care_leaver_who_volunteers_does_not_open_the_letter_of_their_own_ending(client, ending):
    user = a_young_person(ending.match)
    a_member(Role.VOLUNTEER, ending.match.scheme, user=user)
    assert status(client, user, "letter", ending) == 404


def test_a_letter_is_the_young_person_s_once_it_is_given(client, ending):
    match = ending.match
    letter = actions.write_letter(
        ending=ending,
        words="The seagull took your chips.",
        signed="Ruth",
        by=match.volunteer.user,
        on=today(),
    )
    user = a_young_person(match)
    client.force_login(user)
    mine = reverse("endings:my_letters")
    assert "No letters yet" in client.get(mine).content.decode()
    actions.give_letter(letter=letter, by=coordinator_of(match), on=today())
    assert "The seagull took your chips." in client.get(mine).content.decode()
    assert not Letter.objects.reachable_by(
        a_young_person(a_match_today("Tariq", "Ben")), Permission.SEE_MY_SPACE
    )


# ------------------------------------------------------------------------------------- when all is done


def test_with_the_last_step_the_coordinator_loses_the_child_and_the_ending(client, ending):
    user = coordinator_of(ending.match)
    end_it(ending)
    for step in ending.steps.open():
        actions.skip_step(step=step, why="not needed", by=user, on=today())
    assert status(client, user, "ending", ending) == 404
    assert not Child.objects.reachable_by(user, Permission.SEE_CHILD).exists()
    assert not EndingStep.objects.reachable_by(user, Permission.PLAN_ENDING).exists()
    assert status(client, a_member(Role.MANAGER, ending.match.scheme), "ending", ending) == 200


def test_what_was_asked_is_read_by_coordinators_near_the_child_and_by_managers():
    match = a_match_today()
    actions.ask(match=match, kind="change", by=a_young_person(match), on=today() - timedelta(days=1))
    reach = {
        user: Ask.objects.reachable_by(user, Permission.PLAN_ENDING).exists()
        for user in (
            coordinator_of(match),
            a_member(Role.MANAGER, match.scheme),
            match.volunteer.user,
            a_worker_near(match),
            a_member(Role.COORDINATOR, match.scheme, first_name="Col"),
        )
    }
    assert list(reach.values()) == [True, True, False, False, False]
