"""Planning an open day, inviting, answering, and who came: what may be, and what is refused in words."""

from datetime import date, time, timedelta

import pytest

from kith.access.tests.factories import a_user
from kith.audit.events import Kind
from kith.audit.models import Event as Trace
from kith.foundation.dates import moment
from kith.matching.actions import open_days as deeds
from kith.matching.actions.open_days import CannotOpenDay
from kith.matching.models import ChildGuest, OpenDay, VolunteerGuest
from kith.matching.queries import children_to_invite, met_by, volunteers_to_invite
from kith.matching.states import GuestStatus, OpenDayStatus
from kith.matching.tests.factories import DAY, a_road, who_may_come
from kith.matching.tests.open_days import BEFORE, DURING, LATER, a_day, an_event
from kith.messages.models import OutboxMessage
from kith.people.actions import involve
from kith.people.models import Involvement
from kith.people.tests.factories import a_worker, with_account
from kith.recruitment.actions import suspend
from kith.referral.models import Referral

pytestmark = pytest.mark.django_db
G = GuestStatus


@pytest.fixture(scope="module")
def laid_event(rows_that_last):
    return an_event()


def letters(event_key):
    return [message.to for message in OutboxMessage.objects.filter(event=event_key).select_related("to")]


# ------------------------------------------------------------------------------------- planning


def test_an_open_day_lies_ahead_has_a_place_and_something_to_do(event):
    for changed, words in (
        ({"begins_at": BEFORE - timedelta(hours=1)}, "still to come"),
        ({"ends_at": BEFORE + timedelta(hours=1)}, "must end later"),
        ({"place": "  "}, "Say where it is"),
        ({"to_do": ""}, "Say what you will do together"),
        ({"child_places": 0}, "Enter a number from 1 to 200"),
        ({"schemes": []}, "Choose at least one scheme"),
    ):
        with pytest.raises(CannotOpenDay, match=words):
            a_day(event.scheme, event.coordinator, **changed)


def test_the_seed_is_drawn_when_the_day_is_planned(event):
    seeds = {a_day(event.scheme, event.coordinator, seed=None).seed for _ in range(4)}
    assert len(seeds) > 1


def test_places_cannot_go_below_those_who_come(event):
    for name in ("Tariq", "Leah"):
        deeds.answer_child(guest=event.invite_child(name), said="yes", by=event.coordinator, at=BEFORE)
    with pytest.raises(CannotOpenDay, match="2 children are coming already") as refused:
        deeds.change_day(open_day=event.day, child_places=1, by=event.coordinator, at=BEFORE)
    assert refused.value.field == "child_places"


def test_another_time_or_place_is_told_to_those_who_are_invited_and_to_nobody_who_said_no(event):
    ben, samir = event.invite_volunteer("Ben"), event.invite_volunteer("Samir")
    deeds.answer_volunteer(guest=samir, yes=False, by=samir.volunteer.user, at=BEFORE)
    deeds.change_day(open_day=event.day, note="Bring socks.", by=event.coordinator, at=BEFORE)
    assert letters("invitation changed") == []
    deeds.change_day(open_day=event.day, place="The library", by=event.coordinator, at=BEFORE)
    assert letters("invitation changed") == [ben.volunteer.user]


def test_an_open_day_that_is_called_off_is_told_to_everybody_at_once_and_planned_again(event):
    tariq, ben = event.invite_child("Tariq"), event.invite_volunteer("Ben")
    samir = event.invite_volunteer("Samir")
    nia = a_user("Nia")
    worker = a_worker(user=nia)
    involve(
        child=tariq.child,
        person=worker,
        part=Involvement.Part.SOCIAL_WORKER,
        by=None,
        on=DAY - timedelta(days=30),
        act="test",
    )
    young = with_account(tariq.child)
    young.email = "tariq@example.org"
    young.save()
    deeds.call_off(open_day=event.day, why="Flooded", by=event.coordinator, at=BEFORE)
    assert set(letters("invitation called off")) == {young, nia, ben.volunteer.user, samir.volunteer.user}
    with pytest.raises(CannotOpenDay, match="called off already"):
        deeds.call_off(open_day=event.day, by=event.coordinator, at=BEFORE)
    suspend(volunteer=samir.volunteer, reason="other", by=event.manager, on=BEFORE.date())
    planned = {"begins_at": DURING + timedelta(days=7), "ends_at": DURING + timedelta(days=7, hours=2),
               "place": "The library", "to_do": "Games", "child_places": 5, "volunteer_places": 5}  # fmt: skip
    again, left_out = deeds.plan_again(open_day=event.day, by=event.coordinator, at=BEFORE, **planned)
    assert [guest.child.name for guest in again.children.with_people()] == ["Tariq"]
    assert [guest.volunteer.first_name for guest in again.volunteers.with_people()] == ["Ben"]
    assert left_out == ["Samir cannot be invited at the moment."]
    with pytest.raises(CannotOpenDay, match="planned again already"):
        deeds.plan_again(open_day=event.day, by=event.coordinator, at=BEFORE, **planned)


# ------------------------------------------------------------------------------------- inviting


def test_a_child_is_invited_once_and_a_taken_back_invitation_may_be_made_anew(event):
    guest = event.invite_child("Tariq")
    with pytest.raises(CannotOpenDay, match="Tariq is invited already"):
        deeds.invite_children(open_day=event.day, referrals=[guest.referral], by=event.coordinator, at=BEFORE)
    deeds.take_back(guest=guest, by=event.coordinator, at=BEFORE)
    deeds.invite_children(open_day=event.day, referrals=[guest.referral], by=event.coordinator, at=BEFORE)
    assert ChildGuest.objects.get().status == G.INVITED


def test_only_children_who_wait_in_the_schemes_of_the_day_and_are_free_can_be_invited(event):
    referral = event.waiting_child("Zara")
    assert list(children_to_invite(event.day, Referral.objects.all())) == [referral]
    referral.child.sealed = True
    referral.child.save()
    assert not children_to_invite(event.day, Referral.objects.all()).exists()
    with pytest.raises(CannotOpenDay, match="story is sealed"):
        deeds.invite_children(open_day=event.day, referrals=[referral], by=event.coordinator, at=BEFORE)


def test_a_child_with_somebody_on_the_way_is_not_invited(event):
    road = a_road("Maya", event.scheme, volunteers=("Luke",), coordinator=event.coordinator)
    road.proposal(name="Luke")
    assert not children_to_invite(event.day, Referral.objects.all()).exists()
    with pytest.raises(CannotOpenDay, match="Maya has chosen somebody"):
        deeds.invite_children(open_day=event.day, referrals=[road.referral], by=event.coordinator, at=BEFORE)


def test_only_volunteers_who_may_meet_a_child_and_have_room_are_invited(event):
    ben, samir = who_may_come("Ben", event.scheme), who_may_come("Samir", event.scheme)
    suspend(volunteer=samir, reason="other", by=event.manager, on=BEFORE.date())
    assert volunteers_to_invite(event.day, BEFORE.date()) == [ben]
    with pytest.raises(CannotOpenDay, match="^Samir cannot be invited at the moment.$"):
        deeds.invite_volunteers(open_day=event.day, volunteers=[samir], by=event.coordinator, at=BEFORE)


def test_nobody_is_invited_to_a_day_that_has_begun_or_is_called_off(event):
    referral = event.waiting_child("Tariq")
    with pytest.raises(CannotOpenDay, match="has begun"):
        deeds.invite_children(open_day=event.day, referrals=[referral], by=event.coordinator, at=DURING)
    deeds.call_off(open_day=event.day, by=event.coordinator, at=BEFORE)
    with pytest.raises(CannotOpenDay, match="Nobody is invited"):
        deeds.invite_children(open_day=event.day, referrals=[referral], by=event.coordinator, at=BEFORE)


# ------------------------------------------------------------------------------------- answers


def test_a_child_says_yes_no_or_has_not_been_asked(event):
    guest = event.invite_child("Tariq")
    deeds.answer_child(guest=guest, said="", transport="Jo drives", by=event.coordinator, at=BEFORE)
    assert (guest.status, guest.transport) == (G.INVITED, "Jo drives")
    deeds.answer_child(guest=guest, said="yes", by=event.coordinator, at=BEFORE)
    assert (guest.status, guest.transport) == (G.COMING, "Jo drives")
    deeds.answer_child(guest=guest, said="no", by=event.coordinator, at=BEFORE)
    assert guest.status == G.NOT_COMING
    with pytest.raises(CannotOpenDay, match="choose yes or no"):
        deeds.answer_child(guest=guest, said="", by=event.coordinator, at=BEFORE)


def test_nobody_can_say_yes_to_a_place_that_is_not_there():
    event = an_event(child_places=1, volunteer_places=1)
    first, second = event.invite_child("Tariq"), event.invite_child("Leah")
    deeds.answer_child(guest=first, said="yes", by=event.coordinator, at=BEFORE)
    with pytest.raises(CannotOpenDay, match="All 1 places are taken"):
        deeds.answer_child(guest=second, said="yes", by=event.coordinator, at=BEFORE)
    second.refresh_from_db()
    assert (second.status, second.child_said) == (G.INVITED, "")


def test_a_volunteer_may_change_their_mind_until_it_is_over(event):
    ben = event.invite_volunteer("Ben")
    for yes, status in ((True, G.COMING), (False, G.NOT_COMING), (True, G.COMING), (True, G.COMING)):
        deeds.answer_volunteer(guest=ben, yes=yes, by=ben.volunteer.user, at=BEFORE)
        assert ben.status == status
    with pytest.raises(CannotOpenDay, match="has been"):
        deeds.answer_volunteer(guest=ben, yes=False, by=ben.volunteer.user, at=LATER)


# ------------------------------------------------------------------------------------- on the day


def test_who_came_is_marked_on_the_day_and_put_back_to_what_it_was(event):
    guest = event.invite_child("Tariq")
    deeds.answer_child(guest=guest, said="yes", by=event.coordinator, at=BEFORE)
    with pytest.raises(CannotOpenDay, match="Say who came on the day"):
        deeds.mark(guest=guest, came=True, by=event.coordinator, at=BEFORE)
    deeds.mark(guest=guest, came=True, by=event.coordinator, at=DURING)
    deeds.mark(guest=guest, came=False, by=event.coordinator, at=DURING)
    assert guest.status == G.AWAY
    deeds.unmark(guest=guest, by=event.coordinator, at=DURING)
    assert guest.status == G.COMING


def test_somebody_who_walks_in_is_on_the_list_and_off_again_with_undo(event):
    referral, ben = event.waiting_child("Zara"), who_may_come("Ben", event.scheme)
    zara = deeds.walk_in_child(open_day=event.day, referral=referral, by=event.coordinator, at=DURING)
    came = deeds.walk_in_volunteer(open_day=event.day, volunteer=ben, by=event.coordinator, at=DURING)
    assert (zara.status, zara.walked_in, came.status) == (G.CAME, True, G.CAME)
    deeds.unmark(guest=zara, by=event.coordinator, at=DURING)
    assert zara.status == G.TAKEN_BACK
    with pytest.raises(CannotOpenDay, match="Say who came on the day"):
        deeds.walk_in_child(open_day=event.day, referral=referral, by=event.coordinator, at=BEFORE)


def test_a_volunteer_suspended_since_the_invitation_is_not_let_in(event):
    ben = event.invite_volunteer("Ben")
    suspend(volunteer=ben.volunteer, reason="concern", by=event.manager, on=DAY)
    with pytest.raises(CannotOpenDay, match="Ben cannot be here as things stand"):
        deeds.mark(guest=ben, came=True, by=event.coordinator, at=DURING)


def test_when_the_doors_close_whoever_was_not_marked_did_not_come(event):
    tariq, ben = event.invite_child("Tariq"), event.invite_volunteer("Ben")
    event.invite_child("Leah")
    with pytest.raises(CannotOpenDay, match="Mark first"):
        event.is_over()
    for guest in (tariq, ben):
        deeds.mark(guest=guest, came=True, by=event.coordinator, at=DURING)
    event.is_over()
    assert event.children["Leah"].status == G.AWAY
    assert event.day.status == OpenDayStatus.LISTENING
    with pytest.raises(CannotOpenDay, match="Leah was not at the open day"):
        event.chooses("Leah", "Ben")
    deeds.open_doors(open_day=event.day, by=event.coordinator, at=DURING)
    deeds.mark(guest=event.children["Leah"], came=True, by=event.coordinator, at=DURING)
    event.is_over()
    event.chooses("Leah", "Ben")
    with pytest.raises(CannotOpenDay, match="1 child has said already"):
        deeds.open_doors(open_day=event.day, by=event.coordinator, at=LATER)


def test_a_child_can_only_choose_somebody_they_met_and_say_one_thing_about_each(event):
    event.invite_child("Tariq")
    event.invite_volunteer("Ben")
    event.invite_volunteer("Samir")
    deeds.mark(guest=event.children["Tariq"], came=True, by=event.coordinator, at=DURING)
    deeds.mark(guest=event.volunteers["Ben"], came=True, by=event.coordinator, at=DURING)
    with pytest.raises(CannotOpenDay, match="not over yet"):
        event.chooses("Tariq", "Ben")
    event.is_over()
    assert [guest.volunteer.first_name for guest in met_by(event.children["Tariq"])] == ["Ben"]
    with pytest.raises(CannotOpenDay, match="Tariq did not meet Samir"):
        event.chooses("Tariq", "Samir")
    with pytest.raises(CannotOpenDay, match="Ben is named twice"):
        event.chooses("Tariq", "Ben", aside=("Ben",))
    event.chooses("Tariq", "Ben")
    event.chooses("Tariq")
    assert event.children["Tariq"].heard == "nobody"
    assert not event.children["Tariq"].choices.exists()


def test_a_volunteer_has_room_for_no_more_than_they_are_approved_for(event):
    event.invite_child("Tariq")
    ben = event.invite_volunteer("Ben", 2)
    event.everybody_comes()
    event.is_over()
    ben = event.volunteers["Ben"]
    with pytest.raises(CannotOpenDay, match="approved for 2 more children at the most") as refused:
        deeds.say_afterwards(guest=ben, places=3, by=event.coordinator, at=LATER)
    assert refused.value.field == "places"
    deeds.say_afterwards(guest=ben, places=1, words="Lovely day.", by=ben.volunteer.user, at=LATER)
    assert VolunteerGuest.objects.get().places == 1


def test_each_deed_leaves_one_trace(event):
    guest = event.invite_child("Tariq")
    deeds.answer_child(guest=guest, said="yes", by=event.coordinator, at=BEFORE)
    deeds.mark(guest=guest, came=True, by=event.coordinator, at=DURING)
    for kind in (Kind.OPEN_DAY_PLANNED, Kind.OPEN_DAY_INVITED, Kind.OPEN_DAY_ANSWERED, Kind.OPEN_DAY_MARKED):
        assert Trace.objects.filter(kind=kind).count() == 1, kind
    assert Trace.objects.get(kind=Kind.OPEN_DAY_INVITED).child == guest.child.public_id


def test_an_open_day_in_the_night_the_clocks_change_is_on_the_day_it_says(event):
    begins = moment(date(2027, 10, 31), time(0, 30))
    planned = a_day(event.scheme, event.coordinator, begins_at=begins, ends_at=begins + timedelta(hours=3))
    assert planned.day.isoformat() == "2027-10-31"
    assert OpenDay.objects.ahead(begins).filter(pk=planned.pk).exists()
