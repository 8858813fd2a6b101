"""Who is near a child, from when to when; and cards, which nobody approves for themself."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from kith.access.roles import Role
from kith.access.tests.factories import a_member, a_user
from kith.audit.models import Event
from kith.people.actions import (
    CannotApproveCard,
    CannotOpenSpace,
    CannotShow,
    approve_card,
    describe,
    enlist,
    involve,
    leave,
    open_space,
    show_address,
    write_card,
)
from kith.people.models import Enlistment, Involvement, PlacementAddressLook
from kith.people.tests.factories import a_carer, a_child, a_volunteer, a_worker, with_account
from kith.schemes.tests.factories import a_scheme, an_authority

pytestmark = pytest.mark.django_db
Part = Involvement.Part


def near(child, person, day, part=Part.COORDINATOR):
    return involve(child=child, person=person, part=part, by=None, on=day, act="test.deed")


# ------------------------------------------------------------------------------------- near a child


def test_to_be_brought_near_twice_is_to_be_near_once(day):
    child, amara = a_child(), a_user("Amara")
    first = near(child, amara, day)
    assert near(child, amara, day + timedelta(days=9)) == first
    assert first.from_day == day
    assert Event.objects.filter(kind="involvement began").count() == 1


def test_whoever_left_can_come_near_again_as_a_new_row(day):
    child, amara = a_child(), a_user("Amara")
    leave(involvement=near(child, amara, day), by=None, on=day + timedelta(days=5), act="test.end")
    near(child, amara, day + timedelta(days=9))
    assert [row.from_day for row in child.involvements.order_by("from_day")] == [day, day + timedelta(days=9)]


def test_an_involvement_that_is_over_stays_as_it_ended(day):
    involvement = near(a_child(), a_user(), day)
    leave(involvement=involvement, by=None, on=day + timedelta(days=5), act="test.first")
    leave(involvement=involvement, by=None, on=day + timedelta(days=9), act="test.second")
    assert (involvement.until_day, involvement.closed_by_act) == (day + timedelta(days=5), "test.first")


def test_nobody_leaves_before_they_came(day):
    involvement = near(a_child(), a_user(), day)
    leave(involvement=involvement, by=None, on=day - timedelta(days=5), act="test.end")
    assert involvement.until_day == day


def test_a_worker_or_carer_with_an_account_is_known_by_it_too(day):
    child, user = a_child(), a_user("Nia")
    involvement = near(child, a_worker(user=user), day, Part.SOCIAL_WORKER)
    assert involvement.user == user
    assert near(child, a_carer(), day, Part.CARER).user is None


def test_an_involvement_is_somebody_s(day):
    with pytest.raises(IntegrityError), transaction.atomic():
        Involvement.objects.create(child=a_child(), part=Part.CARER, from_day=day, opened_by_act="test")


def test_one_person_is_near_a_child_in_one_part_once_at_a_time(day):
    child, amara = a_child(), a_user("Amara")
    near(child, amara, day)
    with pytest.raises(IntegrityError), transaction.atomic():
        Involvement.objects.create(
            child=child, part=Part.COORDINATOR, user=amara, from_day=day, opened_by_act="test"
        )


def test_a_volunteer_is_enlisted_once_at_a_time(day):
    volunteer, scheme = a_volunteer(), a_scheme()
    first = enlist(volunteer=volunteer, scheme=scheme, by=None, on=day)
    assert enlist(volunteer=volunteer, scheme=scheme, by=None, on=day + timedelta(days=1)) == first
    first.until_day = day + timedelta(days=2)
    first.save()
    enlist(volunteer=volunteer, scheme=scheme, by=None, on=day + timedelta(days=3))
    assert Enlistment.objects.filter(volunteer=volunteer).count() == 2


# ------------------------------------------------------------------------------------- a child


def test_only_a_description_can_be_described(day):
    with pytest.raises(ValueError, match="born"):
        describe(child=a_child(), by=a_user(), on=day, born=day)


def test_an_address_without_a_reason_is_refused_with_what_to_do(day):
    with pytest.raises(CannotShow, match="Say in a few words why you need the address"):
        show_address(child=a_child(), reason="why not", by=a_user(), on=day)
    assert not PlacementAddressLook.objects.exists()


def test_a_look_is_kept_though_there_was_no_address_to_see(day):
    assert show_address(child=a_child(), reason="Driving her home tonight", by=a_user(), on=day) is None
    assert PlacementAddressLook.objects.count() == 1


def test_a_child_whom_nobody_serves_has_no_space_to_open(day):
    child = a_child("Kim")
    child.authority, child.authority_ref = None, ""
    child.save()
    with pytest.raises(CannotOpenSpace, match="near Kim yet"):
        open_space(child=child, by=a_user(), on=day)
    assert child.user is None


def test_a_child_with_an_account_gets_a_key_and_no_second_account(day):
    child = a_child("Ana")
    user = with_account(child)
    open_space(child=child, by=a_user(), on=day)
    assert child.user == user
    assert user.memberships.count() == 1
    assert user.space_keys.filter(revoked_on=None).count() == 1


# ------------------------------------------------------------------------------------- a card


def test_a_card_is_seen_once_somebody_else_has_read_it(day):
    scheme = a_scheme()
    ruth = a_volunteer("Ruth", scheme)
    card = write_card(volunteer=ruth, picture="bike", words="I like bikes.", by=ruth.user, on=day)
    assert card.approved_on is None
    with pytest.raises(CannotApproveCard, match="Nobody approves their own card"):
        approve_card(card=card, by=ruth.user, on=day)
    amara = a_member(Role.COORDINATOR, scheme)
    approve_card(card=card, by=amara, on=day)
    assert (card.approved_by, card.approved_on) == (amara, day)
    with pytest.raises(CannotApproveCard, match="already been approved"):
        approve_card(card=card, by=amara, on=day)


def test_a_card_written_anew_is_a_new_version_and_the_old_one_stays(day):
    ruth = a_volunteer("Ruth", a_scheme())
    first = write_card(volunteer=ruth, picture="bike", words="Bikes.", by=ruth.user, on=day)
    second = write_card(volunteer=ruth, picture="cat", words="Cats.", by=ruth.user, on=day)
    assert (first.version, second.version) == (1, 2)
    assert [card.words for card in ruth.cards.all()] == ["Cats.", "Bikes."]


def test_a_child_is_known_by_the_name_they_like(day):
    assert a_child("Tariq", known_as="Riq").name == "Riq"
    assert a_child("", gender="F", born=day.replace(year=2013)).name == "A girl born in November 2013"
    assert a_child("", gender="X", born=None, authority=an_authority("Elsewhere")).name == "A young person"
