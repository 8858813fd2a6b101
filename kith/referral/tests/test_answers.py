"""A referral is accepted or declined, and what becomes of it then."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from kith.access.tests.factories import a_user
from kith.audit.events import Kind
from kith.audit.models import Event
from kith.messages.models import OutboxMessage
from kith.people.models import Involvement
from kith.people.tests.factories import a_child
from kith.referral import actions
from kith.referral.models import Referral
from kith.referral.states import Status
from kith.referral.tests.factories import (
    DAY,
    a_coordinator,
    a_paid_scheme,
    a_referral,
    an_accepted_referral,
    an_offer,
)
from kith.referral.tests.traces import events, letters
from kith.register.models import Offer
from kith.schemes.tests.factories import a_provider, a_scheme

pytestmark = pytest.mark.django_db
LATER = DAY + timedelta(days=7)


# ------------------------------------------------------------------------------------- accept


def test_accepting_brings_the_scheme_and_its_coordinator_near_the_child():
    scheme, child = a_paid_scheme(), a_child()
    priya, sam = a_coordinator(scheme), a_coordinator(scheme, "Sam")
    referral = a_referral(scheme=scheme, child=child, by=a_user())
    actions.accept(referral=referral, scheme=scheme, coordinator=priya, by=sam, on=DAY)
    referral.refresh_from_db()
    assert (referral.status, referral.coordinator) == (Status.ACCEPTED, priya)
    near = Involvement.objects.open_on(DAY).filter(child=child)
    assert near.get(part="scheme").scheme == scheme
    assert near.get(part="coordinator").user == priya
    assert events()[-1] == Kind.REFERRAL_ACCEPTED
    assert letters() == ["referral received", "referral answered", "something new"]


def test_what_somebody_should_know_when_they_meet_goes_with_the_child_if_nothing_is_known_yet():
    told = an_accepted_referral(practical_needs="Nut allergy")
    assert told.child.practical_needs == "Nut allergy"
    known = an_accepted_referral(child=a_child(practical_needs="Uses a hoist"), practical_needs="Nut allergy")
    known.child.refresh_from_db()
    assert known.child.practical_needs == "Uses a hoist"


def test_a_child_who_said_no_is_not_accepted():
    scheme = a_paid_scheme()
    referral = a_referral(scheme=scheme, child=a_child(), by=a_user(), child_answer="no")
    coordinator = a_coordinator(scheme)
    with pytest.raises(actions.CannotAccept, match="Tariq was asked and said no. Their no counts"):
        actions.accept(referral=referral, scheme=scheme, coordinator=coordinator, by=coordinator, on=DAY)
    assert referral.status == Status.RECEIVED
    assert not Involvement.objects.exists()


def test_not_even_the_database_takes_on_a_child_who_said_no():
    referral = a_referral(scheme=a_paid_scheme(), child=a_child(), by=a_user(), child_answer="no")
    with pytest.raises(IntegrityError), transaction.atomic():
        Referral.objects.filter(pk=referral.pk).update(status=Status.ACCEPTED)


@pytest.mark.parametrize("first", ["yes", "unsure", ""])
def test_a_child_who_says_no_after_being_referred_is_not_accepted(first):
    scheme, child = a_paid_scheme(), a_child()
    referral = a_referral(scheme=scheme, child=child, by=a_user(), child_answer=first)
    an_offer(child, Offer.Answer.DECLINED, on=LATER)
    coordinator = a_coordinator(scheme)
    with pytest.raises(actions.CannotAccept, match="said no when they were asked on 1 December 2026"):
        actions.accept(referral=referral, scheme=scheme, coordinator=coordinator, by=coordinator, on=LATER)


def test_a_child_who_nobody_asked_yet_can_be_accepted():
    assert an_accepted_referral(child_knows=False).status == Status.ACCEPTED


def test_a_referral_of_nobody_in_particular_is_not_accepted():
    scheme = a_paid_scheme()
    coordinator = a_coordinator(scheme)
    with pytest.raises(actions.CannotAccept, match="which child this is"):
        actions.accept(
            referral=a_referral(scheme=scheme), scheme=scheme, coordinator=coordinator, by=coordinator, on=DAY
        )


@pytest.mark.parametrize(
    ("born", "age"), [(date(2019, 11, 25), 6), (date(2018, 11, 25), 7), (date(2008, 11, 24), 18)]
)
def test_a_young_person_outside_the_ages_is_not_accepted(born, age):
    with pytest.raises(actions.CannotAccept, match=f"Tariq is {age}, and .* is for ages 8 to 17"):
        an_accepted_referral(child=a_child(born=born))


@pytest.mark.parametrize("born", [date(2018, 11, 24), date(2008, 11, 25)])
def test_a_young_person_at_the_edge_of_the_ages_is_accepted(born):
    assert an_accepted_referral(child=a_child(born=born)).status == Status.ACCEPTED


def test_a_child_of_unknown_age_is_not_accepted():
    with pytest.raises(actions.CannotAccept, match="date of birth is not known"):
        an_accepted_referral(child=a_child(born=None))


def test_only_a_coordinator_of_the_scheme_is_made_its_coordinator():
    elsewhere = a_coordinator(a_paid_scheme("Elsewhere", provider=a_provider("Another")))
    with pytest.raises(actions.CannotAccept, match="not a coordinator of"):
        an_accepted_referral(coordinator=elsewhere)


def test_a_coordinator_of_the_provider_may_coordinate_any_of_its_schemes():
    scheme = a_paid_scheme()
    assert an_accepted_referral(scheme=scheme, coordinator=a_coordinator(scheme.provider)).coordinator


def test_a_referral_to_nobody_in_particular_is_accepted_by_one_scheme():
    scheme = a_paid_scheme()
    coordinator = a_coordinator(scheme)
    referral = a_referral(child=a_child(), by=a_user())
    assert referral.scheme is None
    actions.accept(referral=referral, scheme=scheme, coordinator=coordinator, by=coordinator, on=DAY)
    assert referral.scheme == scheme


def test_a_child_whom_the_scheme_already_has_is_not_accepted_again():
    scheme, child = a_paid_scheme(), a_child()
    first = an_accepted_referral(scheme=scheme, child=child)
    actions.mark_matched(referral=first, by=a_user(), on=DAY)
    unclaimed = a_referral(child=child, by=a_user())
    coordinator = a_coordinator(scheme)
    with pytest.raises(actions.CannotAccept, match=f"already with.*{first.reference}"):
        actions.accept(referral=unclaimed, scheme=scheme, coordinator=coordinator, by=coordinator, on=DAY)


def test_a_closed_scheme_accepts_nobody():
    scheme = a_paid_scheme()
    referral = a_referral(scheme=scheme, child=a_child(), by=a_user())
    coordinator = a_coordinator(scheme)
    scheme.closed_on = DAY
    with pytest.raises(actions.CannotAccept, match="has closed"):
        actions.accept(referral=referral, scheme=scheme, coordinator=coordinator, by=coordinator, on=DAY)


# ------------------------------------------------------------------------------------- decline


def test_a_referral_is_declined_with_a_reason_and_a_sentence_for_the_referrer():
    referral = a_referral(scheme=a_paid_scheme())
    actions.decline(referral=referral, reason="age", words="Try the mentors.", by=a_user(), on=DAY)
    change = referral.changes.get()
    assert (change.to_status, change.reason, change.words) == ("declined", "age", "Try the mentors.")
    assert letters()[-1] == "referral answered"
    assert Event.objects.get(kind=Kind.REFERRAL_DECLINED).details == {"reason": "age"}


def test_nobody_declines_without_a_reason_and_a_sentence():
    referral = a_referral(scheme=a_paid_scheme())
    with pytest.raises(actions.CannotDecline, match="Choose the reason"):
        actions.decline(referral=referral, reason="", words="No.", by=a_user(), on=DAY)
    with pytest.raises(actions.CannotDecline, match="Write a sentence"):
        actions.decline(referral=referral, reason="age", words="  ", by=a_user(), on=DAY)


# ------------------------------------------------------------------------------------- taken back, over, on


def test_a_withdrawn_referral_lets_go_of_the_child():
    referral = an_accepted_referral()
    actions.wait(referral=referral, by=a_user(), on=DAY)
    actions.withdraw(referral=referral, words="He moved.", by=None, on=LATER)
    assert referral.status == Status.WITHDRAWN
    assert not Involvement.objects.open_on(LATER).exists()
    assert set(Involvement.objects.values_list("closed_by_act", flat=True)) == {"referral.withdraw"}
    assert letters()[-1] == "something new"


def test_whoever_is_near_the_child_by_another_referral_stays():
    child, scheme = a_child(), a_paid_scheme()
    other = a_paid_scheme("Allies", preset="allies")
    coordinator = a_coordinator(scheme.provider)
    first = an_accepted_referral(scheme=scheme, child=child, coordinator=coordinator)
    an_accepted_referral(scheme=other, child=child, coordinator=coordinator)
    actions.close(referral=first, words="Nobody near him.", by=coordinator, on=LATER)
    near = Involvement.objects.open_on(LATER).filter(child=child)
    assert near.get(part="scheme").scheme == other
    assert near.get(part="coordinator").user == coordinator


def test_closing_after_a_match_leaves_access_to_the_ending():
    referral = an_accepted_referral()
    actions.mark_matched(referral=referral, by=a_user(), on=DAY)
    actions.close(referral=referral, words="", by=a_user(), on=LATER)
    assert referral.status == Status.CLOSED
    assert Involvement.objects.open_on(LATER).count() == 2


def test_a_child_waits_is_matched_and_may_wait_again():
    referral = an_accepted_referral()
    user = a_user()
    actions.wait(referral=referral, by=user, on=DAY)
    actions.mark_matched(referral=referral, by=user, on=DAY)
    actions.wait_again(referral=referral, by=user, on=LATER)
    assert referral.status == Status.WAITING
    assert [change.step for change in referral.changes.all()] == ["accept", "wait", "match", "wait again"]
    assert events()[-3:] == [Kind.REFERRAL_MOVED] * 3


@pytest.mark.parametrize("deed", ["withdraw", "close", "decline"])
def test_what_is_over_stays_over(deed):
    referral = a_referral(scheme=a_paid_scheme())
    actions.withdraw(referral=referral, by=None, on=DAY)
    more = {"close": {"words": ""}, "decline": {"reason": "age", "words": "No."}}.get(deed, {})
    with pytest.raises(Exception, match="This referral is withdrawn"):
        getattr(actions, deed)(referral=referral, by=a_user(), on=DAY, **more)


def test_a_referrer_without_an_e_mail_address_is_sent_nothing():
    referral = a_referral(scheme=a_paid_scheme(), referrer_email="", referrer_phone="0113 496 0000")
    assert letters() == []
    assert referral.reference


def test_letters_for_a_referral_written_down_for_somebody_go_to_that_somebody():
    coordinator = a_user("Priya")
    a_referral(scheme=a_paid_scheme(), by=coordinator, referrer_email="gran@example.org", child=a_child())
    letter = OutboxMessage.objects.get()
    assert (letter.to, letter.to_address) == (None, "gran@example.org")


def test_a_scheme_that_nobody_pays_for_can_still_be_named():
    assert a_referral(scheme=a_scheme("Unpaid"), authority=None).scheme
