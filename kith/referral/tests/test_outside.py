"""The public form, as somebody without an account meets it."""

import re

import pytest
from django.core.cache import cache
from django.urls import reverse

from kith.access.tests.factories import a_user
from kith.referral.limits import REFERRALS
from kith.referral.models import Referral
from kith.referral.tests.factories import a_paid_scheme
from kith.schemes.tests.factories import an_authority

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nobody_has_knocked_yet():
    cache.clear()


@pytest.fixture
def scheme():
    return a_paid_scheme()


def url(name, *args):
    return reverse(f"referral:{name}", args=args)


def by_a_school(scheme):
    """Every page of the form and what a teacher types on it."""
    return {
        "who": {"source": "school"},
        "name": {"first_name": "Tariq", "last_name": ""},
        "born": {"born_day": "4", "born_month": "5", "born_year": "2013"},
        "council": {"council": str(an_authority().public_id)},
        "scheme": {"scheme": str(scheme.public_id)},
        "asked": {"child_answer": "yes"},
        "their-words": {"child_words": "Someone who gets cars"},
        "why": {"why": "He has moved four times.\nHe has nobody of his own."},
        "needs": {"practical_needs": ""},
        "you": {"referrer_name": "Ms Okoro", "referrer_place": "Oak Academy"},
        "reach": {"referrer_email": "okoro@school.example.org", "referrer_phone": ""},
    }


def by_themself():
    return {
        "who": {"source": "young person"},
        "my-name": {"first_name": "Dee"},
        "my-birthday": {"born": "2011-05-04"},
        "council": {"council": "not known"},
        "my-why": {"child_words": "Someone to go to football with"},
        "my-needs": {"practical_needs": ""},
        "my-reach": {"referrer_email": "", "referrer_phone": "07700 900123"},
    }


def answer(client, pages):
    """Go through the form, page by page, and see that each leads to the next."""
    slugs = list(pages)
    for slug, following in zip(slugs, [*slugs[1:], None], strict=True):
        response = client.post(url("question", slug), pages[slug])
        assert response.status_code == 302, response.content.decode()
        assert response.url == (url("question", following) if following else url("check"))


def test_anybody_can_send_a_referral_and_gets_a_reference(client, scheme):
    assert client.get(url("refer")).status_code == 200
    answer(client, by_a_school(scheme))
    check = client.get(url("check")).content.decode()
    assert "Someone who gets cars" in check
    assert "4 May 2013" in check
    assert "He has moved four times.<br>He has nobody of his own." in check
    assert not Referral.objects.exists()
    sent = client.post(url("check"), follow=True)
    referral = Referral.objects.get()
    assert referral.reference in sent.content.decode()
    assert (referral.scheme, referral.authority, referral.created_by) == (scheme, an_authority(), None)
    assert (referral.child_knows, referral.child_answer) == (True, "yes")
    assert (referral.referrer_place, referral.first_name) == ("Oak Academy", "Tariq")


def test_a_young_person_is_asked_less_and_in_other_words(client):
    a_paid_scheme()
    answer(client, by_themself())
    page = client.get(url("question", "my-why")).content.decode()
    assert "Leave quickly" in page
    assert "Kith</title>" not in page
    client.post(url("check"))
    referral = Referral.objects.get()
    assert (referral.source, referral.scheme, referral.authority) == ("young person", None, None)
    assert referral.child_answer == "yes"
    assert referral.child_words == referral.why == "Someone to go to football with"
    assert referral.referrer_name == "Dee"


def test_nothing_is_asked_about_words_that_were_not_said(client, scheme):
    pages = by_a_school(scheme) | {"asked": {"child_answer": "not asked"}}
    del pages["their-words"]
    answer(client, pages)
    client.post(url("check"))
    referral = Referral.objects.get()
    assert (referral.child_knows, referral.child_answer) == (False, "")


def test_a_page_says_what_to_mend_and_keeps_what_was_typed(client, scheme):
    answers = list(by_a_school(scheme).items())
    for slug, typed in answers[:2]:
        client.post(url("question", slug), typed)
    page = client.post(url("question", "born"), {"born_day": "40", "born_month": "5", "born_year": "2013"})
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
    assert said in client.post(url("question", slug), typed).content.decode()


def test_an_answer_is_changed_from_the_check_page_and_leads_back_there(client, scheme):
    answer(client, by_a_school(scheme))
    check = client.get(url("check")).content.decode()
    change = url("question", "name") + "?change=1"
    assert change in check
    page = client.get(change).content.decode()
    assert 'value="Tariq"' in page
    assert f'href="{url("check")}"' in page
    assert client.post(change, {"first_name": "Taz"}).url == url("check")
    client.post(url("check"))
    assert Referral.objects.get().first_name == "Taz"


def test_back_leads_to_the_question_before(client, scheme):
    answer(client, by_a_school(scheme))
    assert f'href="{url("question", "name")}"' in client.get(url("question", "born")).content.decode()
    assert f'href="{url("refer")}"' in client.get(url("question", "who")).content.decode()


def test_a_changed_answer_that_calls_for_another_question_asks_it(client, scheme):
    pages = by_a_school(scheme) | {"asked": {"child_answer": "not asked"}}
    del pages["their-words"]
    answer(client, pages)
    changed = client.post(url("question", "asked"), {"child_answer": "unsure"})
    assert changed.url == url("question", "their-words")


def test_nobody_skips_to_the_end_or_to_a_page_that_is_not_theirs(client):
    assert client.get(url("check")).url == url("refer")
    assert client.get(url("question", "why")).url == url("refer")
    assert client.get(url("sent")).url == url("refer")
    client.post(url("question", "who"), {"source": "carer"})
    assert client.get(url("check")).url == url("question", "name")
    assert client.get(url("question", "number")).url == url("refer")


def test_a_start_that_was_left_is_carried_on(client):
    client.post(url("question", "who"), {"source": "carer"})
    assert url("question", "name") in client.get(url("refer")).content.decode()


def test_every_private_question_says_why_it_is_asked(client, scheme):
    answer(client, by_a_school(scheme))
    for slug in ("name", "born", "council", "asked", "their-words", "why", "needs", "reach"):
        assert "Why we ask this" in client.get(url("question", slug)).content.decode(), slug


def test_a_no_and_a_wrong_age_are_told_before_sending(client, scheme):
    pages = by_a_school(scheme) | {"asked": {"child_answer": "no"}, "born": {"born": "2020-01-01"}}
    answer(client, pages)
    check = client.get(url("check")).content.decode()
    assert "Their no counts" in check
    assert "is for ages 8 to 17" in check
    client.post(url("check"))
    assert Referral.objects.get().child_answer == "no"


def test_answers_can_be_thrown_away(client, scheme):
    answer(client, by_a_school(scheme))
    assert client.post(url("forget")).url == url("refer")
    assert client.get(url("check")).url == url("refer")
    assert client.get(url("forget")).status_code == 405


def test_nothing_of_it_stays_in_the_browser_s_memory(client, scheme):
    answer(client, by_a_school(scheme))
    for name, *more in (("refer",), ("question", "why"), ("check",), ("track",)):
        assert "no-store" in client.get(url(name, *more)).headers["Cache-Control"], name


def test_sending_twice_sends_once(client, scheme):
    answer(client, by_a_school(scheme))
    key = re.search(r'name="once" value="([^"]+)"', client.get(url("check")).content.decode()).group(1)
    for _ in range(2):
        assert client.post(url("check"), {"once": key}).url == url("sent")
    assert Referral.objects.count() == 1


def test_somebody_signed_in_need_not_type_who_they_are(client, scheme):
    priya = a_user("Priya", "Shah", phone="0113 496 0000")
    client.force_login(priya)
    answer(client, by_a_school(scheme))
    client.post(url("forget"))
    client.post(url("question", "who"), {"source": "school"})
    assert "Priya Shah" in client.get(url("question", "you")).content.decode()
    assert priya.email in client.get(url("question", "reach")).content.decode()


def test_the_schemes_offered_are_those_of_the_council(client, scheme):
    other = a_paid_scheme("Allies", preset="allies")
    other.contracts.update(commissioner=an_authority("Farshire"))
    answer(client, by_a_school(scheme))
    page = client.get(url("question", "scheme")).content.decode()
    assert scheme.name in page
    assert "Allies" not in page
    client.post(url("question", "council"), {"council": "not known"})
    assert "Allies" in client.get(url("question", "scheme")).content.decode()


def test_a_scheme_of_another_council_is_not_accepted(client, scheme):
    other = a_paid_scheme("Allies", preset="allies")
    other.contracts.update(commissioner=an_authority("Farshire"))
    answer(client, by_a_school(scheme))
    page = client.post(url("question", "scheme"), {"scheme": str(other.public_id)})
    assert page.status_code == 200


def test_changing_the_council_asks_for_a_scheme_of_that_council(client, scheme):
    """A scheme chosen for one council must not be kept for another that does not pay for it."""
    other = a_paid_scheme("Allies", preset="allies")
    other.contracts.update(commissioner=an_authority("Farshire"))
    answer(client, by_a_school(scheme))
    changed = client.post(url("question", "council"), {"council": str(an_authority("Farshire").public_id)})
    assert changed.url == url("question", "scheme")


def test_one_machine_does_not_flood_a_scheme(client, scheme):
    for _ in range(REFERRALS.per_session):
        answer(client, by_a_school(scheme))
        assert client.post(url("check")).url == url("sent")
    answer(client, by_a_school(scheme))
    refused = client.post(url("check"))
    assert refused.status_code == 429
    assert "Too many requests" in refused.content.decode()
    assert Referral.objects.count() == REFERRALS.per_session
    assert "Someone who gets cars" in client.get(url("check")).content.decode()
