"""A scheme brings the spreadsheet it has kept: twelve rows are wrong, each is named, mended and sent again."""

import csv
from pathlib import Path

from kith.recruitment.bringing.table import read_table
from kith.recruitment.bringing.tests.lists import TITLES, a_line, as_csv
from tests.journeys.people import Cast, the_worker_works

FAULTS = (
    ({"DOB": "31/02/1980"}, "“31/02/1980” is not a day there is."),
    ({"DBS issued": "01/03/2020"}, "This ran out on"),
    ({"DBS number": "000000000020"}, "This certificate number is already recorded for somebody else."),
    ({"Email": "ruth at home"}, "“ruth at home” is not an e-mail address."),
    ({"Postcode": "Leeds"}, "“Leeds” is not a postcode."),
    ({"Reference 2 type": "Brother"}, "A reference from family does not count."),
    ({"Training": "05/13/2026"}, "“05/13/2026” has the month first."),
    ({"ID seen": "01/12/2026"}, "1 December 2026 has not come yet."),
    ({"Surname": ""}, "There is no last name."),
    ({"Approved on": ""}, "it does not say since when."),
    ({"Status": "Sleeping"}, "“Sleeping” is not one of the words"),
    ({"DBS number": "1234"}, "A certificate number has 12 figures."),
)


def the_list() -> list[dict[str, str]]:
    """Twenty people; the last twelve each have a fault of their own."""
    good = [a_line(number) for number in range(20, 28)]
    return good + [a_line(30 + place, **fault) for place, (fault, _) in enumerate(FAULTS)]


def mended(rows_to_mend: Path, name: Path) -> Path:
    """What somebody does in their spreadsheet: each cell put right, the two last columns left as they are."""
    table = read_table(rows_to_mend.read_bytes(), lambda titles: 9 * ("Surname" in titles))
    right = {line["Email"]: line for line in (a_line(30 + place) for place in range(len(FAULTS)))}
    with name.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(table.titles)
        for place, (_, cells) in enumerate(table.rows):
            line = list(right.values())[place]
            writer.writerow([line.get(title, cell) for title, cell in zip(table.titles, cells, strict=True)])
    return name


def test_a_list_with_twelve_faults_is_mended_and_sent_again(cast: Cast, tmp_path: Path):
    ours, wrong_kind = tmp_path / "our volunteers.csv", tmp_path / "letter.pdf"
    ours.write_bytes(as_csv(*the_list()))
    wrong_kind.write_bytes(b"%PDF-1.7\n")

    sam = cast.sam.goes_by_the_bar("Volunteers").follows("Bring in a list")
    sam.hands_in("The list", wrong_kind).presses("Read it").is_told("of a kind that Kith does not read")
    sam.hands_in("The list", ours).presses("Read it")
    sam.is_at("Which column is which?").sees("20 rows", f"{len(TITLES) - 1} of {len(TITLES)} columns")
    sam.presses("Look through the rows").sees("Nothing is saved until you have looked")
    the_worker_works()
    sam.waits_for("8 of 20 rows can be saved")
    for _, words in FAULTS:
        sam.sees(words)
    to_mend = sam.downloads("Download the 12 rows to mend")
    sam.presses("Save the good rows")
    the_worker_works()
    sam.waits_for("8 of 20 rows are saved")

    again = mended(to_mend, tmp_path / "mended.csv")
    sam.follows("Send the mended rows").hands_in("The list", again).presses("Read it")
    sam.presses("Look through the rows")
    the_worker_works()
    sam.waits_for("12 of 12 rows can be saved").sees("Nothing to mend").presses("Save the good rows")
    the_worker_works()
    sam.waits_for("12 of 12 rows are saved").follows("See the volunteers").sees("20 people")

    sam.follows("Bring in a list").hands_in("The list", ours).presses("Read it").presses(
        "Look through the rows"
    )
    the_worker_works()
    sam.waits_for("rows can be saved").sees("known, nothing new")
