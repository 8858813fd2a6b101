"""What people do when somebody is vetted: a referee with a letter, a vetting officer, a manager who changes what is asked."""

from datetime import date, timedelta
from typing import Self

from kith.people.models import Volunteer
from kith.recruitment.models import Application
from kith.recruitment.tests.factories import an_application, an_approved_volunteer
from tests.journeys.people import Cast, Person, Stranger


class Referee(Stranger):
    """Joan, who knows the volunteer from work and has no account."""

    role = "referee"

    def opens_the_letter(self, address: str) -> Self:
        letter = self.cast.letters_to(address)[-1]
        return self.visits(self.cast.link_in(letter))

    def answers(self, name: str, *, worry: str = "") -> Self:
        """All five questions, one a page, as far as “check your answers”."""
        self.follows("Start now").chooses(f"How do you know {name}?", "From work")
        self.writes("For how many years?", "6").presses("Continue")
        self.writes(f"What is {name} like with other people?", "Quick to laugh.").presses("Continue")
        self.chooses(f"If {name} promises a child to come every week, will they come?", "Yes").presses(
            "Continue"
        )
        asked = f"Do you know of any reason why {name} should not be with children?"
        if worry:
            self.chooses(asked, "Yes").writes("What do you know?", worry)
        else:
            self.chooses(asked, "No")
        self.presses("Continue").writes("What number can we ring you on?", "0113 496 0123").presses(
            "Continue"
        )
        return self.is_at("Check your answers before you send them")


class Recruiter(Person):
    """Amara at an applicant's file."""

    def asks_for_a_reference(self, file: Application, name: str, email: str, relation: str) -> Self:
        self.goes_to(f"/volunteers/applications/{file.public_id}/").follows("References")
        self.page.get_by_role("link", name="Ask somebody for a reference").or_(
            self.page.get_by_role("button", name="Ask somebody for a reference")
        ).first.wait_for()
        self.follows("Ask somebody for a reference")
        self.writes("Their name", name).writes("Their e-mail address", email)
        return self.chooses("How do they know each other?", relation).presses("Send the letter")


class PolicyMaker(Person):
    """Sam, the manager, at what the scheme asks."""

    def begins_a_new_version(self) -> Self:
        self.goes_to(f"/volunteers/asked/{self.cast.scheme.public_id}/")
        return self.presses("Change what is asked").is_at("A new version for Northbridge visitors")

    def asks_as_well_for(self, what: str, before: str) -> Self:
        self.follows(what).chooses("When must it be there?", before)
        return self.presses("Put it in the new version")

    def says_from(self, day: date, why: str) -> Self:
        self.dates("From which day does it apply?", day).writes("Why is it changed?", why)
        return self.presses("See whom it touches")


def an_applicant_of(cast: Cast, name: str) -> Application:
    """Somebody Amara is recruiting, whose checks have begun."""
    return an_application(
        name, cast.scheme, recruiter=cast.users["amara"], on=date(2026, 11, 2), status="checking"
    )


def fifty_volunteers(cast: Cast) -> list[Volunteer]:
    """Approved two months ago, everything in date."""
    on = cast.clock.today() - timedelta(days=60)
    names = [f"{first}{second}" for first in ("An", "Be", "Ca", "Do", "El") for second in SECOND]
    return [an_approved_volunteer(name, cast.scheme, on=on) for name in names]


SECOND = ("a", "la", "mi", "ni", "ra", "ri", "sa", "ta", "va", "za")
