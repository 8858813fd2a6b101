"""Lists of volunteers as schemes keep them, for tests: a good line, and the ways in which one can be wrong."""

import csv
from datetime import date, timedelta
from io import StringIO

from kith.foundation.sheets import Sheet, workbook

DAY = date(2026, 11, 24)
TITLES = (
    "First name", "Surname", "DOB", "Email", "Mobile", "Postcode", "Status", "Approved on", "ID seen",
    "Right to volunteer seen on", "Self declaration", "Interview date", "Interviewed by", "And by", "Referee 1", "Reference 1 received",
    "Reference 1 type", "Referee 2", "Reference 2 received", "Reference 2 type", "DBS number", "DBS issued",
    "DBS level", "Independence", "Training", "Which course", "Agreement signed", "Favourite colour",
)  # fmt: skip
FIRST = ("Ben", "Ruth", "Omar", "Grace", "Li", "Tom", "Ines", "Kwame", "Nora", "Hal")


def words(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def a_line(number: int = 1, **given: str) -> dict[str, str]:
    """Somebody with everything in place; another number is another person."""
    recently, lately = DAY - timedelta(days=200), DAY - timedelta(days=120)
    line = dict.fromkeys(TITLES, words(recently)) | {
        "First name": FIRST[number % len(FIRST)],
        "Surname": f"Ashworth{chr(97 + number // len(FIRST))}",
        "DOB": words(date(1980, 1, 1) + timedelta(days=number)),
        "Email": f"v{number}@example.org",
        "Mobile": f"07700 900{number:03d}",
        "Postcode": "LS6 2AA",
        "Status": "Active",
        "Approved on": words(lately),
        "Which course": "",
        "Interviewed by": "Ida Nash",
        "And by": "Ivor Penn",
        "Referee 1": "Pat Dunmore",
        "Reference 1 type": "work",
        "Referee 2": "Lee Farrow",
        "Reference 2 type": "friend",
        "DBS number": f"{number:012d}",
        "DBS level": "Enhanced",
        "Favourite colour": "teal",
    }
    return line | given


def as_csv(*lines: dict[str, str], separator: str = ",", encoding: str = "utf-8") -> bytes:
    made = StringIO()
    writer = csv.DictWriter(made, TITLES, delimiter=separator)
    writer.writeheader()
    writer.writerows(lines)
    return made.getvalue().encode(encoding)


def as_xlsx(*lines: dict[str, str]) -> bytes:
    from kith.foundation.dates import now

    rows = [[line[title] for title in TITLES] for line in lines]
    return workbook([Sheet("People", TITLES, rows)], about=[], at=now())
