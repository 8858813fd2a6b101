"""The back button is always safe, and a deed sent twice is done once."""

from datetime import date, time

import pytest

from kith.meetings.tests.factories import a_meeting
from kith.people.tests.factories import a_child
from kith.referral.tests.factories import a_referral
from tests.journeys.people import Cast

pytestmark = pytest.mark.on_both


def test_pressing_twice_raises_one_concern(cast: Cast):
    cast.two_together("Tariq", "Ruth")
    ruth = cast.ruth.opens_the_desk().follows("I’m worried about somebody’s safety")
    ruth.chooses("How soon must somebody act?", "Somebody should act today")
    ruth.writes("What did you see, hear or notice?", "He was very quiet.").presses_twice("Send it now")
    ruth.sees("Thank you. It has been sent.")
    cast.grace.goes_by_the_bar("Concerns").reads_rows(1)


def test_pressing_twice_keeps_one_meeting(cast: Cast):
    match = cast.two_together("Tariq", "Ruth")
    a_meeting(match, date(2026, 11, 28))
    cast.clock.moves_to(date(2026, 11, 28), time(18))
    ruth = cast.ruth.opens_the_desk()
    ruth.chooses("How did", "We met").writes("Anything your coordinator should know?", "We flew a kite.")
    ruth.presses_twice("Save").sees("Thank you, that is kept.")
    story = cast.amara.goes_by_the_bar("Matches").follows("Tariq and Ruth").main.inner_text()
    assert story.count("We flew a kite.") == 1


def test_going_back_after_sending_sends_nothing_again(cast: Cast):
    joan = cast.stranger()
    reference = joan.asks_for_leah()
    joan.goes_back()
    if joan.main.get_by_role("button", name="Send", exact=True).count():
        joan.presses("Send")
    cast.amara.goes_by_the_bar("Referrals").reads_rows(1).sees(reference)


def test_going_back_after_accepting_does_not_accept_again(cast: Cast):
    a_referral(scheme=cast.scheme, child=a_child("Leah", cast.authority), by=cast.users["nia"])
    amara = cast.amara.opens_the_desk().follows("Read it").follows("Accept").presses("Accept")
    amara.sees("Leah has been accepted.").goes_back().presses("Accept")
    amara.is_told("accepted")
    amara.follows("Leah").sees("Next: talk with Leah about whom they would like.")
    assert amara.main.inner_text().count("Accepted") <= 2
