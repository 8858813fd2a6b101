"""Somebody who may be here twice: a flag for those who vet, neutral words for whoever recruits; a conflict is for vetting alone."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.foundation.dates import today
from kith.recruitment.actions import decline, receive_application, settle_flag
from kith.recruitment.models import Flag
from kith.recruitment.tests.factories import a_colleague, an_application
from kith.recruitment.tests.pages import at

pytestmark = pytest.mark.django_db
NEUTRAL, PLAIN = "Vetting looks at this", "Look first"


@pytest.fixture
def rina(scheme):
    return a_member(Role.COORDINATOR, scheme, first_name="Rina")


@pytest.fixture
def vera(scheme):
    return a_member(Role.VETTING_OFFICER, scheme, first_name="Vera")


@pytest.fixture
def twice(scheme, rina):
    """Ruth Holt enquires, and again from another address."""
    return [
        receive_application(
            scheme=scheme,
            first_name=first,
            last_name="Holt",
            born=date(1979, 2, 11),
            email=f"{first}@mail.example".lower(),
            recruiter=rina,
            by=rina,
            on=today(),
        )
        for first in ("Ruth", "Rut")
    ]


def listed(client, user):
    client.force_login(user)
    return [client.get(reverse(name)).text for name in ("recruitment:volunteers", "recruitment:board")]


def test_both_open_entries_carry_neutral_words_for_whoever_recruits(client, twice, rina, vera):
    for page in listed(client, rina):
        assert page.count(NEUTRAL) == 2
        assert PLAIN not in page
    for one in twice:
        page = client.get(at("application", one)).text
        assert "looks at this. Go on as usual" in page
        assert "applied before" not in page


def test_those_who_vet_are_told_to_look_first(client, twice, vera):
    for page in listed(client, vera):
        assert page.count(PLAIN) >= 2
        assert NEUTRAL not in page
    assert "They may have applied before" in client.get(at("application", twice[1])).text


def test_the_mark_goes_when_it_is_settled_and_does_not_say_what_was_found(client, twice, rina, vera):
    flag = Flag.objects.get()
    settle_flag(flag=flag, finding="same", words="She told me so.", by=vera, on=today())
    for page in listed(client, rina):
        assert NEUTRAL not in page
    page = client.get(at("application", twice[1])).text
    assert "looks at this" not in page
    assert "same person" not in page


def test_an_earlier_entry_that_is_over_carries_no_mark(client, scheme, rina, vera, twice):
    decline(application=twice[0], reason="time", by=a_colleague(Role.MANAGER, scheme, "Mona"), on=today())
    client.force_login(rina)
    assert NEUTRAL not in client.get(reverse("recruitment:volunteers"), {"group": "over"}).text
    assert client.get(reverse("recruitment:volunteers")).text.count(NEUTRAL) == 1


def test_a_conflict_marks_nothing_for_whoever_recruits(client, scheme, rina, vera):
    application = an_application("Patrick", scheme, recruiter=rina)
    Flag.objects.create(application=application, kind="conflict", closeness=90, raised_on=today())
    for page in listed(client, rina):
        assert NEUTRAL not in page
        assert PLAIN not in page
    assert "looks at this" not in client.get(at("application", application)).text
    assert all(PLAIN in page for page in listed(client, vera))


def test_the_list_asks_as_many_questions_however_many_marks(client, scheme, rina, vera):
    client.force_login(rina)
    asked = []
    for turn in range(2):
        for number in range(1 + 5 * turn):
            for first in ("Ruth", "Rut"):
                an_application(
                    first, scheme, last_name=f"Holt{turn}{number}", born=date(1979, 2, 11), recruiter=rina
                )
        client.get(reverse("recruitment:volunteers"))
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("recruitment:volunteers"))
        asked.append(len(captured))
    assert Flag.objects.count() > 2
    assert asked[0] == asked[1]
