"""Those who come to Kith on a phone of their own: the volunteer with a password, the young person with a key."""

from datetime import date, timedelta
from typing import Self

from tests.journeys.people import Cast, Person


class AtHome(Person):
    """Somebody who signs in as people do, on the page for it, and again when they have been away."""

    def comes_in(self) -> None:
        at = self.cast.clock.now()
        if self.came_in is None or at - self.came_in > timedelta(minutes=25):
            self.came_in = at
            self.signs_in()

    def signs_in(self) -> None:
        raise NotImplementedError


class Volunteer(AtHome):
    """Ruth, from a poster to the last goodbye."""

    address, password = "ruth@example.org", "lemon cake on a Saturday"

    def __init__(self, cast: Cast) -> None:
        super().__init__(cast, None, "ruth", on_a_phone=True)

    def asks_to_volunteer(self) -> Self:
        """The address on the poster; no account is needed."""
        self.visits(f"/volunteers/join/{self.cast.scheme.public_id}/")
        self.writes("First name", "Ruth").writes("Last name", "Adler").writes("E-mail address", self.address)
        self.writes("Postcode", "LS6 2AA").writes(
            "Why would you like to do this?", "I have time, and I listen."
        )
        return self.presses("Send").is_at("Thank you")

    def chooses_a_password(self) -> Self:
        """From the letter that came with her approval, by way of a second one."""
        self.visits(self.cast.link_in(self.cast.letters_to(self.address)[-1]))
        self.writes("Email", self.address).presses("Continue")
        self.visits(self.cast.link_in(self.cast.letters_to(self.address)[-1]))
        for box in self.page.get_by_label("New password").all():
            box.fill(self.password)
        return self.presses("Save").sees("Your password is changed")

    def signs_in(self) -> None:
        self.visits("/account/login/").writes("Email", self.address).writes("Password", self.password)
        self.presses("Sign in")

    def writes_her_card(self, words: str) -> Self:
        self.goes_by_the_bar("My checks").follows("Write my card").chooses("Choose a picture", "A bike")
        return self.writes("Say who you are", words).presses("Save my card").sees("How a child sees it")

    def says_what_she_likes(self) -> Self:
        self.goes_by_the_bar("My checks").follows("Look at it or change it")
        return self.ticks("Football", "Baking", "Saturdays").presses("Save").sees("Saved.")

    def answers(self, words: str) -> Self:
        return self.opens_the_desk().follows("Read and answer").does_not_see("Tariq").presses(words)

    def says_they_met(self, note: str) -> Self:
        """In under a minute, on the first page she sees."""
        self.opens_the_desk().chooses("How did", "We met").ticks("Sport", "Food")
        return self.writes("Anything your coordinator should know?", note).presses("Save").sees("Thank you")

    def moves_the_next_meeting(self, day: date, why: str) -> Self:
        self.opens_the_desk().follows("change it").follows("Move it").dates("Which day instead?", day)
        self.chooses("Who asked for it?", "Tariq").chooses("Why?", why)
        return self.presses("Move it and tell everybody").sees("Moved to")

    def raises_a_worry(self, words: str) -> Self:
        self.opens_the_desk().follows("I’m worried about somebody’s safety")
        self.chooses("How soon must somebody act?", "It can be talked about this week")
        self.chooses("Who is it about?", "Tariq")
        return (
            self.writes("What did you see, hear or notice?", words).presses("Send it now").sees("Thank you")
        )

    def writes_a_letter(self, words: str) -> Self:
        return (
            self.opens_the_desk()
            .follows("Write a letter")
            .writes("Your letter", words)
            .presses("Keep this letter")
        )


class YoungPerson(AtHome):
    """Tariq, who has a key and nothing to remember."""

    def __init__(self, cast: Cast, key: str) -> None:
        self.key = key
        super().__init__(cast, None, "tariq", on_a_phone=True)

    def signs_in(self) -> None:
        self.visits("/my-space/").writes("Your key", self.key.lower()).presses("Open")

    def says_it_was(self, face: str) -> Self:
        return self.opens_the_desk().presses(face)
