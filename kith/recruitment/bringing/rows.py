"""One line of the file as what it tells about one volunteer, and what is wrong in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kith.recruitment.bringing.fields import BY_KEY
from kith.recruitment.bringing.findings import ERROR, WARNING, Finding
from kith.recruitment.bringing.values import APPROVED, GONE, ON_THE_WAY, Unreadable, is_blank

PROFILE = (
    "first_name",
    "last_name",
    "born",
    "gender",
    "email",
    "phone",
    "postcode",
    "languages",
    "travel_miles",
)


@dataclass
class Told:
    """What one line tells: our field → value; blank cells are not there. `titles`: our field → the file’s column."""

    line: int
    said: dict[str, Any]
    titles: Mapping[str, str]
    findings: list[Finding] = field(default_factory=list)

    def add(self, key: str, severity: str, said: str, remedy: str = "") -> None:
        self.findings.append(Finding(self.line, self.titles.get(key, ""), severity, said, remedy))

    @property
    def is_wrong(self) -> bool:
        return any(found.severity == ERROR for found in self.findings)

    @property
    def name(self) -> str:
        return f"{self.said.get('first_name', '')} {self.said.get('last_name', '')}".strip()

    @property
    def profile(self) -> dict[str, Any]:
        return {key: self.said[key] for key in PROFILE if key in self.said}

    @property
    def standing(self) -> str:
        """Approved only where the file says so; without a word, a day of approval says it."""
        default = APPROVED if "approved_on" in self.said else ON_THE_WAY
        return str(self.said.get("status", default))

    def __contains__(self, key: str) -> bool:
        return key in self.said

    def __getitem__(self, key: str) -> Any:
        return self.said[key]


def read_row(
    line: int, cells: Sequence[str], places: Mapping[str, int], titles: Mapping[str, str], on: date
) -> Told:
    """Every cell that is mapped, each fault noted, so that a row is mended once and not five times."""
    told = Told(line, {}, titles)
    for key, place in places.items():
        cell = cells[place] if place < len(cells) else ""
        if is_blank(cell):
            continue
        try:
            told.said[key] = BY_KEY[key].read(cell, on)
        except Unreadable as unreadable:
            told.add(key, ERROR, unreadable.said, unreadable.remedy)
    if "name" in told.said:
        told.said["first_name"], told.said["last_name"] = told.said.pop("name")
    _make_sense(told)
    return told


def _make_sense(told: Told) -> None:
    _has_a_name(told)
    if told.standing == GONE:
        told.add(
            "status", WARNING, "They have left, so they are not brought in.", "Nothing, unless that is wrong."
        )
        return
    if told.standing == APPROVED and "approved_on" not in told and not _was_faulty(told, "approved_on"):
        told.add(
            "approved_on",
            ERROR,
            "They are approved, but it does not say since when.",
            "Add the day they were approved.",
        )
    _days_in_order(told)
    _certificate_whole(told)
    _references_whole(told)


def _was_faulty(told: Told, key: str) -> bool:
    title = told.titles.get(key)
    return bool(title) and any(found.column == title for found in told.findings)


def _has_a_name(told: Told) -> None:
    for key, words in (("first_name", "first name"), ("last_name", "last name")):
        if key not in told and not _was_faulty(told, key) and not _was_faulty(told, "name"):
            told.add(
                key if key in told.titles else "name", ERROR, f"There is no {words}.", f"Add the {words}."
            )


def _days_in_order(told: Told) -> None:
    born, approved = told.said.get("born"), told.said.get("approved_on")
    if born and approved and approved <= born:
        told.add(
            "approved_on",
            ERROR,
            "They would have been approved before they were born.",
            "Put one of the days right.",
        )
    if "reviewed_on" in told and approved and told["reviewed_on"] < approved:
        told.add("reviewed_on", ERROR, "The review lies before the approval.", "Put one of the days right.")
    if {"age_from", "age_to"} <= set(told.said) and told["age_to"] < told["age_from"]:
        told.add(
            "age_to", ERROR, "The oldest age is below the youngest.", "Change the two over, or put one right."
        )


def _certificate_whole(told: Told) -> None:
    has_number, has_day = "dbs_number" in told, "dbs_issued" in told
    if has_number and not has_day and not _was_faulty(told, "dbs_issued"):
        told.add(
            "dbs_issued",
            ERROR,
            "The certificate has a number but no day of issue.",
            "Add the day it was issued.",
        )
    if has_day and not has_number and not _was_faulty(told, "dbs_number"):
        told.add(
            "dbs_number", ERROR, "The certificate has a day of issue but no number.", "Add its 12 figures."
        )
    if "dbs_checked_on" in told and has_day and told["dbs_checked_on"] < told["dbs_issued"]:
        told.add(
            "dbs_checked_on",
            ERROR,
            "The Update Service was looked at before the certificate was issued.",
            "Put one of the days right.",
        )


def _references_whole(told: Told) -> None:
    for number in ("1", "2"):
        who, when, how = (f"reference{number}_{part}" for part in ("name", "on", "relation"))
        if when in told and who not in told and not _was_faulty(told, who):
            told.add(
                who, ERROR, "A reference came, but it does not say from whom.", "Add the referee’s name."
            )
        elif when in told and how not in told and not _was_faulty(told, how):
            told.add(
                how if how in told.titles else when,
                ERROR,
                "It does not say how the referee knows them.",
                "Write work, study, volunteering or friend, in a column of its own.",
            )
        elif who in told and when not in told and not _was_faulty(told, when):
            told.add(
                when,
                WARNING,
                "The referee is named, but no reference has come.",
                "It counts once it has a day.",
            )
