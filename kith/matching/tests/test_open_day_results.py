"""After an open day: whose choice counts, who was passed over and why, and what begins when the coordinator agrees."""

import json
from datetime import date, timedelta

import pytest

from kith.matching.actions import open_days as deeds
from kith.matching.actions.open_days import CannotOpenDay
from kith.matching.models import WorkingOut
from kith.matching.open_day_rounds import is_the_same, outcome_of
from kith.matching.tests.open_days import LATER, SEED, agree, an_event, an_event_that_was, read
from kith.science.matching.files import reading

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def laid_event(rows_that_last):
    """Tariq and Imran have waited a hundred days, Leah more than a year; Ben, Samir and Luke have room for one each."""
    return an_event_that_was()


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


def test_who_is_called_alike_is_told_apart():
    event = an_event()
    for last_name in ("Moss", "Reed"):
        event.invite_volunteer("Ben", last_name=last_name)
        event.volunteers[last_name] = event.volunteers.pop("Ben")
    for born, days in ((2012, 400), (2015, 100)):
        event.invite_child("Tariq", days, born=date(born, 3, 4))
        event.children[str(born)] = event.children.pop("Tariq")
    event.everybody_comes()
    event.is_over()
    event.chooses("2012", "Moss")
    event.chooses("2015", "Moss", "Reed")
    event.work_out()
    page = read(event)
    assert {(row["child"], row["volunteer"]) for row in page["got"]} == {
        ("Tariq (14)", "Ben Moss"),
        ("Tariq (11)", "Ben Reed"),
    }
    assert page["got"][-1]["missed"][0].startswith("Ben Moss’s place went to")
