"""Whom a child must be kept from: written down by leads, unreadable in the database, found by what gives them away."""

from datetime import date

import pytest
from django.db import connection
from django.urls import reverse

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.foundation.dates import today
from kith.people.actions import involve
from kith.people.models import Involvement
from kith.people.tests.factories import a_child_served_by
from kith.safeguarding.barring import CannotBar, bar_contact, end_bar
from kith.safeguarding.marks import Barred, Described
from kith.safeguarding.models import BarredContact
from kith.schemes.tests.factories import a_scheme

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)


@pytest.fixture
def lead(client, scheme):
    user = a_member(Role.SAFEGUARDING_LEAD, scheme, first_name="Leo")
    client.force_login(user)
    return user


def a_barred_contact(lead, child=None, scheme=None, **given):
    told = {
        "name": "Derek Canary",
        "relation": "parent",
        "why": "An order of the family court.",
        "aliases": "Rick Canary\nDerek Nightingale",
        "addresses": "14 Coal Lane, Leeds LS9 9ZZ",
        "phones": "07700 900555",
        "emails": "derek.c@example.org",
    } | given
    child = child or a_child_served_by(scheme)
    return bar_contact(child=child, by=lead, on=TODAY, **told)


@pytest.mark.parametrize(
    ("person", "alike"),
    [
        (Described(("derek  CANARY",)), ["name", "sound"]),
        (Described(("Derrick Canarie",)), ["sound"]),
        (Described(("Nightingale, Derek",)), ["name", "sound"]),
        (Described(("Paul Smith",), addresses=("14 Coal Ln, LS9 9ZZ",)), ["address"]),
        (Described(("Paul Smith",), phones=("+44 7700 900555",)), ["phone"]),
        (Described(("Paul Smith",), emails=("DEREK.C+vol@example.org",)), ["email"]),
    ],
)
def test_somebody_who_must_be_kept_away_is_found_by_what_gives_them_away(lead, scheme, person, alike):
    contact = a_barred_contact(lead, scheme=scheme)
    assert Barred(TODAY).like(person) == {contact.pk: alike}


def test_a_first_name_or_half_a_postcode_finds_nobody(lead, scheme):
    a_barred_contact(lead, scheme=scheme)
    assert Barred(TODAY).like(Described(("Derek",), addresses=("LS9",), phones=("900555",))) == {}


def test_what_has_ended_finds_nobody(lead, scheme):
    contact = a_barred_contact(lead, scheme=scheme)
    end_bar(contact=contact, why="The order has run out.", by=lead, on=TODAY)
    assert Barred(TODAY).like(Described(("Derek Canary",))) == {}
    with pytest.raises(CannotBar, match="has ended already"):
        end_bar(contact=contact, why="Again.", by=lead, on=TODAY)


def test_an_old_key_still_finds_them(lead, scheme, settings):
    contact = a_barred_contact(lead, scheme=scheme)
    settings.FIELD_KEYS = ["a newer key", *settings.FIELD_KEYS]
    assert list(Barred(TODAY).like(Described(("Derek Canary",)))) == [contact.pk]


def test_nothing_of_them_can_be_read_in_the_database(lead, scheme):
    a_barred_contact(lead, scheme=scheme)
    with connection.cursor() as cursor:
        told = ""
        for table in ("safeguarding_barredcontact", "safeguarding_barredmark"):
            cursor.execute(f"SELECT * FROM {table}")
            told += str(cursor.fetchall()).lower()
    for canary in ("derek", "canary", "nightingale", "coal lane", "900555", "family court"):
        assert canary not in told


def test_somebody_who_could_never_be_found_is_refused(lead, scheme):
    with pytest.raises(CannotBar, match="Nothing here can be compared"):
        a_barred_contact(lead, scheme=scheme, name="Derek", aliases="", addresses="", phones="", emails="")


# ------------------------------------------------------------------------------- the pages


def day_boxes(name, day):
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def test_a_lead_writes_somebody_down_and_ends_it(client, lead, scheme):
    child = a_child_served_by(scheme)
    assert "Nobody is written down yet" in client.get(reverse("safeguarding:kept_away")).text
    found = client.get(reverse("safeguarding:kept_away"), {"child": "tar"}).text
    address = reverse("safeguarding:bar_contact", args=[child.public_id])
    assert address in found
    sent = {"name": "Derek Canary", "relation": "parent", "why": "An order."} | day_boxes("from_day", TODAY)
    wrong = client.post(address, sent | {"phones": "900555"})
    assert "This cannot be compared: 900555" in wrong.text
    assert 'value="Derek Canary"' in wrong.text
    assert client.post(address, sent).status_code == 302
    contact = BarredContact.objects.get()
    page = reverse("safeguarding:barred_contact", args=[contact.public_id])
    assert "An order." in client.get(page).text
    client.post(page, {"why": "It has run out."})
    contact.refresh_from_db()
    assert contact.until_day
    assert "Derek Canary" in client.get(reverse("safeguarding:kept_away"), {"show": "ended"}).text


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.MANAGER, Role.VETTING_OFFICER, Role.VOLUNTEER])
def test_nobody_but_a_lead_reads_it(client, lead, scheme, role):
    contact = a_barred_contact(lead, scheme=scheme)
    client.force_login(a_member(role, scheme, first_name="Olu"))
    assert client.get(reverse("safeguarding:kept_away")).status_code == 403
    assert client.get(reverse("safeguarding:barred_contact", args=[contact.public_id])).status_code == 404


def test_a_sealed_child_s_own_lead_reaches_their_barred_contacts_and_no_other_lead_does(client, lead, scheme):
    child = a_child_served_by(scheme, sealed=True)
    contact = a_barred_contact(lead, child=child)
    page = reverse("safeguarding:barred_contact", args=[contact.public_id])
    write = reverse("safeguarding:bar_contact", args=[child.public_id])
    assert client.get(page).status_code == client.get(write).status_code == 404
    part = Involvement.Part.SAFEGUARDING_LEAD
    involve(child=child, person=lead, part=part, by=None, on=today(), act="named for a sealed child")
    assert client.get(page).status_code == client.get(write).status_code == 200
    assert "Tariq" in client.get(reverse("safeguarding:kept_away")).text
    client.force_login(a_member(Role.SAFEGUARDING_LEAD, scheme, first_name="Lara"))
    assert client.get(page).status_code == client.get(write).status_code == 404
    assert "Tariq" not in client.get(reverse("safeguarding:kept_away")).text


def test_a_lead_of_elsewhere_finds_nothing(client, lead, scheme):
    contact = a_barred_contact(lead, scheme=scheme)
    client.force_login(a_member(Role.SAFEGUARDING_LEAD, a_scheme("Mentors"), first_name="Eva"))
    assert "Derek" not in client.get(reverse("safeguarding:kept_away")).text
    assert client.get(reverse("safeguarding:barred_contact", args=[contact.public_id])).status_code == 404


def test_the_list_asks_as_many_questions_for_thirty_as_for_three(
    client, lead, scheme, django_assert_max_num_queries
):
    child = a_child_served_by(scheme)
    for number in range(30):
        a_barred_contact(lead, child=child, name=f"Derek Number{'abcdefgh'[number % 8]}")
    with django_assert_max_num_queries(20):
        client.get(reverse("safeguarding:kept_away"))
