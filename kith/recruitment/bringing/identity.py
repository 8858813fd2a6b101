"""Whether somebody in a file is known already: by name with date of birth, e-mail address or phone, never by name alone
where something contradicts it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from kith.people.models import Volunteer
from kith.recruitment.bringing.findings import ERROR, WARNING
from kith.recruitment.bringing.rows import Told
from kith.schemes.models import Scheme


def _same(text: str) -> str:
    return " ".join(text.casefold().split())


def _figures(phone: str) -> str:
    return "".join(sign for sign in phone if sign.isdigit())[-10:]


@dataclass
class KnownPeople:
    """Everybody the provider knows, by name and by e-mail address, and who stood in this file before."""

    by_name: dict[str, list[Volunteer]] = field(default_factory=dict)
    by_email: dict[str, Volunteer] = field(default_factory=dict)
    lines: dict[int, int] = field(default_factory=dict)  # id of a volunteer → the line they stood on

    @classmethod
    def of(cls, scheme: Scheme) -> "KnownPeople":
        known = cls()
        known.know(Volunteer.objects.filter(enlistments__scheme__provider=scheme.provider_id).distinct())
        return known

    def know(self, people: Iterable[Volunteer]) -> None:
        for person in people:
            self.by_name.setdefault(_same(person.name), []).append(person)
            if person.email:
                self.by_email.setdefault(person.email.casefold(), person)

    def note(self, person: Volunteer, line: int) -> None:
        self.lines[person.pk] = line

    def find(self, told: Told) -> Volunteer | None:
        """The same person, or nobody; doubts are noted on the line, and leave it out."""
        namesakes = self.by_name.get(_same(told.name), [])
        sure = [person for person in namesakes if _agrees(person, told)]
        person = sure[0] if sure else _only_namesake(namesakes, told)
        if person is None:
            self._doubt(namesakes, told)
            return None
        if person.pk in self.lines:
            told.add(
                "",
                ERROR,
                f"This is the same person as on line {self.lines[person.pk]}.",
                "Put the two lines together.",
            )
        return person

    def _doubt(self, namesakes: list[Volunteer], told: Told) -> None:
        owner = self.by_email.get(told.said.get("email", ""))
        if owner is not None and owner not in namesakes:
            where = f" (line {self.lines[owner.pk]})" if owner.pk in self.lines else ""
            told.add(
                "email",
                ERROR,
                f"{owner.name}{where} has this e-mail address already.",
                "If it is the same person, write the name the same way; else give an address of their own, or none.",
            )
        elif any(_unsure(person, told) for person in namesakes):
            told.add(
                "born" if "born" in told.titles else "",
                ERROR,
                f"Somebody called {told.name} is here already, and nothing says whether it is the same person.",
                "Add the date of birth, so that the two can be told apart.",
            )
        elif namesakes:
            told.add(
                "",
                WARNING,
                f"There is another {told.name}, born on another day.",
                "Nothing, if they are two people.",
            )


def _agrees(person: Volunteer, told: Told) -> bool:
    """Same name, and the date of birth, the address or the number is the same; no other date of birth."""
    born = told.said.get("born")
    if born and person.born:
        return bool(born == person.born)
    same_email = bool(person.email) and person.email.casefold() == told.said.get("email")
    same_phone = bool(person.phone) and _figures(person.phone) == _figures(told.said.get("phone", ""))
    return same_email or same_phone


def _contradicts(person: Volunteer, told: Told) -> bool:
    born = told.said.get("born")
    return bool(born and person.born and born != person.born)


def _unsure(person: Volunteer, told: Told) -> bool:
    return not _contradicts(person, told)


def _only_namesake(namesakes: list[Volunteer], told: Told) -> Volunteer | None:
    """Where the line says nothing that could tell them apart, one of the name is taken to be them."""
    says_nothing = not {"born", "email", "phone"} & set(told.said)
    return namesakes[0] if len(namesakes) == 1 and says_nothing else None
