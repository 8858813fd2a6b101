"""What a round said of each child is kept for as long as its scheme says, and then only counts are left."""

from datetime import datetime, time

import pytest
from django.urls import reverse

from kith.audit.events import Kind
from kith.audit.models import Event
from kith.foundation.dates import moment, months_after
from kith.matching import actions
from kith.matching.actions.rounds import CannotRun
from kith.matching.actions.thinning import thin_old_rounds
from kith.matching.models import Round, RoundPair, RoundPlan
from kith.matching.states import RoundStatus
from kith.matching.tests.factories import DAY, a_road
from kith.matching.tests.pages import at, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def road():
    return a_road(volunteers=("Ben",))


@pytest.fixture
def made(road):
    asked = actions.ask_for_round(scheme=road.scheme, by=road.manager, on=DAY)
    return actions.work_out(asked=asked, by=road.manager, on=DAY)


def night(months: int, days: int = 0) -> datetime:
    day = months_after(DAY, months)
    return moment(day.replace(day=day.day + days), time(3, 40))


def plan(road, months):
    actions.plan_rounds(
        scheme=road.scheme, weekday=None, mode="child_choice", improve=False, keep_months=months,
        by=road.manager, on=DAY,
    )  # fmt: skip


def test_a_round_is_whole_until_its_time_is_over_and_then_nobody_is_in_it(road, made):
    counts, certificate, hashes = made.counts, made.certificate, made.record["result"]
    assert thin_old_rounds(at=night(24, -1)) == 0
    assert thin_old_rounds(at=night(24)) == 1
    kept = Round.objects.get(pk=made.pk)
    assert (kept.lines.count(), kept.volunteers.count(), kept.asked, kept.notes) == (0, 0, "", [])
    assert (kept.counts, kept.certificate, kept.record["result"]) == (counts, certificate, hashes)
    assert kept.status == RoundStatus.FINISHED
    assert Event.objects.filter(kind=Kind.ROUND_THINNED.value).count() == 1
    assert thin_old_rounds(at=night(24)) == 0


def test_each_scheme_says_for_how_long(road, made):
    plan(road, 3)
    assert thin_old_rounds(at=night(3, -1)) == 0
    assert thin_old_rounds(at=night(3)) == 1
    with pytest.raises(CannotRun, match="1 to 120 months"):
        plan(road, 0)


def test_pairs_that_were_lifted_go_with_them_and_those_in_force_stay(road, made):
    ben = road.volunteers[0]
    for _ in range(2):
        actions.keep_pair(
            referral=road.referral, volunteer=ben, kind="forbidden", by=road.coordinator, on=DAY
        )
    assert RoundPair.objects.count() == 2
    thin_old_rounds(at=night(24))
    assert RoundPair.objects.get().lifted_on is None


def test_its_pages_say_so(road, made, client):
    thin_old_rounds(at=night(24))
    client.force_login(road.coordinator)
    page = read(client.get(at("round", made)))
    assert "What this round said of each child was erased on 24 November 2028" in page
    assert "keeps it for 24 months" in page
    assert "Tariq" not in page
    record = read(client.get(at("round_record", made), {"again": "yes"}))
    assert "What was asked was erased on 24 November 2028" in record
    assert made.record["result"] in record
    assert client.get(at("round_export", made)).status_code == 302
    assert client.get(reverse("matching:fairness")).status_code == 200


def test_a_manager_says_for_how_long_on_the_page(road, client):
    client.force_login(road.manager)
    address = reverse("matching:rounds_plan")
    told = {"weekday": "", "mode": "child_choice", "keep_months": "0"}
    assert "greater than or equal to 1" in read(client.post(address, told))
    client.post(address, told | {"keep_months": "6"})
    assert RoundPlan.objects.get().keep_months == 6
    assert "is kept for 6 months" in read(client.get(reverse("matching:rounds_before")))
