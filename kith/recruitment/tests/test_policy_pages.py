"""The pages of what a scheme asks: read by those who record, changed by the manager, seen before it applies."""

import re
from datetime import timedelta

import pytest

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.foundation.dates import today
from kith.recruitment.models import Policy
from kith.recruitment.tests.factories import an_approved_volunteer
from kith.recruitment.tests.pages import at, day_boxes
from kith.recruitment.vetting.policies import required_by
from kith.schemes.tests.factories import a_scheme

pytestmark = pytest.mark.django_db
SOON = today() + timedelta(days=60)


def words(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


@pytest.fixture
def draft(client, manager, scheme):
    client.post(at("change_policy", scheme))
    return Policy.objects.get()


def line_at(policy, slug):
    return at("policy_version", policy) + f"{slug}/"


OVERSEAS = {"before": "first meeting", "recorded_by": "vetting", "evidence": "none", "months": ""}


def test_the_usual_list_stands_until_somebody_changes_it(client, coordinator, scheme):
    page = words(client.get(at("policy", scheme)))
    assert "Nobody has changed it" in page
    assert "DBS check" in page
    assert "Panel Two people decide, neither of them the recruiter" in page
    assert "Change what is asked" not in page


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.VETTING_OFFICER, Role.ADMINISTRATOR])
def test_only_a_manager_changes_it(client, scheme, role, draft):
    client.force_login(a_member(role, scheme))
    assert client.post(at("change_policy", scheme)).status_code in (403, 404)
    assert client.get(at("policy_version", draft)).status_code == 404


def test_a_manager_of_another_scheme_sees_nothing_of_it(client, draft):
    client.force_login(a_member(Role.MANAGER, a_scheme("Elsewhere")))
    assert client.get(at("policy_version", draft)).status_code == 404


def test_a_change_is_written_seen_agreed_and_called_off(client, manager, scheme, draft):
    an_approved_volunteer("Ben", scheme=scheme, on=today() - timedelta(days=30))
    an_approved_volunteer("Ruth", scheme=scheme, on=today() - timedelta(days=30))
    assert client.post(line_at(draft, "overseas"), OVERSEAS).status_code == 302
    assert "Overseas check is asked for as well" in words(client.get(at("policy_version", draft)))
    sent = day_boxes("from_day", SOON) | {"why": "Two people who lived abroad were missed"}
    page = words(client.post(at("agree_policy", draft), sent))
    assert "2 volunteers will lack something on that day" in page
    assert "Ben Ashworth" in page
    draft.refresh_from_db()
    assert draft.status == "drafted"
    assert client.post(at("agree_policy", draft), sent | {"sure": "yes"}).status_code == 302
    draft.refresh_from_db()
    assert (draft.status, draft.from_day) == ("agreed", SOON)
    assert "overseas" in [each.key for each in required_by(scheme, SOON)]
    assert "version 1 applies" in words(client.get(at("policy", scheme)))
    client.force_login(a_member(Role.COORDINATOR, scheme))
    page = words(client.get(at("policy_version", draft)))
    assert "Ben Ashworth" in page
    assert "Call it off" not in page
    assert client.get(at("call_off_policy", draft)).status_code == 404
    client.force_login(manager)
    assert client.get(at("affected_sheet", draft)).status_code == 200
    client.post(at("call_off_policy", draft), {})
    assert "overseas" not in [each.key for each in required_by(scheme, SOON)]


def test_a_day_that_has_passed_is_refused_at_its_box_and_the_reason_stays(client, draft):
    sent = day_boxes("from_day", today()) | {"why": "The panel asked", "sure": "yes"}
    response = client.post(at("agree_policy", draft), sent)
    assert list(response.context["form"].errors) == ["from_day"]
    assert "The panel asked" in response.text


def test_an_impossible_day_is_named(client, draft):
    sent = {"from_day_day": 31, "from_day_month": 2, "from_day_year": 2027, "why": "The panel asked"}
    response = client.post(at("agree_policy", draft), sent)
    assert "must be a real date" in str(response.context["form"].errors["from_day"])


def test_a_line_that_would_weaken_safety_is_refused_at_its_box(client, draft):
    sent = {"months": "60", "before": "panel", "recorded_by": "vetting", "evidence": "none"}
    response = client.post(line_at(draft, "dbs"), sent)
    assert list(response.context["form"].errors) == ["months"]
    assert 'value="60"' in response.text


def test_what_keeps_children_safe_has_no_button_to_leave_it_out(client, draft):
    page = client.get(at("policy_version", draft)).text
    assert "leave-out/training/" in page
    assert "leave-out/dbs/" not in page
    client.post(at("policy_version", draft) + "leave-out/training/")
    assert not draft.lines.filter(kind="training").exists()
    client.post(at("policy_version", draft) + "leave-out/dbs/")
    assert draft.lines.filter(kind="dbs").exists()
