"""Schemes start from presets and keep versions of their rules; roles are given by others and end at once."""

from datetime import timedelta

import pytest
from django.urls import reverse

from kith.access.actions import CannotGiveRole, end_role, give_role
from kith.access.models import User
from kith.access.roles import Role
from kith.access.tests.factories import a_member, a_user
from kith.foundation.dates import today
from kith.messages.models import OutboxMessage
from kith.schemes.actions import CannotSetUp, change_rules
from kith.schemes.models import Scheme
from kith.schemes.presets import presets
from kith.schemes.tests.factories import a_contract, a_provider, a_scheme, an_authority

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator():
    return a_member(Role.ADMINISTRATOR, a_provider(), first_name="Ada")


@pytest.mark.parametrize("preset", presets())
def test_a_scheme_starts_from_every_preset_and_takes_its_values(preset, client, administrator):
    client.force_login(administrator)
    client.post(
        reverse("administration:new_scheme"),
        {"preset": preset, "name": f"Our {preset}", "provider": str(a_provider().pk)},
    )
    scheme = Scheme.objects.get(name=f"Our {preset}")
    programme = presets()[preset]
    assert (scheme.word, scheme.child_age_from, scheme.goals) == (
        programme.word,
        programme.ages[0],
        programme.goals,
    )
    assert scheme.rules_on(today()).rhythm_rows() == list(programme.rhythm)
    assert client.get(reverse("administration:scheme", args=[scheme.public_id])).status_code == 200


def test_rules_have_versions_and_the_past_keeps_its_own(day):
    scheme = a_scheme()
    first = scheme.rules_on(day)
    change_rules(scheme=scheme, by=None, from_day=day, quiet_after=21)
    assert scheme.rules_on(day).quiet_after == 21
    assert scheme.rules_on(day - timedelta(days=1)).quiet_after == first.quiet_after
    with pytest.raises(CannotSetUp, match="already been changed"):
        change_rules(scheme=scheme, by=None, from_day=day, quiet_after=5)


def test_a_name_is_used_once_at_a_provider_and_the_form_says_so(client, administrator):
    a_scheme("Ours")
    client.force_login(administrator)
    sent = {"preset": "allies", "name": "Ours", "provider": str(a_provider().pk)}
    page = client.post(reverse("administration:new_scheme"), sent).content.decode()
    assert "already has a scheme called Ours" in page
    assert Scheme.objects.count() == 1


def test_nobody_gives_themselves_a_role(day, administrator):
    with pytest.raises(CannotGiveRole, match="themselves"):
        give_role(user=administrator, role=Role.MANAGER, place=a_provider(), by=administrator, on=day)


def test_an_invitation_makes_an_account_with_no_password_and_files_a_letter(client, administrator):
    client.force_login(administrator)
    client.post(
        reverse("administration:invite"),
        {
            "first_name": "Joan",
            "last_name": "Holt",
            "email": "joan@alongside.example",
            "role": "coordinator",
            "place": f"organisation:{a_provider().public_id}",
        },
    )
    joan = User.objects.get(email="joan@alongside.example")
    assert not joan.has_usable_password()
    assert joan.roles_on(today()) == {"coordinator"}
    assert OutboxMessage.objects.filter(to=joan, event="welcome").exists()


def test_an_ended_role_gives_nothing_from_that_day_and_ends_every_session(client, day):
    scheme = a_scheme()
    coordinator = a_member(Role.COORDINATOR, scheme)
    client.force_login(coordinator)
    assert client.get(reverse("safeguarding:raise")).status_code == 200
    before = coordinator.get_session_auth_hash()
    end_role(membership=coordinator.memberships.get(), by=None, on=today())
    fresh = User.objects.get(pk=coordinator.pk)
    assert fresh.roles_on(today()) == set()
    assert fresh.get_session_auth_hash() != before


def test_an_administrator_of_another_provider_sees_and_changes_nothing_here(client):
    scheme = a_scheme()
    stranger = a_member(Role.ADMINISTRATOR, a_provider("Elsewhere"))
    client.force_login(stranger)
    assert client.get(reverse("administration:scheme", args=[scheme.public_id])).status_code == 404
    assert scheme.name not in client.get(reverse("administration:schemes")).content.decode()
    client.force_login(a_user())
    assert client.get(reverse("administration:schemes")).status_code == 403


def test_an_auditor_reads_of_their_own_people_only(client):
    scheme = a_scheme()
    a_contract(scheme)
    auditor = a_member(Role.AUDITOR, an_authority())
    coordinator = a_member(Role.COORDINATOR, scheme, first_name="Amara")
    elsewhere = a_member(Role.ADMINISTRATOR, a_provider("Elsewhere"), first_name="Boris")
    for person in (coordinator, elsewhere):
        client.force_login(person)
        client.get(reverse("safeguarding:concerns"))
        client.get(reverse("administration:schemes"))
        client.get(reverse("recruitment:volunteers"))
    client.force_login(auditor)
    page = client.get(reverse("administration:audit") + "?show=looks").content.decode()
    assert "Boris" not in page


def test_the_lists_ask_a_constant_number_of_questions(client, administrator, django_assert_max_num_queries):
    for number in range(12):
        scheme = a_scheme(f"Scheme {number}")
        a_member(Role.COORDINATOR, scheme)
    client.force_login(administrator)
    for name in ("schemes", "people"):
        with django_assert_max_num_queries(45):
            client.get(reverse(f"administration:{name}"))
