"""The audit cannot be changed unseen: by the application, by hand in the database, or by writing at once."""

import threading

import pytest
from django.db import connection, connections, transaction
from django.db.utils import DatabaseError

from kith.access.tests.factories import a_user
from kith.audit import actions, chain, triggers
from kith.audit.events import Kind
from kith.audit.models import Event, Look
from kith.people.tests.factories import a_child

pytestmark = pytest.mark.django_db


def some_events(count=4):
    user = a_user()
    return [actions.record(Kind.SIGNED_IN, by=user, turn=turn) for turn in range(count)]


def by_hand(sql, *values):
    """As somebody with the database's password would."""
    triggers.lift(connection)
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_an_untouched_chain_holds():
    some_events()
    verdict = chain.verify(Event)
    assert verdict.holds
    assert verdict.links >= 4


@pytest.mark.parametrize("verb", ["update", "delete"])
def test_the_database_refuses_to_change_a_link(verb):
    some_events()
    rows = Event.objects.all()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        rows.update(kind="nothing happened") if verb == "update" else rows.delete()


def test_a_link_changed_by_hand_shows():
    events = some_events()
    by_hand("UPDATE audit_event SET kind = 'nothing happened' WHERE id = %s", events[2].pk)
    assert chain.verify(Event).broken_at == events[2].pk


def test_a_link_taken_out_by_hand_shows_at_the_next():
    events = some_events()
    by_hand("DELETE FROM audit_event WHERE id = %s", events[1].pk)
    assert chain.verify(Event).broken_at == events[2].pk


def test_links_sealed_anew_without_the_key_show(settings):
    events = some_events()
    ours, settings.AUDIT_KEY = settings.AUDIT_KEY, "somebody else's key"
    forged = Event.objects.get(pk=events[1].pk)
    forged.kind = "nothing happened"
    seal = chain.seal(forged)
    by_hand("UPDATE audit_event SET kind = %s, seal = %s WHERE id = %s", forged.kind, seal, forged.pk)
    settings.AUDIT_KEY = ours
    assert chain.verify(Event).broken_at == forged.pk


def test_links_cut_off_the_end_show_against_the_head_that_was_written_down():
    events = some_events()
    before = chain.verify(Event)
    by_hand("DELETE FROM audit_event WHERE id = %s", events[-1].pk)
    after = chain.verify(Event)
    assert after.holds
    assert (after.links, after.head) != (before.links, before.head)


@pytest.mark.django_db(transaction=True)
def test_a_link_outside_the_transaction_of_its_deed_is_refused():
    user = a_user()
    with pytest.raises(transaction.TransactionManagementError):
        actions.record(Kind.SIGNED_IN, by=user)


def test_a_deed_that_fails_leaves_no_event():
    before = Event.objects.count()
    user = a_user()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        _an_event_and_then_a_fault(user)
    assert Event.objects.count() == before


def _an_event_and_then_a_fault(user):
    actions.record(Kind.SIGNED_IN, by=user)
    raise ZeroDivisionError


def test_a_look_knows_the_child_and_says_no_name():
    child = a_child("Canary")
    actions.look(by=a_user(), permission="see", page="casefile:child", about=child)
    look = Look.objects.latest("id")
    assert look.child == child.public_id
    assert "Canary" not in chain.body(look)


@pytest.mark.django_db(transaction=True)
def test_people_who_act_at_once_make_one_chain():
    user, ready = a_user(), threading.Barrier(4)

    def act():
        ready.wait()
        for _ in range(5):
            with transaction.atomic():
                actions.record(Kind.SIGNED_IN, by=user)
        connections.close_all()

    threads = [threading.Thread(target=act) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    verdict = chain.verify(Event)
    assert verdict.holds
    assert verdict.links == 20
