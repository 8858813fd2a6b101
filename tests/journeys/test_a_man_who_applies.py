"""A man sees a poster, applies on his phone a bit at a time, comes before a panel and is approved by two; what he declares stays where it belongs."""

import re
from datetime import date, timedelta

from kith.recruitment.models import Application
from kith.recruitment.tests.factories import everything_checked
from kith.schemes.tests.factories import a_contract, a_scheme
from tests.journeys.applying import Applicant
from tests.journeys.at_work import Coordinator
from tests.journeys.people import Cast

BORN = date(1988, 5, 4)


def test_a_man_who_applies_on_his_phone_is_approved_by_two(cast: Cast):
    cast.trades = {"amara": Coordinator}
    a_contract(a_scheme("Northbridge mentors", provider=cast.provider), cast.authority)
    clock, amara, vera = cast.clock, cast.amara, cast.vera
    begun = clock.today()

    # A minute, then some of the form; the rest the next evening, back by a code
    daniel = Applicant(cast, "Daniel", "Reed")
    daniel.writes_from_a_poster("I have time, and I listen.").comes_back_by_a_code().sees("0 of 11 completed")
    daniel.follows("About you").dates("Date of birth", date(2015, 5, 4)).writes(
        "Phone number", "07700 900123"
    )
    daniel.presses("Save and go on").is_told("You must be 18 or over")
    daniel.dates("Date of birth", BORN).presses("Save and go on").tells_of_his_life().sees(
        "5 of 11 completed"
    )
    daniel.closes_the_form()

    clock.moves_to(begun + timedelta(days=1))
    daniel.comes_back_by_a_code().sees("5 of 11 completed").says_where_he_has_lived(date(2015, 1, 1))
    daniel.names_two("They are family").is_told("Family cannot be a referee")
    daniel.about("first", "From work", "4", "pat@example.org").presses("Save and go on")
    daniel.declares("A fine for fishing without a licence in 2009.").sees("8 of 11 completed")
    daniel.follows("Check your answers and send").sees("14 Coal Lane", "Pat Dunmore", "fishing").presses(
        "Send"
    )
    daniel.sees("We have your application")

    # The coordinator reads all but the declaration; two people meet him, and each writes a view of their own
    amara.goes_by_the_bar("Volunteers").follows("Board").sees("Applied")
    amara.follows("Daniel Reed").sees("Offered to volunteer").does_not_see("fishing")
    amara.follows("Write", within="Write the invitation").sees("would like to meet you")
    amara.chooses("How do they get it?", "E-mail them a link to this letter").presses("Done")
    daniel.reads_the_letter().sees("would like to meet you")

    clock.moves_to(begun + timedelta(days=8))
    amara.goes_by_the_bar("Volunteers").follows("Daniel Reed").sees("We wait for Daniel’s answer")
    amara.follows("Plan an interview by two people").chooses("Who talks with them?", "Amara Bello")
    amara.chooses("And who else?", "Vera Lindqvist").dates("Which day?", clock.today()).presses("Plan it")
    amara.follows("Write it down").chooses("Turning up, and staying", "Very well")
    amara.writes("What did you hear and see?", "Warm, and clear about boundaries.")
    amara.chooses("Would you go on with them?", "Yes, go on").presses("Write it down")
    amara.sees("Vera Lindqvist still to write about Daniel")
    vera.goes_by_the_bar("Volunteers").follows("Daniel Reed").follows("Write it down")
    vera.does_not_see("clear about boundaries").writes("What did you hear and see?", "He listens.")
    vera.chooses("Would you go on with them?", "Yes, go on").presses("Write it down")
    vera.follows("Read the declaration").sees("fishing without a licence")

    # The checks are another story; then the panel
    amara.goes_by_the_bar("Volunteers").follows("Daniel Reed").presses("Begin the checks")
    volunteer = Application.objects.get().volunteer
    everything_checked(volunteer, cast.scheme, on=clock.today(), but=("interview",))
    amara.goes_by_the_bar("Volunteers").follows("Daniel Reed").presses("Put to the panel")
    amara.sees("Daniel: ready for panel.").follows("Choose a panel").presses("Put on the agenda")
    amara.is_at("Daniel Reed before the panel").does_not_see("fishing", "He listens.")

    # Two people read the pack and decide; nobody hears of it before the letter
    sam, grace = cast.sam, cast.grace
    sam.goes_by_the_bar("Volunteers").follows("Daniel Reed").follows("Read and decide")
    sam.sees("Somebody who comes back.", "clear about boundaries", "He listens.", "fishing without a licence")
    sam.follows("Write down the decision").chooses("What did the panel decide?", "Approve with conditions")
    sam.ticks("Northbridge mentors").writes("Youngest age", "11").writes("Oldest age", "15")
    sam.writes("How many children", "1").writes("Minutes", "Steady. Begin with one.").presses("Write it down")
    sam.is_told("Write down the conditions.").writes(re.compile(r"^\s*Conditions"), "Not in the evening")
    sam.presses("Write it down").sees("A second person must agree")
    amara.goes_by_the_bar("Volunteers").follows("Daniel Reed").does_not_see("Not in the evening")
    grace.goes_by_the_bar("Volunteers").follows("Daniel Reed").follows("Read and agree, or not")
    grace.sees("Steady. Begin with one.").presses("I agree").sees("Two people agree")
    sam.goes_by_the_bar("Volunteers").follows("Daniel Reed").follows("Send the letter").is_at(
        "before the panel"
    )
    sam.follows("Send the letter").sees("Northbridge mentors", "ages 11 to 15")
    sam.presses("Send the letter").is_at("A letter to Daniel").sees("you are approved")
    sam.chooses("How do they get it?", "E-mail them a link to this letter").presses("Done")
    sam.sees("For ages 11 to 15, 1 child at a time", "Not in the evening")

    # What he then sees: a letter, an account of his own, and on what terms
    daniel.reads_the_letter().sees("We are glad to tell you").does_not_see("Steady")
    daniel.comes_into_his_account().goes_to("/volunteers/mine/").sees(
        "Northbridge visitors", "Northbridge mentors", "You are approved."
    )
    daniel.sees("Young people from 11 to 15.", "Please keep to this: Not in the evening")
    daniel.does_not_see("Steady", "fishing")
