"""A match ends from one day to the next: access closes with it, and what can still be done well is done."""

from datetime import date

from kith.endings.tests.factories import near_as_worker
from kith.matching.models import Match
from kith.meetings.tests.factories import a_meeting
from kith.support.tests.people import a_carer_of
from tests.journeys.people import Cast


def test_an_unplanned_ending_closes_access_at_once_and_a_letter_can_still_be_given(cast: Cast):
    match = cast.two_together("Tariq", "Ruth")
    a_meeting(match, date(2026, 11, 28))
    cares = a_carer_of(match.child, account=True, on=match.begun_on).user
    assert cares
    cast.users["jo"] = cares
    near_as_worker(match, cast.users["nia"])
    ruth, amara, tariq, jo = cast.ruth, cast.amara, cast.tariq, cast.jo
    jo.opens_the_desk().sees("Saturday 28 November", "Tariq")
    ruth.opens_the_desk().follows("change it")
    their_meeting = ruth.page.url
    ruth.goes_to("/").sees("Tariq")

    amara.goes_by_the_bar("Matches").follows("Tariq and Ruth").follows("Plan the ending")
    amara.chooses("Is there time to say goodbye?", "No, it ends today")
    amara.chooses("What kind of ending is it?", "A placement move").presses("See what will happen")
    amara.is_at("Tariq and Ruth end today").sees("Ruth can see nothing of Tariq")
    amara.sees("1 planned meeting is called off.").presses("End it today")
    plan = amara.is_at("Tariq and Ruth").page.url

    ruth.finds_nothing_at(their_meeting)
    ruth.opens_the_desk().does_not_see("Tariq", "28 November")
    ruth.finds_nothing_at(plan)
    letters = cast.letters_to(ruth.user.email)
    assert letters
    assert not any("Tariq" in letter for letter in letters)
    tariq.opens_the_desk().does_not_see("Ruth is coming")
    jo.opens_the_desk().does_not_see("28 November", "Tariq")
    cast.nia.opens_the_desk().goes_to(plan).sees("Ended on 24 November 2026").does_not_see("Letters to keep")
    it_was_a_mistake_and_is_ended_rightly(cast, match, plan)

    amara.sees("A letter from Ruth for Tariq to keep").follows("Write one down for Ruth")
    amara.writes("The letter", "You are the best goalkeeper I know.").presses("Keep this letter")
    amara.follows("Read and give it").sees("You are the best goalkeeper I know.").presses("Give it to Tariq")
    tariq.opens_the_desk().sees("A letter from Ruth", "You are the best goalkeeper I know.")


def it_was_a_mistake_and_is_ended_rightly(cast: Cast, match: Match, plan: str) -> None:
    """The wrong window: within a week it is taken back, and Ruth is there again; then it ends after all."""
    amara, ruth = cast.amara, cast.ruth
    amara.goes_to(plan).follows("This was ended by mistake").presses("Take the end back")
    amara.is_told("Say in a few words what was wrong")
    amara.writes("What was wrong?", "Another Tariq was meant.").presses("Take the end back")
    amara.sees("together as before", "Called off: they went on")
    ruth.opens_the_desk().sees("Tariq")
    amara.goes_by_the_bar("Matches").follows("Tariq and Ruth").follows("Plan the ending")
    amara.chooses("Is there time to say goodbye?", "No, it ends today")
    amara.chooses("What kind of ending is it?", "Never really started").presses("See what will happen")
    amara.presses("Change something").chooses("What kind of ending is it?", "Not known")
    amara.presses("See what will happen").presses("End it today")
    ruth.opens_the_desk().does_not_see("Tariq")
