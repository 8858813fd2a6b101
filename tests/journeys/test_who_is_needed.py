"""A manager reads whom the children who wait ask for, says it in public without pointing at anybody, and somebody comes."""

from datetime import timedelta

import pytest

from kith.planning.tests.factories import MUST_BE_A_MAN, SPEAKS_TIGRINYA, boys_wait
from tests.journeys.people import Cast

NEEDED = "/planning/"
IN_PUBLIC = "Young people in the middle are waiting for a volunteer: a man."


@pytest.fixture
def six_boys_wait(cast: Cast) -> None:
    """Three ask for a man, and three for a man who speaks Tigrinya."""
    long_ago = cast.clock.today() - timedelta(days=90)
    boys_wait(cast.scheme, 3, MUST_BE_A_MAN, SPEAKS_TIGRINYA, on=long_ago)
    boys_wait(cast.scheme, 3, MUST_BE_A_MAN, on=long_ago + timedelta(days=30))


@pytest.mark.usefixtures("six_boys_wait")
def test_a_manager_says_whom_children_wait_for_and_an_enquirer_reads_it(cast: Cast):
    sam = cast.sam
    sam.goes_by_the_bar("Volunteers").follows("Who is needed").is_at("Who is needed")
    sam.sees(
        "Three boys in the middle wait for a man who speaks Tigrinya.",
        "Three boys in the middle wait for a man.",
    )
    sam.sees("children wait and have said what they would like", "have nobody, ready or on the way")
    sam.does_not_see("Dawit", "Asmerom")

    sam.follows("Say it in public", within="a man who speaks Tigrinya.")
    sam.is_at("Say it in public").sees(IN_PUBLIC, "Fewer than 5 children ask for this")
    sam.dates("Until when should it stand there?", cast.clock.today() + timedelta(days=300))
    sam.presses("Put it on the public page").is_told("Half a year at most: what is needed changes.")
    sam.dates("Until when should it stand there?", cast.clock.today() + timedelta(days=60))
    sam.presses("Put it on the public page").sees(
        "It stands on the public page of Northbridge visitors until", IN_PUBLIC
    )

    yonas = cast.stranger(on_a_phone=True)
    yonas.goes_to(f"/volunteers/join/{cast.scheme.public_id}/").sees("Who is most needed now", IN_PUBLIC)
    yonas.does_not_see("Tigrinya", "Three", "Dawit")
    yonas.writes("First name", "Yonas").writes("Last name", "Haile").writes(
        "E-mail address", "yonas@example.org"
    )
    yonas.chooses("How did you hear about us?", "Poster or leaflet").presses("Send").is_at("Thank you")

    sam.goes_to(NEEDED).follows("From enquiry to approval").sees("offered themselves", "Enquired")
    sam.follows("Where people come from").sees("Poster or leaflet")

    dominic = cast.dominic
    dominic.goes_to(NEEDED).sees("About 5 young people in the middle are waiting for a volunteer: a man.")
    dominic.does_not_see("Tigrinya", "Three boys")
    dominic.is_refused_at("/planning/road/")
