"""After an erasure a word that was planted wherever somebody types is nowhere: rows, sealed or not, messages, sessions, files."""

import json
from datetime import date, time, timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.urls import reverse

from kith.access.roles import Role
from kith.audit.chain import verify
from kith.audit.models import Event, Look
from kith.foundation.dates import moment, months_after, now, today
from kith.foundation.housekeeping import sweep
from kith.recruitment.actions import erase_due, withdraw
from kith.recruitment.actions.bringing import receive, tidy_up
from kith.recruitment.models import Answers, Erased
from kith.recruitment.tests.factories import a_colleague, an_application
from kith.recruitment.tests.planted import declined_by_a_panel

pytestmark = pytest.mark.django_db
THEIRS, SEALED = "Quillfeather", "Zanzibarwise"


def everything_kept() -> dict[str, str]:
    """Table by table everything that is kept, opened where it is sealed; sessions as they were meant; files as they lie."""
    told = {}
    for model in apps.get_models():
        columns = [field.attname for field in model._meta.concrete_fields]
        rows = model._base_manager.all()
        told[model._meta.label] = "\n".join(
            f"{name}={getattr(row, name)}" for row in rows for name in columns
        )
    told["sessions, opened"] = "\n".join(json.dumps(row.get_decoded()) for row in Session.objects.all())
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            told[f"the table {table}"] = str(cursor.fetchall())
    for root in {Path(settings.DATA_DIR), Path(settings.MEDIA_ROOT)}:
        for path in root.rglob("*") if root.exists() else ():
            if (
                path.is_file()
                and not path.name.startswith("kith.sqlite3")
                and path.stat().st_size < 5_000_000
            ):
                told[f"the file {path}"] = path.read_bytes().decode("latin-1")
    return told


def where_it_stands(*words: str) -> dict[str, list[str]]:
    told = everything_kept()
    return {
        word: sorted(place for place, kept in told.items() if word.casefold() in kept.casefold())
        for word in words
    }


def leaves_traces_outside(client, scheme) -> None:
    """In the browser of the applicant, and in a list that names them."""
    address = f"{THEIRS}@example.org".lower()
    client.post(reverse("recruitment:come_back", args=[scheme.public_id]), {"email": address})
    client.get(reverse("recruitment:schemes"))
    content = f"First name,Surname,Email,DOB\nDaniel,{THEIRS},{THEIRS} at home,x\n".encode()
    manager = a_colleague(Role.MANAGER, scheme, "Mona")
    receive(scheme=scheme, file_name="ours.csv", content=content, by=manager, on=today())


def test_a_word_planted_everywhere_is_nowhere_after_the_erasure(client, scheme):
    a_year_ago = months_after(today(), -12) - timedelta(days=1)
    number = str(declined_by_a_panel(scheme, a_year_ago, THEIRS, SEALED).application.public_id)
    leaves_traces_outside(client, scheme)
    before = where_it_stands(THEIRS, SEALED)
    for table in (
        "people.Volunteer",
        "people.Card",
        "recruitment.Answers",
        "recruitment.Letter",
        "recruitment.Bringing",
    ):
        assert table in before[THEIRS], f"nothing was planted in {table}"
    assert any("OutboxMessage" in place for place in before[THEIRS])
    assert "sessions, opened" in before[THEIRS]
    for table in (
        "Answers", "ApplicationChange", "InterviewView", "Check", "Reference", "RiskAssessment", "Exemption",
        "AgendaItem", "AgendaItemChange", "Flag",
    ):  # fmt: skip
        assert f"recruitment.{table}" in before[SEALED], f"nothing was planted in {table}"
    assert not [place for place in before[THEIRS] + before[SEALED] if "audit" in place]

    assert erase_due(at=moment(today(), time(2, 50))) == 1
    tidy_up(at=now() + timedelta(days=31))
    Session.objects.update(expire_date=now() - timedelta(seconds=1))
    sweep(at=now() + timedelta(days=31))
    cache.clear()

    left = where_it_stands(THEIRS, SEALED, number)
    assert left[THEIRS] == []
    assert left[SEALED] == []
    assert left[number], "that it was erased stays known"
    assert all("audit" in place for place in left[number]), left[number]
    erased = Erased.objects.get()
    assert (erased.outcome, erased.reason, erased.furthest) == ("declined", "understanding", "ready")


def test_nobody_else_s_rows_go_with_it(scheme):
    a_year_ago = months_after(today(), -12) - timedelta(days=1)
    stays = an_application("Ruth", scheme, on=a_year_ago, status="applied")
    declined_by_a_panel(scheme, a_year_ago, THEIRS, SEALED)
    erase_due(at=moment(today(), time(2, 50)))
    stays.refresh_from_db()
    stays.volunteer.refresh_from_db()
    assert stays.volunteer.enlistments.exists()
    assert not Answers.objects.exists()


def test_each_erasure_is_a_link_of_the_chain_and_the_chain_holds(scheme):
    for number in range(7):
        one = an_application(f"Ann{number}", scheme, on=date(2024, 1, 1))
        withdraw(application=one, reason="time", by=one.recruiter, on=date(2024, 1, 2))
    assert erase_due(at=moment(today(), time(2, 50)), most=3) == 3
    assert erase_due(at=moment(today(), time(2, 55))) == 4
    assert Event.objects.filter(kind="applicant erased").count() == 7
    assert Erased.objects.count() == 7
    assert verify(Event).holds
    assert verify(Look).holds
