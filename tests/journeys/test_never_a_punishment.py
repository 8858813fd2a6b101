"""A carer who keeps a child from a meeting as a punishment is on the coordinator's desk, with the rule and what was said."""

from datetime import date, time

from kith.meetings.tests.factories import a_meeting
from tests.journeys.people import Cast


def test_a_carer_withholds_twice_and_it_is_on_the_desk(cast: Cast):
    match = cast.two_together("Tariq", "Ruth")
    for day in (date(2026, 11, 14), date(2026, 11, 28), date(2026, 12, 12)):
        a_meeting(match, day, status="kept" if day.day == 14 else "planned")
    clock, ruth, amara = cast.clock, cast.ruth, cast.amara

    ruth.opens_the_desk().is_at("Saturday 28 November").follows("change it").follows("It won’t happen")
    ruth.says_that_it_was_withheld("The carer or home", "He was rude at dinner.")
    ruth.is_told("Thank you")
    ruth.sees("Meetings are never taken away as a punishment. The coordinator has been told.")
    clock.moves_to(date(2026, 11, 30))
    amara.opens_the_desk().sees("Tariq’s carer has called off one meeting")
    amara.sees("Meetings are never taken away as a punishment.")

    clock.moves_to(date(2026, 12, 12), time(17))
    ruth.opens_the_desk().chooses("How did today go?", "It didn’t happen").presses("Save")
    ruth.says_that_it_was_withheld("The carer or home", "He was late from school.")
    clock.moves_to(date(2026, 12, 14))
    amara.opens_the_desk().sees("Tariq’s carer has called off two meetings").follows("Talk to the carer")
    amara.sees("He was rude at dinner.", "He was late from school.")
