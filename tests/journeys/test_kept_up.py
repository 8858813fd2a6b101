"""Kept up from week to week: a calendar of one's own, twins with one volunteer, talks, standing in, a list for later."""

from datetime import date, time, timedelta

from django.urls import reverse
from playwright.sync_api import Page

from kith.access.models import User
from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.meetings.models import Meeting
from kith.meetings.tests.factories import a_meeting
from kith.people.models import Child
from tests.journeys.people import Cast, the_worker_works

SATURDAY = date(2026, 11, 28)


def meetings(name: str, *args: object) -> str:
    return reverse(f"meetings:{name}", args=args)


def support(name: str, *args: object) -> str:
    return reverse(f"support:{name}", args=args)


def test_a_calendar_of_ones_own_a_reminder_and_something_to_do_near_by(cast: Cast):
    match = cast.two_together("Tariq", "Ruth")
    a_meeting(match, SATURDAY)
    User.objects.filter(pk=cast.users["tariq"].pk).update(email="tariq@post.example")
    cast.clock.moves_to(date(2026, 11, 26))
    ruth, amara, tariq = cast.ruth, cast.amara, cast.tariq

    ruth.goes_to(meetings("my_meetings")).follows("My own calendar, and reminders")
    ruth.presses("Make an address for my calendar").is_told("Here is your address")
    address = cast.link_in(ruth.reads(r"https?://\S+\.ics"))
    read = read_by_a_calendar(cast.stranger().page, address)
    assert "SUMMARY:Meeting" in read
    assert "20261128T14" in read
    assert not [word for word in ("Tariq", "Ruth", "pool") if word in read]
    ruth.goes_to(meetings("own_calendar")).sees("Last read by a calendar on 26 November 2026")
    ruth.presses("Stop this address").is_told("Stopped")
    assert cast.stranger().page.request.get(address).status == 404
    amara.goes_by_the_bar("Calendar").follows("See them in my own calendar").sees("never a name")

    cast.clock.moves_to(date(2026, 11, 27), time(15, 58))
    the_worker_works()
    cast.clock.moves_to(date(2026, 11, 27), time(16, 1))
    the_worker_works()
    for whose in (cast.users["ruth"].email, "tariq@post.example"):
        letters = cast.letters_to(whose or "")
        (letter,) = [each for each in letters if each.startswith("A reminder for tomorrow")]
        assert not [word for word in ("Tariq", "Ruth", "pool") if word in letter]
    ruth.goes_to(meetings("own_calendar")).presses("Stop these letters").is_told("No letter will come")
    tariq.opens_the_desk().sees("Tomorrow")

    amara.goes_to(meetings("ideas")).follows("Add an idea to").presses("Keep it").is_told("Say which picture")
    ideas = (
        ("Feed the ducks", "LS8", "All year", "8"),
        ("Walk on the beach", "BN1", "All year", "8"),
        ("Swim in the lake", "LS8", "Summer", "8"),
        ("Go to a gig", "LS8", "All year", "25"),
    )
    for what, where, season, age in ideas:
        amara.goes_to(meetings("ideas")).follows("Add an idea to").writes("What is it?", what)
        amara.chooses("When?", season).writes("From which age?", age).writes("Up to which age?", "25")
        amara.chooses("What does it cost?", "Free").writes("Where?", where).chooses(
            "Which picture?", "Outdoors"
        )
        amara.presses("Keep it").is_told(f"“{what}” is kept.")
    ruth.goes_to(meetings("plan", match.public_id)).sees("Feed the ducks")
    ruth.does_not_see("Walk on the beach", "Swim in the lake", "Go to a gig")
    ruth.chooses("How do they meet?", "Online").plans(date(2026, 12, 5)).is_told("Give the link of the call")
    ruth.writes("Its link", "https://calls.example/two").presses("Plan this meeting").is_told("Planned")
    tariq.goes_to(meetings("meeting", Meeting.objects.latest("pk").public_id)).sees("Open the call")


def read_by_a_calendar(page: Page, address: str) -> str:
    answer = page.request.get(address)
    assert answer.headers["content-type"].startswith("text/calendar")
    return answer.text()


def test_twins_have_one_volunteer_and_each_has_meetings_of_their_own(cast: Cast):
    first = cast.two_together("Tariq", "Ruth")
    second = cast.two_together("Leah", first.volunteer)
    Child.objects.filter(pk=second.child_id).update(born=first.child.born)
    cast.clock.moves_to(date(2026, 11, 24))
    amara, ruth, tariq, leah = cast.amara, cast.ruth, cast.tariq, cast.leah

    amara.goes_by_the_bar("Calendar").follows("Get-together").dates("Which day?", SATURDAY)
    amara.writes("What time?", "2pm").writes("Where?", "the ice rink").writes("Who else comes?", "Kofi")
    amara.presses("Plan it and tell everybody").is_told("Choose at least two")
    amara.ticks("Tariq and Ruth", "Leah and Ruth").presses("Plan it and tell everybody").is_told("2")
    tariq.opens_the_desk().sees("the ice rink").does_not_see("Leah")
    leah.opens_the_desk().sees("the ice rink").does_not_see("Tariq")

    for match, day in ((first, date(2026, 12, 5)), (second, date(2026, 12, 12))):
        ruth.goes_to(meetings("plan", match.public_id)).plans(day).is_told("Planned")
    meeting = Meeting.objects.get(match=first, status="planned", together=None)
    ruth.goes_to(meetings("meeting", meeting.public_id)).follows("Move it").follows("Swap it")
    ruth.chooses("Which meeting takes this time?", "Saturday 12 December, 2pm, Leah")
    ruth.chooses("Who asked for it?", "Me").chooses("Why?", "Work").presses("Swap them and tell everybody")
    tariq.opens_the_desk().sees("Saturday 12 December")
    leah.opens_the_desk().sees("Saturday 5 December").does_not_see("Tariq")

    cast.clock.moves_to(SATURDAY, time(18))
    for match, words in ((first, "We met"), (second, "It didn’t happen")):
        meeting = Meeting.objects.get(match=match, at__date=SATURDAY)
        ruth.goes_to(meetings("record", meeting.public_id)).chooses("How did", words).presses("Save")
    ruth.chooses("What happened?", "Something got in the way").chooses("Who could not come", "Leah")
    ruth.chooses("Why?", "Somebody was ill").presses("Save")
    amara.goes_to(reverse("casefile:match", args=[first.public_id])).sees("They met").does_not_see("Leah")
    amara.goes_to(reverse("casefile:match", args=[second.public_id])).sees(
        "Did not happen", "somebody was ill"
    ).does_not_see("Tariq")


def test_volunteers_are_talked_with_and_somebody_stands_in_while_their_coordinator_is_away(cast: Cast):
    match = cast.two_together("Tariq", "Ruth")
    other = cast.two_together("Leah", "Mo")
    cast.users["farah"] = a_member(Role.COORDINATOR, cast.provider, first_name="Farah")
    for day in (3, 10, 17):
        a_meeting(match, date(2026, 11, day), status="missed", who="child", reason="not today")
    a_meeting(match, date(2026, 11, 21), status="kept")
    cast.clock.moves_to(date(2026, 11, 24))
    amara, ruth, farah, jo = cast.amara, cast.ruth, cast.farah, cast.stranger(on_a_phone=True)

    amara.opens_the_desk().sees(
        "Tariq has called meetings off or moved them", "Three times in the last 90 days."
    )
    amara.goes_to(support("supervise", match.public_id)).sees("What came up since the last talk")
    amara.chooses("How?", "By phone").writes("How long?", "30")
    amara.chooses("How is Ruth?", "Good").writes("What did you agree?", "Ring me after the next one.")
    amara.writes("What did you talk about?", "She finds endings hard.").presses("Save the talk")
    ruth.goes_to(support("my_supervision")).sees("Ring me after the next one.").does_not_see("endings hard")
    cast.sam.goes_to(support("supervise", match.public_id)).sees("She finds endings hard.")

    amara.goes_to(support("list")).follows("Write down a talk with several at once")
    amara.ticks(match.volunteer.name).writes("What did you agree?", "We share ideas.").presses(
        "Save the talk"
    )
    amara.is_told("two").ticks(other.volunteer.name).presses("Save the talk").is_told(
        "The talk with 2 volunteers"
    )
    cast.mo.goes_to(support("my_supervision")).sees("We share ideas.")

    asking = support("check_in", match.public_id, "carer")
    amara.goes_to(asking).follows("Write down who cares for Tariq").writes("Their name", "Jo Pell")
    amara.writes("E-mail", "jo@home.example").presses("Write it down").is_told("Jo Pell cares for Tariq")
    amara.goes_to(asking).presses("Ask them").is_told("Asked")
    jo.visits(cast.link_in(cast.letters_to("jo@home.example")[-1])).presses("I would rather not say")
    jo.sees("Nobody minds").does_not_see("Tariq")
    amara.goes_to(asking).sees("rather not")

    amara.goes_by_the_bar("Matches").follows("Cover").follows("Arrange cover")
    amara.chooses("Who looks after their matches?", "Farah Okafor").dates(
        "From which day?", date(2026, 11, 24)
    )
    amara.dates("Up to and with which day?", date(2026, 11, 20)).presses("Arrange it").is_told(
        "must be 24 November 2026 or later"
    )
    amara.dates("Up to and with which day?", date(2026, 12, 1)).presses("Arrange it").is_told("2 children")
    farah.opens_the_desk().goes_to(support("supervise", other.public_id)).is_at("A talk with Mo")
    cast.clock.moves_to(date(2026, 12, 2))
    farah.opens_the_desk().finds_nothing_at(support("supervise", other.public_id))
    amara.goes_to(support("cover")).does_not_see("of a post", "How large the post is of Amara")
    cast.sam.goes_to(support("post", cast.users["amara"].public_id)).writes("How much of a", "2")
    cast.sam.presses("Write it down").is_told("Enter 1 or less").writes("How much of a", "0.04")
    cast.sam.presses("Write it down").sees(
        "2 matches in 0.04 of a post, which holds 1 well. 1 more than that."
    )
    cast.clock.moves_to(date(2026, 12, 7), time(7))
    the_worker_works()
    (letter,) = [each for each in cast.letters_to("amara@example.org") if each.startswith("Your week")]
    assert not [word for word in ("Tariq", "Ruth", "Leah") if word in letter]
    amara.goes_to(cast.link_in(letter)).is_at("The week").sees(
        "2 people should be asked how it goes", "1 post holds more than it holds well"
    )
    farah.goes_to(support("week")).does_not_see("people should be asked")


def test_a_list_for_later_is_nudged_once_a_month_and_taken_along(cast: Cast):
    match = cast.two_together("Tariq", "Ruth")
    Child.objects.filter(pk=match.child_id).update(born=date(2009, 5, 4))
    cast.clock.moves_to(date(2026, 11, 24))
    tariq = cast.tariq
    tariq.opens_the_desk().follows("My list for later").presses("Begin my list")
    tariq.follows("I can cook a few meals").presses("Save").is_told("Choose one of the four")
    tariq.chooses("How is it today?", "Not yet").writes("What would help?", "Somebody to cook with")
    tariq.chooses("From whom?", "The person who visits me").presses("Save").goes_to(support("readiness"))
    tariq.sees("help: Somebody to cook with", "Only you").opens_the_desk().does_not_see(
        "Nothing new for a month"
    )

    cast.clock.passes(timedelta(days=31))
    tariq.opens_the_desk().sees("Nothing new for a month").presses("Not now").does_not_see("Nothing new")
    cast.clock.passes(timedelta(days=31))
    tariq.opens_the_desk().follows("Look at my list")
    assert tariq.downloads("Download my list").stat().st_size > 1000
    tariq.opens_the_desk().presses("Stop reminding me").does_not_see("Nothing new")
    cast.clock.passes(timedelta(days=62))
    tariq.opens_the_desk().does_not_see("Nothing new for a month")
    tariq.goes_to(support("readiness")).presses("Remind me once a month").is_told("We remind you.")
    shared, amara = support("shared_readiness", match.child.public_id), cast.amara
    amara.opens_the_desk().goes_to(shared).sees("not shared").does_not_see("Somebody to cook with")
    tariq.presses("Show my coordinator and my worker").is_told("They can see it now.")
    amara.goes_to(shared).sees("Somebody to cook with", "from: The person who visits me")
