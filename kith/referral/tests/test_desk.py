"""The page of a referral and its deeds, for the scheme’s staff."""

from datetime import date

import pytest
from django.urls import reverse

from kith.access.roles import Role
from kith.access.tests.factories import a_member, a_user
from kith.audit.models import Look
from kith.foundation.dates import today
from kith.people.tests.factories import a_child
from kith.referral import actions
from kith.referral.states import Status
from kith.referral.tests.factories import (
    a_coordinator,
    a_paid_scheme,
    a_referral,
    an_accepted_referral,
)
from kith.referral.tests.pages import LIST, page_of, url_of
from kith.schemes.tests.factories import a_provider, an_authority

pytestmark = pytest.mark.django_db


# ------------------------------------------------------------------------------------- who may


def test_a_referral_opens_to_its_scheme_and_is_absent_to_others(client, scheme, coordinator):
    referral = a_referral(scheme=scheme)
    elsewhere = a_paid_scheme("Other", provider=a_provider("Another"))
    for user, status in (
        (coordinator, 200),
        (a_member(Role.MANAGER, scheme), 200),
        (a_coordinator(elsewhere), 404),
        (a_member(Role.VOLUNTEER, scheme), 404),
        (a_user(), 404),
    ):
        client.force_login(user)
        assert client.get(url_of("referral", referral)).status_code == status
    assert Look.objects.filter(page="referral:referral", about=referral.public_id).count() == 2


def test_a_stranger_signs_in_first(client, scheme):
    for page in (LIST, url_of("referral", a_referral(scheme=scheme))):
        assert client.get(page).status_code == 302


def test_the_list_is_not_for_volunteers(client, scheme):
    client.force_login(a_member(Role.VOLUNTEER, scheme))
    assert client.get(LIST).status_code == 403
    assert client.get(reverse("referral:export")).status_code == 403


@pytest.mark.parametrize("deed", ["accept", "decline", "ask", "link", "write_down", "close"])
def test_a_worker_does_not_answer_their_own_referral(client, scheme, deed):
    nia = a_member(Role.WORKER, an_authority(), first_name="Nia")
    referral = a_referral(scheme=scheme, by=nia)
    client.force_login(nia)
    assert client.get(url_of("referral", referral)).status_code == 200
    assert client.post(url_of(deed, referral)).status_code == 404
    assert url_of(deed, referral) not in page_of(client.get(url_of("referral", referral)))


# ------------------------------------------------------------------------------------- one referral


def test_the_child_s_words_come_first(desk, scheme):
    referral = a_referral(scheme=scheme, child_words="Someone who gets cars", child_answer="yes")
    page = page_of(desk.get(url_of("referral", referral)))
    assert page.index("Someone who gets cars") < page.index(referral.why)
    assert "Said yes" in page
    assert "Ms Okoro, school" in page


def test_the_same_child_s_other_referral_is_named(desk, scheme):
    first = a_referral(scheme=scheme)
    second = a_referral(scheme=scheme)
    page = page_of(desk.get(url_of("referral", second)))
    assert "Perhaps the same young person" in page
    assert first.reference in page
    assert url_of("referral", first) in page


def test_a_twin_out_of_reach_is_not_named(desk, scheme):
    far = a_referral(scheme=a_paid_scheme("Other", provider=a_provider("Another")))
    page = page_of(desk.get(url_of("referral", a_referral(scheme=scheme))))
    assert far.reference not in page


def test_the_wrong_age_is_told_before_it_is_refused(desk, scheme):
    referral = a_referral(scheme=scheme, born=date(2022, 1, 1))
    assert "is for ages 8 to 17" in page_of(desk.get(url_of("referral", referral)))


def test_a_link_under_another_name_is_told(desk, scheme, coordinator):
    referral = a_referral(scheme=scheme, first_name="Tom")
    actions.link_child(referral=referral, child=a_child("Leo"), by=coordinator, on=today())
    assert "the register says Leo" in page_of(desk.get(url_of("referral", referral)))


def test_a_child_is_found_on_the_register_and_linked(desk, scheme):
    child = a_child(authority_ref="NB00042")
    referral = a_referral(scheme=scheme, authority_ref="NB00042")
    page = page_of(desk.get(url_of("link", referral)))
    assert 'value="NB00042"' in page
    typed = {"authority": child.authority_id, "authority_ref": "NB00042", "born": str(child.born)}
    assert desk.post(url_of("link", referral), typed).url == url_of("referral", referral)
    referral.refresh_from_db()
    assert referral.child == child


def test_a_wrong_number_or_birthday_finds_nobody(desk, scheme):
    child = a_child(authority_ref="NB00042")
    referral = a_referral(scheme=scheme)
    typed = {"authority": child.authority_id, "authority_ref": "NB00042", "born": "2010-01-01"}
    page = page_of(desk.post(url_of("link", referral), typed))
    assert "no child with this number and date of birth" in page
    assert 'value="NB00042"' in page


def test_a_child_on_no_register_is_written_down(desk, scheme):
    referral = a_referral(scheme=scheme, authority=None, last_name="Shaw")
    page = page_of(desk.get(url_of("write_down", referral)))
    assert 'value="Shaw"' in page
    typed = {"first_name": "Tariq", "last_name": "Shaw", "born": "2013-05-04", "gender": "M", "authority": ""}
    assert desk.post(url_of("write_down", referral), typed).url == url_of("referral", referral)
    referral.refresh_from_db()
    assert (referral.child.full_name, referral.child.authority) == ("Tariq Shaw", None)


def test_a_number_needs_its_authority(desk, scheme):
    typed = {"first_name": "T", "born": "2013-05-04", "gender": "M", "authority_ref": "NB1"}
    page = page_of(desk.post(url_of("write_down", a_referral(scheme=scheme)), typed))
    assert "Choose the authority whose number this is" in page


# ------------------------------------------------------------------------------------- the answer


def test_a_referral_is_accepted(desk, scheme, coordinator):
    referral = a_referral(scheme=scheme, child=a_child(), by=a_user(), on=today())
    page = page_of(desk.get(url_of("accept", referral)))
    assert coordinator.name in page
    typed = {"scheme": scheme.pk, "coordinator": coordinator.pk}
    assert desk.post(url_of("accept", referral), typed).url == url_of("referral", referral)
    referral.refresh_from_db()
    assert referral.status == Status.ACCEPTED


def test_where_the_child_said_no_there_is_nothing_to_press(desk, scheme, coordinator):
    referral = a_referral(scheme=scheme, child=a_child(), by=a_user(), child_answer="no")
    for name in ("referral", "accept"):
        assert "Their no counts" in page_of(desk.get(url_of(name, referral)))
    assert url_of("accept", referral) not in page_of(desk.get(url_of("referral", referral)))
    page = page_of(desk.get(url_of("accept", referral)))
    assert 'name="coordinator"' not in page
    typed = {"scheme": scheme.pk, "coordinator": coordinator.pk}
    assert "Their no counts" in page_of(desk.post(url_of("accept", referral), typed))
    referral.refresh_from_db()
    assert referral.status == Status.RECEIVED


def test_accepting_outside_the_ages_is_refused_in_a_sentence(desk, scheme, coordinator):
    referral = a_referral(scheme=scheme, child=a_child(born=date(2022, 1, 1)), by=a_user())
    typed = {"scheme": scheme.pk, "coordinator": coordinator.pk}
    page = page_of(desk.post(url_of("accept", referral), typed))
    assert "There is a problem" in page
    assert "Choose another scheme" in page


def test_a_scheme_out_of_reach_cannot_be_chosen(desk, scheme, coordinator):
    far = a_paid_scheme("Other", provider=a_provider("Another"))
    referral = a_referral(child=a_child(), by=a_user())
    desk.post(url_of("accept", referral), {"scheme": far.pk, "coordinator": coordinator.pk})
    referral.refresh_from_db()
    assert referral.scheme is None


def test_a_referral_is_declined_and_typed_words_are_kept_when_the_reason_is_missing(desk, scheme):
    referral = a_referral(scheme=scheme)
    page = page_of(desk.post(url_of("decline", referral), {"words": "Ask the mentors."}))
    assert "Choose the reason" in page
    assert "Ask the mentors." in page
    desk.post(url_of("decline", referral), {"reason": "age", "words": "Ask the mentors."})
    referral.refresh_from_db()
    assert referral.status == Status.DECLINED
    assert "Ask the mentors." in page_of(desk.get(url_of("referral", referral)))


def test_a_question_is_asked_and_its_answer_written_down(desk, scheme):
    referral = a_referral(scheme=scheme)
    desk.post(url_of("ask", referral), {"words": "Which school?"})
    page = page_of(desk.get(url_of("referral", referral)))
    assert "Which school?" in page
    assert "Write the answer down" in page
    desk.post(url_of("answer", referral), {"words": "Oak Academy"})
    referral.refresh_from_db()
    assert referral.status == Status.RECEIVED
    assert "Oak Academy" in page_of(desk.get(url_of("referral", referral)))
    assert desk.get(url_of("answer", referral)).url == url_of("referral", referral)


def test_a_second_question_is_refused_with_the_text_kept(desk, scheme, coordinator):
    referral = a_referral(scheme=scheme)
    actions.question(referral=referral, words="Which school?", by=coordinator, on=today())
    page = page_of(desk.post(url_of("ask", referral), {"words": "And which class?"}))
    assert "last question has not been answered" in page
    assert "And which class?" in page


def test_a_referrer_without_e_mail_is_rung(desk, scheme, coordinator):
    referral = a_referral(scheme=scheme, referrer_email="", referrer_phone="0113 496 0000")
    assert "0113 496 0000" in page_of(desk.get(url_of("ask", referral)))
    actions.question(referral=referral, words="Which school?", by=coordinator, on=today())
    assert "ring 0113 496 0000" in page_of(desk.get(url_of("referral", referral)))


@pytest.mark.parametrize(("deed", "status"), [("withdraw", Status.WITHDRAWN), ("close", Status.CLOSED)])
def test_a_waiting_referral_is_taken_back_or_closed_after_a_page_that_asks(
    desk, scheme, coordinator, deed, status
):
    referral = an_accepted_referral(scheme=scheme, coordinator=coordinator, on=today())
    assert url_of(deed, referral) in page_of(desk.get(url_of("referral", referral)))
    assert "no longer wait" in page_of(desk.get(url_of(deed, referral)))
    assert desk.post(url_of(deed, referral), {"words": "He moved away."}).url == LIST
    referral.refresh_from_db()
    assert referral.status == status


def test_a_referral_with_a_match_is_not_closed_by_hand(desk, scheme, coordinator):
    referral = an_accepted_referral(scheme=scheme, coordinator=coordinator, on=today())
    actions.mark_matched(referral=referral, by=coordinator, on=today())
    assert "Plan the ending" in page_of(desk.post(url_of("close", referral), {"words": "Over."}))
    referral.refresh_from_db()
    assert referral.status == Status.MATCHED
