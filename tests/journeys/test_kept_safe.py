"""A file opened in the night and reviewed; a story that nobody finds; a colleague kept away; a plan for the water; home again."""

from datetime import timedelta

from django.urls import reverse

from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.matching.models import Match
from kith.meetings.models import Meeting
from kith.meetings.tests.factories import a_meeting
from kith.support.actions import ask_after_lone
from tests.journeys.people import Cast, Person

WHY = "His father has found out where his worker’s office is."


def at(name: str, *args: object) -> str:
    return reverse(f"safeguarding:{name}", args=args)


def opens_the_file_of(match: Match, person: Person) -> Person:
    person.opens_the_desk().goes_by_the_bar("Children").follows("In an emergency").follows("Open a file")
    person.writes("Password", "kith-demo-pass").presses("Continue")
    child = match.child
    person.writes("The child’s first name", child.first_name).writes("Their last name", child.last_name)
    assert child.born
    person.dates("When were they born?", child.born)
    person.chooses("Why do you need it now?", "The person who looks after them cannot be reached")
    return person.writes("What is happening?", "The carer rings: he is not home, and Amara does not answer.")


def test_a_file_is_opened_in_an_emergency_and_reviewed_by_somebody_else(cast: Cast):
    match = cast.two_together("Tariq", "Ruth")
    cast.users["farah"] = a_member(Role.COORDINATOR, cast.provider, first_name="Farah")
    farah = opens_the_file_of(match, cast.farah)
    farah.presses("Open the file").sees("out of your usual reach", match.child.full_name, "Ruth")
    opened = farah.page.url
    farah.finds_nothing_at(reverse("casefile:child", args=[match.child.public_id]))
    assert "Tariq" not in cast.letters_to("grace@example.org")[-1]
    grace = cast.grace
    grace.opens_the_desk().sees("opened a file in an emergency").follows("Review it")
    grace.sees("he is not home", "Farah").chooses("Was it right?", "It was right to open it")
    grace.presses("Write the review down").is_told("Reviewed")
    cast.clock.passes(timedelta(minutes=61))
    farah.goes_to(opened).is_at("This file is closed again").does_not_see("Tariq")


def test_a_sealed_child_cannot_be_found_and_two_lift_the_seal(cast: Cast):
    match = cast.two_together("Tariq", "Ruth")
    story = reverse("casefile:child", args=[match.child.public_id])
    cast.sam.goes_to(story).is_at("Tariq")
    grace = cast.grace.goes_to(at("guarded")).writes("Guard another", "Tariq").presses("Find the child")
    grace.follows("seal the story of Tariq").writes("Why must it be sealed?", WHY).presses("Seal it")
    grace.is_told("Only those named below").sees("Amara")
    cast.sam.finds_nothing_at(story)
    cast.sam.goes_to("/search/?q=Tariq").does_not_see("Tariq and Ruth")
    cast.sam.goes_to(reverse("casefile:matches")).does_not_see("Tariq")
    cast.amara.goes_to(story).is_at("Tariq")

    grace.chooses("Who?", f"Sam Okafor ({cast.users['sam'].email})")
    grace.writes("Why do they need it?", "Stands in while I am away.").presses("Name them")
    cast.sam.goes_to(story).is_at("Tariq")
    grace.writes("Why?", "He has moved to another town.", within="Ending the seal")
    grace.presses("Ask to lift the seal").sees("Somebody else must agree")
    cast.sam.opens_the_desk().sees("asks that a seal for Tariq ends").follows("Read why")
    cast.sam.presses("I agree: lift the seal").sees("the seal was lifted")


def test_a_colleague_who_knows_the_family_says_so_and_sees_nothing_more(cast: Cast):
    match = cast.two_together("Tariq", "Ruth")
    story = reverse("casefile:child", args=[match.child.public_id])
    amara = cast.amara.goes_to(story).follows("I know Tariq or their family outside work")
    amara.writes("Why?", "His aunt is my neighbour.").presses("Close this story to me")
    amara.is_told("You do not see this story any more").finds_nothing_at(story)
    cast.sam.opens_the_desk().sees("Nobody looks after Tariq and Ruth")
    cast.grace.goes_to(f"{at('guarded')}?show=kept").sees("Amara").follows("Tariq").sees("His aunt")


def test_two_go_swimming_once_there_is_a_plan(cast: Cast):
    match = cast.two_together("Tariq", "Ruth")
    match.scheme.rules.update(safety_plans_for=["water"])
    ruth = cast.ruth.opens_the_desk().follows("Staying safe").sees("Please ask before")
    ruth.presses("Ask for: Swimming").is_told("Your coordinator knows")
    amara = cast.amara.opens_the_desk().sees("Ruth asks for a safety plan with Tariq").follows("Write it")
    amara.follows("Write the plan for swimming")
    amara.writes("What could happen?", "He swims out too far.")
    amara.ticks("The volunteer", "The carer or home").presses("It is agreed")
    amara.sees("Say what we do about it").writes("What do we do about it?", "They stay where he can stand.")
    amara.presses("It is agreed").sees("Ruth has not read it yet")
    ruth.goes_to(at("my_safety")).sees("They stay where he can stand.").presses("I have read it")
    ruth.sees("You read it on")


def test_a_volunteer_who_is_not_heard_from_is_rung(cast: Cast):
    match = cast.two_together("Tariq", "Ruth")
    match.scheme.rules.update(lone_visits=True)
    ruth = cast.ruth.opens_the_desk().follows("There, and home again").presses("Switch it on")
    meeting = a_meeting(match, cast.clock.today())
    Meeting.objects.filter(pk=meeting.pk).update(at=cast.clock.now() - timedelta(hours=4), minutes_planned=60)
    ruth.opens_the_desk().presses("I am there").sees("You said at")
    assert ask_after_lone(at=cast.clock.now()) == 1
    assert "Tariq" not in cast.letters_to("amara@example.org")[-1]
    amara = cast.amara.opens_the_desk().sees("Nothing heard from Ruth").follows("Ring them")
    amara.writes("How did you hear", "She rang back: a flat battery.").presses("I have heard from them")
    amara.opens_the_desk().does_not_see("Nothing heard from Ruth")
    ruth.opens_the_desk().presses("I am home").sees("that you are home")
