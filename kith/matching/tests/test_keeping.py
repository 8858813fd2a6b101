"""What rounds, open days and short lists said of each is kept for as long as a scheme says, and then only counts are left."""

from datetime import datetime, time, timedelta

import pytest
from django.urls import reverse

from kith.audit.events import Kind
from kith.audit.models import Event
from kith.foundation.dates import moment, months_after
from kith.matching import actions
from kith.matching.actions import open_days as deeds
from kith.matching.actions.rounds import CannotRun
from kith.matching.actions.thinning import thin_what_is_old
from kith.matching.models import (
    CardShown,
    ChildGuest,
    CouldNot,
    OpenDay,
    OpenDayChoice,
    Round,
    RoundPair,
    RoundPlan,
    Shortlist,
)
from kith.matching.states import OpenDayStatus, RoundStatus
from kith.matching.tests.factories import DAY, a_road, who_may_come
from kith.matching.tests.open_days import LATER, a_day, an_event_that_was
from kith.matching.tests.pages import at, read
from kith.schemes.tests.factories import a_scheme

HOURS = timedelta(hours=2)
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def laid_road(rows_that_last):
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
    assert thin_what_is_old(at=night(24, -1)) == 0
    assert thin_what_is_old(at=night(24)) == 1
    kept = Round.objects.get(pk=made.pk)
    assert (kept.lines.count(), kept.volunteers.count(), kept.asked, kept.notes) == (0, 0, "", [])
    assert (kept.counts, kept.certificate, kept.record["result"]) == (counts, certificate, hashes)
    assert kept.status == RoundStatus.FINISHED
    assert Event.objects.filter(kind=Kind.ROUND_THINNED.value).count() == 1
    assert thin_what_is_old(at=night(24)) == 0


def test_each_scheme_says_for_how_long(road, made):
    plan(road, 3)
    assert thin_what_is_old(at=night(3, -1)) == 0
    assert thin_what_is_old(at=night(3)) == 1
    with pytest.raises(CannotRun, match="1 to 120 months"):
        plan(road, 0)


def test_pairs_that_were_lifted_go_with_them_and_those_in_force_stay(road, made):
    ben = road.volunteers[0]
    for _ in range(2):
        actions.keep_pair(
            referral=road.referral, volunteer=ben, kind="forbidden", by=road.coordinator, on=DAY
        )
    assert RoundPair.objects.count() == 2
    thin_what_is_old(at=night(24))
    assert RoundPair.objects.get().lifted_on is None


def test_its_pages_say_so(road, made, client):
    thin_what_is_old(at=night(24))
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
    assert "Enter 1 or more" in read(client.post(address, told))
    client.post(address, told | {"keep_months": "6"})
    assert RoundPlan.objects.get().keep_months == 6
    assert "is kept for 6 months" in read(client.get(reverse("matching:rounds_before")))


# ------------------------------------------------------------------------------------- short lists


def answered(road):
    """Ben was chosen and has said no since, and Ann was on the list and not shown."""
    made = actions.make_shortlist(
        referral=road.referral, only=[road.volunteers[0]], by=road.coordinator, on=DAY
    )
    shown = actions.show_cards(shortlist=made, by=road.coordinator, on=DAY)
    road.say_no(road.ask(road.choose(shown, "Ben")))
    return shown


def test_of_an_old_short_list_what_the_child_saw_and_said_is_left_and_nobody_else_is_on_it():
    road = a_road(volunteers=("Ben", "Ann"))
    who_may_come("Eve", road.scheme, gender="F")
    answered(road)
    newer = road.shortlist(on=DAY)
    assert thin_what_is_old(at=night(24, -1)) == 0
    assert thin_what_is_old(at=night(24)) == 1
    old, new = Shortlist.objects.order_by("pk")
    assert (old.why_not, old.worth_knowing, new.thinned_on) == ({}, [], None)
    assert [line["words"] for line in old.ruled_out] == ["1 not a man"]
    card = old.cards.get()
    assert (card.volunteer.first_name, card.rank, card.reasons, card.miles) == ("Ben", 1, [], None)
    assert CardShown.objects.filter(shortlist=newer).exclude(reasons=[]).exists()
    assert Event.objects.filter(kind=Kind.LISTS_THINNED.value).count() == 1
    assert thin_what_is_old(at=night(24)) == 0


def test_the_newest_list_of_a_child_who_waits_is_left_alone(client):
    road = a_road(volunteers=("Ben", "Ann"))
    shown = answered(road)
    assert thin_what_is_old(at=night(24)) == 0
    road.referral.move("withdraw", by=road.coordinator, on=DAY)
    assert thin_what_is_old(at=night(24)) == 1
    client.force_login(road.coordinator)
    page = read(client.get(at("shortlist", shown), {"who": "Ann"}))
    assert "was on this list or not was erased on 24 November 2028" in page
    assert "What Tariq was shown and said stays." in page
    assert "First choice" in page
    assert "That was erased on 24 November 2028" in page
    assert "was on this list." in read(client.get(at("shortlist", shown), {"who": "Ben"}))


# ------------------------------------------------------------------------------------- open days


@pytest.fixture(scope="module")
def laid_event(rows_that_last):
    """Leah has somebody proposed by it; Tariq, who would like a share in it, has not; Imran was never heard."""
    event = an_event_that_was(volunteers={"Ben": 1, "Luke": 1})
    event.chooses("Leah", "Ben", aside=("Luke",))
    event.chooses("Tariq", "Ben")
    said = {
        "places": 1,
        "words": "The tall boy knows my son.",
        "could_not": {event.children["Tariq"]: "known"},
    }
    deeds.say_afterwards(guest=event.volunteers["Luke"], by=event.coordinator, at=LATER, **said)
    ChildGuest.objects.update(comes_with="Jo Marsh", needs="No nuts")
    return event


def agreed(event):
    pairs = list(event.work_out().pairs.filter(volunteer__isnull=False))
    deeds.agree(open_day=event.day, pairs=pairs, by=event.coordinator, at=LATER)


def test_of_an_old_open_day_who_came_is_left_and_nothing_of_what_was_said(event, client):
    agreed(event)
    working = event.day.workings.get()
    assert thin_what_is_old(at=night(24, 3)) == 0
    assert thin_what_is_old(at=night(24, 4)) == 1
    assert not OpenDayChoice.objects.exists()
    assert not CouldNot.objects.exists()
    assert {(guest.status, guest.comes_with, guest.needs) for guest in ChildGuest.objects.all()} == {
        ("came", "", "")
    }
    assert not event.day.volunteers.exclude(words="").exists()
    kept = event.day.workings.get()
    assert (kept.asked, kept.result_hash, kept.matched) == ({}, working.result_hash, 1)
    assert [pair.guest.child.name for pair in kept.pairs.select_related("guest__child")] == ["Leah"]
    assert OpenDay.objects.get().status == OpenDayStatus.AGREED
    assert Event.objects.filter(kind=Kind.OPEN_DAY_THINNED.value).count() == 1
    assert thin_what_is_old(at=night(24, 4)) == 0
    client.force_login(event.coordinator)
    page = read(client.get(at("open_day", event.day)))
    assert "What was said at this open day was erased on 28 November 2028: it is kept for 24 months." in page
    assert working.result_hash in page
    assert "See what came of it" not in page
    for name in ("open_day_proposal", "open_day_file"):
        assert "has been erased: its time is over" in read(client.get(at(name, event.day), follow=True))


def test_an_open_day_that_nobody_brought_to_its_end_is_over_when_its_time_is(event, client):
    event.work_out()
    ahead = a_day(event.scheme, event.coordinator, begins_at=night(30), ends_at=night(30) + HOURS)
    thin_what_is_old(at=night(24, 4))
    assert OpenDay.objects.get(pk=event.day.pk).status == OpenDayStatus.OVER
    assert OpenDay.objects.get(pk=ahead.pk).status == OpenDayStatus.PLANNED
    client.force_login(event.coordinator)
    assert "It was left at that on 28 November 2028" in read(client.get(at("open_day", event.day)))
    assert len(client.get(reverse("matching:open_days"), {"show": "agreed"}).context["rows"]) == 1


def test_a_day_of_two_schemes_is_kept_as_long_as_the_one_that_keeps_longest(event):
    agreed(event)
    other = a_scheme("Harbour friends", provider=event.scheme.provider)
    event.day.schemes.add(other)
    RoundPlan.objects.create(scheme=event.scheme, keep_months=3)
    RoundPlan.objects.create(scheme=other, keep_months=6)
    assert thin_what_is_old(at=night(3, 4)) == 0
    assert thin_what_is_old(at=night(6, 4)) == 1
