"""A scheme keeps its records longer or shorter than is usual, within limits; every day that was counted is counted anew."""

from datetime import time, timedelta

import pytest
from django.urls import reverse

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.audit.models import Event
from kith.endings import actions
from kith.endings.actions import CannotKeepSo
from kith.endings.models import Ending, Erasing, KeepingPeriod
from kith.endings.retention import limits, usual
from kith.endings.tests.factories import a_match, coordinator_of
from kith.endings.tests.old_records import agreed_by_two, an_old_record
from kith.foundation.dates import moment, months_after, today
from kith.schemes.models import Scheme
from kith.schemes.tests.factories import a_scheme

pytestmark = pytest.mark.django_db
WHY = "The council’s contract asks for it."


@pytest.fixture
def record():
    return an_old_record()


@pytest.fixture
def dana(record):
    return a_member(Role.MANAGER, record.match.scheme, first_name="Dana")


def said(record, by, **what):
    usual_words = {"kind": "match", "years": 10, "age": 25, "why": WHY, "on": today()}
    return actions.set_period(scheme=record.match.scheme, by=by, **usual_words | what)


def until(record):
    return Ending.objects.get(pk=record.pk).kept_until


def test_what_ended_before_and_what_ends_from_now_on_is_kept_for_as_long_as_the_scheme_says(record, dana):
    elsewhere = an_old_record("Ben", "Tom", scheme=a_scheme("Elsewhere", on=today() - timedelta(days=9000)))
    before = until(elsewhere)
    said(record, dana)
    assert until(record) == months_after(record.ended_on, 120)
    assert until(elsewhere) == before
    match = a_match(
        child="Zoe", volunteer="Ida", scheme=record.match.scheme, begun_on=today() - timedelta(days=9)
    )
    ended = actions.end_unplanned(match=match, kind="unknown", by=coordinator_of(match), on=today())
    born = match.child.born
    assert ended.kept_until == max(months_after(today(), 120), months_after(born, 300) if born else today())


def test_taken_back_what_stood_before_stands_again_and_only_the_latest_is_taken_back(record, dana):
    first, second = said(record, dana), said(record, dana, years=12)
    with pytest.raises(CannotKeepSo, match="said since"):
        actions.take_back_period(period=first, by=dana, on=today())
    actions.take_back_period(period=second, by=dana, on=today())
    assert until(record) == months_after(record.ended_on, 120)
    with pytest.raises(CannotKeepSo, match="was taken back on"):
        actions.take_back_period(period=second, by=dana, on=today())
    actions.take_back_period(period=first, by=dana, on=today())
    assert until(record) == months_after(record.ended_on, 84)
    kinds = list(Event.objects.values_list("kind", flat=True))
    assert kinds.count("period set") == kinds.count("period taken back") == 2


@pytest.mark.parametrize(
    ("asked", "why_not"),
    [
        ({"years": 2}, "between 3 and 25 years"),
        ({"years": 26}, "between 3 and 25 years"),
        ({"age": 20}, "between 21 and 30"),
        ({"age": None}, "between 21 and 30"),
        ({"kind": "money", "years": 6, "age": None}, "between 7 and 12 years"),
        ({"kind": "money", "years": 8, "age": 25}, "not kept by age"),
        ({"why": " "}, "Say why"),
        ({"years": 7, "age": 25}, "exactly so long already"),
        ({"kind": "concern"}, "Choose which records"),
    ],
)
def test_nothing_is_kept_shorter_or_longer_than_the_limits_or_without_a_reason(record, dana, asked, why_not):
    before = until(record)
    with pytest.raises(CannotKeepSo, match=why_not):
        said(record, dana, **asked)
    assert until(record) == before
    assert not KeepingPeriod.objects.exists()


def test_what_is_usual_in_each_nation_lies_within_the_limits():
    for kind in ("match", "money"):
        least, most = limits(kind)
        for nation in ("ENG", "WLS", "SCT", "NIR"):
            here = usual()[kind][nation]
            assert least.years <= here["years"] <= most.years
            assert (least.age or 0) <= here.get("age", 0) <= (most.age or 0)


def test_a_record_two_agreed_on_and_that_is_now_kept_longer_does_not_go(record, dana):
    agreed_by_two(record, today())
    said(record, dana)
    assert Erasing.objects.get().taken_back_on == today()
    assert actions.erase_agreed(at=moment(today() + timedelta(days=8), time(3))) == 0


def test_a_manager_sees_what_it_would_do_does_it_and_takes_it_back(client, record, dana):
    scheme = record.match.scheme
    client.force_login(dana)
    here = reverse("endings:periods", args=[scheme.public_id])
    assert here in client.get(reverse("endings:records")).text
    page = client.get(here).text
    assert "keeps its records for as long as is usual" in page
    change = reverse("endings:period", args=[scheme.public_id, "match"])
    typed = {"years": "40", "age": "25", "why": WHY}
    wrong = client.post(change, typed).text
    assert "Choose a number between 3 and 25" in wrong
    assert WHY in wrong
    would = client.post(change, typed | {"years": "10"}).text
    assert "1 record of matches that have ended is kept longer" in would
    assert not KeepingPeriod.objects.exists()
    assert 'value="10"' in client.post(change, typed | {"years": "10", "change": "yes"}).text
    done = client.post(change, typed | {"years": "10", "sure": "yes"}, follow=True).text
    assert WHY in done
    assert "10 years after the end, and at least until the young person is 25" in done
    assert "Dana" in done
    assert WHY in client.get(reverse("endings:records")).text
    back = reverse("endings:period_back", args=[KeepingPeriod.objects.get().public_id])
    assert client.get(back).status_code == 405
    assert "Taken back by Dana" in client.post(back, follow=True).text
    assert "was taken back on" in client.post(back, follow=True).text


def test_only_a_manager_of_the_scheme_says_how_long_it_keeps_its_records(client, record, dana):
    scheme: Scheme = record.match.scheme
    period = said(record, dana)
    pages = [
        reverse("endings:periods", args=[scheme.public_id]),
        reverse("endings:period", args=[scheme.public_id, "match"]),
    ]
    lead = a_member(Role.SAFEGUARDING_LEAD, scheme, first_name="Sam")
    stranger = a_member(Role.MANAGER, a_scheme("Elsewhere"), first_name="Una")
    for user in (lead, coordinator_of(record.match), stranger):
        client.force_login(user)
        assert {client.get(page).status_code for page in pages} <= {403, 404}
        assert client.post(reverse("endings:period_back", args=[period.public_id])).status_code in (403, 404)
    client.force_login(lead)
    assert pages[0] not in client.get(reverse("endings:records")).text


def test_how_long_many_schemes_keep_their_records_is_asked_in_one_question(
    client, record, dana, django_assert_max_num_queries
):
    client.force_login(dana)
    with django_assert_max_num_queries(60) as few:
        client.get(reverse("endings:records"))
    for place in range(4):
        scheme = a_scheme(f"Scheme {place}", provider=record.match.scheme.provider)
        a_member(Role.MANAGER, scheme, user=dana)
    with django_assert_max_num_queries(60) as many:
        client.get(reverse("endings:records"))
    assert len(many) == len(few)
