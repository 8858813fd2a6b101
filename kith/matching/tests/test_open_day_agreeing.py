"""After an open day: nobody is told anything before the coordinator agrees, and then a proposal begins for each pair."""

from datetime import timedelta

import pytest

from kith.audit.events import Kind
from kith.audit.models import Event as Trace
from kith.matching import actions
from kith.matching.actions import open_days as deeds
from kith.matching.actions.open_days import CannotOpenDay
from kith.matching.models import OpenDayPair, Proposal
from kith.matching.states import OpenDayStatus, ProposalStatus
from kith.matching.tests.factories import DAY, wishes_for
from kith.matching.tests.open_days import LATER, THAT_DAY, agree, an_event_that_was, read
from kith.messages.models import OutboxMessage
from kith.people.tests.factories import with_account
from kith.recruitment.actions import suspend
from kith.schemes.models import SchemeRules

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def laid_event(rows_that_last):
    """Tariq and Imran have waited a hundred days, Leah more than a year; Ben, Samir and Luke have room for one each."""
    return an_event_that_was()


def test_nothing_is_told_to_anybody_before_the_coordinator_agrees(event):
    with_account(event.children["Leah"].child)
    before = OutboxMessage.objects.count()
    event.chooses("Leah", "Ben")
    event.work_out()
    assert OutboxMessage.objects.count() == before
    assert not Proposal.objects.exists()
    agree(event)
    assert Proposal.objects.get().asked_on is None


def test_agreeing_begins_a_proposal_for_each_pair_on_its_ordinary_road(event):
    event.chooses("Leah", "Ben")
    event.chooses("Tariq", "Samir")
    event.work_out()
    made = agree(event)
    assert {(p.child.name, p.volunteer.first_name, p.status) for p in made} == {
        ("Leah", "Ben", ProposalStatus.CHOSEN),
        ("Tariq", "Samir", ProposalStatus.CHOSEN),
    }
    assert event.day.status == OpenDayStatus.AGREED
    proposal = made[0]
    wishes_for(proposal.referral, by=event.coordinator)
    actions.set_sketch(proposal=proposal, sketch="A girl who likes bowling.", by=event.coordinator, on=DAY)
    actions.volunteer_answers(proposal=proposal, yes=True, by=proposal.volunteer.user, on=DAY)
    assert proposal.status == ProposalStatus.ANSWERED


def test_a_coordinator_agrees_to_some_and_to_the_rest_later(event):
    event.chooses("Leah", "Ben")
    event.chooses("Tariq", "Samir")
    event.work_out()
    assert len(agree(event, "Leah")) == 1
    assert not Proposal.objects.filter(child__first_name="Tariq").exists()
    assert len(agree(event, "Tariq")) == 1


def test_two_coordinators_who_agree_at_once_make_one_set(event):
    event.chooses("Leah", "Ben")
    event.work_out()
    pairs = list(OpenDayPair.objects.filter(volunteer__isnull=False))
    deeds.agree(open_day=event.day, pairs=pairs, by=event.coordinator, at=LATER)
    with pytest.raises(CannotOpenDay, match="agreed already by Priya"):
        deeds.agree(open_day=event.day, pairs=pairs, by=event.manager, at=LATER)
    assert Proposal.objects.count() == 1


def test_an_older_working_out_cannot_be_agreed_to(event):
    event.chooses("Leah", "Ben")
    old = list(event.work_out().pairs.all())
    event.work_out()
    with pytest.raises(CannotOpenDay, match="worked out again since"):
        deeds.agree(open_day=event.day, pairs=old, by=event.coordinator, at=LATER)


def test_a_volunteer_suspended_in_between_is_not_proposed_and_it_is_not_said_why(event):
    event.chooses("Leah", "Ben", "Samir")
    event.chooses("Tariq", "Luke")
    event.work_out()
    suspend(volunteer=event.volunteers["Ben"].volunteer, reason="concern", by=event.manager, on=DAY)
    with pytest.raises(
        CannotOpenDay, match="^Ben cannot be proposed at the moment. Take Leah out, or work it out"
    ):
        agree(event)
    assert not Proposal.objects.exists()
    event.work_out()
    assert event.got() == {"Leah": "Samir", "Tariq": "Luke"}
    leah = next(row for row in read(event)["got"] if row["child"] == "Leah")
    assert leah["missed"] == ["Ben cannot be proposed at the moment."]


def test_a_child_who_found_somebody_meanwhile_is_left_out(event):
    event.chooses("Leah", "Ben")
    event.work_out()
    leah = event.children["Leah"]
    Proposal.objects.create(
        child=leah.child,
        volunteer=event.volunteers["Luke"].volunteer,
        scheme=leah.scheme,
        referral=leah.referral,
    )
    with pytest.raises(CannotOpenDay, match="Leah has somebody on the way already"):
        agree(event)
    with pytest.raises(CannotOpenDay, match="No child has said yet"):
        event.work_out()


def test_a_volunteers_no_is_silent_and_has_the_words_of_any_other(event):
    deeds.say_afterwards(
        guest=event.volunteers["Ben"],
        places=1,
        could_not={event.children["Leah"]: "known"},
        by=event.coordinator,
        at=LATER,
    )
    event.chooses("Leah", "Ben", "Samir")
    event.work_out()
    row = read(event)["got"][0]
    assert (row["volunteer"], row["missed"]) == ("Samir", ["Ben cannot be proposed at the moment."])


def test_exchanges_are_made_only_where_every_schemes_rules_say_so(event):
    event.chooses("Leah", "Ben")
    assert not event.work_out().exchanges
    SchemeRules.objects.filter(scheme=event.scheme).update(exchange_places=True)
    assert event.work_out().exchanges


def test_days_waited_are_counted_up_to_the_open_day_whenever_it_is_worked_out(event):
    event.chooses("Leah", "Ben")
    first = event.work_out()
    second = event.work_out(at=LATER + timedelta(days=200))
    assert first.inputs_hash == second.inputs_hash
    assert first.asked["children"][0]["days_waited"] == 400 + (THAT_DAY - DAY).days


def test_each_step_leaves_one_trace(event):
    event.chooses("Leah", "Ben")
    event.work_out()
    agree(event)
    for kind in (Kind.OPEN_DAY_CHOSEN, Kind.OPEN_DAY_WORKED_OUT, Kind.OPEN_DAY_AGREED):
        assert Trace.objects.filter(kind=kind).count() == 1, kind
