"""A man sees a poster, applies on his phone a bit at a time, and comes as far as the panel; what he declares stays where it belongs."""

from datetime import date, timedelta

from kith.recruitment.models import Application
from kith.recruitment.tests.factories import everything_checked
from tests.journeys.applying import Applicant
from tests.journeys.at_work import Coordinator
from tests.journeys.people import Cast

BORN = date(1988, 5, 4)


def test_a_man_who_applies_on_his_phone_comes_before_the_panel(cast: Cast):
    cast.trades = {"amara": Coordinator}
    clock, amara, vera = cast.clock, cast.amara, cast.vera
    begun = clock.today()

    # A minute, then some of the form; the rest the next evening, back by a code
    daniel = Applicant(cast, "Daniel", "Reed")
    daniel.writes_from_a_poster("I have time, and I listen.").comes_back_by_a_code().sees("0 of 10 completed")
    daniel.follows("About you").dates("Date of birth", date(2015, 5, 4)).writes(
        "Phone number", "07700 900123"
    )
    daniel.presses("Save and go on").is_told("You must be 18 or over")
    daniel.dates("Date of birth", BORN).presses("Save and go on").tells_of_his_life().sees(
        "5 of 10 completed"
    )
    daniel.closes_the_form()

    clock.moves_to(begun + timedelta(days=1))
    daniel.comes_back_by_a_code().sees("5 of 10 completed").says_where_he_has_lived(date(2015, 1, 1))
    daniel.names_two("They are family").is_told("Family cannot be a referee")
    daniel.about("first", "From work", "4", "pat@example.org").presses("Save and go on")
    daniel.declares("A fine for fishing without a licence in 2009.").sees("8 of 10 completed")
    daniel.follows("Check your answers and send").sees("14 Coal Lane", "Pat Dunmore", "fishing").presses(
        "Send"
    )
    daniel.sees("We have your application")

    # The coordinator reads all but the declaration; two people meet him, and each writes a view of their own
    amara.goes_by_the_bar("Volunteers").follows("See who is on the way as a board").sees("Applied")
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
    amara.sees("Daniel: ready for panel.")
