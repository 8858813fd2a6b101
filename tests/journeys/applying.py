"""Somebody who offers themself, on a phone and without an account: writes, comes back by a code, fills in a form."""

import re
from datetime import date
from typing import Self

from tests.journeys.people import Cast, Stranger

EMAIL = re.compile("E-?mail", re.IGNORECASE)
PASSWORD = "a-kettle-on-the-northern-stove"


class Applicant(Stranger):
    """Known to nobody yet but by an e-mail address."""

    role = "applicant"

    def __init__(self, cast: Cast, first_name: str, last_name: str) -> None:
        super().__init__(cast, on_a_phone=True)
        self.first_name, self.last_name = first_name, last_name
        self.email = f"{first_name}.{last_name}@example.org".lower()

    def writes_from_a_poster(self, why: str) -> Self:
        """The page that lists who looks for volunteers, the scheme's own, a minute."""
        self.goes_to("/volunteers/join/").follows(self.cast.scheme.name).is_at(
            "Be there for one young person"
        )
        self.writes("First name", self.first_name).writes("Last name", self.last_name)
        self.writes("E-mail address", self.email).chooses("How did you hear", "Poster or leaflet")
        return (
            self.writes("Why would you like to do this?", why).presses("Send").sees("We have what you sent")
        )

    def comes_back_by_a_code(self) -> Self:
        """By the link of the first letter, and the code of the second."""
        first = [letter for letter in self.cast.letters_to(self.email) if "Your application form" in letter][
            0
        ]
        self.goes_to(self.cast.link_in(first)).writes("Your e-mail address", self.email).presses(
            "Send me a code"
        )
        codes = [letter for letter in self.cast.letters_to(self.email) if letter.startswith("Your code")]
        found = re.search(r"\d{6}", codes[-1])
        assert found
        return self.writes("The code from the e-mail", found[0]).presses("Go on").is_at("Your application")

    def says_who_he_is(self, born: date, other_names: str = "") -> Self:
        self.follows("About you").dates("Date of birth", born).writes("Phone number", "07700 900123")
        return self.writes("Other names", other_names).presses("Save and go on")

    def tells_of_his_life(self) -> Self:
        self.follows("Why you would like to").sees("I have time")
        self.writes("What do you think a young person", "Somebody who comes back.").presses("Save and go on")
        self.follows("Your life and experience").writes("Tell us a little about your life", "I drive a bus.")
        self.writes("What have you had to do with children", "Two nephews.").presses("Save and go on")
        self.follows("Languages you speak").ticks("English").presses("Save and go on")
        self.follows("When you are free").ticks("Saturdays").writes("How far would you travel", "8")
        return self.chooses("Do you drive", "No").presses("Save and go on")

    def says_where_he_has_lived(self, since: date) -> Self:
        self.follows("Where you have lived").writes("Address", "14 Coal Lane, Leeds")
        self.writes("Postcode", "LS9 9ZZ").dates("Since when?", since).presses("Save")
        return self.sees("That is all five years.").follows("Go on")

    def names_two(self, first_relation: str) -> Self:
        self.follows("Two people who know you").writes("First person’s name", "Pat Dunmore")
        self.about("first", first_relation, "4", "pat@example.org").writes(
            "Second person’s name", "Lee Farrow"
        )
        self.about("second", "As a friend or neighbour", "9", "lee@example.org")
        return self.presses("Save and go on")

    def about(self, which: str, relation: str, years: str, email: str) -> Self:
        self.chooses(f"How does the {which} person know you?", relation)
        self.writes(f"For how many years has the {which} person known you?", years)
        return self.writes(f"The {which} person’s e-mail address", email)

    def declares(self, words: str) -> Self:
        self.follows("Your declaration").chooses("Have you ever been convicted", "Yes" if words else "No")
        self.chooses("Has anybody ever looked into", "No").chooses("Has anybody ever refused", "No")
        self.writes("If you said yes", words).ticks(re.compile("What I have said is true"))
        return self.presses("Save and go on")

    def closes_the_form(self) -> Self:
        return self.presses("Save and close on this device").is_told("Saved, and closed on this device")

    def reads_the_letter(self) -> Self:
        letters = [
            letter for letter in self.cast.letters_to(self.email) if letter.startswith("A letter for you")
        ]
        return self.goes_to(self.cast.link_in(letters[-1])).is_at("A letter for you")

    def comes_into_his_account(self) -> Self:
        """By the letter that says where the door is: an e-mail address, a link, a password, and in."""
        letters = self.cast.letters_to(self.email)
        welcome = next(letter for letter in letters if letter.startswith("Your Kith account"))
        self.goes_to(self.cast.link_in(welcome)).writes(EMAIL, self.email).presses("Continue")
        reset = self.is_at("Look at your e-mail").cast.letters_to(self.email)[-1]
        self.goes_to(self.cast.link_in(reset)).writes("New password", PASSWORD)
        self.writes(re.compile("again", re.IGNORECASE), PASSWORD).presses("Save")
        self.is_at("Your password is changed").goes_to("/account/login/").writes(EMAIL, self.email)
        return self.writes("Password", PASSWORD).presses("Sign in").is_at(f"Welcome, {self.first_name}")
