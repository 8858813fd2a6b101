"""The pages of an open day for those who are invited, and for the worker and the carer of a child who is."""

import pytest

from kith.access.roles import Role
from kith.access.tests.factories import a_member, a_user
from kith.matching.models import ChildGuest, OpenDayPair, Proposal
from kith.matching.states import GuestStatus
from kith.matching.tests.open_days import BEFORE, LATER, an_event, an_event_that_was
from kith.matching.tests.pages import at, read
from kith.people.actions import involve
from kith.people.models import Involvement
from kith.people.tests.factories import a_carer, a_worker, with_account

pytestmark = pytest.mark.django_db


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
