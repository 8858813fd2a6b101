"""A child is referred, linked, and asked about: what is done, and what stands in the way."""

from datetime import date, timedelta

import pytest

from kith.access.tests.factories import a_user
from kith.audit.events import Kind
from kith.audit.models import Event
from kith.messages.models import OutboxMessage
from kith.people.models import Child
from kith.people.tests.factories import a_child
from kith.referral import actions
from kith.referral.states import Status
from kith.referral.tests.factories import (
    DAY,
    a_paid_scheme,
    a_referral,
    an_accepted_referral,
    an_offer,
)
from kith.referral.tests.traces import events, letters
from kith.register.models import Offer
from kith.schemes.tests.factories import an_authority

pytestmark = pytest.mark.django_db
LATER = DAY + timedelta(days=7)


def test_anybody_may_refer_and_is_given_a_reference_and_a_letter():
    referral = a_referral(scheme=a_paid_scheme())
    assert referral.status == Status.RECEIVED
    assert referral.received_on == DAY
    assert len(referral.reference) == 9
    assert events() == [Kind.REFERRAL_MADE]
    letter = OutboxMessage.objects.get()
    assert (letter.event, letter.to, letter.to_address) == (
        "referral received",
        None,
        "okoro@school.example.org",
    )
    assert letter.values["reference"] == referral.reference


def test_a_referral_s_words_are_in_no_letter_and_no_event():
    referral = a_referral(scheme=a_paid_scheme(), child_words="I want a friend", child_answer="yes")
    told = str(OutboxMessage.objects.values()) + str(Event.objects.values())
    for word in (referral.why, "Tariq", "I want a friend", "Ms Okoro"):
        assert word not in told


def test_somebody_with_an_account_need_not_say_who_they_are():
    worker = a_user("Nia", "Rowe")
    referral = a_referral(child=a_child(), scheme=a_paid_scheme(), by=worker)
    assert (referral.referrer_name, referral.referrer_email) == ("Nia Rowe", worker.email)
    assert OutboxMessage.objects.get().to == worker


def test_nobody_refers_without_a_way_to_be_answered():
    with pytest.raises(actions.CannotRefer, match="Leave an e-mail address or a phone number"):
        a_referral(scheme=a_paid_scheme(), referrer_email="")


def test_nobody_refers_without_saying_why():
    with pytest.raises(actions.CannotRefer, match="Say why"):
        a_referral(scheme=a_paid_scheme(), why="  ")


def test_a_closed_scheme_takes_no_referral():
    with pytest.raises(actions.CannotRefer, match="has closed"):
        a_referral(scheme=a_paid_scheme(closed_on=DAY))


def test_a_referral_that_no_scheme_would_read_is_refused():
    with pytest.raises(actions.CannotRefer, match="No scheme works for Farshire"):
        a_referral(authority=an_authority("Farshire"))


def test_from_an_offer_come_the_child_s_yes_and_their_words():
    child = a_child()
    offer = an_offer(child, words="Someone who likes cars")
    referral = actions.refer(
        source="social worker", why="He asked.", scheme=a_paid_scheme(), offer=offer, by=a_user(), on=DAY
    )
    assert referral.child == child
    assert (referral.child_knows, referral.child_answer) == (True, "yes")
    assert referral.child_words == "Someone who likes cars"
    assert referral.authority == child.authority


@pytest.mark.parametrize("answer", [Offer.Answer.DECLINED, Offer.Answer.UNDECIDED, Offer.Answer.NOT_NOW])
def test_nobody_is_referred_from_an_offer_they_did_not_say_yes_to(answer):
    child = a_child()
    with pytest.raises(actions.CannotRefer, match="Tariq has not said yes"):
        a_referral(child=child, offer=an_offer(child, answer), by=a_user(), scheme=a_paid_scheme())


def test_nobody_is_referred_from_somebody_else_s_offer():
    with pytest.raises(actions.CannotRefer, match="another child’s"):
        a_referral(child=a_child(), offer=an_offer(a_child("Ana")), by=a_user(), scheme=a_paid_scheme())


def test_nobody_is_referred_from_an_answer_that_was_put_right():
    child = a_child()
    right = an_offer(child)
    wrong = an_offer(child)
    Offer.objects.filter(pk=wrong.pk).update(corrected_by=right)
    wrong.refresh_from_db()
    with pytest.raises(actions.CannotRefer, match="put right later"):
        a_referral(child=child, offer=wrong, by=a_user(), scheme=a_paid_scheme())


def test_a_child_who_said_no_is_not_referred_over_their_head():
    child = a_child()
    an_offer(child, Offer.Answer.DECLINED, on=DAY - timedelta(days=30))
    with pytest.raises(actions.CannotRefer, match="Tariq said no when they were asked on 25 October 2026"):
        a_referral(child=child, by=a_user(), scheme=a_paid_scheme())


def test_a_child_who_has_changed_their_mind_is_referred():
    child = a_child()
    an_offer(child, Offer.Answer.DECLINED, on=DAY - timedelta(days=30))
    assert a_referral(child=child, by=a_user(), scheme=a_paid_scheme(), child_answer="yes").child_knows


def test_a_child_is_not_referred_twice_to_one_scheme():
    scheme, child = a_paid_scheme(), a_child()
    first = a_referral(child=child, scheme=scheme, by=a_user())
    with pytest.raises(actions.CannotRefer, match=f"already been referred.*{first.reference}"):
        a_referral(child=child, scheme=scheme, by=a_user())
    other = a_paid_scheme("Mentors", preset="goal-mentoring")
    assert a_referral(child=child, scheme=other, by=a_user())


# ------------------------------------------------------------------------------------- link


def test_a_referral_is_linked_to_a_child_and_takes_their_name():
    referral = a_referral(scheme=a_paid_scheme(), first_name="T.")
    actions.link_child(referral=referral, child=a_child(known_as="Taz"), by=a_user(), on=DAY)
    referral.refresh_from_db()
    assert referral.name == "Taz"
    assert events()[-1] == Kind.REFERRAL_LINKED


def test_a_wrong_link_can_be_put_right_until_the_referral_is_answered():
    referral = a_referral(scheme=a_paid_scheme())
    actions.link_child(referral=referral, child=a_child("Ana"), by=a_user(), on=DAY)
    actions.link_child(referral=referral, child=a_child("Taz"), by=a_user(), on=DAY)
    assert referral.name == "Taz"
    done = an_accepted_referral(child=a_child("Kofi"))
    with pytest.raises(actions.CannotLink, match="has been answered"):
        actions.link_child(referral=done, child=a_child("Leo"), by=a_user(), on=DAY)


def test_the_same_child_s_second_referral_is_not_linked():
    scheme, child = a_paid_scheme(), a_child()
    first = a_referral(child=child, scheme=scheme, by=a_user())
    second = a_referral(scheme=scheme)
    with pytest.raises(actions.CannotLink, match=f"already with.*{first.reference}"):
        actions.link_child(referral=second, child=child, by=a_user(), on=DAY)


def test_a_child_no_register_shows_is_written_down():
    referral = a_referral(scheme=a_paid_scheme(), practical_needs="Nut allergy")
    child = actions.write_down_child(
        referral=referral,
        first_name="Tariq",
        born=date(2013, 5, 4),
        authority=an_authority(),
        authority_ref=" NB777 ",
        by=a_user(),
        on=DAY,
    )
    assert referral.child == child
    assert (child.authority_ref, child.practical_needs) == ("NB777", "Nut allergy")
    assert not child.looked_after
    assert not child.in_latest_import


def test_a_child_is_not_written_down_twice():
    known = a_child("Tariq", authority_ref="NB777")
    referral = a_referral(scheme=a_paid_scheme())
    same = {"referral": referral, "authority": known.authority, "by": a_user(), "on": DAY}
    with pytest.raises(actions.CannotLink, match="already uses this number"):
        actions.write_down_child(**same, first_name="Leo", born=date(2012, 1, 1), authority_ref="nb777")
    with pytest.raises(actions.CannotLink, match="already known in Northbridge"):
        actions.write_down_child(**same, first_name="tariq", born=known.born)
    assert Child.objects.count() == 1


# ------------------------------------------------------------------------------------- question and answer


def test_a_question_goes_to_the_referrer_and_the_answer_comes_back_to_who_asked():
    coordinator = a_user("Priya")
    referral = a_referral(scheme=a_paid_scheme())
    asked = actions.question(referral=referral, words="Which school?", by=coordinator, on=DAY)
    assert referral.status == Status.QUESTIONED
    actions.answer(question=asked, words="Oak Academy", by=None, on=LATER)
    referral.refresh_from_db()
    assert referral.status == Status.RECEIVED
    assert (asked.answer, asked.answered_on) == ("Oak Academy", LATER)
    assert letters() == ["referral received", "question for referrer", "something new"]
    assert events()[-2:] == [Kind.REFERRAL_QUESTIONED, Kind.REFERRAL_ANSWERED]


def test_one_question_at_a_time():
    referral = a_referral(scheme=a_paid_scheme())
    actions.question(referral=referral, words="Which school?", by=a_user(), on=DAY)
    with pytest.raises(actions.CannotAsk, match="last question has not been answered"):
        actions.question(referral=referral, words="And when?", by=a_user(), on=DAY)


def test_a_question_is_answered_once_and_with_words():
    referral = a_referral(scheme=a_paid_scheme())
    asked = actions.question(referral=referral, words="Which school?", by=a_user(), on=DAY)
    with pytest.raises(actions.CannotAnswer, match="Write an answer first"):
        actions.answer(question=asked, words=" ", by=None, on=DAY)
    actions.answer(question=asked, words="Oak", by=None, on=DAY)
    with pytest.raises(actions.CannotAnswer, match="already been answered"):
        actions.answer(question=asked, words="Elm", by=None, on=DAY)


def test_a_question_needs_no_answer_once_the_referral_is_decided():
    referral = a_referral(scheme=a_paid_scheme())
    asked = actions.question(referral=referral, words="Which school?", by=a_user(), on=DAY)
    actions.decline(referral=referral, reason="no answer", words="Please refer again.", by=a_user(), on=LATER)
    with pytest.raises(actions.CannotAnswer, match="decided in the meantime"):
        actions.answer(question=asked, words="Oak", by=None, on=LATER)
