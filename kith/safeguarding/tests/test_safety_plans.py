"""What could happen, what is done about it, who agreed, until when; read on the volunteer's phone."""

from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse

from kith.access.policy import Permission
from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.foundation.dates import LONDON, today
from kith.people.actions import involve
from kith.people.models import Involvement
from kith.people.tests.factories import a_child_served_by, a_volunteer
from kith.safeguarding.models import SafetyPlan
from kith.safeguarding.planning_safety import CannotPlanSafety, agree_plan, ask_for_plan, end_plan
from kith.safeguarding.safety_plans import lacks_plan
from kith.schemes.tests.factories import a_scheme

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 20)
AT = datetime(2026, 11, 20, 12, tzinfo=LONDON)
LINES = [("They get lost in the crowd.", "They meet at the clock.")]


@pytest.fixture
def scheme():
    scheme = a_scheme()
    scheme.rules.update(safety_plans_for=["meeting", "water"])
    return scheme


@pytest.fixture
def coordinator(scheme):
    return a_member(Role.COORDINATOR, scheme, first_name="Priya")


@pytest.fixture
def two(scheme, coordinator):
    """A child and their volunteer."""
    child, volunteer = a_child_served_by(scheme, coordinator, "Zerai"), a_volunteer("Ruth", scheme)
    part = Involvement.Part.VOLUNTEER
    involve(child=child, person=volunteer.user, part=part, by=None, on=DAY - timedelta(days=90), act="test")
    return child, volunteer


def agreed(two, scheme, by, **changed):
    told = {
        "kind": "water", "lines": LINES, "agreed_with": ["volunteer", "carer"], "until": date(2027, 5, 1),
        "by": by, "at": AT,
    }  # fmt: skip
    return agree_plan(child=two[0], volunteer=two[1], scheme=scheme, **(told | changed))


class TestAgreeing:
    @pytest.mark.parametrize(
        ("changed", "says"),
        [
            ({"lines": []}, "at least one thing"),
            ({"agreed_with": ["carer"]}, "with the volunteer first"),
            ({"agreed_with": ["volunteer", "child"]}, "carer or the worker"),
            ({"until": DAY}, "still to come"),
            ({"until": date(2028, 1, 1)}, "within a year"),
        ],
    )
    def test_what_is_missing_is_said(self, two, scheme, coordinator, changed, says):
        with pytest.raises(CannotPlanSafety, match=says):
            agreed(two, scheme, coordinator, **changed)
        assert not SafetyPlan.objects.exists()

    def test_a_new_plan_takes_the_place_of_the_old_one_and_of_the_asking(self, two, scheme, coordinator):
        child, volunteer = two
        asked = ask_for_plan(
            child=child, volunteer=volunteer, scheme=scheme, kind="water", by=volunteer.user, at=AT
        )
        again = ask_for_plan(
            child=child, volunteer=volunteer, scheme=scheme, kind="water", by=volunteer.user, at=AT
        )
        assert asked == again
        first = agreed(two, scheme, coordinator)
        second = agreed(two, scheme, coordinator, until=date(2027, 6, 1))
        assert list(SafetyPlan.objects.filter(ended_on=None)) == [second]
        first.refresh_from_db()
        assert first.ended_by == coordinator

    def test_a_plan_that_has_run_out_or_ended_is_lacking(self, two, scheme, coordinator):
        assert lacks_plan(two[0], two[1], scheme, "water", DAY)
        assert not lacks_plan(two[0], two[1], scheme, "night", DAY)
        plan = agreed(two, scheme, coordinator)
        assert not lacks_plan(two[0], two[1], scheme, "water", date(2027, 4, 30))
        assert lacks_plan(two[0], two[1], scheme, "water", date(2027, 5, 1))
        end_plan(plan=plan, by=coordinator, on=DAY)
        assert lacks_plan(two[0], two[1], scheme, "water", DAY)
        with pytest.raises(CannotPlanSafety, match="ended already"):
            end_plan(plan=plan, by=coordinator, on=DAY)

    def test_the_volunteer_reads_it_while_they_are_near_and_no_longer(self, two, scheme, coordinator):
        agreed(two, scheme, coordinator)
        mine = SafetyPlan.objects.reachable_by
        assert mine(two[1].user, Permission.READ_SAFETY_PLAN, DAY).count() == 1
        Involvement.objects.filter(user=two[1].user).update(until_day=DAY)
        assert not mine(two[1].user, Permission.READ_SAFETY_PLAN, DAY).exists()


class TestPages:
    def test_a_coordinator_writes_and_the_volunteer_reads(self, client, two, scheme, coordinator):
        child, volunteer = two
        client.force_login(volunteer.user)
        mine = reverse("safeguarding:my_safety")
        assert "Not agreed yet with Zerai" in client.get(mine).content.decode()
        client.post(mine, {"deed": "ask", "key": str(child.public_id), "kind": "water"})
        client.force_login(coordinator)
        assert "Ruth asks for a safety plan with Zerai" in client.get("/").content.decode()
        page = reverse("safeguarding:safety_plans", args=[child.public_id, volunteer.public_id])
        assert "Ruth asked for a plan" in client.get(page).content.decode()
        write = reverse(
            "safeguarding:write_safety_plan", args=[child.public_id, volunteer.public_id, "water"]
        )
        until = today() + timedelta(days=90)
        typed = {
            "could_1": "She swims out too far.", "agreed_with": ["volunteer", "carer"],
            "until_day": until.day, "until_month": until.month, "until_year": until.year,
        }  # fmt: skip
        wrong = client.post(write, typed).content.decode()
        assert "Say what we do about it" in wrong
        assert "She swims out too far." in wrong
        assert client.post(write, typed | {"do_1": "They stay where she can stand."}).status_code == 302
        client.force_login(volunteer.user)
        shown = client.get(mine).content.decode()
        assert "They stay where she can stand." in shown
        plan = SafetyPlan.objects.standing().get()
        client.post(mine, {"deed": "read", "key": str(plan.public_id)})
        plan.refresh_from_db()
        assert plan.read_on == today()
        client.force_login(coordinator)
        client.post(reverse("safeguarding:end_safety_plan", args=[plan.public_id]), {})
        assert not SafetyPlan.objects.standing().exists()

    def test_somebody_else_s_child_and_an_unknown_kind_are_not_found(self, client, two, scheme):
        child, volunteer = two
        stranger = a_member(Role.COORDINATOR, scheme, first_name="Sam")
        client.force_login(stranger)
        page = reverse("safeguarding:safety_plans", args=[child.public_id, volunteer.public_id])
        assert client.get(page).status_code == 404
        client.force_login(a_member(Role.MANAGER, scheme, first_name="Dana"))
        assert client.get(page).status_code == 200
        assert "Write the plan for swimming" in client.get(page).content.decode()
        wrong = reverse("safeguarding:write_safety_plan", args=[child.public_id, volunteer.public_id, "moon"])
        assert client.get(wrong).status_code == 404

    def test_a_lead_reads_what_was_foreseen_and_writes_nothing(self, client, two, scheme, coordinator):
        plan = agreed(two, scheme, coordinator)
        client.force_login(a_member(Role.SAFEGUARDING_LEAD, scheme))
        together = [two[0].public_id, two[1].public_id]
        seen = client.get(reverse("safeguarding:safety_plans", args=together)).content.decode()
        assert "They meet at the clock." in seen
        assert "Look at it again" not in seen
        assert "Write" not in seen
        write = reverse("safeguarding:write_safety_plan", args=[*together, "water"])
        end = reverse("safeguarding:end_safety_plan", args=[plan.public_id])
        assert [client.get(page).status_code for page in (write, end)] == [404, 404]
        assert "afety plan" not in client.get("/").content.decode()

    def test_nonsense_on_the_phone_does_nothing(self, client, two):
        client.force_login(two[1].user)
        mine = reverse("safeguarding:my_safety")
        for typed in ({}, {"deed": "ask", "key": "x"}, {"deed": "read", "key": "y" * 36}):
            assert client.post(mine, typed).status_code == 302
        assert not SafetyPlan.objects.exists()
