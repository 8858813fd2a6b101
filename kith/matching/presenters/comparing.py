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
    """One question about all of them: what it asks, and the answer of each by name, with how good it is."""

    asks: str
    answers: tuple[tuple[str, str, str], ...]


def table(look: Look, people: list[Suggested], cards: dict[int, Card]) -> list[Line]:
    """Every wish of the child first, in the order musts, likes, noes."""
    volunteers = [look.candidates[person.volunteer.pk] for person in people]
    names = [name_of(person) for person in people]
    wishes = [
        (words.format(wanted(asked)), [_answer(asked, each, is_no=kind == "nos") for each in volunteers])
        for kind, words in KINDS
        for asked in getattr(look.facts, kind)
    ]
    practical = [
        (asks, [(words, "") for words in said]) for asks, said in _practical(people, volunteers, cards)
    ]
    return [
        Line(asks, tuple((name, *answer) for name, answer in zip(names, answers, strict=True)))
        for asks, answers in (*wishes, *practical)
    ]


def name_of(person: Suggested) -> str:
    age, name = person.suggestion.age, person.volunteer.first_name
    return f"{name}, {age}" if age is not None else name


def _answer(asked: Asked, volunteer: fit.Volunteer, *, is_no: bool) -> tuple[str, str]:
    met = volunteer.meets(asked)
    return SAID[met], "open" if met is None else "yes" if met is not is_no else "no"


def _practical(
    people: list[Suggested], volunteers: list[fit.Volunteer], cards: dict[int, Card]
) -> list[tuple[str, list[str]]]:
    return [
        ("How far", [_far(person) for person in people]),
        ("Free on", [free_words(each.free) if each.free else "Not known" for each in volunteers]),
        ("Languages", [_languages(each) for each in volunteers]),
        ("Children they see now", [str(each.live_matches or "None") for each in volunteers]),
        ("Also to bear in mind", [_sentence(person.suggestion.cautions) for person in people]),
        ("Their card", [_card(person, cards) for person in people]),
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
                "name": name_of(person),
                "picture": cards[person.volunteer.pk].picture if person.volunteer.pk in cards else "person",
            }
            for person in people
        ],
        "lines": table(look, people, cards),
    }
