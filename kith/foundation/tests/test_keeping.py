"""Encrypted columns, spreadsheets, schedules and journeys keep what they promise."""

import io
from datetime import UTC, date, datetime, timedelta

import pytest
from cryptography.fernet import InvalidToken
from django import forms
from django.contrib.sessions.backends.base import SessionBase
from django.core.exceptions import FieldError
from django.db import connection
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from kith.foundation import schedules
from kith.foundation.encryption import cipher
from kith.foundation.journey import Journey, Page
from kith.foundation.sheets import Sheet, workbook
from kith.people.models import PlacementAddress
from kith.people.tests.factories import a_child

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.mark.django_db
def test_an_address_is_unreadable_in_the_database_and_whole_again_in_our_hands(day):
    PlacementAddress.objects.create(child=a_child(), address="7 Canary Row", postcode="LS1 1AA", from_day=day)
    with connection.cursor() as cursor:
        cursor.execute("SELECT address, postcode FROM people_placementaddress")
        kept = cursor.fetchone()
    assert "Canary" not in kept[0]
    assert "LS1" not in kept[1]
    assert PlacementAddress.objects.get().address == "7 Canary Row"


@pytest.mark.django_db
def test_an_encrypted_column_cannot_be_looked_up():
    with pytest.raises(FieldError, match="Unsupported lookup"):
        PlacementAddress.objects.filter(address__contains="Row").exists()


def test_an_older_key_still_reads_and_an_unknown_one_does_not(settings):
    settings.FIELD_KEYS = ["the first key"]
    kept = cipher().encrypt(b"words")
    settings.FIELD_KEYS = ["a newer key", "the first key"]
    assert cipher().decrypt(kept) == b"words"
    settings.FIELD_KEYS = ["a newer key"]
    with pytest.raises(InvalidToken):
        cipher().decrypt(kept)


def read_back(made):
    book = CalamineWorkbook.from_filelike(io.BytesIO(made))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


@given(
    st.sampled_from("=+-@\t\r").flatmap(
        lambda first: st.text("abc=1()|", max_size=12).map(lambda rest: first + rest)
    )
)
def test_nothing_typed_becomes_a_formula(typed):
    made = workbook([Sheet("People", ["Name"], [[typed]])], about=[], at=NOON)
    (_, (cell,)) = read_back(made)["People"]
    assert str(cell).strip() == typed.strip()


def test_a_sheet_says_what_it_is_and_keeps_days_as_days():
    made = workbook(
        [Sheet("List", ["Name", "Since"], [["Ana", date(2026, 11, 21)]])],
        about=[("Filter", "waiting")],
        at=NOON,
    )
    book = read_back(made)
    assert book["List"][1] == ["Ana", date(2026, 11, 21)]
    assert ["Filter", "waiting"] in book["About this file"]
    assert any("24 November 2026" in str(cell) for row in book["About this file"] for cell in row)


@pytest.mark.django_db
def test_what_is_due_is_done_once_and_what_is_not_waits(monkeypatch):
    done = []
    monkeypatch.setattr(schedules, "SCHEDULES", {})
    schedules.schedule("every day at three", "0 3 * * *", done.append)
    for _ in range(2):
        schedules.run_due(NOON)
    assert len(done) == 1
    assert done[0].hour == 3
    schedules.run_due(NOON + timedelta(days=1))
    assert len(done) == 2


@pytest.mark.django_db
def test_a_schedule_that_fails_is_tried_again(monkeypatch):
    tries = []

    def fails_first(due):
        tries.append(due)
        if len(tries) == 1:
            raise RuntimeError

    monkeypatch.setattr(schedules, "SCHEDULES", {})
    schedules.schedule("shaky", "0 3 * * *", fails_first)
    with pytest.raises(RuntimeError):
        schedules.run_due(NOON)
    schedules.run_due(NOON)
    assert len(tries) == 2


@pytest.mark.parametrize("cron", ["* * * * *", "*/5 * * * *", "*/15 * * * *"])
@pytest.mark.parametrize(
    "night", [datetime(2026, 10, 25, tzinfo=UTC), datetime(2026, 3, 29, tzinfo=UTC)], ids=str
)
def test_on_the_nights_of_the_clocks_nothing_waits_an_hour_and_nothing_comes_an_hour_too_soon(night, cron):
    every = timedelta(minutes=int(cron.split()[0].removeprefix("*/").replace("*", "1")))
    plan = schedules.Schedule("often", cron, lambda due: None)
    for minute in range(0, 240, 7):
        at = night + timedelta(minutes=minute)
        due = schedules.latest_due(plan, at)
        assert due is not None
        assert timedelta(0) <= at - due.astimezone(UTC) < every, f"{at}: {due}"


@pytest.mark.parametrize(
    "night", [datetime(2026, 10, 24, tzinfo=UTC), datetime(2026, 3, 28, tzinfo=UTC)], ids=str
)
def test_what_is_due_once_a_night_is_due_once_on_those_nights_too(night):
    plan = schedules.Schedule("by night", "30 1 * * *", lambda due: None)
    seen = {
        schedules.latest_due(plan, night + timedelta(minutes=minute)) for minute in range(120, 48 * 60, 30)
    }
    assert len(seen) == 2


class Name(forms.Form):
    name = forms.CharField()


class Grown(forms.Form):
    grown = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")])


class Carer(forms.Form):
    carer = forms.CharField()


PAGES = [
    Page("name", Name, "Name?"),
    Page("grown", Grown, "Grown up?"),
    Page("carer", Carer, "Who cares?", wanted=lambda answers: answers.get("grown", {}).get("grown") == "no"),
]


@pytest.fixture
def journey():
    request = RequestFactory().get("/")
    request.session = SessionBase()
    return Journey(request, "test", PAGES)


def answer(journey, slug, **given_):
    page = journey.page(slug)
    form = page.form(given_)
    assert form.is_valid()
    journey.keep(page, form)
    return journey.after(page)


def test_a_journey_asks_only_what_the_answers_call_for(journey):
    assert answer(journey, "name", name="Ana").slug == "grown"
    assert answer(journey, "grown", grown="yes") is None
    assert journey.is_complete()
    assert answer(journey, "grown", grown="no").slug == "carer"
    assert journey.everything() == {"name": "Ana", "grown": "no"}


def test_an_answer_that_is_no_longer_asked_for_is_not_sent(journey):
    for slug, given_ in (("name", {"name": "Ana"}), ("grown", {"grown": "no"}), ("carer", {"carer": "Jo"})):
        answer(journey, slug, **given_)
    answer(journey, "grown", grown="yes")
    assert "carer" not in journey.everything()
