"""A DBS check runs out in the middle of a match: told in good time, stopped on the day, renewed, and on again."""

from datetime import date, time

import pytest

from kith.endings.tests.factories import who_may_meet
from kith.recruitment.models import Application
from kith.recruitment.tests.factories import a_check
from tests.journeys.people import Cast

THREE_YEARS_AGO, LATELY = date(2024, 2, 1), date(2026, 9, 1)
RUNS_OUT = date(2027, 1, 2)


@pytest.fixture
def a_match_with_a_check_that_ends(cast: Cast) -> None:
    ruth = who_may_meet("Ruth", cast.scheme, THREE_YEARS_AGO)
    for kind in ("self-declaration", "independence", "training"):
        a_check(ruth, cast.scheme, kind, on=LATELY)
    cast.two_together("Tariq", ruth)


@pytest.mark.usefixtures("a_match_with_a_check_that_ends")
def test_a_dbs_that_lapses_in_a_live_match(cast: Cast):
    clock, ruth, amara, vera = cast.clock, cast.ruth, cast.amara, cast.vera

    def told(name: str, words: str) -> int:
        cast.letters_to("nobody@example.org")  # one round of the worker writes, the next sends
        return sum(words in letter for letter in cast.letters_to(cast.users[name].email))

    for times, day in enumerate((date(2026, 11, 3), date(2026, 12, 3), date(2026, 12, 26)), start=1):
        clock.moves_to(day, time(9))
        assert told("ruth", "Something of yours runs out soon") == times
        assert told("amara", "Papers run out soon") == times
        assert told("sam", "Papers run out soon") == times

    amara.opens_the_desk().sees("Ruth’s DBS check runs out in 7 days")
    amara.goes_by_the_bar("Matches").follows("Tariq and Ruth").does_not_see("cannot go ahead")

    clock.moves_to(date(2027, 1, 4), time(9))
    assert told("ruth", "Something of yours runs out soon") == 4
    ruth.opens_the_desk().sees("Your DBS check ran out on 2 January 2027.")
    ruth.goes_by_the_bar("Meetings").follows("Plan a meeting").plans(date(2027, 1, 9)).is_told("DBS check")
    amara.opens_the_desk().sees("Ruth’s DBS check ran out").follows("See what is missing").sees("Lapsed")

    clock.moves_to(date(2027, 1, 5), time(9))
    assert told("ruth", "Something of yours runs out soon") == 4
    vera.opens_the_desk().follows("See what is missing").follows("Record it")
    vera.writes("Certificate number", "001234567890").chooses("Level", "Enhanced")
    vera.dates("Date of issue", date(2026, 12, 30)).dates(
        "When did you see the certificate?", date(2027, 1, 5)
    )
    vera.chooses("Is it on the Update Service", "No").chooses("Does the certificate show anything?", "No")
    vera.presses("Record it").sees("DBS check recorded.")
    ruth.goes_by_the_bar("Meetings").follows("Plan a meeting").plans(date(2027, 1, 9))
    ruth.sees("Planned: Saturday 9 January")


@pytest.mark.usefixtures("a_match_with_a_check_that_ends")
def test_planned_meetings_are_flagged_with_what_to_do_as_soon_as_they_cannot_go_ahead(cast: Cast):
    cast.clock.moves_to(date(2026, 12, 1))
    ruth, amara, vera = cast.ruth, cast.amara, cast.vera
    ruth.opens_the_desk().follows("Plan one").plans(date(2026, 12, 19)).sees("Planned: Saturday 19 December")
    file = Application.objects.get(volunteer__user=cast.users["ruth"])
    vera.goes_to(f"/volunteers/applications/{file.public_id}/").follows("DBS check")
    vera.writes("Certificate number", "001234567890").chooses("Level", "Enhanced")
    vera.dates("Date of issue", date(2026, 11, 20)).chooses("Is it on the Update Service", "No")
    vera.chooses("Does the certificate show anything?", "Yes").presses("Record it")
    vera.sees("What Ruth’s certificate shows")

    amara.goes_by_the_bar("Matches").follows("Tariq and Ruth").sees("1 planned meeting cannot go ahead")
    amara.sees("Ruth still needs a DBS check.").sees("Have a break until it is renewed")
    amara.does_not_see("certificate shows")
