"""A boy whose first two choices are taken at the open day: he is told kindly, and somebody he liked is asked for him."""

from datetime import date, time

import pytest

from kith.matching.tests.factories import a_road
from kith.people.tests.factories import with_account
from tests.journeys.open_days import Guest, Host, can_come
from tests.journeys.people import Cast

THE_DAY = date(2026, 11, 28)


@pytest.fixture
def three_wait(cast: Cast) -> None:
    """Tariq, Imran and Leah wait, she the longest; Ben, Samir and Luke each have room for one."""
    amara = cast.users["amara"]
    of = {"coordinator": amara, "authority": cast.authority, "wishes": False}
    tariq = a_road("Tariq", cast.scheme, on=date(2026, 10, 1), **of)
    a_road("Imran", cast.scheme, on=date(2026, 3, 2), volunteers=(), **of)
    a_road("Leah", cast.scheme, on=date(2025, 9, 1), volunteers=(), gender="F", **of)
    cast.users["tariq"] = with_account(tariq.child)
    cast.users |= {each.first_name.lower(): each.user for each in tariq.volunteers if each.user}
    cast.trades |= {"amara": Host, "tariq": Guest}


@pytest.mark.on_both
@pytest.mark.usefixtures("three_wait")
def test_a_boy_whose_first_two_choices_are_taken_at_the_open_day(cast: Cast):
    amara = cast.amara.plans_an_open_day(THE_DAY, "Bowling, then pizza")
    amara.invites_children("Tariq", "Imran", "Leah").sees("3 children are invited.")
    amara.invites_volunteers("Ben Ashworth", "Samir Ashworth", "Luke Ashworth")
    amara.writes_down_that_they_come("Leah", "Her carer drives").sees("Her carer drives")
    for name in ("ben", "samir", "luke"):
        can_come(getattr(cast, name))
    cast.tariq.would_like_to_come()

    cast.clock.moves_to(THE_DAY, time(14, 10))
    amara.opens_the_open_day().follows("Mark who came")
    amara.marks_as_here("Imran", "Leah", "Tariq", "Ben Ashworth", "Samir Ashworth", "Luke Ashworth")
    amara.sees("Children: 3 here", "Volunteers: 3 here").presses("Undo", within="Imran").sees(
        "Children: 2 here"
    )
    amara.marks_as_here("Imran").follows("The open day is over").sees("Everybody is marked.")
    amara.presses("Yes, hear what they say")

    cast.clock.moves_to(date(2026, 12, 1))
    cast.tariq.liked("Ben", "Samir", "Luke")
    amara.opens_the_open_day().hears("Leah", "Ben").hears("Imran", "Samir", "Ben")
    cast.ben.opens_the_desk().does_not_see("Tariq", "Leah").follows("Say so").presses("Save")
    assert not any("think about" in letter for letter in cast.letters_to(cast.users["luke"].email))

    amara.opens_the_open_day().sees("Everybody has been heard").follows("Work it out").presses("Work it out")
    amara.is_at("Who could be there for whom").sees("nobody has been told", "Tariq and Luke", "Third choice")
    amara.sees("Ben’s place went to a child who has waited much longer.", "Nobody was passed over.")
    amara.chooses("Child", "Tariq").chooses("Volunteer", "Ben").chooses("What if they were …", "Put together")
    amara.follows("See what would change").sees("Leah would have nobody instead of Ben.")
    cast.tariq.opens_the_desk().does_not_see("Luke", "Ben")
    cast.luke.opens_the_desk().does_not_see("Somebody might be glad of your company")

    amara.presses("Agree to these").sees("3 proposals have begun")
    tariq = cast.tariq.opens_the_desk().sees("You chose Luke", "We are asking Luke.")
    tariq.does_not_see("Ben", "Samir", "Leah", "Imran")
    amara.follows("Go on with it", within="Tariq and Luke").follows("Write the sketch")
    amara.writes("What the volunteer is told", "A boy who likes bowling.").presses("Ask Luke")
    cast.luke.opens_the_desk().sees("A boy who likes bowling.").does_not_see("Tariq")


@pytest.mark.usefixtures("three_wait")
def test_an_open_day_that_is_called_off_is_told_to_all_at_once_and_planned_again(cast: Cast):
    amara = cast.amara.plans_an_open_day(THE_DAY, "Bowling, then pizza")
    amara.invites_children("Tariq").invites_volunteers("Ben Ashworth")
    can_come(cast.ben)
    amara.opens_the_open_day().follows("Call it off").sees("1 child and 1 volunteer are invited.")
    amara.writes("Why?", "The alley is flooded").presses("Call it off").sees("Called off")
    cast.tariq.opens_the_desk().sees("It is called off").does_not_see("flooded")
    cast.ben.opens_the_desk().sees("The open day is called off")
    assert any("will not take place" in letter for letter in cast.letters_to(cast.users["ben"].email))
    amara.follows("Plan it again").dates("Which day?", date(2026, 12, 12)).presses("Plan it and invite them")
    amara.sees("Saturday 12 December", "Tariq", "Ben Ashworth")
    cast.tariq.opens_the_desk().sees("Would you like to come?")
