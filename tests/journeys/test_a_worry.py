"""A volunteer is worried and says so from a phone, with a few taps; the safeguarding lead reads it, and nobody else."""

import pytest

from tests.journeys.people import Cast

OTHERS = ("amara", "sam", "vera", "nia", "dominic", "jean", "ada", "ellis", "ruth", "tariq")


@pytest.fixture
def worried(cast: Cast) -> str:
    """Ruth has raised a concern; its reference."""
    cast.two_together("Tariq", "Ruth")
    ruth = cast.ruth.opens_the_desk()
    ruth.follows("I’m worried about somebody’s safety")
    ruth.chooses("How soon must somebody act?", "Somebody should act today")
    ruth.writes("What did you see, hear or notice?", "He had bruises on both arms.")
    ruth.presses("Send it now")
    return ruth.sees("Thank you").reads(r"C-[A-Z0-9]{6}")


def test_a_worry_is_raised_in_one_page_and_read_by_the_lead(cast: Cast, worried: str):
    letters = cast.letters_to("grace@example.org")
    assert len(letters) == 1
    assert "Tariq" not in letters[0]
    assert "bruises" not in letters[0]

    grace = cast.grace
    grace.opens_the_desk().sees("A concern", "waits for a first decision").follows("Read it")
    grace.sees(worried, "He had bruises on both arms.", "Ruth")
    grace.opens_the_desk().goes_by_the_bar("Concerns").reads_rows(1)


def test_nobody_else_can_read_it(cast: Cast, worried: str):
    cast.grace.opens_the_desk().follows("Read it")
    address = cast.grace.page.url
    for name in OTHERS:
        person = getattr(cast, name)
        person.opens_the_desk().does_not_see("bruises", worried)
        person.finds_nothing_at(address)
        person.is_refused_at("/concerns/")
    cast.stranger().goes_to(address).is_at("Sign in")
