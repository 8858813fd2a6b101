"""Tests that commit leave nothing behind, though the audit cannot be deleted from while they run."""

import pytest
from django.apps import apps
from django.db import DatabaseError, transaction

from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.audit.models import Event
from kith.matching.tests.factories import a_road


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["the first time", "again"])
def test_the_audit_is_empty_before_each_test_and_append_only_within(time: str):
    assert not Event.objects.exists()
    with transaction.atomic():
        audit.record(next(iter(Kind)), by=None)
    with pytest.raises(DatabaseError, match="append-only"):
        Event.objects.all().delete()
    assert Event.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["the first time", "again"])
def test_rows_that_hang_on_one_another_are_all_gone(time: str):
    assert {model.__name__ for model in apps.get_models() if model._base_manager.exists()} <= {
        "ContentType",
        "Permission",
    }
    a_road()
