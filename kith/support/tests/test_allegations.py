"""The page of an allegation, and what the lead reads of whoever is accused and works here, too."""

import pytest
from django.urls import reverse

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.foundation.dates import now
from kith.meetings.tests.factories import a_match
from kith.messages.models import OutboxMessage
from kith.recruitment.models import Suspension
from kith.safeguarding.actions import raise_concern
from kith.schemes.tests.factories import a_scheme
from kith.support.tests.people import coordinator_of
from kith.support.tests.test_views import a_pair, page, send, text

pytestmark = pytest.mark.django_db


def a_concern(match):
    return raise_concern(
        by=None, at=now(), urgency="now", words="He shouted.", child=match.child, scheme=match.scheme
    )


def test_the_lead_sees_what_will_happen_before_it_does(client):
    match = a_pair("Leah", "Mo", coordinator=None)
    lead = a_member(Role.SAFEGUARDING_LEAD, match.scheme, first_name="Sade")
    concern = a_concern(match)
    shown = text(page(client, lead, "allegation", concern))
    assert "Mo Ashworth" in shown
    assert "Kith does not write to the volunteer." in shown
    assert not Suspension.objects.exists()
    answer = send(client, lead, "allegation", concern, volunteer=match.volunteer.pk)
    assert answer.url == reverse("safeguarding:concern", args=[concern.public_id])
    assert Suspension.objects.get().volunteer == match.volunteer


def test_nobody_is_suspended_by_a_concern_that_is_about_no_volunteer_near_the_child(client):
    match, other = a_pair("Leah", "Mo"), a_pair("Ana", "Ruth")
    lead = a_member(Role.SAFEGUARDING_LEAD, match.scheme, first_name="Sade")
    read = text(send(client, lead, "allegation", a_concern(match), volunteer=other.volunteer.pk))
    assert "There is a problem" in read
    assert not Suspension.objects.exists()


def test_a_lead_finds_any_volunteer_of_the_scheme_by_name_where_the_concern_names_nobody(client):
    match = a_pair()
    lead = a_member(Role.SAFEGUARDING_LEAD, match.scheme)
    a_pair("Leah", "Mo", scheme=a_scheme("Elsewhere"))
    concern = raise_concern(
        by=None, at=now(), urgency="now", words="The tall one hit him.", scheme=match.scheme
    )
    assert "Find them by name" in text(page(client, lead, "allegation", concern))
    assert "No volunteer of your schemes is called that" in text(
        client.get(reverse("support:allegation", args=[concern.public_id]), {"name": "Mo"})
    )
    found = client.get(reverse("support:allegation", args=[concern.public_id]), {"name": "rut"})
    assert match.volunteer.name in text(found)
    there = f"{reverse('support:allegation', args=[concern.public_id])}?name=rut"
    assert client.post(there, {"volunteer": match.volunteer.pk}).status_code == 302
    match.refresh_from_db()
    concern.refresh_from_db()
    assert (match.status, concern.accused.get().volunteer) == ("paused", match.volunteer)
    assert Suspension.objects.filter(volunteer=match.volunteer, reason="concern").exists()


def accused_who_works_here(client, *, as_well=()):
    """Mo, who is accused and a coordinator besides, the lead, and the page of the concern."""
    match = a_match("Leah", "Mo")
    lead = a_member(Role.SAFEGUARDING_LEAD, match.scheme, first_name="Grace")
    for role in as_well:
        a_member(role, match.scheme, user=lead)
    concern = a_concern(match)
    a_member(Role.COORDINATOR, match.scheme, user=match.volunteer.user)
    send(client, lead, "allegation", concern, volunteer=match.volunteer.pk)
    return match, concern, reverse("safeguarding:concern", args=[concern.public_id])


def test_the_lead_reads_what_is_still_open_to_somebody_who_works_here_as_well_and_asks_for_its_end(client):
    match, concern, page = accused_who_works_here(client)
    jean = a_member(Role.ADMINISTRATOR, match.scheme.provider, first_name="Jean")
    a_member(
        Role.ADMINISTRATOR, match.scheme, user=match.volunteer.user
    )  # is not asked to end their own role
    seen = text(client.get(page))
    assert "Still open to Mo" in seen
    assert f"Mo is coordinator at {match.scheme}." in seen
    assert "Leah’s story is closed to Mo already." in seen
    assert f"Ring {jean.name}" in seen
    held = match.volunteer.user.memberships.get(role=Role.COORDINATOR)
    client.post(reverse("safeguarding:ask_to_end_role", args=[concern.public_id, held.public_id]))
    letter = OutboxMessage.objects.get(event="role to end")
    there = reverse("administration:end_role", args=[held.public_id])
    assert letter.to == jean
    assert there in letter.values["link"]
    assert f"Asked {jean.name} to end" in text(client.get(page))
    client.force_login(jean)
    assert client.post(there).status_code == 302
    client.force_login(concern.entries.last().created_by)
    assert f"Mo is coordinator at {match.scheme}." not in text(client.get(page))


def test_a_lead_who_gives_roles_themself_gets_the_link(client):
    match, _, page = accused_who_works_here(client, as_well=[Role.ADMINISTRATOR])
    held = match.volunteer.user.memberships.get(role=Role.COORDINATOR)
    assert reverse("administration:end_role", args=[held.public_id]) in client.get(page).content.decode()


def test_where_nobody_else_gives_roles_the_lead_reads_whom_to_ring(client):
    match, concern, page = accused_who_works_here(client)
    assert f"Nobody else gives roles at {match.scheme}." in text(client.get(page))
    held = match.volunteer.user.memberships.get(role=Role.COORDINATOR)
    address = reverse("safeguarding:ask_to_end_role", args=[concern.public_id, held.public_id])
    assert "Ring whoever runs Kith" in text(client.post(address, follow=True))
    assert not OutboxMessage.objects.filter(event="role to end").exists()


def test_no_other_role_can_be_asked_about_from_a_concern(client):
    match, concern, _ = accused_who_works_here(client)
    other = a_member(Role.MANAGER, match.scheme).memberships.get()
    address = reverse("safeguarding:ask_to_end_role", args=[concern.public_id, other.public_id])
    assert client.post(address).status_code == 404


def test_only_the_safeguarding_lead_makes_a_concern_an_allegation(client):
    match = a_pair()
    concern = a_concern(match)
    for somebody in (coordinator_of(match), a_member(Role.MANAGER, match.scheme), match.volunteer.user):
        assert page(client, somebody, "allegation", concern).status_code == 404
