"""The public form, as somebody without an account meets it."""

import re

import pytest

from kith.access.tests.factories import a_user
from kith.referral.limits import REFERRALS
from kith.referral.models import Referral
from kith.referral.tests.factories import a_paid_scheme
from kith.referral.tests.pages import address, answer, by_a_school, by_themself
from kith.schemes.tests.factories import an_authority

pytestmark = pytest.mark.django_db


def test_anybody_can_send_a_referral_and_gets_a_reference(client, scheme):
    assert client.get(address("refer")).status_code == 200
    answer(client, by_a_school(scheme))
    check = client.get(address("check")).content.decode()
    assert "Someone who gets cars" in check
    assert "4 May 2013" in check
    assert "He has moved four times.<br>He has nobody of his own." in check
    assert not Referral.objects.exists()
    sent = client.post(address("check"), follow=True)
    referral = Referral.objects.get()
    assert referral.reference in sent.content.decode()
    assert (referral.scheme, referral.authority, referral.created_by) == (scheme, an_authority(), None)
    assert (referral.child_knows, referral.child_answer) == (True, "yes")
    assert (referral.referrer_place, referral.first_name) == ("Oak Academy", "Tariq")


def test_a_young_person_is_asked_less_and_in_other_words(client):
    a_paid_scheme()
    answer(client, by_themself())
    page = client.get(address("question", "my-why")).content.decode()
    assert "Leave quickly" in page
    assert "Kith</title>" not in page
    client.post(address("check"))
    referral = Referral.objects.get()
    assert (referral.source, referral.scheme, referral.authority) == ("young person", None, None)
    assert referral.child_answer == "yes"
    assert referral.child_words == referral.why == "Someone to go to football with"
    assert referral.referrer_name == "Dee"


def test_nothing_is_asked_about_words_that_were_not_said(client, scheme):
    pages = by_a_school(scheme) | {"asked": {"child_answer": "not asked"}}
    del pages["their-words"]
    answer(client, pages)
    client.post(address("check"))
    referral = Referral.objects.get()
    assert (referral.child_knows, referral.child_answer) == (False, "")


def test_a_page_says_what_to_mend_and_keeps_what_was_typed(client, scheme):
    answers = list(by_a_school(scheme).items())
    for slug, typed in answers[:2]:
        client.post(address("question", slug), typed)
    page = client.post(
        address("question", "born"), {"born_day": "40", "born_month": "5", "born_year": "2013"}
    )
    assert page.status_code == 200
    assert "must be a real date" in page.content.decode()
    assert 'value="40"' in page.content.decode()


@pytest.mark.parametrize(
    ("slug", "typed", "said"),
    [
        ("who", {}, "Choose who you are"),
        ("born", {"born": "1990-01-01"}, "people up to 25"),
        ("born", {"born": "2999-01-01"}, "or earlier"),
        ("why", {"why": " "}, "Say in a sentence why"),
        ("reach", {}, "Enter an e-mail address or a phone number"),
        ("reach", {"referrer_phone": "496 0000"}, "with its area code"),
    ],
)
def test_each_mistake_is_told_in_its_own_words(client, scheme, slug, typed, said):
    answer(client, by_a_school(scheme))
    assert said in client.post(address("question", slug), typed).content.decode()


def test_an_answer_is_changed_from_the_check_page_and_leads_back_there(client, scheme):
    answer(client, by_a_school(scheme))
    check = client.get(address("check")).content.decode()
    change = address("question", "name") + "?change=1"
    assert change in check
    page = client.get(change).content.decode()
    assert 'value="Tariq"' in page
    assert f'href="{address("check")}"' in page
    assert client.post(change, {"first_name": "Taz"}).url == address("check")
    client.post(address("check"))
    assert Referral.objects.get().first_name == "Taz"


def test_back_leads_to_the_question_before(client, scheme):
    answer(client, by_a_school(scheme))
    assert f'href="{address("question", "name")}"' in client.get(address("question", "born")).content.decode()
    assert f'href="{address("refer")}"' in client.get(address("question", "who")).content.decode()


def test_a_changed_answer_that_calls_for_another_question_asks_it(client, scheme):
    pages = by_a_school(scheme) | {"asked": {"child_answer": "not asked"}}
    del pages["their-words"]
    answer(client, pages)
    changed = client.post(address("question", "asked"), {"child_answer": "unsure"})
    assert changed.url == address("question", "their-words")


def test_nobody_skips_to_the_end_or_to_a_page_that_is_not_theirs(client):
    assert client.get(address("check")).url == address("refer")
    assert client.get(address("question", "why")).url == address("refer")
    assert client.get(address("sent")).url == address("refer")
    client.post(address("question", "who"), {"source": "carer"})
    assert client.get(address("check")).url == address("question", "name")
    assert client.get(address("question", "number")).url == address("refer")


def test_a_start_that_was_left_is_carried_on(client):
    client.post(address("question", "who"), {"source": "carer"})
    assert address("question", "name") in client.get(address("refer")).content.decode()


def test_every_private_question_says_why_it_is_asked(client, scheme):
    answer(client, by_a_school(scheme))
    for slug in ("name", "born", "council", "asked", "their-words", "why", "needs", "reach"):
        assert "Why we ask this" in client.get(address("question", slug)).content.decode(), slug


def test_a_no_and_a_wrong_age_are_told_before_sending(client, scheme):
    pages = by_a_school(scheme) | {"asked": {"child_answer": "no"}, "born": {"born": "2020-01-01"}}
    answer(client, pages)
    check = client.get(address("check")).content.decode()
    assert "Their no counts" in check
    assert "is for ages 8 to 17" in check
    client.post(address("check"))
    assert Referral.objects.get().child_answer == "no"


def test_answers_can_be_thrown_away(client, scheme):
    answer(client, by_a_school(scheme))
    assert client.post(address("forget")).url == address("refer")
    assert client.get(address("check")).url == address("refer")
    assert client.get(address("forget")).status_code == 405


def test_nothing_of_it_stays_in_the_browser_s_memory(client, scheme):
    answer(client, by_a_school(scheme))
    for name, *more in (("refer",), ("question", "why"), ("check",), ("track",)):
        assert "no-store" in client.get(address(name, *more)).headers["Cache-Control"], name


def test_sending_twice_sends_once(client, scheme):
    answer(client, by_a_school(scheme))
    key = re.search(r'name="once" value="([^"]+)"', client.get(address("check")).content.decode()).group(1)
    for _ in range(2):
        assert client.post(address("check"), {"once": key}).url == address("sent")
    assert Referral.objects.count() == 1


def test_somebody_signed_in_need_not_type_who_they_are(client, scheme):
    priya = a_user("Priya", "Shah", phone="0113 496 0000")
    client.force_login(priya)
    answer(client, by_a_school(scheme))
    client.post(address("forget"))
    client.post(address("question", "who"), {"source": "school"})
    assert "Priya Shah" in client.get(address("question", "you")).content.decode()
    assert priya.email in client.get(address("question", "reach")).content.decode()


def test_the_schemes_offered_are_those_of_the_council(client, scheme):
    other = a_paid_scheme("Allies", preset="allies")
    other.contracts.update(commissioner=an_authority("Farshire"))
    answer(client, by_a_school(scheme))
    page = client.get(address("question", "scheme")).content.decode()
    assert scheme.name in page
    assert "Allies" not in page
    client.post(address("question", "council"), {"council": "not known"})
    assert "Allies" in client.get(address("question", "scheme")).content.decode()


def test_a_scheme_of_another_council_is_not_accepted(client, scheme):
    other = a_paid_scheme("Allies", preset="allies")
    other.contracts.update(commissioner=an_authority("Farshire"))
    answer(client, by_a_school(scheme))
    page = client.post(address("question", "scheme"), {"scheme": str(other.public_id)})
    assert page.status_code == 200


def test_changing_the_council_asks_for_a_scheme_of_that_council(client, scheme):
    """A scheme chosen for one council must not be kept for another that does not pay for it."""
    other = a_paid_scheme("Allies", preset="allies")
    other.contracts.update(commissioner=an_authority("Farshire"))
    answer(client, by_a_school(scheme))
    changed = client.post(
        address("question", "council"), {"council": str(an_authority("Farshire").public_id)}
    )
    assert changed.url == address("question", "scheme")


def test_one_machine_does_not_flood_a_scheme(client, scheme):
    for _ in range(REFERRALS.per_session):
        answer(client, by_a_school(scheme))
        assert client.post(address("check")).url == address("sent")
    answer(client, by_a_school(scheme))
    refused = client.post(address("check"))
    assert refused.status_code == 429
    assert "Too many requests" in refused.content.decode()
    assert Referral.objects.count() == REFERRALS.per_session
    assert "Someone who gets cars" in client.get(address("check")).content.decode()
