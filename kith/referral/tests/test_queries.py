"""References, turns, duplicates, and who can be asked."""

from datetime import date, timedelta
from itertools import cycle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.access.roles import Role
from kith.access.tests.factories import a_member, a_user
from kith.people.tests.factories import a_child
from kith.referral import actions, queries
from kith.referral.models import Referral
from kith.referral.tests.factories import (
    DAY,
    a_coordinator,
    a_paid_scheme,
    a_referral,
    an_accepted_referral,
    an_offer,
)
from kith.schemes.actions import change_rules
from kith.schemes.tests.factories import a_contract, a_provider, a_scheme, an_authority

pytestmark = pytest.mark.django_db


# ------------------------------------------------------------------------------------- the reference


def test_a_reference_has_eight_letters_that_cannot_be_mistaken_for_another():
    letters = queries.new_reference().replace("-", "")
    assert len(letters) == queries.REFERENCE_LENGTH
    assert not set(letters) - set(queries.LETTERS)
    assert not set("0O1IL5S8BAEUZ") & (set(queries.LETTERS) - {"B"})


def test_a_reference_that_is_taken_is_drawn_again():
    taken = a_referral(scheme=a_paid_scheme())
    Referral.objects.filter(pk=taken.pk).update(reference="BBBB-BBBB")
    draws = cycle("B" * 8 + "C" * 8)
    assert queries.new_reference(lambda letters: next(draws)) == "CCCC-CCCC"


def test_references_are_not_drawn_in_a_row():
    assert len({queries.new_reference() for _ in range(50)}) == 50


@given(st.text(alphabet=queries.LETTERS, min_size=8, max_size=8), st.sampled_from(["", " ", "-", " - "]))
def test_a_reference_is_read_however_it_is_typed(letters, between):
    written = f"{letters[:4]}-{letters[4:]}"
    typed = f" {letters[:4].lower()}{between}{letters[4:]} "
    assert queries.as_reference(typed) == written


@pytest.mark.parametrize(
    "contact", ["okoro@school.example.org", " OKORO@School.example.org", "01134960000", "+44 113 496 0000"]
)
def test_the_pair_opens_a_referral(contact):
    referral = a_referral(scheme=a_paid_scheme(), referrer_phone="(0113) 496 0000")
    assert queries.by_reference_and_contact(referral.reference.lower(), contact) == referral


@pytest.mark.parametrize("contact", ["", "other@example.org", "0113 496 0001", "496 0000", "0000", "-"])
def test_half_a_pair_opens_nothing(contact):
    referral = a_referral(scheme=a_paid_scheme(), referrer_phone="0113 496 0000")
    assert queries.by_reference_and_contact(referral.reference, contact) is None
    assert queries.by_reference_and_contact("BBBB-BBBB", "okoro@school.example.org") is None


def test_what_was_not_given_opens_nothing():
    referral = a_referral(scheme=a_paid_scheme(), referrer_email="", referrer_phone="1234")
    for contact in ("", "1234", " "):
        assert queries.by_reference_and_contact(referral.reference, contact) is None


# ------------------------------------------------------------------------------------- whose turn it is


def turn_on(referral, day):
    return queries.turn_of(referral, day)


def test_the_scheme_has_its_working_days_and_weekends_do_not_count():
    referral = a_referral(scheme=a_paid_scheme(), on=date(2026, 11, 20))  # a Friday
    turn = turn_on(referral, date(2026, 11, 24))
    assert (turn.days, turn.allowed, turn.answer_by) == (2, 5, date(2026, 11, 27))
    assert not turn_on(referral, date(2026, 11, 27)).is_late
    assert turn_on(referral, date(2026, 11, 30)).is_late


def test_the_scheme_s_own_rules_say_how_many_days():
    scheme = a_paid_scheme()
    change_rules(scheme=scheme, by=None, from_day=DAY, referral_answer_days=2)
    referral = a_referral(scheme=scheme, on=DAY)
    assert turn_on(referral, DAY).allowed == 2
    assert turn_on(referral, DAY).answer_by == date(2026, 11, 26)


def test_the_days_begin_anew_when_a_question_is_answered():
    referral = a_referral(scheme=a_paid_scheme(), on=DAY)
    asked = actions.question(referral=referral, words="Which school?", by=a_user(), on=DAY)
    assert turn_on(referral, DAY + timedelta(days=30)) is None
    actions.answer(question=asked, words="Oak", by=None, on=DAY + timedelta(days=14))
    referral.refresh_from_db()
    assert turn_on(referral, DAY + timedelta(days=15)).days == 1


def test_late_referrals_come_longest_first():
    scheme = a_paid_scheme()
    older = a_referral(scheme=scheme, on=DAY - timedelta(days=30))
    newer = a_referral(scheme=scheme, on=DAY - timedelta(days=20))
    a_referral(scheme=scheme, on=DAY)
    late = queries.overdue(Referral.objects.all(), DAY)
    assert [turn.referral for turn in late] == [older, newer]


# ------------------------------------------------------------------------------------- what the child said


def test_a_referral_is_made_from_a_yes_once():
    child = a_child()
    offer = an_offer(child)
    assert queries.said_yes_to(child, DAY) == offer
    a_referral(child=child, offer=offer, scheme=a_paid_scheme(), by=a_user())
    assert queries.said_yes_to(child, DAY) is None


def test_a_yes_that_was_followed_by_a_no_is_not_a_yes():
    child = a_child()
    an_offer(child, on=DAY - timedelta(days=90))
    an_offer(child, "declined", on=DAY - timedelta(days=10))
    assert queries.said_yes_to(child, DAY) is None


# ------------------------------------------------------------------------------------- the same child


def test_a_child_is_found_by_number_and_birthday_together():
    child = a_child(authority_ref="NB00042")
    assert queries.child_on_register(child.authority, " nb00042", child.born) == child
    assert queries.child_on_register(child.authority, "NB00042", date(2013, 5, 5)) is None
    assert queries.child_on_register(child.authority, "", child.born) is None
    assert queries.child_on_register(an_authority("Farshire"), "NB00042", child.born) is None


def test_a_sealed_child_is_not_found():
    child = a_child(authority_ref="NB00042", sealed=True)
    assert queries.child_on_register(child.authority, "NB00042", child.born) is None


def test_the_same_child_referred_again_is_found():
    scheme, child = a_paid_scheme(), a_child(authority_ref="NB00042")
    linked = a_referral(child=child, scheme=scheme, by=a_user())
    by_number = a_referral(scheme=scheme, first_name="T", born=None, authority_ref="nb00042")
    by_name = a_referral(scheme=scheme, first_name="TARIQ", authority=None)
    somebody_else = a_referral(scheme=scheme, first_name="Tariq", born=date(2014, 5, 4))
    everything = Referral.objects.all()
    assert queries.duplicates(by_number, everything) == [linked]
    assert queries.duplicates(by_name, everything) == [linked]
    assert queries.duplicates(linked, everything) == [by_number, by_name]
    assert queries.duplicates(somebody_else, everything) == []


def test_a_declined_referral_is_no_duplicate():
    scheme = a_paid_scheme()
    first, second = a_referral(scheme=scheme), a_referral(scheme=scheme)
    assert queries.duplicates(second, Referral.objects.all()) == [first]
    actions.decline(referral=first, reason="age", words="No.", by=a_user(), on=DAY)
    assert queries.duplicates(second, Referral.objects.all()) == []


# ------------------------------------------------------------------------------------- who can be asked


def test_an_authority_s_children_can_be_referred_to_the_schemes_it_pays_for():
    paid = a_paid_scheme()
    a_scheme("Unpaid")
    over = a_scheme("Over")
    a_contract(over, until_day=DAY - timedelta(days=1))
    closed = a_scheme("Closed", closed_on=DAY)
    a_contract(closed)
    assert list(queries.schemes_to_ask(an_authority(), DAY)) == [paid]
    assert {scheme.name for scheme in queries.schemes_to_ask(None, DAY)} == {paid.name, "Unpaid", "Over"}
    assert list(queries.authorities_to_ask(DAY)) == [an_authority()]


def test_coordinators_are_those_of_the_scheme_and_its_provider_today():
    scheme = a_paid_scheme()
    here, of_provider = a_coordinator(scheme), a_coordinator(scheme.provider, "Omar")
    a_coordinator(a_paid_scheme("Elsewhere", provider=a_provider("Another")), "Wen")
    a_member(Role.MANAGER, scheme, first_name="Mia")
    a_member(Role.COORDINATOR, scheme, first_name="Left", until_day=DAY)
    assert list(queries.coordinators_of([scheme], DAY)) == [of_provider, here]


def test_a_group_may_be_referred_to_again_while_matched():
    scheme, child = a_paid_scheme("Group", preset="group"), a_child(born=date(2013, 5, 4))
    first = an_accepted_referral(scheme=scheme, child=child)
    actions.mark_matched(referral=first, by=a_user(), on=DAY)
    assert scheme.is_group
    assert queries.already_with(child, scheme) is None
