"""A report is made, frozen, let out by a person, and replaced, never overwritten."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from kith.access.policy import Permission
from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.audit.models import Event
from kith.foundation.lifecycle import CannotMove
from kith.messages.models import OutboxMessage
from kith.reporting.actions import CannotMake, CannotRelease, make_report, release
from kith.reporting.models import Run
from kith.reporting.quarters import Span, quarter_before
from kith.reporting.report import digest_of
from kith.reporting.states import Status
from kith.reporting.tests.factories import AFTERWARDS, AUTUMN, a_paid_scheme, a_run, together
from kith.schemes.tests.factories import a_contract, an_authority

pytestmark = pytest.mark.django_db


@pytest.fixture
def contract():
    return a_paid_scheme()


@pytest.fixture
def manager(contract):
    return a_member(Role.MANAGER, contract.scheme, first_name="Dana")


# ------------------------------------------------------------------------------------- making


def test_a_report_is_made_frozen_and_written_into_the_audit(contract, manager):
    run = make_report(
        contract=contract, from_day=AUTUMN.from_day, until_day=AUTUMN.until_day, by=manager, at=AFTERWARDS
    )
    run.refresh_from_db()
    assert (run.status, run.definition, run.created_by) == (Status.MADE, "quarter 1", manager)
    assert run.is_unchanged
    assert run.report.figure("together").shown.text == "0"
    [event] = Event.objects.filter(kind="report made", about=run.public_id)
    assert event.details == {"digest": run.digest}


def test_the_same_figures_have_the_same_seal_and_other_figures_another(contract):
    one, other = a_run(contract), a_run(contract, at=AFTERWARDS + timedelta(days=9))
    assert one.pk != other.pk
    assert one.digest == other.digest == digest_of(one.figures)
    for _ in range(5):
        together(contract)
    assert a_run(contract).digest != one.digest


def test_what_is_frozen_stays_as_it_was_when_the_past_is_put_right(contract):
    for _ in range(10):
        together(contract)
    run = a_run(contract)
    for _ in range(10):
        together(contract)
    run.refresh_from_db()
    assert run.report.figure("together").shown.text == "10"
    assert a_run(contract).report.figure("together").shown.text == "20"


def test_a_report_that_somebody_changed_by_hand_is_found_out_and_goes_nowhere(contract, manager):
    run = a_run(contract)
    run.figures["sections"][0]["figures"][0]["shown"]["text"] = "95"
    run.save()
    run = Run.objects.get(pk=run.pk)
    assert not run.is_unchanged
    with pytest.raises(CannotRelease, match="Make the report again"):
        release(run=run, by=manager, at=AFTERWARDS)


@pytest.mark.parametrize(
    ("from_day", "until_day", "sentence"),
    [
        (date(2026, 10, 1), date(2026, 12, 31), "31 December 2026 has not come yet"),
        (date(2026, 9, 30), date(2026, 9, 1), "after its first"),
        (date(2023, 10, 1), date(2023, 12, 31), "Choose days that lie in it"),
    ],
)
def test_a_report_is_of_days_that_are_over_in_order_and_within_the_contract(
    contract, from_day, until_day, sentence
):
    with pytest.raises(CannotMake, match=sentence):
        make_report(contract=contract, from_day=from_day, until_day=until_day, by=None, at=AFTERWARDS)
    assert not Run.objects.exists()


# ------------------------------------------------------------------------------------- releasing


def test_a_commissioner_reads_a_report_from_its_release_on_and_is_told(contract, manager):
    reader = a_member(Role.COMMISSIONER, contract.commissioner, first_name="Dominic")
    elsewhere = a_member(Role.COMMISSIONER, an_authority("Southmoor"))
    run = a_run(contract)
    may_read = Run.objects.reachable_by(reader, Permission.SEE_REPORT)
    assert not may_read.exists()
    release(run=run, by=manager, at=AFTERWARDS)
    assert may_read.get() == run
    assert (run.released_by, run.released_at) == (manager, AFTERWARDS)
    assert run.changes.get().step == "release"
    assert not Run.objects.reachable_by(elsewhere, Permission.SEE_REPORT).exists()
    assert list(OutboxMessage.objects.values_list("to", "event")) == [(reader.pk, "something new")]
    assert Event.objects.filter(kind="report released", about=run.public_id).count() == 1
    with pytest.raises(CannotMove):
        release(run=run, by=manager, at=AFTERWARDS)


def test_a_report_made_again_takes_the_place_of_the_first_which_is_not_lost(contract, manager):
    first, second = a_run(contract), a_run(contract)
    release(run=first, by=manager, at=AFTERWARDS)
    release(run=second, by=manager, at=AFTERWARDS)
    first.refresh_from_db()
    assert (first.status, second.status) == (Status.REPLACED, Status.RELEASED)
    reader = a_member(Role.COMMISSIONER, contract.commissioner)
    assert Run.objects.reachable_by(reader, Permission.SEE_REPORT).count() == 2
    assert Run.objects.reachable_by(reader, Permission.SEE_REPORT).released().get() == second


def test_two_reports_whose_days_overlap_do_not_both_go_out(contract, manager):
    release(run=a_run(contract), by=manager, at=AFTERWARDS)
    shifted = Span(AUTUMN.from_day, AUTUMN.until_day - timedelta(days=1))
    with pytest.raises(CannotRelease, match="could be compared to work out small numbers"):
        release(run=a_run(contract, shifted), by=manager, at=AFTERWARDS)
    release(run=a_run(contract, quarter_before(AUTUMN)), by=manager, at=AFTERWARDS)
    assert Run.objects.released().count() == 2


def test_a_contract_that_follows_another_does_not_open_a_second_way_to_compare(contract, manager):
    release(run=a_run(contract), by=manager, at=AFTERWARDS)
    renewed = a_contract(contract.scheme, contract.commissioner, from_day=date(2026, 9, 1))
    shifted = Span(date(2026, 9, 1), AUTUMN.until_day)
    with pytest.raises(CannotRelease):
        release(run=a_run(renewed, shifted), by=manager, at=AFTERWARDS)
    another = a_contract(contract.scheme, an_authority("Southmoor"))
    release(run=a_run(another, shifted), by=manager, at=AFTERWARDS)


# ------------------------------------------------------------------------------------- the database says it


def test_a_commissioner_has_one_report_for_a_span(contract, manager):
    release(run=a_run(contract), by=manager, at=AFTERWARDS)
    second = a_run(contract)
    with pytest.raises(IntegrityError), transaction.atomic():
        Run.objects.filter(pk=second.pk).update(status=Status.RELEASED, released_at=AFTERWARDS)


def test_a_report_that_was_let_out_knows_when(contract):
    run = a_run(contract)
    with pytest.raises(IntegrityError), transaction.atomic():
        Run.objects.filter(pk=run.pk).update(status=Status.RELEASED)
    with pytest.raises(IntegrityError), transaction.atomic():
        Run.objects.filter(pk=run.pk).update(until_day=AUTUMN.from_day - timedelta(days=1))
