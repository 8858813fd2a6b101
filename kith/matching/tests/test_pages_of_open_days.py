"""The pages of open days: what each reader reads and does, and what nobody reads."""

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.matching.models import ChildGuest, OpenDay, VolunteerGuest
from kith.matching.states import GuestStatus
from kith.matching.tests.factories import who_may_come
from kith.matching.tests.open_days import THAT_DAY, a_day, an_event, an_event_that_was
from kith.matching.tests.pages import at, read
from kith.people.tests.factories import with_account
from kith.schemes.tests.factories import a_provider, a_scheme

pytestmark = pytest.mark.django_db

PLAN = {
    "day_day": "12", "day_month": "12", "day_year": "2026", "begins": "2pm", "ends": "4pm", "place": "The library",
    "to_do": "Games", "child_places": "8", "volunteer_places": "6",
}  # fmt: skip
ABOUT_DAY = (
    "open_day", "open_day_change", "open_day_again", "open_day_call_off", "open_day_lists", "open_day_badges",
    "open_day_invite_children", "open_day_invite_volunteers", "open_day_on_the_day", "open_day_walk_in_child",
    "open_day_walk_in_volunteer", "open_day_close_doors", "open_day_open_doors", "open_day_work_out",
    "open_day_proposal", "open_day_hear_again", "open_day_file",
)  # fmt: skip
ABOUT_CHILD = ("open_day_child", "open_day_take_back_child", "open_day_choices")
ABOUT_VOLUNTEER = ("open_day_volunteer", "open_day_take_back_volunteer", "open_day_afterwards")


def everything(event):
    day, child = event.day, next(iter(event.children.values()))
    volunteer = next(iter(event.volunteers.values()))
    found = [at(name, day) for name in ABOUT_DAY] + [at(name, child) for name in ABOUT_CHILD]
    return found + [at(name, volunteer) for name in ABOUT_VOLUNTEER]


def test_the_coordinator_and_the_manager_open_every_page_and_nobody_else_any(client):
    event = an_event_that_was(children={"Tariq": 100}, volunteers={"Ben": 1})
    event.chooses("Tariq", "Ben")
    event.work_out()
    for user in (
        event.coordinator,
        event.manager,
        a_member(Role.COORDINATOR, event.scheme, first_name="Cleo"),
    ):
        client.force_login(user)
        assert {client.get(page).status_code for page in everything(event)} == {200}, user
    elsewhere = a_scheme("Harbour friends", provider=a_provider("Harbour"))
    tariq, himself = event.children["Tariq"], event.volunteers["Ben"].volunteer.user
    assert himself is not None
    for user in (
        a_member(Role.COORDINATOR, elsewhere, first_name="Stella"),
        a_member(Role.SAFEGUARDING_LEAD, event.scheme, first_name="Grace"),
        a_member(Role.VETTING_OFFICER, event.scheme, first_name="Vera"),
        a_member(Role.WORKER, tariq.child.authority, first_name="Nia"),
        himself,
        with_account(tariq.child),
    ):
        client.force_login(user)
        assert {client.get(page).status_code for page in everything(event)} == {404}, user.first_name
        listed = client.get(reverse("matching:open_days"))
        assert listed.status_code == 403 or not listed.context["rows"], user.first_name


def test_each_answers_their_own_invitation_and_nobody_elses(client):
    event = an_event()
    tariq, leah = event.invite_child("Tariq"), event.invite_child("Leah")
    ben, samir = event.invite_volunteer("Ben"), event.invite_volunteer("Samir")
    client.force_login(with_account(tariq.child))
    assert client.get(at("my_open_day", tariq)).status_code == 200
    assert client.get(at("my_open_day", leah)).status_code == 404
    assert client.get(at("my_open_day_choice", leah)).status_code == 404
    assert client.get(at("my_open_day_volunteer", ben)).status_code == 404
    client.force_login(ben.volunteer.user)
    assert client.get(at("my_open_day_volunteer", ben)).status_code == 200
    assert client.get(at("my_open_day_volunteer", samir)).status_code == 404
    assert client.get(at("my_open_day", tariq)).status_code == 404


def test_a_volunteer_never_reads_a_child(client):
    event = an_event_that_was(children={"Tariq": 100}, volunteers={"Ben": 1})
    event.chooses("Tariq", "Ben")
    client.force_login(event.volunteers["Ben"].volunteer.user)
    for page in ("/", at("my_open_day_volunteer", event.volunteers["Ben"])):
        words = read(client.get(page))
        assert "Tariq" not in words
        assert "1 child" not in words


# ------------------------------------------------------------------------------------- the list and the plan


def test_a_day_is_planned_from_the_list_and_mistakes_keep_what_was_typed(client):
    event = an_event()
    client.force_login(event.coordinator)
    OpenDay.objects.all().delete()
    assert "No open day is planned" in read(client.get(reverse("matching:open_days")))
    assert "schemes" in client.get(reverse("matching:open_day_new")).context["form"].fields
    sent = PLAN | {"schemes": str(event.scheme.public_id)}
    page = read(client.post(reverse("matching:open_day_new"), sent | {"ends": "1pm"}))
    assert "It begins at 2pm, so it must end later than that" in page
    assert 'value="The library"' in page
    page = read(client.post(reverse("matching:open_day_new"), sent | {"day_year": "2025"}))
    assert "Choose a day that is still to come" in page
    made = client.post(reverse("matching:open_day_new"), sent)
    day = OpenDay.objects.get()
    assert made.url == at("open_day", day)
    page = read(client.get(reverse("matching:open_days")))
    assert "Saturday 12 December" in page
    assert "Nobody invited yet" in page


def test_the_list_is_filtered_taken_away_and_asks_the_database_no_more_for_many(client):
    event = an_event()
    event.invite_child("Tariq")
    client.force_login(event.manager)
    address = reverse("matching:open_days")
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for _ in range(12):
        a_day(event.scheme, event.coordinator)
    with CaptureQueriesContext(connection) as many:
        assert len(client.get(address).context["rows"]) == 13
    assert len(many) == len(few)
    assert client.get(address, {"show": "off"}).context["rows"] == []
    assert client.get(address, {"show": "nonsense"}).context["shown"] == "coming"
    book = CalamineWorkbook.from_filelike(BytesIO(client.get(address, {"as": "xlsx"}).content))
    assert len(book.get_sheet_by_index(0).to_python()) == 14


def test_the_page_of_a_day_asks_the_database_no_more_for_many(client):
    event = an_event(child_places=60)
    event.invite_child("Tariq")
    event.invite_volunteer("Ben")
    client.force_login(event.manager)
    client.get(at("open_day", event.day))
    with CaptureQueriesContext(connection) as few:
        client.get(at("open_day", event.day))
    for number in range(5):
        event.invite_child(f"Child {number}")
    with CaptureQueriesContext(connection) as many:
        client.get(at("open_day", event.day))
    assert len(many) == len(few)


def test_people_are_invited_from_lists_of_those_who_may_come(client):
    event = an_event()
    referral, ben = event.waiting_child("Tariq"), who_may_come("Ben", event.scheme)
    client.force_login(event.coordinator)
    page = read(client.post(at("open_day_invite_children", event.day), {}))
    assert "Choose somebody" in page
    client.post(at("open_day_invite_children", event.day), {"who": str(referral.public_id)})
    client.post(at("open_day_invite_volunteers", event.day), {"who": str(ben.public_id)})
    page = read(client.get(at("open_day", event.day)))
    assert "Not asked yet" in page
    assert "Ben Ashworth" in page
    assert "No child you look after is waiting" in read(client.get(at("open_day_invite_children", event.day)))


def test_lists_and_badges_carry_first_names_and_no_surname(client):
    event = an_event()
    event.invite_child("Tariq")
    event.invite_volunteer("Ben")
    client.force_login(event.coordinator)
    for name in ("open_day_lists", "open_day_badges"):
        page = read(client.get(at(name, event.day)))
        assert "Tariq" in page
        assert "Ben" in page
        for never in ("Shaw", "Ashworth", "LS1", "NB0"):
            assert never not in page, name


def test_who_came_is_marked_with_one_press_and_put_back_with_one(client, set_the_clock):
    event = an_event()
    tariq, ben = event.invite_child("Tariq"), event.invite_volunteer("Ben")
    set_the_clock(THAT_DAY)
    client.force_login(event.coordinator)
    client.post(at("open_day_mark_child", tariq), {"mark": "came"})
    client.post(at("open_day_mark_volunteer", ben), {"mark": "away"})
    assert (ChildGuest.objects.get().status, VolunteerGuest.objects.get().status) == ("came", "away")
    assert "Children: 1 here" in read(client.get(at("open_day_on_the_day", event.day)))
    client.post(at("open_day_mark_child", tariq), {"mark": "undo"})
    assert ChildGuest.objects.get().status == GuestStatus.INVITED
    page = client.post(at("open_day_mark_child", tariq), {"mark": "undo"}, follow=True)
    assert "nothing to put back" in read(page)
    assert client.get(at("open_day_mark_child", tariq)).status_code == 405


def test_marking_before_the_day_is_refused_in_words(client):
    event = an_event()
    tariq = event.invite_child("Tariq")
    client.force_login(event.coordinator)
    page = client.post(at("open_day_mark_child", tariq), {"mark": "came"}, follow=True)
    assert "Say who came on the day" in read(page)
    assert "It is not the day yet" in read(page)
