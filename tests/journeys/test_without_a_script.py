"""What must not wait for JavaScript: asking for somebody, and a volunteer's word on how a meeting went."""

from datetime import date, time

from kith.meetings.tests.factories import a_meeting
from tests.journeys.people import Cast


def test_anybody_can_ask_for_somebody(cast: Cast):
    reference = cast.stranger(java_script_enabled=False).asks_for_leah()
    cast.amara.searches_for(reference).sees("Leah")


def test_a_volunteer_says_how_it_went(cast: Cast):
    match = cast.two_together("Tariq", "Ruth")
    a_meeting(match, date(2026, 11, 28))
    cast.clock.moves_to(date(2026, 11, 28), time(18))
    ruth = cast.without_a_script("ruth")
    ruth.opens_the_desk()
    ruth.presses("Save").is_told("Say whether you met")
    ruth.chooses("How did", "We met").chooses("How long?", "Another length").writes("How many hours?", "2.5")
    ruth.ticks("Sport").writes("Anything your coordinator should know?", "He scored.")
    ruth.presses("Save").sees("Thank you, that is kept.")

    cast.amara.goes_by_the_bar("Matches").follows("Tariq and Ruth")
    cast.amara.sees("28 Nov", "2½ hours", "He scored.")


def test_a_volunteer_says_that_it_did_not_happen(cast: Cast):
    match = cast.two_together("Tariq", "Ruth")
    a_meeting(match, date(2026, 11, 28))
    cast.clock.moves_to(date(2026, 11, 28), time(18))
    ruth = cast.without_a_script("ruth")
    ruth.opens_the_desk()
    ruth.chooses("How did", "It didn’t happen").writes(
        "Anything your coordinator should know?", "He was ill."
    )
    ruth.presses("Save").is_at("It didn’t happen")
    ruth.chooses("What happened?", "Something got in the way").chooses("Who could not come", "Tariq")
    ruth.chooses("Why?", "Somebody was ill").presses("Save").sees("Thank you, that is kept.")
