"""A child's no and a child's stop: heard at once, by those who must act on it and by nobody else."""

from datetime import date

import pytest

from kith.matching.tests.factories import a_road
from kith.meetings.tests.factories import a_meeting
from kith.people.tests.factories import with_account
from tests.journeys.people import Cast


@pytest.fixture
def tariq_waits(cast: Cast) -> None:
    """Tariq waits; Ben, Samir and Luke would suit him, and each has an account."""
    road = a_road(
        "Tariq", cast.scheme, coordinator=cast.users["amara"], on=date(2026, 9, 1), authority=cast.authority
    )
    cast.users["tariq"] = with_account(road.child)
    cast.users |= {each.first_name.lower(): each.user for each in road.volunteers if each.user}


@pytest.mark.usefixtures("tariq_waits")
def test_a_child_who_says_no_at_the_cards_has_said_no_and_nobody_is_told(cast: Cast):
    amara = cast.amara.opens_the_desk().follows("Look for somebody")
    amara.is_at("Who could be there for Tariq?").presses("Show Tariq the cards")
    amara.is_at("Who would you like, Tariq?").sees(
        "Ben", "Samir", "Luke", "You can also say no to all of them."
    )
    amara.does_not_see("Ashworth")
    amara.chooses("What about Ben?", "Not for me").presses("Not now")
    amara.sees("Nobody is asked until Tariq wants to look again.")

    for name in ("ben", "samir", "luke"):
        volunteer = getattr(cast, name).opens_the_desk()
        volunteer.does_not_see("Tariq", "Somebody might be glad of your company")
        assert not any("think about" in letter for letter in cast.letters_to(volunteer.user.email))
    amara.goes_to("/matching/proposals").sees("No proposals here")


@pytest.mark.usefixtures("tariq_waits")
def test_a_child_who_changes_their_mind_need_not_say_why_and_the_volunteer_is_not_told_whose_no_it_was(
    cast: Cast,
):
    amara = cast.amara.opens_the_desk().follows("Look for somebody").presses("Show Tariq the cards")
    amara.chooses("What about Samir?", "My first choice").presses("This is my choice")
    amara.is_at("Tariq and Samir").follows("Write the sketch")
    amara.writes("What the volunteer is told", "Tariq likes cars.").presses("Ask Samir")
    amara.is_told("Take “Tariq” out")
    amara.writes("What the volunteer is told", "A boy who likes cars.").presses("Ask Samir").sees(
        "Samir has been asked."
    )
    samir = cast.samir.opens_the_desk().sees("A boy who likes cars.").follows("Read and answer")
    samir.does_not_see("Tariq").presses("Yes, I would like that").sees("Two people look at it now")

    tariq = cast.tariq.opens_the_desk().sees("Samir").follows("See more, or change my mind")
    tariq.follows("I’ve changed my mind").sees("That is fine. You don’t have to say why.")
    tariq.presses("No, not this person")
    samir.opens_the_desk().does_not_see("A boy who likes cars.", "Tariq", "changed")
    assert cast.letters_to(samir.user.email)[-1].startswith("Somebody might be glad of your company")
    amara.goes_to("/matching/proposals").sees("No proposals here")


def test_a_child_who_asks_to_stop_is_heard_at_once(cast: Cast):
    match = cast.two_together("Tariq", "Ruth")
    for day in (date(2026, 11, 28), date(2026, 12, 12)):
        a_meeting(match, day)
    cast.amara.goes_by_the_bar("Calendar").sees("Tariq and Ruth")
    cast.ruth.opens_the_desk().is_at("Saturday 28 November")

    tariq = cast.tariq.opens_the_desk().sees("Ruth is coming").follows("I want to stop")
    tariq.is_at("You decide").writes("Do you want to say more?", "It is too much just now.").presses(
        "Tell Amara"
    )
    tariq.is_at("OK. We heard you.").sees(
        "Every time you had planned with Ruth is off.", "Nobody is cross with you."
    )
    tariq.opens_the_desk().does_not_see("Ruth is coming")

    amara = cast.amara.opens_the_desk().sees("Tariq asked to stop", "It is too much just now.")
    amara.goes_by_the_bar("Calendar").sees("Called off")
    amara.opens_the_desk().follows("Answer", within="Tariq asked to stop")
    amara.writes("What did you tell Tariq?", "You were right to say so.").presses("Keep the answer")
    tariq.opens_the_desk().sees("You were right to say so.")

    ruth = cast.ruth.opens_the_desk()
    ruth.does_not_see("28 November", "12 December", "It is too much just now.")
    letters = cast.letters_to(ruth.user.email)
    assert letters
    assert not any("Tariq" in letter or "too much" in letter for letter in letters)
