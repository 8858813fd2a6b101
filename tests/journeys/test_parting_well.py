"""How two people part: with a graduation, from one day to the next, at seventeen, by a death; what is kept, and what comes."""

import re
import zipfile
from datetime import date, time, timedelta

import pytest

from kith.endings import actions
from kith.endings.models import Ending
from kith.endings.tests.factories import back_again, coordinator_of, everything_done, leavers
from kith.matching.models import Match
from kith.people.models import Child
from kith.schemes.models import SchemeRules
from tests.journeys.people import Cast

PAIR = "Tariq and Ruth"


@pytest.fixture
def match(cast: Cast) -> Match:
    """Tariq and Ruth, together since September."""
    return cast.two_together("Tariq", "Ruth")


def test_a_planned_ending_with_a_graduation_and_a_certificate_in_the_child_s_words(cast: Cast, match: Match):
    SchemeRules.objects.update(graduation=True)
    amara, ruth, tariq = cast.amara, cast.ruth, cast.tariq
    amara.goes_by_the_bar("Matches").follows(PAIR).sees("How it will end", "We say goodbye properly.")
    amara.follows("Plan the ending").chooses("Is there time to say goodbye?", re.compile("^Yes"))
    amara.chooses("What kind of ending is it?", "Planned completion").presses("See what will happen")
    plan = amara.presses("Begin to wind down").is_at(PAIR).page.url

    amara.follows("Agree who tells Tariq").writes("Who tells Tariq?", "Ruth, with his carer beside her")
    amara.dates("Which day?", date(2026, 11, 26)).presses("This is agreed").sees(
        "Ruth, with his carer beside her"
    )
    amara.follows("Say how Tariq was told").chooses("Who told Tariq?", "Ruth").dates(
        "Which day?", date(2026, 11, 24)
    )
    amara.presses("Write it down").sees("Tariq was told")

    ruth.opens_the_desk().sees("Saying goodbye well").follows("Pictures and words for Tariq to keep")
    ruth.chooses("What would you like to keep?", "Words").writes("In words", "You scored twice and I cried.")
    ruth.presses("Keep this").sees("You scored twice and I cried.")
    ruth.opens_the_desk().follows("Write a letter").writes("Your letter", "Dear Tariq, keep running.")
    ruth.presses("Keep this letter")

    tariq.opens_the_desk().follows("What I keep").sees("You scored twice and I cried.")
    tariq.follows("Say what goes on your certificate").writes("What name goes on it?", "Captain Tariq")
    tariq.writes("What is it for?", "For the best goal in the rain.").presses("Keep my words")

    amara.goes_to(plan).follows("A certificate in Tariq’s words").sees(
        "Captain Tariq", "Tariq chose these words."
    )
    assert amara.downloads("Download it to print").read_bytes().startswith(b"%PDF")
    amara.follows("Read it once more, and give it").presses("Give it to Tariq").sees(
        "Tariq has the certificate."
    )
    amara.follows("Read and give it").sees("Dear Tariq, keep running.").presses("Give it to Tariq")
    amara.follows("What follows: clubs, grants, people").writes("Something else", "Football on Tuesdays")
    amara.presses("Write it down").sees("Football on Tuesdays")
    amara.follows("May we look back later?").chooses(re.compile("Would Tariq like us to ask again"), "Yes")
    amara.writes(re.compile("How would Tariq like to be reached"), "In My space").presses("Write it down")
    for who in ("Tariq", "Ruth", "The worker"):
        amara.follows("Write down what they said").chooses("Who did you ask?", who)
        amara.chooses("Would they like to stay in touch?", "Yes").presses("Write it down").goes_to(plan)
    amara.follows("Write down what they said").chooses(
        "So how do they stay in touch?", "Cards and letters through the scheme"
    )
    amara.presses("This is agreed").sees("Cards and letters through the scheme")

    amara.follows("End now").writes("Why does it end sooner?", "The graduation was today.").presses(
        "End it now"
    )
    amara.sees("Ended on 24 November 2026", "Record kept")
    ruth.finds_nothing_at(plan).opens_the_desk().does_not_see("Tariq")
    tariq.opens_the_desk().follows("What I keep").sees(
        "Captain Tariq", "Dear Tariq, keep running.", "Football on Tuesdays"
    )
    assert "certificate-1.pdf" in zipfile.ZipFile(tariq.downloads("Download everything")).namelist()
    twelve_years_later_the_record_goes(cast, match)


def twelve_years_later_the_record_goes(cast: Cast, match: Match) -> None:
    """Tariq is twenty-five and has everything at home; two people agree, and a week later nothing tells of him."""
    the_council_asks_for_longer_and_thinks_better_of_it(cast)
    Child.objects.filter(pk=match.child_id).update(looked_after=False)
    cast.clock.moves_to(date(2038, 5, 6))
    tariq, sam, grace = cast.tariq, cast.sam, cast.grace
    tariq.opens_the_desk().follows("What I keep").sees("Until 4 May 2038").presses("I have it all now")
    sam.opens_the_desk().sees("One record is due to be erased").follows("Look at them").follows(PAIR)
    sam.sees("They have them now.").follows("Say that it may be erased").presses("It may be erased")
    sam.is_told("Now somebody else must agree.")
    grace.goes_to("/endings/records?show=said").follows(PAIR).follows("Read it and agree")
    grace.presses("I agree: erase it").sees("It is erased in the night of 13 May 2038")
    cast.clock.moves_to(date(2038, 5, 13), time(2, 50))
    assert actions.erase_agreed(at=cast.clock.now()) == 1
    sam.goes_to("/endings/records?show=erased").sees("The record; something else still needs the name")
    sam.does_not_see("Tariq")
    tariq.opens_the_desk().follows("What I keep").sees("Nothing yet").does_not_see("Ruth", "keep running")


def the_council_asks_for_longer_and_thinks_better_of_it(cast: Cast) -> None:
    sam = cast.sam.opens_the_desk().goes_to("/endings/records")
    sam.page.get_by_text("How long things are kept, and why").click()
    sam.follows("Keep them longer or shorter").follows("Keep them longer or shorter")
    sam.writes("Years after the end", "40").presses("See what it would do")
    sam.is_told("Choose a number between 3 and 25")
    sam.writes("Years after the end", "20").writes("Why?", "The contract asks for it.")
    sam.presses("See what it would do").sees("1 record of matches that have ended is kept longer")
    sam.presses("Keep them so").sees("20 years after the end", "The contract asks for it.")
    sam.presses("Take this back").sees("Taken back by Sam Okafor on 24 November 2026", "As is usual.")


def test_after_an_ending_nobody_planned_there_is_a_pause_that_only_the_child_lifts(cast: Cast, match: Match):
    amara, tariq = cast.amara, cast.tariq
    amara.goes_by_the_bar("Matches").follows(PAIR).follows("Plan the ending")
    amara.chooses("Is there time to say goodbye?", "No, it ends today")
    amara.chooses("What kind of ending is it?", "Ruth leaves").presses("See what will happen").presses(
        "End it today"
    )
    amara.sees("A pause before somebody new, until 22 December 2026").follows("Agree who tells Tariq")
    amara.writes("Who tells Tariq?", "His worker").dates("Which day?", date(2026, 11, 25)).presses(
        "This is agreed"
    )
    amara.follows("Write down what Tariq said").chooses("Would Tariq like somebody again?", "Yes").presses(
        "Write it down"
    )
    amara.sees("Tariq waits again")
    amara.goes_to("/matching/").sees("A pause until 22 December 2026").follows(
        "A pause until 22 December 2026"
    )
    amara.sees("Nobody new is looked for before then").presses("Tariq would like somebody sooner").sees(
        "The pause is over"
    )
    tariq.opens_the_desk().does_not_see("Ruth is coming")


def test_a_child_s_no_to_staying_in_touch_settles_it(cast: Cast, match: Match):
    cast.tariq.opens_the_desk().follows("I want to stop").presses("Tell Amara").is_at("OK. We heard you.")
    amara = (
        cast.amara.opens_the_desk()
        .sees("Tariq asked to stop")
        .follows("Answer", within="Tariq asked to stop")
    )
    amara.writes("What did you tell Tariq?", "You decide.").presses("Keep the answer")
    amara.goes_by_the_bar("Matches").follows(PAIR).follows("Open the plan").follows(
        "Write down what they said"
    )
    amara.chooses("Who did you ask?", "Tariq").chooses("Would they like to stay in touch?", "No").presses(
        "Write it down"
    )
    amara.chooses("So how do they stay in touch?", "Cards and letters through the scheme").presses(
        "This is agreed"
    )
    amara.is_told("Tariq said no, and a no counts: no contact.")
    amara.goes_by_the_bar("Matches").follows(PAIR).follows("Open the plan").sees("No contact afterwards")
    amara.does_not_see("fail", "broke")


def test_at_seventeen_the_young_person_chooses_one_of_three_roads(cast: Cast, match: Match):
    cast.scheme.ends_when_care_ends = True
    cast.scheme.save()
    match.child.born = date(2009, 3, 2)
    match.child.save()
    amara = cast.amara.opens_the_desk().sees(f"What comes for {PAIR} at 18?").follows("Talk with Tariq")
    amara.is_at("Before Tariq is 18").sees("18 on 2 March 2027", "Nothing happens by itself.")
    amara.chooses("What would Tariq like?", "Go on informally, without the scheme").presses(
        "Write it down, and go there"
    )
    amara.is_told("This needs an answer: What did Tariq say?")
    amara.writes("What did Tariq say?", "We just go on. No forms.").presses("Write it down, and go there")
    amara.is_at(f"How {PAIR} end").presses("See what will happen").sees(
        "2 March 2027", "We just go on. No forms."
    )
    cast.amara.opens_the_desk().sees(f"{PAIR} have chosen a road")


def test_when_a_volunteer_dies_the_words_are_gentle_and_nobody_writes_to_her(cast: Cast, match: Match):
    amara, ruth, tariq = cast.amara, cast.ruth, cast.tariq
    ruth.opens_the_desk().sees("Tariq")
    written = len(cast.letters_to(ruth.user.email))
    amara.goes_by_the_bar("Matches").follows(PAIR).follows("Ruth’s story").follows("Ruth has died")
    amara.is_at("Ruth has died").sees("We are sorry", f"{PAIR} end today").dates(
        "On which day?", date(2026, 11, 23)
    )
    amara.presses("Write it down").is_at(PAIR).sees(
        "Decide with them who tells Tariq", "how they would like to remember Ruth"
    )
    amara.does_not_see("A letter from Ruth", "Write one down for Ruth", "thank")
    assert len(cast.letters_to(ruth.user.email)) == written
    tariq.opens_the_desk().does_not_see("Ruth is coming")
    ruth.page.goto("/")
    ruth.does_not_see("Tariq")


def test_looking_back_is_asked_when_welcome_and_a_no_is_an_answer(cast: Cast, match: Match):
    day, by = date(2026, 11, 24), {"by": coordinator_of(match)}
    ending = actions.end_unplanned(match=match, kind=Ending.Kind.COMPLETED, on=day, **by)
    actions.welcome_look_back(ending=ending, welcome=True, how_to_reach="In My space", on=day, **by)
    everything_done(ending, day)
    amara, tariq = cast.amara, cast.tariq
    amara.goes_by_the_bar("Matches").does_not_see(PAIR)
    tariq.opens_the_desk().does_not_see("You said we may ask.")

    cast.clock.moves_to(date(2027, 2, 24))
    amara.opens_the_desk().sees("Look back with Tariq, 3 months after Ruth")
    tariq.opens_the_desk().sees("You said we may ask.").follows("Have a look")
    tariq.chooses("Are you glad that Ruth came?", "Yes").writes(
        "Do you want to say more?", "She was fun."
    ).presses("Keep it")
    amara.opens_the_desk().does_not_see("Look back with Tariq")
    amara.goes_to("/endings/looking-back?show=answered").sees("She was fun.", "Glad of it: yes")

    cast.clock.moves_to(date(2027, 11, 24))
    tariq.opens_the_desk().follows("Have a look").presses("Don’t ask me again")
    tariq.opens_the_desk().does_not_see("You said we may ask.")
    amara.goes_to("/endings/looking-back").sees("Nobody to look back with now")
    assert cast.clock.today() - timedelta(days=365) >= day


def test_a_match_goes_over_to_another_scheme_with_all_that_belongs_to_it(cast: Cast, match: Match):
    scheme, cast.users["omar"] = leavers(match)
    amara = cast.amara.goes_by_the_bar("Matches").follows(PAIR)
    story = amara.page.url
    amara.follows("Over to another scheme or authority").chooses("To whom?", f"{scheme} (scheme)")
    amara.writes(re.compile("What does Tariq say"), "As long as it is her.")
    amara.writes("What should the other side know?", "Tariq and Ruth cook together.").presses("Ask them")
    amara.is_told("Take “Tariq” out")
    amara.writes("What should the other side know?", "They cook together, every other week.").presses(
        "Ask them"
    )
    omar = cast.omar.opens_the_desk().sees("asks Leavers to take two people over", "They cook together")
    omar.does_not_see("Tariq").finds_nothing_at(story)
    omar.opens_the_desk().follows("Read and answer").chooses("Do you take them over?", "Yes")
    omar.chooses("Who looks after them from now on?", "Omar Okafor").presses("Answer")
    omar.sees("Tariq", "Ruth", "Leavers")
    cast.sam.opens_the_desk().finds_nothing_at(story)  # Amara, who works for the authority too, still may
    cast.ruth.opens_the_desk().sees("Tariq")
    cast.tariq.opens_the_desk().sees("Ruth")


def test_a_child_who_is_back_is_asked_first_about_whoever_was_there_before(cast: Cast, match: Match):
    back_again(match)
    amara = cast.amara.opens_the_desk().sees("Tariq is back", "Ruth was with Tariq before")
    amara.follows("Ask them both").is_at(f"{PAIR}: together again?")
    amara.chooses(re.compile("Would Tariq like to see Ruth again"), "No")
    amara.chooses(re.compile("Would Ruth like to"), "Yes").presses("Put the card on the list")
    amara.sees("Ask Tariq first")
    amara.chooses(re.compile("Would Tariq like to see Ruth again"), "Yes").presses("Put the card on the list")
    amara.sees("Ruth").opens_the_desk().does_not_see("Tariq is back")
    cast.ruth.opens_the_desk().does_not_see("Tariq")
