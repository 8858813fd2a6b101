"""Nobody plans a meeting with a child whose DBS check has lapsed, and everybody is told why in good time."""

from datetime import date

import pytest

from kith.endings.tests.factories import who_may_meet
from kith.recruitment.tests.factories import a_check
from tests.journeys.people import Cast

THREE_YEARS_AGO, LATELY = date(2024, 2, 1), date(2026, 9, 1)


@pytest.fixture
def her_dbs_ends_with_the_year(cast: Cast) -> None:
    """Ruth was checked three years ago; all but her DBS check has been renewed since. It holds until 2 January."""
    ruth = who_may_meet("Ruth", cast.scheme, THREE_YEARS_AGO)
    for kind in ("self-declaration", "independence", "training"):
        a_check(ruth, cast.scheme, kind, on=LATELY)
    cast.two_together("Tariq", ruth)


@pytest.mark.usefixtures("her_dbs_ends_with_the_year")
def test_a_volunteer_whose_dbs_has_lapsed_cannot_plan_a_meeting_and_is_told_why(cast: Cast):
    clock, ruth, amara, vera = cast.clock, cast.ruth, cast.amara, cast.vera
    ruth.opens_the_desk().follows("Plan one").plans(date(2026, 12, 5)).sees("Planned: Saturday 5 December")
    ruth.goes_by_the_bar("Meetings").follows("Plan a meeting").plans(date(2027, 1, 9))
    ruth.is_told("DBS check").is_told("2 January 2027")

    clock.moves_to(date(2026, 12, 10))
    amara.opens_the_desk().sees("Ruth’s DBS check runs out in 23 days")
    ruth.opens_the_desk().sees("Your DBS check runs out in 23 days.")

    clock.moves_to(date(2027, 1, 5))
    ruth.opens_the_desk().sees("Your DBS check ran out on 2 January 2027.")
    ruth.goes_by_the_bar("Meetings").follows("Plan a meeting").plans(date(2027, 1, 9)).is_told("DBS check")
    amara.opens_the_desk().sees("Ruth’s DBS check ran out")

    vera.opens_the_desk().follows("See what is missing").follows("Record it")
    vera.writes("Certificate number", "001234567890").chooses("Level", "Enhanced")
    vera.dates("Date of issue", date(2026, 12, 30)).dates(
        "When did you see the certificate?", date(2027, 1, 5)
    )
    vera.chooses("Is it on the Update Service", "No").chooses("Does the certificate show anything?", "No")
    vera.presses("Record it")
    vera.sees("DBS check recorded.")

    ruth.goes_by_the_bar("Meetings").follows("Plan a meeting").plans(date(2027, 1, 9)).sees(
        "Planned: Saturday 9 January"
    )
    amara.opens_the_desk().does_not_see("DBS")
