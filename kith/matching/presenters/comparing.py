"""Up to four people side by side: wish by wish, then what a day together would need."""

from dataclasses import dataclass
from typing import Any

from kith.matching.queries import Look, Suggested
from kith.people.models import Card
from kith.science import fit
from kith.science.fit.people import Asked
from kith.science.fit.words import free_words, listed, miles_words, wanted
from kith.science.vocabulary import LANGUAGES

MOST = 4
KINDS = (("musts", "Must: {}"), ("likes", "Would like: {}"), ("nos", "Not: {}"))
SAID = {True: "Yes", False: "No", None: "Not known"}


@dataclass(frozen=True)
class Line:
    """One question about all of them: what it asks, and the answer for each, with how good it is."""

    asks: str
    answers: tuple[tuple[str, str], ...]


def table(look: Look, people: list[Suggested], cards: dict[int, Card]) -> list[Line]:
    """Every wish of the child first, in the order musts, likes, noes."""
    volunteers = [look.candidates[person.volunteer.pk] for person in people]
    lines = [
        _wish(words.format(_asked(asked)), asked, volunteers, is_no=kind == "nos")
        for kind, words in KINDS
        for asked in getattr(look.facts, kind)
    ]
    return [*lines, *_practical(people, volunteers, cards)]


def _asked(asked: Asked) -> str:
    return wanted(asked)


def _wish(words: str, asked: Asked, volunteers: list[fit.Volunteer], *, is_no: bool) -> Line:
    answers = []
    for volunteer in volunteers:
        met = volunteer.meets(asked)
        good = "open" if met is None else "yes" if met is not is_no else "no"
        answers.append((SAID[met], good))
    return Line(words, tuple(answers))


def _practical(
    people: list[Suggested], volunteers: list[fit.Volunteer], cards: dict[int, Card]
) -> list[Line]:
    told = list(zip(people, volunteers, strict=True))
    return [
        Line("How far", tuple((_far(person), "") for person in people)),
        Line(
            "Free on", tuple((free_words(each.free) if each.free else "Not known", "") for each in volunteers)
        ),
        Line("Languages", tuple((_languages(each), "") for each in volunteers)),
        Line("Children they see now", tuple((str(each.live_matches or "None"), "") for each in volunteers)),
        Line(
            "Also to bear in mind", tuple((_sentence(person.suggestion.cautions), "") for person, _ in told)
        ),
        Line("Their card", tuple((_card(person, cards), "") for person in people)),
    ]


def _far(person: Suggested) -> str:
    miles = person.suggestion.miles
    return "Not known" if miles is None else f"{miles_words(miles)}, in a straight line"


def _languages(volunteer: fit.Volunteer) -> str:
    spoken = volunteer.languages or ()
    return listed([term.label for key, term in LANGUAGES.items() if key in spoken]) or "Not known"


def _sentence(cautions: tuple[str, ...]) -> str:
    return "; ".join(cautions) or "Nothing"


def _card(person: Suggested, cards: dict[int, Card]) -> str:
    card = cards.get(person.volunteer.pk)
    return f"“{card.words}”" if card else "No approved card yet"


def shown(look: Look, people: list[Suggested], cards: dict[int, Card]) -> dict[str, Any]:
    """`people`: those who were ticked, four at most."""
    return {
        "names": [
            {
                "name": person.volunteer.first_name,
                "age": person.suggestion.age,
                "picture": cards[person.volunteer.pk].picture if person.volunteer.pk in cards else "person",
            }
            for person in people
        ],
        "lines": table(look, people, cards),
    }
