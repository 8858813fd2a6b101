"""Meetings that last: a rhythm in stages, days away, a word that is not lost, money, and something the child would like."""

from datetime import date, time, timedelta
from pathlib import Path

from django.urls import reverse

from kith.access.models import User
from kith.access.roles import Role
from kith.access.tests.factories import a_member
from kith.demo.meetings import a_receipt
from kith.meetings.models import Meeting
from kith.meetings.tests.factories import a_meeting
from tests.journeys.people import Cast, the_worker_works


def at(name: str, *args: object) -> str:
    return reverse(f"meetings:{name}", args=args)


def test_a_rhythm_in_stages_with_days_away_and_both_sides_told(cast: Cast):
    match = cast.two_together("Tariq", "Ruth")
    cast.clock.moves_to(date(2026, 11, 24))
    amara, ruth, tariq = cast.amara, cast.ruth, cast.tariq

    amara.goes_to(reverse("matching:revise", args=[match.public_id]))
    amara.chooses("Does it change over time?", "Yes, in steps")
    amara.chooses("To begin with", "Every week, until 3 months have passed")
    amara.chooses("And after that", "Every week, until 2 months have passed")
    amara.presses("Keep this version").is_told("This step must go on for longer than month 3")
    amara.chooses("To begin with", "Every week, until 3 months have passed")
    amara.chooses("And after that", "Every other week, until 6 months have passed")
    amara.chooses("And then", "Every week, until 9 months have passed")
    amara.chooses("Usual day", "Saturdays").writes("Usual time", "2pm")
    amara.dates("The day the young person agreed", date(2026, 11, 23))
    amara.dates("The day the volunteer agreed", date(2026, 11, 23))
    amara.presses("Keep this version").sees(
        "Every week until month 3, then every other week until month 6, then every week until month 9, then every other week"
    )

    amara.goes_to(at("planning")).presses("Plan ahead for my matches now").is_at("Planning ahead")
    the_worker_works()
    amara.waits_for("planned for 1 match")
    amara.goes_to(at("plan", match.public_id)).sees("Saturday 28 November", "Saturday 5 December")

    ruth.goes_to(at("away", match.public_id)).dates("From which day?", date(2026, 12, 4))
    ruth.dates("Until which day?", date(2026, 12, 6)).chooses("Who is away?", "Me").presses("Write it down")
    ruth.is_told("1 meeting called off, and everybody has been told")
    tariq.opens_the_desk().sees("Ruth is not coming on Saturday 5 December")
    amara.goes_to(at("plan", match.public_id)).sees("4 December 2026 to 6 December 2026")
    amara.follows("There after all").presses("Yes, plan by it").is_told("1 meeting planned again")

    cares = reverse("people:carer", args=[match.child.public_id])
    amara.goes_to(cares).writes("Their name", "Beth Ellis").writes("E-mail", "beth@home.example")
    amara.presses("Write it down").goes_to(cares).follows("Give Beth Ellis a page").presses(
        "Give them a page"
    )
    amara.is_told("Beth Ellis gets a letter with the way in")
    assert "Choose a password" in cast.letters_to("beth@home.example")[-1]
    cast.users["beth"] = User.objects.get(email="beth@home.example")
    cast.beth.opens_the_desk().sees("Saturday 28 November", "Ring Amara")

    ruth.opens_the_desk().follows("change it").follows("Move it")
    ruth.dates("Which day instead?", date(2026, 11, 29)).chooses("Who asked for it?", "Me")
    ruth.chooses("Why?", "Work").presses("Move it and tell everybody").sees("Moved to")
    tariq.opens_the_desk().sees("Ruth is coming on another day", "Sunday 29 November, 2 o’clock")
    letter = cast.letters_to("beth@home.example")[-1]
    assert letter.startswith("A time has changed")
    cast.beth.visits(cast.link_in(letter)).sees("Sunday 29 November").does_not_see("Work", "Move it")
    cast.beth.opens_the_desk().sees("Sunday 29 November").does_not_see("Saturday 28 November")

    often = "Ruth moves meetings often"
    for saturday in (date(2026, 12, 5), date(2026, 12, 19)):
        cast.clock.moves_to(saturday, time(9))
        amara.opens_the_desk().does_not_see(often)
        meeting = Meeting.objects.get(match=match, at__date=saturday, status="planned")
        ruth.goes_to(at("move", meeting.public_id)).dates("Which day instead?", saturday + timedelta(days=1))
        ruth.chooses("Who asked for it?", "Me").chooses("Why?", "Work").presses("Move it and tell everybody")
    cast.clock.moves_to(date(2026, 12, 20), time(9))
    amara.opens_the_desk().sees(often, "Three times in the last 90 days. The last reason was “Work”.")
    amara.does_not_see("score").follows("Ask Ruth").sees("3 meetings were moved by Ruth")
    ruth.opens_the_desk().does_not_see("often")


def test_a_word_half_written_is_there_again_in_the_evening(cast: Cast):
    match = cast.two_together("Tariq", "Ruth")
    a_meeting(match, date(2026, 11, 28))
    cast.clock.moves_to(date(2026, 11, 28), time(17))
    ruth = cast.ruth
    ruth.opens_the_desk().chooses("How did", "We met").ticks("Sport")
    ruth.writes("Anything your coordinator should know?", "He taught me").presses("Keep it and finish later")
    ruth.is_told("Kept for later")
    cast.clock.moves_to(date(2026, 11, 28), time(21))
    ruth.opens_the_desk()
    assert ruth.page.get_by_label("Anything your coordinator should know?").input_value() == "He taught me"
    ruth.writes("Anything your coordinator should know?", "He taught me to lose at pool.")
    ruth.chooses("And how was it for you?", "Hard going").presses("Save").sees("Thank you")
    meeting = Meeting.objects.get(match=match)
    assert (meeting.status, meeting.morale, meeting.activities) == ("kept", "not great", ["sport"])
    cast.amara.goes_to(at("meeting", meeting.public_id)).sees(
        "He taught me to lose at pool.", "Ruth found it hard going."
    )


def test_what_was_spent_is_seen_approved_paid_and_taken_out_for_finance(cast: Cast, tmp_path: Path):
    match = cast.two_together("Tariq", "Ruth")
    match.agreements.update(budget_per_month=25)
    cast.clock.moves_to(date(2026, 11, 24))
    picture = tmp_path / "receipt.png"
    picture.write_bytes(a_receipt())
    ruth, amara = cast.ruth, cast.amara

    ruth.opens_the_desk().sees("£25 of £25 left in November").follows("Say what I spent")
    ruth.chooses("What was it for?", "Something we did").writes("In a few words", "Two swims")
    ruth.hands_in("A picture of the receipt", picture).presses("Send it")
    ruth.is_told("Say how much it was").sees("Kept now: receipt.png")
    ruth.writes("How much?", "9.60").presses("Send it")
    ruth.is_told("£15.40 of £25 left in November").sees("Two swims")

    amara.opens_the_desk().sees("One expense waits for a yes").follows("Look at them").follows("Two swims")
    amara.sees("Something we did").follows("Send it back").writes("What should be put right?", "Which pool?")
    amara.presses("Send it back").sees("Nothing waits for a yes")
    ruth.goes_to(at("money", match.public_id)).follows("£9.60, Two swims").sees("Which pool?").follows(
        "Put it right"
    )
    ruth.writes("In a few words", "Two swims, Aireborough").presses("Send it again").is_told("Sent again")
    amara.goes_to(at("expenses")).follows("Two swims, Aireborough").presses("Approve it").is_told("Approved")

    ruth.goes_to(at("claim", match.public_id))
    ruth.chooses("What was it for?", "My own car, motorcycle or bicycle").writes("How many miles", "20")
    ruth.writes("In a few words", "To the pool and back").presses("Send it").is_told("Say what you drove")
    ruth.chooses("In what?", "Car or van").presses("Send it").is_told("£9 sent")
    amara.goes_to(at("expenses")).follows("To the pool and back").sees("20 miles at 45p")

    cast.users["sunita"] = a_member(Role.MANAGER, cast.provider, first_name="Sunita")
    sunita = cast.sunita
    sunita.goes_to(at("expenses") + "?show=approved").follows("Write down what was paid")
    sunita.writes("Reference of the payment", "BACS 112").presses("Write it down as paid").is_at("BACS 112")
    rows = sunita.downloads("as CSV").read_text(encoding="utf-8-sig")
    assert "Aireborough" in rows
    assert "Tariq" not in rows


def test_a_young_person_finds_something_they_would_like(cast: Cast):
    match = cast.two_together("Tariq", "Ruth")
    cast.clock.moves_to(date(2026, 11, 24))
    amara, tariq, ruth = cast.amara, cast.tariq, cast.ruth
    amara.goes_to(at("ideas")).sees("No ideas here yet").follows(f"Add an idea to {match.scheme.name}")
    amara.writes("What is it?", "Feed the ducks").chooses("What does it cost?", "Free")
    amara.chooses("Which picture?", "Outdoors").presses("Keep it").is_told("“Feed the ducks” is kept.")
    tariq.opens_the_desk().follows("Things to do").presses("I’d like this").sees("You said you’d like this.")
    ruth.goes_to(at("ideas")).sees("Tariq would like this")
    tariq.presses("Not any more").sees("I’d like this")
    ruth.goes_to(at("ideas")).does_not_see("Tariq would like this")


def test_two_tell_of_one_meeting_and_the_second_reads_what_the_first_said(cast: Cast):
    match = cast.two_together("Tariq", "Ruth")
    meeting = a_meeting(match, date(2026, 11, 28))
    cast.clock.moves_to(date(2026, 12, 28))  # a month late
    ruth, amara = cast.ruth, cast.amara
    amara.goes_to(at("record", meeting.public_id))
    ruth.goes_to(at("record", meeting.public_id)).chooses("How did", "We met").presses("Save").sees(
        "Thank you"
    )
    amara.chooses("How did", "It didn’t happen").presses("Save")
    amara.chooses("What happened?", "Something got in the way").chooses("Who could not come", "Ruth")
    amara.chooses("Why?", "Work").presses("Save").sees(
        "Ruth has said already what became of this meeting: they met"
    )
    amara.goes_to(at("meeting", meeting.public_id)).sees("30 days afterwards")
