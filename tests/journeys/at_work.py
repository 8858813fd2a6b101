"""What each of them does in the course of their work, in the words of the work. Used by the road; one verb, one errand."""

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Self

from tests.journeys.people import Person, the_worker_works


class Approver(Person):
    """Two of them look at a proposal before a name is told, one of them a manager."""

    def approves_the_pair(self, pair: str) -> Self:
        self.opens_the_desk().sees(f"{pair} need your approval").follows("Look and approve")
        return self.presses("I approve this")


class Coordinator(Approver):
    """Amara: she brings in the register, meets the children, and is there from the first talk to the last letter."""

    def imports(self, files: list[Path], names: Path) -> Self:
        """The return and the file of names; looked at first, then saved."""
        self.goes_by_the_bar("Import").hands_in("The return", *files).hands_in(
            "Names, workers and carers", names
        )
        self.presses("Read it")
        the_worker_works()
        self.waits_for("What changes").presses("Save to the register")
        the_worker_works()
        return self.waits_for("What changed")

    def finds_on_the_register(self, name: str) -> Self:
        self.goes_by_the_bar("Register").writes("Name or the authority’s reference", name).presses("Show")
        return self.follows(name)

    def writes_down_that(self, name: str, said: str) -> Self:
        """Asked at their review, they would like somebody."""
        self.finds_on_the_register(name).follows("Write down the answer")
        self.chooses("What happened?", "Offered, said yes").chooses(
            "How were they asked?", "In a conversation"
        )
        return self.writes("What did they say, in their own words?", said).presses("Write it down")

    def refers(self, name: str, because: str) -> Self:
        self.finds_on_the_register(name).follows("Refer now").sees(f"{name} said yes")
        self.chooses("Who should hear about this?", "Northbridge visitors").chooses(
            f"You are {name}’s", "Somebody else"
        )
        return self.writes(f"Why would it be good for {name}", because).presses("Refer")

    def accepts(self, name: str) -> Self:
        self.opens_the_desk().sees(f"{name}’s referral waits for an answer").follows("Read it").follows(
            "Accept"
        )
        self.chooses("Who will be their coordinator?", "Amara Bello").presses("Accept")
        return self.sees(f"{name} has been accepted.")

    def makes_a_key_for(self, name: str) -> str:
        """The key to My space, as it stands on the page, once."""
        self.searches_for(name).follows(name).follows(f"My space for {name}").presses("Make a key")
        return self.reads(r"[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}")

    # ------------------------------------------------------------------------------- a volunteer arrives

    def takes_up(self, name: str) -> Self:
        """The form is back; they have met, two people and her."""
        self.goes_by_the_bar("Volunteers").follows(name).presses("It is back")
        self.follows("Plan an interview by two people").chooses("Who talks with them?", "Amara Bello")
        self.chooses("And who else?", "Vera Lindqvist").dates("Which day?", self.cast.clock.today())
        self.presses("Plan it")
        for each in (self, self.cast.vera):
            each.goes_by_the_bar("Volunteers").follows(name).follows("Write it down")
            each.chooses("Would you go on with them?", "Yes, go on").presses("Write it down")
        return self.goes_by_the_bar("Volunteers").follows(name).presses("Begin the checks")

    def records_what_she_has_seen(self) -> Self:
        self.follows("Identity").ticks("Passport", "Council tax bill").presses("Record it")
        self.is_told("Enter the last day of the passport.")
        self.dates("Last day of the passport", self.cast.clock.today() + timedelta(days=900))
        self.presses("Record it")
        self.follows("Right to volunteer").chooses("What lets them volunteer", "British or Irish citizen")
        self.presses("Record it").follows("Training").presses("Record it")
        return self.follows("Volunteer agreement").presses("Record it")

    def writes_down_her_birthday(self, born: date) -> Self:
        self.follows("Change the profile")
        self.page.get_by_text("Background, and what somebody has lived through").click()
        return self.dates("Date of birth", born).presses("Save")

    def puts_to_the_panel(self, name: str) -> Self:
        self.goes_by_the_bar("Volunteers").follows(name).presses("Put to the panel")
        return self.sees("Two people decide, and never the recruiter.")

    def approves_the_card_of(self, name: str) -> Self:
        self.opens_the_desk().sees(f"{name} has written a card").follows("Read it")
        return self.presses("Let children see it")

    # ------------------------------------------------------------------------------- wishes and choice

    def talks_about_wishes_with(self, name: str, words: str) -> Self:
        """What they would like, who, when, in their words."""
        self.opens_the_desk().follows(f"Talk with {name}")
        self.ticks("Football", "Baking").chooses("A woman", "Would like").ticks("Saturdays")
        self.writes("What did they say?", words)
        return self.chooses("How did you learn this?", "In a conversation with the child").presses(
            "Keep, and look for somebody"
        )

    def lays_out_the_cards(self, name: str) -> Self:
        self.writes(f"What does {name}’s carer say?", "Fine by us.").writes(
            f"What does {name}’s worker say?", "Good."
        )
        return self.presses(f"Show {name} the cards").is_at(f"Who would you like, {name}?")

    def asks_why_not(self, volunteer: str) -> Self:
        return self.writes("Name of a volunteer", volunteer).presses("Ask")

    def asks(self, volunteer: str) -> Self:
        """A few words about the child, and no name."""
        return (
            self.follows("Write the sketch").presses(f"Ask {volunteer}").sees(f"{volunteer} has been asked.")
        )

    def plans_the_first_meeting(self, day: date, at: str, where: str) -> Self:
        self.opens_the_desk().follows("Plan it").dates("Which day?", day).writes("What time?", at)
        return self.writes("Where?", where).writes("What the carer says", "Fine by us.").presses("Plan it")

    def hears_the_carer(self, pair: str, words: str) -> Self:
        self.opens_the_desk().sees(f"{pair} have met").follows("Write down what they said")
        self.chooses("Who did you ask?", "The carer").chooses("Would they like to go on?", "Yes")
        return self.writes("Anything to remember", words).presses("Write it down")

    def begins_the_match(self) -> Self:
        """How often, where, money, contact, what stays between them, and how it will end."""
        self.follows("Agree and begin").writes("How often: every …", "2").chooses(
            "Weeks or months?", re.compile("week", re.IGNORECASE)
        )
        self.chooses("Usual day", "Saturdays").writes("Usual time", "2pm")
        self.writes("Where they usually meet", "outside the pool")
        return self.presses("Begin the match")

    # ------------------------------------------------------------------------------- support and ending

    def talks_with(self, volunteer: str, agreed: str) -> Self:
        self.chooses("How?", "By phone").chooses(f"How is {volunteer}?", "Good")
        self.writes("What did you agree?", agreed).presses("Save the talk")
        return self.sees(f"The talk with {volunteer} is written down.")

    def opens_the_match(self, pair: str) -> Self:
        return self.goes_by_the_bar("Matches").follows(pair)

    def winds_down(self, pair: str, because: str, childs_words: str) -> Self:
        self.opens_the_match(pair).follows("Plan the ending")
        self.writes(re.compile("What does .* say about it"), childs_words)
        self.chooses("Is there time to say goodbye?", re.compile("^Yes")).chooses(
            "What kind of ending is it?", because
        )
        return self.presses("See what will happen").presses("Begin to wind down")

    def opens_the_plan_of(self, pair: str) -> Self:
        return self.opens_the_match(pair).follows("Open the plan")

    def tells(self, name: str, said: str) -> Self:
        self.follows(f"Say how {name} was told").chooses(f"Who told {name}?", "Ruth and Amara")
        return self.writes(f"What did {name} say?", said).presses("Write it down")


class VettingOfficer(Person):
    """Vera: references, the declaration, DBS and independence; what they say is hers and the manager's to read."""

    def vets(self, name: str, referees: tuple[str, str]) -> Self:
        self.opens_the_desk().sees(name).follows("Open the file")
        self.follows("Self-declaration").chooses("What did they declare?", "Nothing").presses("Record it")
        for referee, how in zip(referees, ("From work", "As a friend or neighbour"), strict=True):
            self._hears(referee, how, name)
        self.follows("DBS check").writes("Certificate number", "001234567890").chooses("Level", "Enhanced")
        self.dates("Date of issue", date(2026, 11, 2)).chooses("Is it on the Update Service", "No")
        self.chooses("Does the certificate show anything?", "No").presses("Record it")
        self.follows("Independence")
        for question in self.page.get_by_role("main").get_by_role("radio", name="No").all():
            question.check(force=True)
        return self.presses("Record it").sees("has everything")

    def _hears(self, referee: str, how: str, name: str) -> None:
        self.follows("References").follows("Write down one that came by phone or on paper")
        self.writes("Who gave it?", referee).chooses(f"How do they know {name}?", how)
        self.writes("For how many years?", "6").chooses(
            "How do you know it is really from them?", "I rang them"
        )
        self.chooses("Do they know of any reason why", "No").chooses(
            f"Does the reference speak for {name}?", "Yes"
        )
        self.presses("Record it")


class Manager(Approver):
    """Sam: the second pair of eyes."""

    def approves_the_volunteer(self, name: str) -> Self:
        """Sam writes the panel's decision down, Grace agrees, and the letter goes."""
        self.opens_the_desk().sees(f"{name} waits for a decision").follows("Read and decide")
        self.follows("Choose a panel").presses("Put on the agenda").follows("Write down the decision")
        self.chooses("What did the panel decide?", "Approve").presses("Write it down")
        self.sees("A second person must agree")
        self.cast.grace.goes_to(self.page.url).presses("I agree").sees("Two people agree")
        self.goes_to(self.page.url).follows("Send the letter").presses("Send the letter")
        return self.sees(f"{name}: approved.")


class SafeguardingLead(Person):
    """Grace: worries come to her and to nobody else."""

    def reads_the_worry_about(self, name: str) -> Self:
        return self.opens_the_desk().sees(f"A concern about {name}").follows("Read it")

    def decides(self, words: str) -> Self:
        return self.writes("In words", words, within="What will be done?").presses("Write down the decision")


class Commissioner(Person):
    """Dominic: the figures of what the council pays for, and no child's name."""

    def opens_the_report_for(self, quarter: str) -> Self:
        return self.goes_to("/").follows(quarter)
