"""A scheme says no after an interview: kindly, with a reason that stays with those who vet, and known if she comes again."""

from datetime import timedelta

from kith.foundation.dates import day_words
from kith.recruitment.tests.factories import an_application
from tests.journeys.applying import Applicant
from tests.journeys.people import Cast

WHY = "She would tell a child what to say to their social worker."


def test_a_woman_is_turned_down_after_an_interview_and_never_told_why(cast: Cast):
    clock, amara, vera, sam = cast.clock, cast.amara, cast.vera, cast.sam
    an_application(
        "Moira", cast.scheme, cast.users["amara"], on=clock.today() - timedelta(days=20), status="applied",
        last_name="Kane", email="moira.kane@example.org",
    )  # fmt: skip

    # The two do not agree, so it does not go on by itself
    amara.goes_by_the_bar("Volunteers").follows("Moira Kane").follows("Plan an interview by two people")
    amara.chooses("Who talks with them?", "Amara Bello").chooses("And who else?", "Vera Lindqvist")
    amara.dates("Which day?", clock.today()).presses("Plan it").follows("Write it down")
    amara.chooses("Would you go on with them?", "Yes, go on").presses("Write it down")
    vera.goes_by_the_bar("Volunteers").follows("Moira Kane").follows("Write it down")
    vera.chooses("Would you go on with them?", "No").presses("Write it down").is_told("Say why")
    vera.writes("What did you hear and see?", WHY).presses("Write it down").sees("Stands in the way")
    amara.goes_by_the_bar("Volunteers").follows("Moira Kane").does_not_see(WHY)

    # The manager reads both views, says no, and writes to her
    sam.goes_by_the_bar("Volunteers").follows("Moira Kane").follows(day_words(clock.today())).sees(WHY)
    sam.goes_back().follows("Decline the application").chooses("Why?", "How they see children or care")
    sam.writes("What should those who vet know", WHY).presses("Decline").is_at("A letter to Moira")
    sam.writes("Your letter", f"Dear Moira, {WHY}").chooses(
        "How do they get it?", "E-mail them a link to this letter"
    )
    sam.presses("Done").is_told("This letter repeats what was written for those who vet")
    sam.writes("Your letter", "Dear Moira,\n\nThank you for your time. We will not go on.\n\nSam")
    sam.presses("Done").sees("By e-mail")

    moira = Applicant(cast, "Moira", "Kane")
    moira.reads_the_letter().sees("Thank you for your time.").does_not_see("social worker")
    amara.goes_by_the_bar("Volunteers").follows("Did not go on").follows("Moira Kane")
    amara.sees("Declined").does_not_see(WHY, "How they see children")

    # A year later she tries again under another name, and those who vet know
    again = Applicant(cast, "Mary", "Cane")
    again.email = "moira.kane@example.org"
    clock.moves_to(clock.today() + timedelta(days=200))
    again.writes_from_a_poster("I love children.")
    vera.goes_by_the_bar("Volunteers").follows("Look first").sees(
        "Mary Cane", "how they see children or care"
    )
    amara.goes_by_the_bar("Volunteers").follows("Mary Cane").does_not_see("applied before", "Look first", WHY)
