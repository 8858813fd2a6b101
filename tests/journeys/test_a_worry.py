"""A worry said from a phone goes unread, is chased, read by whoever stands in, and brought to its end; an allegation."""

from datetime import date, timedelta

import pytest

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.meetings.tests.factories import a_meeting
from tests.journeys.people import Cast, the_worker_works

OTHERS = ("amara", "sam", "vera", "nia", "dominic", "jean", "ada", "ellis", "ruth", "tariq")
WORDS = "He had bruises on both arms."


@pytest.fixture
def worried(cast: Cast) -> str:
    """Ruth has raised a concern; its reference."""
    cast.two_together("Tariq", "Ruth")
    ruth = cast.ruth.opens_the_desk()
    ruth.follows("I’m worried about somebody’s safety").sees("999", "101")
    ruth.chooses("How soon must somebody act?", "Somebody should act today")
    ruth.writes("What did you see, hear or notice?", WORDS)
    ruth.presses("Send it now")
    return ruth.sees("Thank you").reads(r"C-[A-Z0-9]{6}")


def test_a_worry_is_read_by_the_lead_and_by_nobody_else(cast: Cast, worried: str):
    letters = cast.letters_to("grace@example.org")
    assert len(letters) == 1
    assert "Tariq" not in letters[0]
    assert "bruises" not in letters[0]
    grace = cast.grace.opens_the_desk().sees("A concern", "waits for a first decision").follows("Read it")
    address = grace.sees(worried, WORDS, "Ruth").page.url
    grace.opens_the_desk().goes_by_the_bar("Concerns").reads_rows(1)
    for name in OTHERS:
        person = getattr(cast, name)
        person.opens_the_desk().does_not_see("bruises", worried)
        person.finds_nothing_at(address)
        person.is_refused_at("/concerns/")
    cast.stranger().goes_to(address).is_at("Sign in")

    nia = cast.nia.opens_the_desk().follows("I’m worried about somebody’s safety")
    nia.chooses("How soon must somebody act?", "It can be talked about this week")
    nia.writes("What did you see, hear or notice?", "She asks him for money.").presses("Send it now")
    nia.sees("Thank you", "The safeguarding lead has been told")
    grace.goes_by_the_bar("Concerns").reads_rows(2)
    grace.follows("Numbers to ring").writes("Phone number", "0113 496 0155")
    grace.writes("Who answers, and when?", "children’s services, at night").presses("Show it").is_told(
        "0113 496 0155"
    )
    cast.ruth.opens_the_desk().follows("I’m worried about somebody’s safety").sees("0113 496 0155")


def test_an_unread_worry_is_chased_read_by_whoever_stands_in_and_brought_to_its_end(cast: Cast):
    cast.users["farah"] = a_member(Role.COORDINATOR, cast.provider, first_name="Farah")
    grace = cast.grace.goes_by_the_bar("Concerns").follows("Who stands in")
    grace.follows("Say who stands in").chooses("Who stands in?", "Farah Okafor")
    grace.dates("From which day?", date(2026, 11, 24)).dates("Up to and with which day?", date(2026, 11, 30))
    grace.presses("They stand in").is_told("Farah Okafor stands in")

    match = cast.two_together("Tariq", "Ruth")
    ruth = cast.ruth.opens_the_desk().follows("I’m worried about somebody’s safety")
    ruth.chooses("How soon must somebody act?", "Somebody should act today")
    ruth.writes("What did you see, hear or notice?", WORDS).writes(
        "What did the young person say", "“I fell.”"
    )
    ruth.writes("Whom have you told already?", "Nobody").presses("Send it now").sees("Thank you")
    sam = cast.sam.opens_the_desk().does_not_see("A concern waits")
    for hours in (2, 2):
        cast.clock.passes(timedelta(hours=hours, minutes=1))
        the_worker_works()
    sam.opens_the_desk().sees("A concern waits and no safeguarding lead has read it")
    sam.follows("See whom to ring").sees("Grace Adeyemi", "Farah Okafor").does_not_see("bruises", "Tariq")

    farah = cast.farah.opens_the_desk().sees("waits for a first decision").follows("Read it")
    farah.sees(WORDS, "“I fell.”", "Already told: Nobody", "Nobody had read it in time")
    farah.sees(
        "First decision, by 24 November 2026, 6", "Children’s services told, or why not, by 25 November"
    )
    farah.writes("In words", "Ring the worker now, see him tonight.", within="What will be done?")
    farah.presses("Write down the decision").is_told("Written down").sees("First decision: 24 November 2026")
    farah.chooses("What is it?", "Referred to children’s services")
    farah.writes(
        "In words", "Spoke to the duty desk; they see him at six.", within="Who has been told?"
    ).presses("Write it down")
    farah.sees("Children’s services told, or why not: 24 November 2026")
    farah.writes("In words", "A fall, seen by a doctor.", within="Close it")
    farah.presses("Close with this outcome").sees("Outcome: 24 November 2026", WORDS)
    farah.writes("In words", "Ring the carer first.", within="What we learnt").presses("Write it down")
    farah.sees("What we learnt: 24 November 2026", "Ring the carer first.")
    concern = farah.page.url
    sam.opens_the_desk().does_not_see("A concern waits")

    cast.clock.moves_to(date(2026, 12, 1))
    farah.opens_the_desk().finds_nothing_at(concern).is_refused_at("/concerns/")
    grace.goes_to(concern).sees(WORDS, "Ring the carer first.")
    assert match.is_live


@pytest.mark.on_both
def test_an_allegation_stops_the_match_and_the_volunteer_s_access_in_the_same_act(cast: Cast):
    match = cast.two_together("Tariq", "Ruth")
    a_meeting(match, date(2026, 11, 28))
    ruth, tariq, grace = cast.ruth, cast.tariq, cast.grace
    ruth.opens_the_desk().sees("Tariq").follows("change it")
    their_meeting = ruth.page.url
    tariq.opens_the_desk().sees("Ruth is coming").follows("I don’t feel safe")
    tariq.writes("What is wrong?", "She pushed me.").presses("Send").is_at("Thank you for telling us")
    grace.opens_the_desk().follows("Read it").sees("She pushed me.").follows("Record it as an allegation")
    grace.sees("every match of theirs is paused").presses("Suspend them now").is_told("Ruth is suspended")
    grace.sees("allegation", "Designated officer told within one working day, or why not, by 25 November")

    ruth.visits("/").is_at("Sign in")
    ruth.user.refresh_from_db()
    ruth.came_in = None
    ruth.opens_the_desk().sees("You are not meeting anybody for now.").does_not_see("Tariq", "28 November")
    ruth.finds_nothing_at(their_meeting)
    tariq.opens_the_desk().does_not_see("Ruth is coming")
    cast.amara.goes_by_the_bar("Matches").follows("Tariq and Ruth").sees("aused").does_not_see("pushed")
    assert not any("pushed" in letter or "Tariq" in letter for letter in cast.letters_to(ruth.user.email))

    grace.opens_the_desk().sees("Tell the designated officer").follows("Write down that you did")
    grace.chooses("What is it?", "Referred to the designated officer")
    grace.writes("In words", "Rang; they take it on.", within="Who has been told?").presses("Write it down")
    grace.opens_the_desk().does_not_see("Tell the designated officer")
