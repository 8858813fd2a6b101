"""What a coordinator and a volunteer do about training, in the words of the work."""

from datetime import date
from typing import Self

from tests.journeys.people import Person


class Trainer(Person):
    """Whoever plans training and says who came."""

    def begins_with_ordinary_courses(self) -> Self:
        self.goes_to("/training/").sees("No training yet").follows("Begin with ordinary courses")
        return self.presses("Add these courses").sees("5 courses added")

    def plans_a_session_of(self, course: str, day: date, places: int = 12) -> Self:
        self.goes_to("/training/courses/").follows(course).follows("Plan a session")
        self.dates("Which day?", day).writes("When does it begin?", "6pm").writes(
            "When does it end?", "8:30pm"
        )
        self.writes("Where?", "The Hub, 4 Mill Lane").writes("Who runs it?", "Noor Aziz")
        self.writes("How many places?", str(places)).presses("Plan this session")
        return self.sees(f"{course} is planned for")

    def opens_the_session(self, course: str) -> Self:
        return self.goes_to("/training/").follows(course)

    def says_that_everybody_came_but(self, absent: str) -> Self:
        self.goes_to("/training/?show=record").follows("Say who came").sees(
            "Everybody came, unless you say otherwise"
        )
        return self.chooses(absent, "Sent apologies").presses("Write it down").sees("Written down")


class Trainee(Person):
    """Somebody who looks at their training on the bus."""

    def looks_at_my_training(self) -> Self:
        return self.goes_to("/training/mine/")

    def signs_up(self, when: str) -> Self:
        return (
            self.looks_at_my_training()
            .follows(when)
            .presses("Sign me up")
            .sees("You have a place. See you there.")
        )
