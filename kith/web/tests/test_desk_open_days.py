"""An open day on the desk: from the day itself to the yes; and what only safeguarding leads are asked."""

import pytest

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.matching.actions import open_days as deeds
from kith.matching.tests.open_days import BEFORE, DURING, ENDS, LATER, an_event, an_event_that_was
from kith.safeguarding.barring import bar_contact

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, monkeypatch):
    """The desk of somebody at a moment, as one line of text."""

    def of(user, at):
        monkeypatch.setattr("django.utils.timezone.now", lambda: at)
        client.force_login(user)
        return " ".join(client.get("/").content.decode().split())

    return of


def test_the_day_itself_and_who_came_stand_on_the_desk(desk):
    event = an_event()
    event.invite_child("Tariq")
    assert "open day" not in desk(event.coordinator, BEFORE)
    assert "The open day is today" in desk(event.coordinator, DURING)
    assert "Who came to the open day on Saturday 28 November?" in desk(event.coordinator, ENDS)
    assert "open day on" not in desk(event.manager, ENDS)


def test_who_has_not_been_heard_and_what_waits_for_a_yes_stand_on_the_desk(desk):
    event = an_event_that_was(children={"Tariq": 100, "Leah": 100}, volunteers={"Ben": 1})
    assert "Two children have not said yet whom they liked" in desk(event.coordinator, LATER)
    event.chooses("Tariq", "Ben")
    event.chooses("Leah", "Ben")
    assert "Everybody has been heard" in desk(event.coordinator, LATER)
    working = event.work_out()
    assert "Agree to who could be there for whom" in desk(event.coordinator, LATER)
    pairs = list(working.pairs.filter(volunteer__isnull=False))
    deeds.agree(open_day=event.day, pairs=pairs, by=event.coordinator, at=LATER)
    assert "Agree to who could be there for whom" not in desk(event.coordinator, LATER)


def test_somebody_to_be_kept_apart_stands_on_the_desk_of_the_lead_and_on_nobody_elses(desk):
    event = an_event()
    grace = a_member(Role.SAFEGUARDING_LEAD, event.scheme, first_name="Grace")
    tariq = event.invite_child("Tariq")
    bar_contact(
        child=tariq.child,
        name="Dale Rudd",
        relation="parent",
        why="A court order.",
        by=grace,
        on=BEFORE.date(),
    )
    deeds.answer_child(guest=tariq, said="yes", comes_with="Dale Rudd", by=event.coordinator, at=BEFORE)
    assert "One person at an open day must be looked at" in desk(grace, BEFORE)
    for user in (event.coordinator, event.manager):
        assert "must be looked at" not in desk(user, BEFORE)
    assert "must be looked at" not in desk(grace, LATER)
