"""From a talk to a choice: a must and a liking, a no at the first meeting, an honest why not, and nobody who fits."""

from datetime import date, time

import pytest

from kith.foundation.dates import moment
from kith.matching import actions
from kith.matching.models import Proposal
from kith.matching.tests.factories import Road, a_road, who_may_come, wishes_for
from kith.people.tests.factories import with_account
from kith.safeguarding.barring import bar_contact
from tests.journeys.at_work import Coordinator
from tests.journeys.people import Cast

SEPTEMBER, NOVEMBER = date(2026, 9, 1), date(2026, 11, 24)


@pytest.fixture
def amara(cast: Cast) -> Coordinator:
    cast.trades["amara"] = Coordinator
    found = cast.amara
    assert isinstance(found, Coordinator)
    return found


def waits(cast: Cast, name: str, **about: object) -> Road:
    """A child of Amara's who has waited since September and has a way into My space."""
    given = {"volunteers": (), "wishes": False, "heard": False} | about
    road = a_road(
        name, cast.scheme, coordinator=cast.users["amara"], on=SEPTEMBER, authority=cast.authority, **given
    )
    cast.users[name.lower()] = with_account(road.child)
    return road


def volunteers(cast: Cast, **each: dict[str, object]) -> None:
    for name, about in each.items():
        volunteer = who_may_come(name, cast.scheme, **about)
        assert volunteer.user is not None
        cast.users[name.lower()] = volunteer.user


def test_a_girl_who_must_have_a_woman_and_likes_horses(cast: Cast, amara: Coordinator):
    waits(cast, "Zara", gender="F")
    volunteers(
        cast,
        Tilda={"gender": "F", "interests": ["horses", "art"]},
        Helen={"gender": "F", "interests": ["films"]},
        Ben={"gender": "M", "interests": ["horses"]},
    )

    # The talk stops half way, and goes on another day
    amara.opens_the_desk().follows("Talk with Zara").ticks("Horses").chooses("A woman", "Must")
    amara.writes("What did they say?", "Horses!!! And somebody who").presses("Put by for later")
    amara.sees("Put by.").opens_the_desk().follows("Talk with Zara").sees("have not kept it yet")
    amara.writes("What did they say?", "Horses!!! And somebody who doesn’t talk too fast.").ticks("Saturdays")
    amara.chooses("How did you learn this?", "In a conversation with the child")
    amara.presses("Keep, and look for somebody").is_at("Who could be there for Zara?")

    # Who fits and why, who does not and why not, and the two beside each other
    amara.sees("Tilda", "a woman, as asked", "likes horses too", "Helen", "no interest in horses named")
    amara.sees("Of 3 volunteers: 1 not a woman.").asks_why_not("ben").sees("Zara said it must be a woman.")
    amara.presses("Side by side").is_at("Side by side for Zara").sees(
        "Must: a woman", "Would like: someone who likes horses"
    )
    amara.follows("Back to who could be there").lays_out_the_cards("Zara").does_not_see("Ben")

    # She chooses on her own, and reads what she said
    zara = cast.zara.opens_the_desk().follows("Have a look").chooses("What about Tilda?", "My first choice")
    zara.presses("This is my choice").sees("You chose Tilda. We are asking Tilda.")
    zara.opens_the_desk().follows("All I said, and what changed").sees(
        "It has to be", "a woman", "doesn’t talk too fast"
    )

    # Tilda hears of a girl who likes horses, and of no name
    amara.goes_to("/matching/proposals").follows("Open").asks("Tilda")
    tilda = (
        cast.tilda.opens_the_desk().sees("A girl aged 11 to 13 who likes horses.").follows("Read and answer")
    )
    tilda.does_not_see("Zara", "Shaw").presses("Yes, I would like that").sees("Two people look at it now")


def test_a_child_who_says_no_at_the_first_meeting(cast: Cast, amara: Coordinator):
    road = waits(cast, "Tariq", volunteers=("Ben", "Samir"), wishes=True, heard=True)
    cast.users |= {each.first_name.lower(): each.user for each in road.volunteers if each.user}
    road.manager = cast.users["sam"]
    proposal = road.proposal("approved")
    actions.plan_first_meeting(
        proposal=proposal, moment=moment(NOVEMBER, time(16)), place="the café by the pool",
        by=cast.users["amara"], on=NOVEMBER,
    )  # fmt: skip
    cast.ben.opens_the_desk().sees("You meet Tariq for the first time", "Amara is there too")
    cast.tariq.opens_the_desk().sees("You meet Ben", "You can still say no.")

    cast.clock.moves_to(NOVEMBER, time(18))
    tariq = cast.tariq.opens_the_desk().follows("Say yes or no").sees("Ben is not told it was you.")
    tariq.presses("No, thank you").sees("You said no to Ben. That is fine.")

    ben = cast.ben.opens_the_desk().does_not_see("Tariq", "first time")
    ben.goes_to(f"/matching/asked/{proposal.public_id}").is_at("This one is closed").does_not_see(
        "Tariq", "said no"
    )
    cast.samir.opens_the_desk().does_not_see("Tariq", "Somebody might be glad")

    amara.goes_to(f"/matching/proposals/{proposal.public_id}").sees(
        "Closed", "The child: no after the first meeting"
    )
    amara.follows("Look again with Tariq").sees("Samir", "1 set aside by Tariq")
    amara.asks_why_not("ben").sees("Only Tariq can ask to see the card again.")
    assert not Proposal.objects.open().exists()


def test_a_coordinator_who_asks_why_a_certain_volunteer_was_not_proposed(cast: Cast, amara: Coordinator):
    road = waits(cast, "Tariq", wishes=True, heard=True)
    volunteers(
        cast,
        Ben={},
        Samir={},
        Dora={"gender": "F"},
        Nick={"postcode": "YO1 7HH", "travel_miles": 60},
        Lee={"places": 1},
    )
    other = waits(cast, "Leah", wishes=True, heard=True)
    other.manager = cast.users["sam"]
    other.proposal("approved", "Lee")
    bar_contact(
        child=road.child,
        name="Samir Ashworth",
        relation="known",
        why="An order.",
        by=cast.users["grace"],
        on=NOVEMBER,
    )

    amara.opens_the_desk().follows("Look for somebody", within="Tariq").is_at("Who could be there for Tariq?")
    for name, because in (
        ("dora", "Tariq said it must be a man."),
        ("nick", "the limit for Tariq is 10 miles."),
        ("lee", "Lee has no place left at the moment."),
        ("samir", "Samir cannot be proposed at the moment."),
        ("ben", "Ben fits, and is among those above."),
        ("q", "No volunteer of this scheme has a name that begins with “q”."),
    ):
        amara.asks_why_not(name).sees(because)

    # The same, later, of the list as it was kept
    amara.presses("Show Tariq the cards").chooses("What about Ben?", "My first choice").presses(
        "This is my choice"
    )
    amara.follows("Ben’s story").goes_back().goes_to("/matching/")
    proposal = Proposal.objects.get(child=road.child)
    assert proposal.card is not None
    amara.goes_to(f"/matching/lists/{proposal.card.shortlist.public_id}")
    amara.asks_why_not("dora").sees("Dora was counted under “1 not a man”.")
    amara.asks_why_not("samir").sees("Samir was counted under “1 cannot be proposed”.")
    amara.asks_why_not("ben").sees("Ben was on this list.")


def test_a_waiting_child_for_whom_nobody_fits(cast: Cast, amara: Coordinator):
    road = waits(cast, "Selam", gender="F")
    wishes_for(
        road.referral, on=NOVEMBER, words="Someone who talks like my gran.", to_do=["cooking"],
        wishes=[("must", "gender", "female"), ("must", "language", "tigrinya")],
    )  # fmt: skip
    volunteers(cast, Dora={"gender": "F", "languages": ["english"]}, Ben={})

    amara.opens_the_desk().follows("Look for somebody").is_at("Who could be there for Selam?")
    amara.sees(
        "Nobody fits today", "1 not a woman, 1 without Tigrinya", "Nothing is made wider without Selam."
    )
    amara.sees("Recruitment looks for: a woman and someone who speaks Tigrinya").follows(
        "Write down what you told them"
    )
    amara.writes("What did you tell them?", "Nobody yet, Selam. We go on looking.")
    amara.dates("When do we look again?", date(2026, 12, 8)).presses("Write it down")
    amara.sees("Nobody fits yet: look again on 8 December 2026").opens_the_desk().does_not_see(
        "Selam has waited"
    )

    cast.selam.opens_the_desk().sees("Nobody fits yet", "It is nothing you did.", "Tuesday 8 December")
    amara.goes_to("/planning/").sees("Tigrinya")

    cast.clock.moves_to(date(2026, 12, 8), time(9))
    volunteers(cast, Hiwet={"gender": "F", "languages": ["english", "tigrinya"], "interests": ["cooking"]})
    amara.opens_the_desk().sees("You promised Selam to look again on 8 December 2026.").follows(
        "Look for somebody"
    )
    amara.sees("Hiwet", "speaks Tigrinya, as asked").lays_out_the_cards("Selam").sees("I am Hiwet.")
