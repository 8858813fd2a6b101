"""Every night birthdays, ends and due days come out anew, with no import between."""

from datetime import date, datetime

import pytest

from kith.access.policy import Permission
from kith.access.roles import Role
from kith.access.tests.factories import a_member, a_user
from kith.foundation.dates import LONDON
from kith.people.models import PlacementAddress
from kith.register import tasks
from kith.register.actions import refresh_register
from kith.register.models import CareSummary, PathwayPoint
from kith.register.tests.factories import an_import, episode, header, names
from kith.schemes.tests.factories import an_authority

pytestmark = pytest.mark.django_db


def test_a_birthday_brings_its_point(tmp_path):
    an_import(tmp_path, header=[header(born="30/11/2010")], reviews=[])
    refresh_register(authority=an_authority(), on=date(2026, 11, 29))
    assert not PathwayPoint.objects.filter(kind="sixteen").exists()
    refresh_register(authority=an_authority(), on=date(2026, 11, 30))
    assert PathwayPoint.objects.get(kind="sixteen").on == date(2026, 11, 30)


def test_care_ends_with_the_eighteenth_birthday_and_the_address_closes(tmp_path):
    an_import(tmp_path, header=[header(born="30/11/2008")], reviews=[])
    refresh_register(authority=an_authority(), on=date(2026, 11, 30))
    summary = CareSummary.objects.get()
    assert not summary.child.looked_after
    assert summary.period_ended == date(2026, 11, 30)
    assert summary.review_due is None
    assert summary.leaver == "former relevant"
    assert PlacementAddress.objects.get().until_day == date(2026, 11, 30)
    assert not PathwayPoint.objects.standing().filter(expected=True).exists()


def test_placements_are_counted_over_the_year_up_to_the_day_as_far_as_the_return_tells(tmp_path):
    moves = [
        episode(ended="01/12/2026", why_ended="X1"),
        episode(began="01/12/2026", new="P", home="K2"),
    ]
    an_import(tmp_path, year=2027, episodes=moves, on=date(2026, 12, 24))
    assert CareSummary.objects.get().placements == 1
    refresh_register(authority=an_authority(), on=date(2027, 3, 31))
    assert CareSummary.objects.get().placements == 1
    refresh_register(authority=an_authority(), on=date(2028, 3, 31))
    summary = CareSummary.objects.get()
    assert (summary.placements, summary.counted_to) == (1, date(2027, 3, 31))


def test_a_second_night_changes_nothing(tmp_path):
    an_import(tmp_path, year=2026)
    refresh_register(authority=an_authority(), on=date(2026, 12, 1))
    points = PathwayPoint.objects.count()
    assert refresh_register(authority=an_authority(), on=date(2026, 12, 2)) == 0
    assert PathwayPoint.objects.count() == points


def test_a_worker_given_an_account_later_reaches_their_children_from_the_next_night(tmp_path):
    authority = an_authority()
    an_import(tmp_path, names=[names(worker="Nia Rowe", email="nia@northbridge.example")])
    nia = a_member(Role.WORKER, authority, user=a_user("Nia", email="nia@northbridge.example"))
    assert not CareSummary.objects.reachable_by(nia, Permission.SEE_REGISTER).exists()
    refresh_register(authority=authority, on=date(2026, 11, 25))
    assert CareSummary.objects.reachable_by(nia, Permission.SEE_REGISTER, date(2026, 11, 25)).exists()
    refresh_register(authority=authority, on=date(2026, 11, 26))


def test_each_authority_is_a_task_of_its_own(tmp_path):
    from django_tasks_db.models import DBTaskResult

    an_import(tmp_path)
    an_import(tmp_path, authority=an_authority("Southbridge"))
    tasks.refresh_all(datetime(2026, 11, 25, 3, 30, tzinfo=LONDON))
    assert DBTaskResult.objects.count() == 2
    told = DBTaskResult.objects.first().args_kwargs["args"]
    tasks.refresh.call(*told)
