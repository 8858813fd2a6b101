"""Nobody a child must be kept from stands beside them at an open day, and nobody who runs it learns why."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.matching.actions import open_days as deeds
from kith.matching.actions.open_days import CannotOpenDay
from kith.matching.models import OpenDayCaution
from kith.matching.queries import volunteers_to_invite
from kith.matching.states import GuestStatus
from kith.matching.tests.factories import DAY, who_may_come
from kith.matching.tests.open_days import BEFORE, LATER, an_event
from kith.matching.tests.pages import at, read
from kith.messages.models import OutboxMessage
from kith.people.tests.factories import a_child_served_by
from kith.recruitment.actions import suspend
from kith.recruitment.actions.flags import compare_with_old, settle_flag
from kith.recruitment.models import Approval, Flag
from kith.safeguarding.barring import bar_contact

pytestmark = pytest.mark.django_db
ON = BEFORE.date()


@pytest.fixture(scope="module")
def laid_event(rows_that_last):
    return an_event()


@pytest.fixture
def grace(event):
    return a_member(Role.SAFEGUARDING_LEAD, event.scheme, first_name="Grace")


def bars(child, by, name, on=ON):
    return bar_contact(
        child=child, name=name, relation="relative", why="An order of the court.", by=by, on=on
    )


def test_a_volunteer_who_may_be_barred_is_not_invited_whichever_children_come(event, grace, client):
    """In the words of a check that has lapsed, and also for a child who is not there: nothing is learnt by trying."""
    elsewhere = a_child_served_by(event.scheme, event.coordinator, "Leah")
    ben = who_may_come("Ben", event.scheme, last_name="Ashworth")
    bars(elsewhere, grace, "Ben Ashworth")
    with pytest.raises(CannotOpenDay, match="^Ben cannot be invited at the moment.$"):
        deeds.invite_volunteers(open_day=event.day, volunteers=[ben], by=event.coordinator, at=BEFORE)
    compare_with_old(at=BEFORE)
    assert volunteers_to_invite(event.day, BEFORE.date()) == []
    flag = Flag.objects.get()
    settle_flag(flag=flag, finding="other", words="Another Ben Ashworth.", by=grace, on=BEFORE.date())
    assert volunteers_to_invite(event.day, BEFORE.date()) == [ben]


def test_somebody_barred_after_they_were_invited_has_their_place_taken_back_in_neutral_words(
    event, grace, client
):
    tariq, ben = event.invite_child("Tariq"), event.invite_volunteer("Ben", last_name="Ashworth")
    bars(tariq.child, grace, "Ben Ashworth")
    compare_with_old(at=BEFORE)
    assert deeds.see_who_may_come(at=BEFORE) == 1
    ben.refresh_from_db()
    assert ben.status == GuestStatus.TAKEN_BACK
    assert OutboxMessage.objects.filter(event="invitation changed", to=ben.volunteer.user).count() == 1
    caution = OpenDayCaution.objects.get()
    assert (caution.volunteer, caution.guest) == (ben, tariq)
    assert OutboxMessage.objects.filter(event="answer to read today", to=grace).count() == 1
    assert deeds.see_who_may_come(at=BEFORE + timedelta(minutes=15)) == 0
    assert OpenDayCaution.objects.count() == 1
    with pytest.raises(CannotOpenDay, match="^Ben cannot be invited at the moment.$"):
        deeds.invite_volunteers(
            open_day=event.day, volunteers=[ben.volunteer], by=event.coordinator, at=BEFORE
        )

    client.force_login(event.coordinator)
    page = read(client.get(at("open_day", event.day)))
    assert "Invitation taken back" in page
    for never in ("barred", "conflict", "kept from", "court", "flag"):
        assert never not in page
    client.force_login(ben.volunteer.user)
    assert "The open day goes on without you" in read(client.get(at("my_open_day_volunteer", ben)))


def test_a_lapsed_check_has_the_same_words(event, client):
    ben = event.invite_volunteer("Ben")
    suspend(volunteer=ben.volunteer, reason="check", by=event.manager, on=BEFORE.date())
    assert deeds.see_who_may_come(at=BEFORE) == 1
    client.force_login(ben.volunteer.user)
    assert "The open day goes on without you" in read(client.get(at("my_open_day_volunteer", ben)))
    assert not OpenDayCaution.objects.exists()


def test_somebody_who_comes_along_is_compared_and_only_the_lead_is_told(event, grace, client):
    tariq, leah = event.invite_child("Tariq"), event.invite_child("Leah")
    bars(tariq.child, grace, "Dale Rudd")
    deeds.answer_child(
        guest=leah, said="yes", comes_with="Jo Pell and Dale Rudd", by=event.coordinator, at=BEFORE
    )
    caution = OpenDayCaution.objects.get()
    assert (caution.companion_of, caution.guest, "name" in caution.alike) == (leah, tariq, True)
    client.force_login(event.coordinator)
    assert "Dale Rudd" in read(client.get(at("open_day", event.day)))
    assert client.get(at("open_day_caution", caution)).status_code == 404
    assert client.get(reverse("matching:open_day_cautions")).status_code == 403

    client.force_login(grace)
    page = read(client.get(reverse("matching:open_day_cautions")))
    assert "Somebody who comes along to an open day" in page
    assert "Tariq" not in page
    client.post(at("open_day_caution", caution), {"finding": "apart"})
    leah.refresh_from_db()
    assert leah.comes_with == ""
    assert "Nothing to look at" in read(client.get(reverse("matching:open_day_cautions")))
    with pytest.raises(CannotOpenDay, match="settled already"):
        deeds.settle_caution(caution=OpenDayCaution.objects.get(), finding="apart", by=grace, on=DAY)


def test_somebody_kept_apart_who_is_written_down_again_is_looked_at_again(event, grace):
    tariq, leah = event.invite_child("Tariq"), event.invite_child("Leah")
    bars(tariq.child, grace, "Dale Rudd")
    for finding, told in (("apart", 1), ("somebody else", 2), ("", 2)):
        deeds.answer_child(guest=leah, said="yes", comes_with="Dale Rudd", by=event.coordinator, at=BEFORE)
        caution = OpenDayCaution.objects.get()
        assert OutboxMessage.objects.filter(event="answer to read today", to=grace).count() == told
        if finding:
            deeds.settle_caution(caution=caution, finding=finding, by=grace, on=ON)
        leah.refresh_from_db()
    assert OpenDayCaution.objects.get().finding == "somebody else"


def test_a_first_name_alone_is_compared_with_nobody(event, grace):
    tariq = event.invite_child("Tariq")
    bars(tariq.child, grace, "Dale Rudd")
    deeds.answer_child(guest=tariq, said="yes", comes_with="Dale", by=event.coordinator, at=BEFORE)
    assert not OpenDayCaution.objects.exists()


def test_whoever_must_be_kept_apart_is_never_proposed_though_the_child_liked_them(event, grace):
    tariq, _ = event.invite_child("Tariq"), event.invite_volunteer("Ben", last_name="Ashworth")
    event.invite_volunteer("Samir", last_name="Khan")
    event.everybody_comes()
    event.is_over()
    event.chooses("Tariq", "Ben", "Samir")
    bars(tariq.child, grace, "Ben Ashworth", on=LATER.date())  # not compared yet: it counts at once
    working = event.work_out()
    assert event.got() == {"Tariq": "Samir"}
    compare_with_old(at=LATER)
    event.work_out()
    assert event.got() == {"Tariq": "Samir"}
    assert working.asked["volunteers"][0].keys() == {"key", "places", "could_not"}


def test_what_stands_against_a_brother_or_sister_stands_against_sharing(event):
    """Ben may be there for children of eleven or more; Leah is nine, and would share him with Tariq."""
    event.invite_child("Tariq"), event.invite_child("Leah", born=date(2017, 5, 4))
    event.invite_volunteer("Ben", places=2)
    event.everybody_comes()
    event.is_over()
    tariq, leah, ben = event.children["Tariq"], event.children["Leah"], event.volunteers["Ben"]
    deeds.share(guest=leah, other=tariq, by=event.coordinator, at=LATER)
    event.chooses("Tariq", "Ben")
    approved = Approval.objects.filter(volunteer=ben.volunteer)
    approved.update(places=2, age_from=11)
    deeds.pin(guest=tariq, volunteer=ben, kind="together", by=event.coordinator, at=LATER)
    with pytest.raises(CannotOpenDay, match="cannot be fixed"):
        event.work_out()
    approved.update(age_from=8)
    event.work_out()
    assert event.got() == {"Tariq": "Ben", "Leah": "Ben"}
