"""The pages of open days: what each reader reads and does, and what nobody reads."""

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from kith.access.roles import Role
from kith.access.tests.factories import a_member, a_user
from kith.matching.models import ChildGuest, OpenDay, OpenDayPair, Proposal, VolunteerGuest
from kith.matching.states import GuestStatus
from kith.matching.tests.factories import who_may_come
from kith.matching.tests.open_days import BEFORE, LATER, THAT_DAY, a_day, an_event, an_event_that_was
from kith.matching.tests.pages import at, read
from kith.people.actions import involve
from kith.people.models import Involvement
from kith.people.tests.factories import a_carer, a_worker, with_account
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


# ------------------------------------------------------------------------------------- near the child


def test_worker_and_carer_read_when_and_where_and_say_how_the_child_comes_and_not_whether(client):
    event = an_event()
    tariq = event.invite_child("Tariq")
    on = BEFORE.date()
    jo = a_member(Role.CARER, tariq.child.authority, user=a_user("Jo"))
    nia = a_member(Role.WORKER, tariq.child.authority, user=a_user("Nia"))
    for person, part in (
        (a_carer(user=jo), Involvement.Part.CARER),
        (a_worker(user=nia), Involvement.Part.SOCIAL_WORKER),
    ):
        involve(child=tariq.child, person=person, part=part, by=None, on=on, act="test")
    for user in (jo, nia):
        involve(child=tariq.child, person=user, part=Involvement.Part.CARER, by=None, on=on, act="test")
        client.force_login(user)
        page = read(client.get(at("open_day_told", tariq)))
        assert "The bowling alley" in page
        assert "It is theirs to say" in page
        assert "Would they like to come" not in page
        client.post(at("open_day_told", tariq), {"transport": f"{user.first_name} drives"})
        tariq.refresh_from_db()
        assert tariq.transport == f"{user.first_name} drives"
        assert tariq.status == GuestStatus.INVITED
    stranger = a_member(Role.WORKER, tariq.child.authority, first_name="Una")
    client.force_login(stranger)
    assert client.get(at("open_day_told", tariq)).status_code == 404


# ------------------------------------------------------------------------------------- alone


def test_a_young_person_says_whether_they_come_and_afterwards_whom_they_liked(client, set_the_clock):
    event = an_event()
    tariq, ben = event.invite_child("Tariq"), event.invite_volunteer("Ben")
    event.invite_volunteer("Samir")
    me = with_account(tariq.child)
    client.force_login(me)
    assert "Would you like to come?" in read(client.get("/"))
    client.post(at("my_open_day", tariq), {"answer": "yes"})
    assert "You are coming" in read(client.get("/"))
    event.refresh()
    event.everybody_comes()
    event.is_over()
    set_the_clock(LATER.date())
    client.force_login(me)
    assert "Whom did you like?" in read(client.get("/"))
    page = read(client.get(at("my_open_day_choice", tariq)))
    assert "I rebuild old cars with my dad." in page
    assert "Ashworth" not in page
    key, other = (f"met_{event.volunteers[name].public_id.hex}" for name in ("Ben", "Samir"))
    page = read(client.post(at("my_open_day_choice", tariq), {"say": "ranked", other: "no"}))
    assert "Give somebody “First choice”" in page
    client.post(at("my_open_day_choice", tariq), {"say": "ranked", key: "2", other: "no"})
    said = {
        choice.volunteer.volunteer.first_name: choice.tier
        for choice in tariq.choices.select_related("volunteer__volunteer")
    }
    assert said == {"Ben": 1, "Samir": None}
    assert "We have heard you." in read(client.get(at("my_open_day", tariq)))
    client.post(at("my_open_day_choice", tariq), {"say": "not sure"})
    assert ChildGuest.objects.get().heard == "not sure"
    assert ben.volunteer.first_name not in read(client.get(at("my_open_day", tariq)))


def test_a_young_person_reads_kind_words_once_it_is_agreed_and_nothing_before(client, set_the_clock):
    event = an_event_that_was(children={"Tariq": 100, "Leah": 400}, volunteers={"Ben": 1})
    tariq, leah = (with_account(event.children[name].child) for name in ("Tariq", "Leah"))
    set_the_clock(LATER.date())
    for name in ("Tariq", "Leah"):
        event.chooses(name, "Ben")
    event.work_out()
    for user, name in ((tariq, "Tariq"), (leah, "Leah")):
        client.force_login(user)
        assert "Now we see who can be there for whom" in read(
            client.get(at("my_open_day", event.children[name]))
        )
        assert client.get(at("my_open_day_choice", event.children[name])).status_code == 302
    client.force_login(event.coordinator)
    pair = OpenDayPair.objects.get(volunteer__isnull=False)
    client.post(at("open_day_proposal", event.day), {"pairs": str(pair.public_id)})
    client.force_login(leah)
    assert "You liked Ben. We are asking Ben." in read(client.get(at("my_open_day", event.children["Leah"])))
    assert at("my_no", Proposal.objects.get()) in read(client.get("/"))
    client.force_login(tariq)
    page = read(client.get(at("my_open_day", event.children["Tariq"])))
    assert "there were more young people than places. It is nothing you did." in page
    assert "Leah" not in page


def test_a_volunteer_answers_on_the_phone_and_says_afterwards_for_how_many_they_have_room(
    client, set_the_clock
):
    event = an_event()
    event.invite_child("Tariq")
    ben = event.invite_volunteer("Ben", 2)
    client.force_login(ben.volunteer.user)
    assert "Can you come to an open day?" in read(client.get("/"))
    client.post(at("my_open_day_volunteer", ben), {"answer": "yes"})
    assert "You are coming" in read(client.get(at("my_open_day_volunteer", ben)))
    event.refresh()
    event.everybody_comes()
    event.is_over()
    set_the_clock(LATER.date())
    client.force_login(ben.volunteer.user)
    assert "For how many would you have room now?" in read(client.get("/"))
    client.post(at("my_open_day_volunteer", ben), {"places": "1", "words": "The tall boy knows my son."})
    ben.refresh_from_db()
    assert (ben.places, ben.words) == (1, "The tall boy knows my son.")


# ------------------------------------------------------------------------------------- the proposal


def test_the_page_shows_the_proposal_what_would_change_and_agrees(client, set_the_clock):
    event = an_event_that_was()
    set_the_clock(LATER.date())
    event.chooses("Leah", "Ben", "Samir")
    event.chooses("Tariq", "Ben", "Samir")
    client.force_login(event.coordinator)
    page = read(client.get(at("open_day_work_out", event.day)))
    assert "Imran has not said yet whom they liked." in page
    client.post(at("open_day_work_out", event.day))
    page = read(client.get(at("open_day_proposal", event.day)))
    for words in ("Leah and Ben", "Tariq and Samir", "Second choice", "nobody has been told", "Nobody was passed over.",
                  "Ben’s place went to a child who has waited much longer.", "it comes out the same", "20261121"):  # fmt: skip
        assert words in page, words
    tariq, ben = event.children["Tariq"], event.volunteers["Ben"]
    asked = {"child": str(tariq.public_id), "volunteer": str(ben.public_id), "kind": "together"}
    page = read(client.get(at("open_day_proposal", event.day), asked))
    assert "Tariq would have Ben instead of Samir." in page
    assert "Leah would have Samir instead of Ben." in page
    assert event.got() == {"Leah": "Ben", "Tariq": "Samir"}
    client.post(at("open_day_settle", event.day), asked)
    assert event.got() == {"Leah": "Samir", "Tariq": "Ben"}
    page = read(client.get(at("open_day_proposal", event.day)))
    assert "Tariq and Ben are put together" in page
    client.post(at("open_day_unsettle", event.day), {"pin": str(event.day.pins.get().public_id)})
    assert event.got() == {"Leah": "Ben", "Tariq": "Samir"}
    pairs = [str(pair.public_id) for pair in event.day.workings.order_by("-number")[0].pairs.all()]
    client.post(at("open_day_proposal", event.day), {"pairs": pairs})
    assert Proposal.objects.count() == 2
    page = read(client.get(at("open_day_proposal", event.day)))
    assert "The child said yes" in page
    assert "Agree to these" not in page
    page = read(client.post(at("open_day_proposal", event.day), {"pairs": pairs}))
    assert Proposal.objects.count() == 2


def test_a_pair_that_cannot_be_is_answered_in_words_when_asked_what_if(client, set_the_clock):
    event = an_event_that_was(children={"Tariq": 100, "Leah": 50}, volunteers={"Ben": 1})
    set_the_clock(LATER.date())
    event.chooses("Leah", "Ben")
    event.chooses("Tariq", "Ben")
    client.force_login(event.coordinator)
    deeds = {
        "child": str(event.children["Tariq"].public_id),
        "volunteer": str(event.volunteers["Ben"].public_id),
    }
    event.work_out()
    client.post(at("open_day_settle", event.day), deeds | {"kind": "together"})
    other = {
        "child": str(event.children["Leah"].public_id),
        "volunteer": str(event.volunteers["Ben"].public_id),
    }
    page = read(client.get(at("open_day_proposal", event.day), other | {"kind": "together"}))
    assert "Ben is fixed with 2 and has places for 1." in page


def test_what_was_asked_and_what_came_out_are_taken_away_without_a_name(client, set_the_clock):
    event = an_event_that_was(children={"Tariq": 100}, volunteers={"Ben": 1})
    set_the_clock(LATER.date())
    event.chooses("Tariq", "Ben")
    event.work_out()
    client.force_login(event.coordinator)
    asked = client.get(at("open_day_file", event.day))
    answer = client.get(at("open_day_file", event.day), {"what": "answer"})
    assert asked.json()["format"] == answer.json()["format"] == "kith-match/1"
    assert answer.json()["matches"][0]["choice"] == 1
    for said in (asked, answer):
        assert not any(name in said.content.decode() for name in ("Tariq", "Ben", "Shaw", "Ashworth"))


def test_a_coordinator_talks_with_a_volunteer_and_writes_whom_they_could_not_be_there_for(
    client, set_the_clock
):
    event = an_event_that_was(children={"Tariq": 100, "Leah": 50}, volunteers={"Ben": 2})
    set_the_clock(LATER.date())
    ben, tariq = event.volunteers["Ben"], event.children["Tariq"]
    client.force_login(event.coordinator)
    client.post(at("open_day_afterwards", ben), {"places": "1", f"no_{tariq.public_id.hex}": "known"})
    said = ben.could_nots.get()
    assert (said.guest, said.reason) == (tariq, "known")
    client.force_login(ben.volunteer.user)
    assert "Tariq" not in read(client.get(at("my_open_day_volunteer", ben)))


def test_brothers_and_sisters_choose_together_from_the_page(client, set_the_clock):
    event = an_event_that_was(children={"Tariq": 100, "Leah": 50}, volunteers={"Ben": 2})
    set_the_clock(LATER.date())
    tariq, leah = event.children["Tariq"], event.children["Leah"]
    client.force_login(event.coordinator)
    page = client.post(at("open_day_share", leah), {"other": str(tariq.public_id)}, follow=True)
    assert "Whom did Tariq and Leah like?" in read(page)
    assert "They choose together" in read(client.get(at("open_day_choices", leah)))
    client.post(at("open_day_share", leah), {"undo": "yes"})
    leah.refresh_from_db()
    assert leah.shares_with is None
