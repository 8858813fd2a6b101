"""Names for the keys of a round, put in when somebody reads it; and who is called alike, told apart."""

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from datetime import date
from typing import TypeVar

from kith.matching.models import Round, RoundLine
from kith.people.models import Child, Volunteer

KEY = re.compile(r"\b(?:child|volunteer)-\d+\b")
ANOTHER = "another child"
Key = TypeVar("Key", bound=Hashable)


def told_apart(names: Mapping[Key, tuple[str, str]]) -> dict[Key, str]:
    """First names; of those who are called alike the longer name of each."""
    many = Counter(short for short, _ in names.values())
    return {key: longer if many[short] > 1 else short for key, (short, longer) in names.items()}


def of_child(child: Child, on: date) -> tuple[str, str]:
    """Children who are called alike are told apart by their age."""
    age = child.age_on(on)
    return child.name, child.name if age is None else f"{child.name} ({age})"


def of_volunteer(volunteer: Volunteer) -> tuple[str, str]:
    return volunteer.first_name, volunteer.name


class Names:
    """Who stands behind the keys: every volunteer of the round, and the children of those lines that may be seen."""

    def __init__(self, asked: Round, lines: Iterable[RoundLine] = ()) -> None:
        rows = asked.volunteers.select_related("volunteer")
        self.volunteers: dict[str, Volunteer] = {row.key: row.volunteer for row in rows}
        self.children: dict[str, Child] = {line.key: line.child for line in lines}
        self._names = told_apart({key: of_volunteer(each) for key, each in self.volunteers.items()})
        self._names |= told_apart({key: of_child(each, asked.on) for key, each in self.children.items()})
        self._of_row = {volunteer.pk: self._names[key] for key, volunteer in self.volunteers.items()}

    def of(self, key: str) -> str:
        return self._names.get(key, ANOTHER)

    def of_volunteer(self, volunteer: Volunteer) -> str:
        return self._of_row.get(volunteer.pk, volunteer.first_name)

    def put_into(self, words: str) -> str:
        told = KEY.sub(lambda found: self.of(found[0]), words)
        return told[:1].upper() + told[1:]
