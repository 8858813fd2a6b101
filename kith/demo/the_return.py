"""Writes the invented authority's return as the real files are written, so that the demo imports it as anybody would."""

import csv
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from kith.demo.childhoods import Childhood, a_childhood
from kith.demo.names import grown_name

WORKERS, OFFICERS, ADVISERS = 30, 8, 6
TEAMS = ("Children looked after north", "Children looked after south", "Through care", "Disabled children")


def childhoods(seed: int, today: date, *, children: int = 604, leavers: int = 120) -> list[Childhood]:
    """The authority's children on a day; the same seed and day give the same children."""
    draw = Random(seed)
    inside = [a_childhood(draw, f"NB{number:05d}", today) for number in range(10001, 10001 + children)]
    outside = [
        a_childhood(draw, f"NB{number:05d}", today, left=True) for number in range(9001, 9001 + leavers)
    ]
    return inside + outside


def write_return(folder: Path, found: list[Childhood], *, seed: int) -> None:
    """header.csv, episodes.csv, reviews.csv, oc2.csv, oc3.csv, uasc.csv and names.csv in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    draw = Random(seed + 1)
    _write(folder / "header.csv", "CHILD SEX DOB ETHNIC UPN MOTHER MC_DOB", map(_header, found))
    _write(
        folder / "episodes.csv",
        "CHILD DECOM RNE LS CIN PLACE PLACE_PROVIDER DEC REC REASON_PLACE_CHANGE HOME_POST PL_POST URN",
        (row for child in found for row in _episodes(child)),
    )
    _write(
        folder / "reviews.csv",
        "CHILD DOB REVIEW REVIEW_CODE",
        ((child.ref, _day(child.born), _day(day), code) for child in found for day, code in child.reviews),
    )
    _write(
        folder / "oc2.csv",
        "CHILD DOB SDQ_SCORE SDQ_REASON CONVICTED HEALTH_CHECK IMMUNISATIONS TEETH_CHECK HEALTH_ASSESSMENT "
        "SUBSTANCE_MISUSE INTERVENTION_RECEIVED INTERVENTION_OFFERED",
        (_measures(child) for child in found if child.sdq is not None or child.sdq_reason),
    )
    _write(
        folder / "oc3.csv",
        "CHILD DOB IN_TOUCH ACTIV ACCOM",
        (_leaver(draw, child) for child in found if not child.is_open),
    )
    _write(
        folder / "uasc.csv",
        "CHILD SEX DOB DUC",
        ((child.ref, "F" if child.girl else "M", _day(child.born), "") for child in found if child.alone),
    )


def _write(path: Path, columns: str, rows: Iterable[Iterable[Any]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        sheet = csv.writer(file)
        sheet.writerow(columns.split())
        sheet.writerows(rows)


def _day(day: date | None) -> str:
    return day.strftime("%d/%m/%Y") if day else ""


def _header(child: Childhood) -> tuple[str, ...]:
    upn = f"A{int(child.ref[2:]) * 7919 % 10**12:012d}"
    return child.ref, "F" if child.girl else "M", _day(child.born), child.ethnicity, upn, "", ""


def _episodes(child: Childhood) -> Iterable[tuple[str, ...]]:
    for spell in child.spells:
        postcode = f"{spell.area} {int(child.ref[2:]) % 9 + 1}AA"
        urn = f"SC{400000 + int(child.ref[2:]) % 600:06d}" if spell.home[0] in "KR" else "XXXXXXX"
        yield (
            child.ref, _day(spell.start), spell.new, spell.legal, spell.need, spell.home, spell.provider,
            _day(spell.end), spell.ended, spell.moved, "LS1 1UR", postcode, urn if spell.home != "P1" else "",
        )  # fmt: skip


def _measures(child: Childhood) -> tuple[str, ...]:
    total = "" if child.sdq is None else str(child.sdq)
    return child.ref, _day(child.born), total, child.sdq_reason, "0", "1", "1", "1", "1", "0", "0", "0"


def _leaver(draw: Random, child: Childhood) -> tuple[str, ...]:
    touch = "YES" if draw.random() < 0.91 else "NO"
    doing = draw.choices(
        ["F2", "P2", "F5", "P5", "F4", "G5", "G4", "G6", "F1"], [20, 5, 20, 5, 5, 24, 10, 5, 6]
    )[0]
    living = draw.choices(["U1", "B1", "Z1", "T1", "D1", "K1", "S2", "R2"], [40, 12, 14, 8, 16, 4, 2, 4])[0]
    return child.ref, _day(child.born), touch, doing, living


def write_names(path: Path, found: list[Childhood], *, seed: int, known_email: str) -> None:
    """The second file: names, workers, officers, advisers and carers. One worker is the one who can sign in."""
    draw = Random(seed + 2)
    workers = [_colleague(draw) for _ in range(WORKERS)]
    workers[0] = ("Nia Rowe", known_email)
    officers = [_colleague(draw) for _ in range(OFFICERS)]
    advisers = [_colleague(draw) for _ in range(ADVISERS)]
    columns = (
        "CHILD FIRST_NAMES SURNAME LANGUAGES WORKER WORKER_EMAIL WORKER_TEAM IRO IRO_EMAIL ADVISER ADVISER_EMAIL "
        "CARER CARER_PHONE CARER_EMAIL"
    )
    rows = []
    for place, child in enumerate(found):
        worker, officer, adviser = (
            workers[place % WORKERS],
            officers[place % OFFICERS],
            advisers[place % ADVISERS],
        )
        carer = " ".join(grown_name(draw, woman=draw.random() < 0.7))
        fostered = child.spells[-1].home[0] == "U" and child.is_open
        rows.append(
            (
                child.ref, *child.names, _language(child), *worker, TEAMS[place % len(TEAMS)], *officer,
                *(adviser if child.born <= months_ago(child) else ("", "")),
                carer if fostered else "", f"07700 900{place % 1000:03d}" if fostered else "",
                f"{carer.replace(' ', '.')}.{place}@home.example".lower() if fostered else "",
            )
        )  # fmt: skip
    _write(path, columns, rows)


def months_ago(child: Childhood) -> date:
    """Born on or before this day, somebody is sixteen by their last review: then they have an adviser."""
    last = child.reviews[-1][0] if child.reviews else child.came
    return last - timedelta(days=16 * 365 + 4)


def _language(child: Childhood) -> str:
    spoken = {
        "OOTH": "Tigrinya, English",
        "AOTH": "Dari, English",
        "BAFR": "English",
        "APKN": "English, Urdu",
    }
    return spoken.get(child.ethnicity, "English") if child.alone else "English"


def _colleague(draw: Random) -> tuple[str, str]:
    first, last = grown_name(draw, woman=draw.random() < 0.75)
    return f"{first} {last}", f"{first}.{last}@northbridge.example".lower()
