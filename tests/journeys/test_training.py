"""A volunteer signs up for training on the bus, comes, and has the certificate; and a session that is called off."""

from datetime import date, time

import pytest

from kith.people.models import Volunteer
from kith.training.tests.factories import a_trainee
from tests.journeys.people import Cast, the_worker_works
from tests.journeys.training import Trainee, Trainer

THAT_EVENING, A_WEEK_LATER = date(2026, 12, 3), date(2026, 12, 10)


@pytest.fixture
def amara(cast: Cast) -> Trainer:
    return Trainer(cast, cast.users["amara"], "coordinator")


@pytest.fixture
def ruth(cast: Cast) -> Trainee:
    return Trainee(cast, a_trainee("Ruth", cast.scheme).user, "volunteer", on_a_phone=True)


@pytest.fixture
def ben(cast: Cast) -> Trainee:
    return Trainee(cast, a_trainee("Ben", cast.scheme).user, "volunteer", on_a_phone=True)


def letters_to(cast: Cast, person: Trainee) -> list[str]:
    """What they have had by now; what the morning's round files, the next one sends."""
    assert person.user is not None
    the_worker_works()
    return cast.letters_to(person.user.email or "")


def test_a_volunteer_signs_up_on_the_bus_comes_and_has_the_certificate(
    cast: Cast, amara: Trainer, ruth: Trainee, ben: Trainee
):
    amara.begins_with_ordinary_courses().plans_a_session_of("Safeguarding", THAT_EVENING)

    ruth.looks_at_my_training().sees("Not done yet").signs_up("Thursday 3 December, 6pm to 8:30pm")
    assert b"SUMMARY:Training: Safeguarding" in ruth.downloads("Put it into my calendar").read_bytes()
    ben.signs_up("Thursday 3 December")

    cast.clock.moves_to(date(2026, 12, 2), time(9))
    (reminder,) = letters_to(cast, ruth)
    assert "is near" in reminder
    assert "Safeguarding" not in reminder
    ruth.goes_to(cast.link_in(reminder)).sees("You have a place.", "The Hub, 4 Mill Lane")

    cast.clock.moves_to(THAT_EVENING, time(20, 45))
    amara.says_that_everybody_came_but("Ben Ashworth").sees("Sent apologies")

    cast.clock.moves_to(date(2026, 12, 4), time(9))
    assert "There is something new for you" in letters_to(cast, ruth)[-1]
    ruth.looks_at_my_training().writes("How was it?", "I am not nervous any more.").presses("Send")
    ruth.follows("Safeguarding").is_at("Ruth Ashworth").sees(
        "has taken part in Safeguarding on 3 December 2026"
    )
    assert ruth.downloads("Download it to print").read_bytes().startswith(b"%PDF-")
    ben.looks_at_my_training().sees("Safeguarding", "Not done yet")

    amara.goes_to("/training/?show=past").follows("Safeguarding").sees("I am not nervous any more.")
    amara.presses("Undo: nothing has been said yet").sees("Nobody counts as having come")
    ruth.looks_at_my_training().does_not_see("certificate")


def test_a_session_is_called_off_and_everybody_hears_and_finds_another(
    cast: Cast, amara: Trainer, ruth: Trainee, ben: Trainee
):
    amara.begins_with_ordinary_courses().plans_a_session_of("Endings", THAT_EVENING, places=1)
    ruth.signs_up("Thursday 3 December")
    ben.looks_at_my_training().follows("Thursday 3 December").presses("Join the waiting list")
    ben.sees("You are on the waiting list")

    amara.opens_the_session("Endings").sees("Waiting for a place", "Ben Ashworth").follows("Call it off")
    amara.sees("2 people have signed up").writes("Why?", "The trainer is ill.").presses("Call it off")
    amara.sees("2 people have been told")
    amara.plans_a_session_of("Endings", A_WEEK_LATER)

    for person in (ruth, ben):
        letter = letters_to(cast, person)[-1]
        assert "will not take place" in letter
        person.goes_to(cast.link_in(letter)).sees("This will not take place", "The trainer is ill.")
        person.follows("See other times").signs_up("Thursday 10 December")
    assert Volunteer.objects.count() == 2
