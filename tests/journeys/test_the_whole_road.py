"""One match lives its whole life: from the council's return to the quarter's report, as the people who live it."""

from datetime import date, time
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from kith.matching.tests.factories import who_may_come
from tests.journeys.at_home import Volunteer, YoungPerson
from tests.journeys.at_work import Commissioner, Coordinator, Manager, SafeguardingLead, VettingOfficer
from tests.journeys.people import Cast, the_worker_works

RETURN = Path(__file__).parents[1] / "data" / "register" / "full-return"
NAMES = """CHILD,FIRST_NAMES,SURNAME,WORKER,WORKER_EMAIL,CARER,CARER_PHONE,POSTCODE
929007,Tariq,Shaw,Nia Rowe,nia@example.org,Jo Pell,0113 496 0123,LS1 4AP
"""


@pytest.fixture
def the_return() -> list[Path]:
    """The files as the council has them: the return, and the licence of the sample is no part of it."""
    return sorted(RETURN.glob("*.csv"))


@pytest.fixture
def the_names(tmp_path: Path) -> Path:
    """Who one of the children is, and who is around him."""
    file = tmp_path / "names.csv"
    file.write_text(NAMES)
    return file


@pytest.fixture
def everybody(cast: Cast) -> Cast:
    """The staff at their trades, and two visitors besides Ruth whom a child may choose."""
    cast.trades = {
        "amara": Coordinator,
        "vera": VettingOfficer,
        "sam": Manager,
        "grace": SafeguardingLead,
        "dominic": Commissioner,
    }
    for name in ("Ben", "Samir"):
        who_may_come(name, cast.scheme)
    return cast


@pytest.mark.on_both
def test_the_whole_road(everybody: Cast, the_return: list[Path], the_names: Path):
    cast, clock = everybody, everybody.clock
    amara, sam, vera, grace, dominic = cast.amara, cast.sam, cast.vera, cast.grace, cast.dominic

    # 1. The register
    amara.imports(the_return, the_names).sees("2,675")
    amara.finds_on_the_register("Tariq").sees("13 years old", "There is no record of ever being asked.")

    # 2. Considered, offered, answered
    amara.writes_down_that("Tariq", said="Yeah, go on then.").sees("Tariq said yes", "Yeah, go on then.")

    # 3. Referred and accepted
    amara.refers("Tariq", because="He has moved often and has nobody of his own.")
    amara.sees("Yeah, go on then.").accepts("Tariq")

    # 4. A volunteer arrives
    ruth = Volunteer(cast).asks_to_volunteer()
    amara.takes_up("Ruth Adler").writes_down_her_birthday(date(1984, 3, 9)).records_what_she_has_seen()
    vera.vets("Ruth", referees=("Ms Okoro", "Dan Price"))
    amara.puts_to_the_panel("Ruth Adler").does_not_see("001234567890")
    sam.approves_the_volunteer("Ruth")
    ruth.chooses_a_password().says_what_she_likes().writes_her_card(
        "I play five-a-side, and I bake a lemon cake."
    )
    amara.approves_the_card_of("Ruth")

    # 5. Wishes and choice
    tariq = YoungPerson(cast, amara.makes_a_key_for("Tariq")).opens_the_desk().sees("Hello Tariq")
    amara.talks_about_wishes_with("Tariq", "Someone who plays and doesn’t ask all the time.")
    amara.sees("Ruth", "likes baking and football too").lays_out_the_cards("Tariq").sees(
        "I play five-a-side"
    ).does_not_see("Adler")
    amara.chooses("What about Ruth?", "My first choice").presses("This is my choice").asks("Ruth")
    ruth.answers("Yes, I would like that")
    amara.approves_the_pair("Tariq and Ruth").sees("One more is needed.")
    sam.approves_the_pair("Tariq and Ruth").sees("Approved by two people.")
    amara.plans_the_first_meeting(date(2026, 11, 28), "11am", "the café")
    ruth.opens_the_desk().sees("You meet Tariq for the first time", "Saturday 28 November, 11am, the café")

    clock.moves_to(date(2026, 11, 28), time(15))
    tariq.opens_the_desk().follows("Say yes or no").presses("Yes")
    ruth.opens_the_desk().follows("Say yes or no").presses("Yes")
    amara.hears_the_carer("Tariq and Ruth", "He has talked of nothing else.").begins_the_match()
    amara.sees("Every other week, on Saturdays, 2pm", "outside the pool")

    # 6. Meetings
    clock.moves_to(date(2026, 11, 30))
    the_worker_works()
    tariq.opens_the_desk().sees("Ruth is coming", "Saturday 12 December, 2 o’clock")
    clock.moves_to(date(2026, 12, 12), time(18))
    ruth.says_they_met("He scored twice.")
    tariq.opens_the_desk().sees("Last time was …").says_it_was("good")
    ruth.opens_the_desk().does_not_see("good")
    ruth.moves_the_next_meeting(date(2027, 1, 2), "Holiday")
    amara.opens_the_match("Tariq and Ruth").sees("He scored twice.", "Tariq: good.", "2 Jan")

    # 7. Support and safety
    clock.moves_to(date(2026, 12, 19))
    amara.opens_the_desk().sees("Supervision with Ruth is due").follows("Record it")
    amara.talks_with("Ruth", agreed="Bring a ball next time.")
    ruth.raises_a_worry("He had no coat, and it was freezing.")
    grace.reads_the_worry_about("Tariq").sees("He had no coat").decides("I ring the carer today.")
    amara.opens_the_desk().does_not_see("coat")

    # 8. The ending
    clock.moves_to(date(2027, 1, 2), time(18))
    ruth.opens_the_desk().chooses("How did today go?", "It didn’t happen").presses("Save")
    ruth.says_that_it_was_withheld("The carer or home", "He was rude at dinner.")
    clock.moves_to(date(2027, 2, 8))
    amara.opens_the_desk().sees("Tariq’s carer has called off one meeting", "They have not met for 58 days.")
    amara.opens_the_match("Tariq and Ruth").follows("Record a supervision with Ruth")
    amara.talks_with("Ruth", agreed="A proper goodbye: he moves to his aunt in spring.")
    amara.winds_down("Tariq and Ruth", because="A placement move", childs_words="Can we go bowling?")
    amara.tells("Tariq", said="OK. But not without bowling.").sees("Written down: Tariq has been told.")
    ruth.opens_the_desk().sees("Saying goodbye well").writes_a_letter("You are the best goalkeeper I know.")

    clock.moves_to(date(2027, 4, 3), time(18))
    ruth.says_they_met("Bowling. He won, twice.")
    ruth.goes_by_the_bar("Meetings").follows("Saturday 12 December")
    their_meeting = ruth.page.url
    amara.opens_the_plan_of("Tariq and Ruth").presses("Done", within="Choose the last outing with Tariq")
    amara.follows("Read and give it").presses("Give it to Tariq")
    amara.follows("End now").presses("End it now").sees("Ended on 3 April 2027")
    tariq.opens_the_desk().sees("You are the best goalkeeper I know.").does_not_see("Ruth is coming")
    ruth.finds_nothing_at(their_meeting).opens_the_desk().does_not_see("Tariq")

    # 9. The report
    clock.moves_to(date(2027, 7, 1))
    sam.goes_by_the_bar("Reports").presses("Make the report", within="April to June 2027")
    sam.sees("Report to Northbridge").follows("Release it").presses("Release it")
    sam.sees("Northbridge can read this report now.")
    dominic.opens_the_report_for("April to June 2027").sees("Endings", "a small number").does_not_see(
        "Tariq", "Ruth"
    )
    paper, sheets = dominic.downloads("Download the PDF"), dominic.downloads("Download the spreadsheet")
    assert paper.read_bytes().startswith(b"%PDF")
    assert "About these figures" in CalamineWorkbook.from_path(str(sheets)).sheet_names
