"""What is done about an open day, in the words of it: by whoever runs it, by a child, by a volunteer."""

from datetime import date
from typing import Self

from tests.journeys.at_work import Coordinator
from tests.journeys.people import Person


class Host(Coordinator):
    """Amara: she plans the day, stands at the door, hears each child alone, and agrees in the end."""

    def plans_an_open_day(self, day: date, what: str) -> Self:
        self.goes_by_the_bar("Children").follows("Open days").follows("Plan an open day")
        self.dates("Which day?", day).writes("When does it begin?", "2pm").writes("When does it end?", "4pm")
        self.writes("Where?", "The bowling alley").writes("What will you do together?", what)
        return self.presses("Plan it").sees("Planned for", "No child is invited yet")

    def invites_children(self, *names: str) -> Self:
        return self.follows("Invite children").ticks(*names).presses("Invite them")

    def invites_volunteers(self, *names: str) -> Self:
        return self.follows("Invite volunteers").ticks(*names).presses("Invite them")

    def opens_the_open_day(self) -> Self:
        self.goes_to("/matching/open-days?show=coming")
        if not self.main.get_by_role("row").count():
            self.goes_to("/matching/open-days?show=after")
        with self.moving_on():
            self.main.get_by_role("row").get_by_role("link").first.click()
        return self.looks()

    def writes_down_that_they_come(self, child: str, how: str) -> Self:
        self.follows("Write down", within=child).chooses("Would they like to come?", "Yes")
        return self.writes("How do they get there and back?", how).presses("Write it down")

    def marks_as_here(self, *names: str) -> Self:
        for name in names:
            self.presses("Here", within=name)
        return self

    def hears(self, child: str, *names: str) -> Self:
        """First choice, second, third: the child says, and she taps."""
        self.follows(f"Hear {child}").is_at(f"Whom did {child} like?")
        for name, place in zip(names, ("First choice", "Second choice", "Third choice"), strict=False):
            self.chooses(f"What about {name}?", place)
        return self.presses("This is their choice")


class Guest(Person):
    """Tariq, on the phone."""

    def would_like_to_come(self) -> Self:
        self.opens_the_desk().sees("Would you like to come?").follows("Have a look")
        return self.presses("Yes, I’d like to come").is_at("You are coming")

    def liked(self, *names: str) -> Self:
        self.opens_the_desk().sees("Whom did you like?").follows("Choose")
        for name, place in zip(names, ("First choice", "Second choice", "Third choice"), strict=False):
            self.chooses(f"What about {name}?", place)
        return self.presses("This is my choice").sees("We have heard you.")


def can_come(volunteer: Person) -> None:
    """On the phone, without a word about any child."""
    volunteer.opens_the_desk().sees("Can you come to an open day?").follows("Read and answer")
    volunteer.does_not_see("Tariq", "Leah", "Imran").presses("Yes, I can come").is_at("You are coming")
