"""The coordinator runs the week's round, sees who is proposed and why, keeps a pair apart, agrees two; others read how fair it is."""

from datetime import timedelta

import pytest

from kith.matching.actions import record_wishes
from kith.matching.tests.factories import who_may_come
from kith.people.tests.factories import a_child
from kith.referral.tests.factories import an_accepted_referral
from tests.journeys.people import Cast

WAITED = {"Kofi": 200, "Tariq": 100, "Zara": 20}
"""Three children, by how many days they have waited; Ben and Samir have a place each, Ben likes cars as Kofi does."""


@pytest.fixture
def three_children_wait(cast: Cast) -> None:
    today = cast.clock.today()
    for name, days in WAITED.items():
        child = a_child(name, gender="F" if name == "Zara" else "M", area="LS6")
        on = today - timedelta(days=days)
        referral = an_accepted_referral(scheme=cast.scheme, coordinator=cast.amara.user, child=child, on=on)
        record_wishes(
            referral=referral, learnt="talk", words="Somebody who knows about cars.", to_do=["cars"], wishes=[],
            free_days=["saturday"], travel_miles=10, by=cast.amara.user, on=today,
        )  # fmt: skip
    who_may_come("Ben", cast.scheme, interests=["cars", "cooking"])
    who_may_come("Samir", cast.scheme, interests=["art"])


@pytest.mark.on_both
@pytest.mark.usefixtures("three_children_wait")
def test_a_round_for_the_whole_waiting_list(cast: Cast):
    amara = cast.amara
    amara.goes_by_the_bar("Children").follows("Rounds").is_at("Rounds").sees("No round yet")
    amara.follows("Run a round now").is_at("Run a round").presses("Run the round")
    amara.sees("no child and no volunteer has been told anything", "Kofi and Ben", "Tariq and Samir")
    amara.sees("Of all who fit, Ben fits best what Kofi would like.", "Zara goes without for now")

    amara.follows("Zara").sees("Ben’s place went to a child who has waited much longer.")
    amara.does_not_see("Kofi")
    amara.follows("Round of").follows("Kofi and Ben").is_at("Kofi and Ben")
    amara.chooses("Volunteer", "Ben Ashworth").chooses("What if they are …", "kept apart").presses(
        "See what changes"
    )
    amara.sees("If Kofi and Ben are kept apart", "Kofi would have Samir instead of Ben.")
    amara.presses("Keep them apart").sees("Kofi and Ben are kept apart in this round")
    amara.is_at("Kofi and Samir").follows("Round of")

    amara.presses("Agree", within="Kofi and Samir").sees("Samir is put forward on Kofi’s short list.")
    amara.presses("Agree", within="Tariq and Ben").sees("Ben is put forward on Tariq’s short list.")
    amara.follows("See Kofi’s short list").sees(
        "Samir was put forward by the round of", "Who could be there for Kofi?"
    )

    amara.goes_by_the_bar("Children").follows("Rounds").follows("Round of").follows(
        "The record of this round"
    )
    amara.follows("Show again that it comes out the same").sees(
        "Made again just now, and it comes out the same."
    )

    sam = cast.sam
    sam.goes_by_the_bar("Children").follows("Fairness").is_at("Fairness")
    sam.sees("Passed over without a reason", "If only this about a child were different", "Bear in mind.")
    dominic = cast.dominic
    dominic.goes_to("/matching/fairness").is_at("Fairness").sees("to the nearest five")
    dominic.does_not_see("Kofi", "Ben", "Whom to look for")
