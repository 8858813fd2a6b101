"""What is worked out by night says what would be said now, says when it was worked out, and can be worked out again."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.audit.models import Event
from kith.foundation.dates import now
from kith.foundation.schedules import SCHEDULES
from kith.matching.tests.factories import DAY
from kith.people.models import Child
from kith.planning import actions, answers, tasks
from kith.planning.models import Kept, Reckoning
from kith.planning.periods import period
from kith.planning.queries import Counting, Remembered, sources, who_is_needed
from kith.planning.tests.factories import (
    MUST_BE_A_MAN,
    SPEAKS_TIGRINYA,
    boys_wait,
    comes,
    is_ready,
    many_came,
    somebody_waits,
)
from kith.planning.tests.pages import words
from kith.planning.told import Told, tell
from kith.referral.tests.factories import a_paid_scheme
from kith.schemes.tests.factories import an_authority

pytestmark = pytest.mark.django_db
NEEDED, ROAD, SOURCES, ANEW = (reverse(f"planning:{name}") for name in ("needed", "road", "sources", "anew"))
THREE_BOYS = "Three boys in the middle wait for a man who speaks Tigrinya."


@pytest.fixture
def large(monkeypatch):
    """Whoever has anybody has too many to work out while somebody waits."""
    monkeypatch.setattr(answers, "AT_ONCE", 0)


@pytest.fixture
def busy(scheme):
    boys_wait(scheme, 3, MUST_BE_A_MAN, SPEAKS_TIGRINYA)
    somebody_waits(scheme, ("like", "gender", "female"), ("not", "pets", "dogs"), first_name="Zerai")
    is_ready(scheme, "Yonas", languages=["tigrinya"], free_days=["saturday"])
    comes(scheme, "applied", gender="M", languages=["tigrinya"])
    many_came(scheme, 12, "ready", ended="approved", gender="F", heard="event")
    many_came(scheme, 12, "applied", ended="withdrawn", gender="M", heard="poster", reason="too slow")
    return scheme


def work():
    """What the worker does with what was asked for last."""
    tasks.reckon.call(str(Reckoning.objects.latest("pk").public_id))


def by_night():
    tasks.reckon_by_night(now())
    work()


def test_what_is_kept_is_what_would_be_said_now(busy):
    (one,) = who_is_needed([busy], DAY)
    told = tell(one)
    assert Told.from_plain(busy, json.loads(json.dumps(told.as_plain()))) == told
    counted = Counting((busy,), period("12", DAY), DAY)
    kept = json.loads(json.dumps(counted.as_plain()))
    remembered = Remembered((busy,), counted.period, DAY, kept=(kept,))
    assert remembered.road() == counted.road()
    assert remembered.groups() == counted.groups()
    assert remembered.days_taken() == counted.days_taken()
    assert remembered.days_waited() == counted.days_waited()
    assert remembered.why_left() == counted.why_left()
    assert sources(remembered) == sources(counted)


def test_two_schemes_kept_apart_add_up_to_both_counted_together(busy):
    other = a_paid_scheme("Another scheme")
    many_came(other, 4, "interviewed", ended="declined", heard="event")
    many_came(other, 2, "ready", ended="approved", heard="poster", on=DAY - timedelta(days=200))
    apart = [Counting((each,), period("all", DAY), DAY).as_plain() for each in (busy, other)]
    together = Counting((busy, other), period("all", DAY), DAY)
    remembered = Remembered((busy, other), together.period, DAY, kept=tuple(apart))
    assert remembered.road() == together.road()
    assert remembered.days_taken() == together.days_taken()
    assert remembered.why_left() == together.why_left()
    found = {source.label: (source.enquiries, source.approved, source.stay) for source in sources(remembered)}
    assert found == {
        source.label: (source.enquiries, source.approved, source.stay) for source in sources(together)
    }


def test_the_same_page_by_night_as_on_the_spot(client, manager, busy, monkeypatch):
    live = {page: words(client.get(page)) for page in (NEEDED, ROAD, SOURCES)}
    by_night()
    monkeypatch.setattr(answers, "AT_ONCE", 0)
    for page, told in live.items():
        kept = words(client.get(page))
        assert "As of" in kept
        start = kept.index("Work it out again now") + len("Work it out again now")
        assert kept[start:].strip() in told


def test_before_the_first_night_a_large_scheme_says_so_and_offers_to_begin(client, manager, busy, large):
    told = words(client.get(NEEDED))
    assert "Not worked out yet." in told
    assert "Nobody is waiting" not in told
    assert "Nobody came in this time" not in words(client.get(ROAD))


def test_a_manager_has_it_worked_out_again_and_sees_how_far_it_is(client, manager, busy, large):
    by_night()
    boys_wait(busy, 1, ("must", "faith", "sikh"))
    assert "Sikh" not in words(client.get(NEEDED))
    response = client.post(ANEW + "?to=needed", {})
    assert response.status_code == 302
    reckoning = Reckoning.objects.latest("pk")
    assert reckoning.created_by == manager
    assert Event.objects.filter(kind="reckoning asked", by=manager.public_id).count() == 1
    work()
    assert "Worked out again." in words(client.get(ANEW + "?to=needed", follow=True))
    assert "Sikh" in words(client.get(NEEDED))


def test_while_it_is_at_work_the_page_says_how_far_and_nobody_asks_twice(client, manager, busy, large):
    reckoning = actions.ask_anew(schemes=[busy], by=manager, at=now())
    response = client.get(ANEW + "?to=road")
    assert "It begins in a moment." in words(response)
    assert response.headers["Refresh"] == "2"
    assert "see how far" in words(client.get(ROAD))
    with pytest.raises(actions.CannotReckon, match="being worked out already"):
        actions.ask_anew(schemes=[busy], by=manager, at=now() + timedelta(minutes=5))
    actions.go_on(reckoning=reckoning, done=1)
    assert "1 of 1 scheme worked out" in words(client.get(ANEW + "?to=road"))
    actions.end(reckoning=reckoning, at=now())
    response = client.get(ANEW + "?to=road")
    assert response.status_code == 302
    assert response.url == ROAD


def test_what_nobody_works_at_any_more_can_be_asked_for_again(manager, busy):
    actions.ask_anew(schemes=[busy], by=manager, at=now())
    assert actions.ask_anew(schemes=[busy], by=manager, at=now() + timedelta(hours=2))


def test_a_fault_is_said_and_what_was_kept_stays(client, manager, busy, large, monkeypatch):
    by_night()
    asked = actions.ask_anew(schemes=[busy], by=manager, at=now())
    monkeypatch.setattr(actions, "work_out", _breaks)
    with pytest.raises(ZeroDivisionError):
        tasks.reckon.call(str(asked.public_id))
    response = client.get(ANEW + "?to=needed", follow=True)
    assert "Working it out stopped (ZeroDivisionError)." in words(response)
    assert THREE_BOYS in words(response)


def _breaks(**_):
    raise ZeroDivisionError


def test_a_sealed_child_is_in_nothing_that_is_kept(busy):
    Child.objects.filter(first_name="Zerai").update(sealed=True)
    by_night()
    kept = Kept.objects.get(scheme=busy, what="needs", authority=None)
    assert kept.told["waiting"] == 3
    assert "woman" not in json.dumps(kept.told["needs"])


def test_what_is_kept_names_nobody(busy):
    by_night()
    for kept in Kept.objects.all():
        told = json.dumps(kept.told)
        for name in ("Asmerom", "Zerai", "Dawit", "Yonas", "Many"):
            assert name not in told


def test_a_commissioner_reads_what_is_kept_of_their_own_children(client, busy, large):
    client.force_login(a_member(Role.COMMISSIONER, an_authority()))
    by_night()
    told = words(client.get(NEEDED))
    assert "As of" in told
    assert "Tigrinya" not in told
    assert "Work it out again" not in told
    boys_wait(busy, 7, MUST_BE_A_MAN, SPEAKS_TIGRINYA)
    by_night()
    assert "About 10 young people in the middle are waiting for a volunteer" in words(client.get(NEEDED))
    assert client.post(ANEW, {}).status_code == 403


def test_the_night_takes_the_place_of_the_night_before(busy):
    by_night()
    many = Kept.objects.count()
    by_night()
    assert Kept.objects.count() == many
    assert Reckoning.objects.filter(ended_at=None).count() == 0
    assert "work out who is needed" in SCHEDULES


@pytest.mark.parametrize("page", [NEEDED, ROAD, SOURCES])
def test_a_page_of_what_is_kept_asks_as_many_questions_for_many_schemes(client, scheme, large, page):
    client.force_login(a_member(Role.MANAGER, scheme.provider))
    asked = []
    for number in (1, 5):
        for place in range(number):
            many_came(a_paid_scheme(f"Scheme {number}{place}"), 3)
        by_night()
        client.get(page)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(page).status_code == 200
        asked.append(len(captured))
    assert asked[0] == asked[1]
