"""After an open day: whose choice counts, who was passed over and why, and what begins when the coordinator agrees."""

import json
from datetime import timedelta

import pytest

from kith.audit.events import Kind
from kith.audit.models import Event as Trace
from kith.matching import actions
from kith.matching.actions import open_days as deeds
from kith.matching.actions.open_days import CannotOpenDay
from kith.matching.models import OpenDayPair, Proposal, WorkingOut
from kith.matching.open_day_rounds import gather, is_the_same, outcome_of
from kith.matching.presenters.open_days import results
from kith.matching.states import OpenDayStatus, ProposalStatus
from kith.matching.tests.factories import DAY, wishes_for
from kith.matching.tests.open_days import LATER, SEED, THAT_DAY, an_event_that_was
from kith.messages.models import OutboxMessage
from kith.people.tests.factories import with_account
from kith.recruitment.actions import suspend
from kith.schemes.models import SchemeRules
from kith.science.matching.files import reading

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    """Tariq and Imran have waited a hundred days, Leah more than a year; Ben, Samir and Luke have room for one each."""
    return an_event_that_was()


def agree(event, *names, by=None, at=LATER):
    pairs = event.day.workings.order_by("-number").first().pairs.filter(volunteer__isnull=False)
    wanted = [pair for pair in pairs if not names or pair.guest.child.name in names]
    made = deeds.agree(open_day=event.day, pairs=wanted, by=by or event.coordinator, at=at)
    event.refresh()
    return made


def read(event):
    """What the page of the proposal says."""
    working = event.day.workings.order_by("-number").first()
    return results.page(results.answer(working, gather(event.day, LATER.date())))


def test_a_boy_whose_first_two_choices_are_taken_gets_his_third(event):
    event.chooses("Leah", "Ben")
    event.chooses("Imran", "Samir")
    event.children["Imran"].referral.received_on -= timedelta(days=20)
    event.children["Imran"].referral.save()
    event.chooses("Tariq", "Ben", "Samir", "Luke")
    event.work_out()
    assert event.got() == {"Leah": "Ben", "Imran": "Samir", "Tariq": "Luke"}
    mine = next(row for row in read(event)["got"] if row["child"] == "Tariq")
    assert mine["tag"] == "Third choice"
    assert mine["missed"] == [
        "Ben’s place went to a child who has waited much longer.",
        "Samir’s place went to a child who has waited longer.",
    ]
    assert "Leah" not in " ".join(mine["missed"])


def test_a_child_for_whom_fewer_fit_comes_before_one_who_has_waited_a_little_longer(event):
    luke = event.volunteers["Luke"]
    deeds.say_afterwards(
        guest=luke, places=1, could_not={event.children["Imran"]: "distance"}, by=event.coordinator, at=LATER
    )
    event.chooses("Tariq", "Ben")
    event.chooses("Imran", "Ben")
    event.work_out()
    assert event.got()["Imran"] == "Ben"
    missed = next(row for row in read(event)["without"] if row["child"] == "Tariq")
    assert missed["missed"] == ["Ben’s place went to a child for whom fewer people fit."]
    assert missed["kindly"] == "It is nothing Tariq did."


def test_two_liked_equally_are_a_tie_and_somebody_set_aside_is_never_proposed(event):
    event.chooses("Leah", "Ben")
    event.chooses("Tariq", ("Ben", "Samir"), aside=("Luke",), anyone_else=True)
    event.chooses("Imran", "Samir")
    event.work_out()
    assert event.got()["Tariq"] in ("Samir", None)
    assert event.got()["Leah"] == "Ben"
    assert event.got()["Tariq"] != "Luke"


def test_a_volunteer_with_two_places_may_be_there_for_two():
    event = an_event_that_was(volunteers={"Ben": 2})
    for name in ("Tariq", "Leah", "Imran"):
        event.chooses(name, "Ben")
    event.work_out()
    assert sorted(event.got().values(), key=str) == ["Ben", "Ben", None]


def test_who_said_nobody_or_is_not_sure_or_was_not_heard_takes_no_part_and_it_is_said(event):
    event.chooses("Leah", "Ben")
    event.chooses("Tariq", heard="not sure")
    event.work_out()
    assert event.got() == {"Leah": "Ben"}
    assert read(event)["left_out"] == ["Tariq is not sure yet.", "Imran has not said yet whom they liked."]
    deeds.hear_again(open_day=event.day, by=event.coordinator, at=LATER)
    event.refresh()
    event.chooses("Imran")
    event.work_out()
    assert "Imran said nobody, thank you." in read(event)["left_out"]


def test_the_same_choices_and_the_same_seed_give_the_same_answer(event):
    for name in ("Tariq", "Leah", "Imran"):
        event.chooses(name, "Ben", "Samir", "Luke")
    first = event.work_out()
    second = event.work_out()
    assert (first.inputs_hash, first.result_hash) == (second.inputs_hash, second.result_hash)
    assert (first.number, second.number, first.seed) == (1, 2, SEED)
    assert is_the_same(second, outcome_of(second))
    assert read(event)["same"]
    WorkingOut.objects.filter(pk=second.pk).update(result_hash="0" * 64)
    assert not read(event)["same"]


def test_what_is_kept_names_nobody_and_is_a_file_that_kith_match_reads(event):
    event.chooses("Leah", "Ben", aside=("Luke",))
    working = event.work_out()
    text = json.dumps(working.asked)
    for name in ("Leah", "Ben", "Luke", "Tariq", "LS1"):
        assert name not in text
    assert str(event.children["Leah"].child.public_id) not in text
    assert str(event.volunteers["Ben"].volunteer.public_id) not in text
    asked = reading.read(text)
    assert (len(asked.round.referrals), len(asked.round.volunteers), asked.round.seed) == (1, 3, SEED)


def test_the_page_carries_a_certificate_and_the_seed(event):
    for name in ("Tariq", "Leah", "Imran"):
        event.chooses(name, "Ben", "Samir", "Luke")
    event.work_out()
    page = read(event)
    assert page["holds"]
    assert page["verdict"] == "9 pairs that may be matched were looked at; nothing is wrong."
    assert ("Seed of the lot", str(SEED)) in page["facts"]


# ------------------------------------------------------------------------------------- by hand


def test_a_pair_is_put_together_or_kept_apart_by_the_coordinator(event):
    for name in ("Tariq", "Leah"):
        event.chooses(name, "Ben", "Samir")
    tariq, ben = event.children["Tariq"], event.volunteers["Ben"]
    deeds.pin(guest=tariq, volunteer=ben, kind="together", by=event.coordinator, at=LATER)
    event.work_out()
    assert event.got() == {"Tariq": "Ben", "Leah": "Samir"}
    assert read(event)["got"][-1]["tag"] == "By hand"
    made = deeds.pin(guest=tariq, volunteer=ben, kind="apart", by=event.coordinator, at=LATER)
    event.work_out()
    assert event.got() == {"Tariq": "Samir", "Leah": "Ben"}
    deeds.unpin(made=made, by=event.coordinator, at=LATER)
    assert not event.day.pins.exists()


def test_more_put_together_with_one_than_they_have_places_is_refused_in_names(event):
    for name in ("Tariq", "Leah"):
        event.chooses(name, "Ben")
        deeds.pin(
            guest=event.children[name], volunteer=event.volunteers["Ben"], kind="together",
            by=event.coordinator, at=LATER,
        )  # fmt: skip
    with pytest.raises(CannotOpenDay, match="Ben is fixed with 2 and has places for 1."):
        event.work_out()
    assert not WorkingOut.objects.exists()


def test_brothers_and_sisters_who_share_are_placed_by_the_coordinator_with_room_for_both():
    event = an_event_that_was(volunteers={"Ben": 2, "Samir": 1})
    deeds.share(guest=event.children["Leah"], other=event.children["Tariq"], by=event.coordinator, at=LATER)
    event.refresh()
    with pytest.raises(CannotOpenDay, match="they choose together, as Tariq"):
        event.chooses("Leah", "Ben")
    event.chooses("Tariq", "Ben")
    event.chooses("Imran", "Samir")
    event.work_out()
    assert event.got() == {"Tariq": None, "Leah": None, "Imran": "Samir"}
    assert read(event)["by_hand"] == ["Tariq and Leah"]
    deeds.pin(
        guest=event.children["Tariq"],
        volunteer=event.volunteers["Ben"],
        kind="together",
        by=event.coordinator,
        at=LATER,
    )
    event.work_out()
    assert event.got() == {"Tariq": "Ben", "Leah": "Ben", "Imran": "Samir"}
    assert len(agree(event)) == 3


# ------------------------------------------------------------------------------------- nobody is told before


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
