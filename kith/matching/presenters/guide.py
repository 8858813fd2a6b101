"""The conversation guide on paper: the same questions, with boxes to tick and lines to write on."""

from dataclasses import dataclass

from kith.matching.forms.guide import DAYS_MATTER, MILES, SECTIONS, TO_DO, Section, sentence
from kith.matching.models import WishList
from kith.science.vocabulary import ATTRIBUTES, DAYS


@dataclass(frozen=True)
class Asked:
    """One question: boxes to tick, or rows of three boxes, or lines to write on."""

    question: str
    say: str = ""
    boxes: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    lines: int = 0

    @property
    def rules(self) -> range:
        return range(self.lines)


@dataclass(frozen=True)
class PaperPart:
    """A part of the talk under one heading."""

    title: str
    asked: tuple[Asked, ...]


def on_paper() -> list[PaperPart]:
    """The whole talk, in the order in which people talk."""
    return [
        PaperPart("What I’d like to do", tuple(_to_do())),
        PaperPart("Who I’d like", tuple(_who(section) for section in SECTIONS)),
        PaperPart("When and where", tuple(_when_and_where())),
        PaperPart("What for", tuple(_what_for())),
        PaperPart("In my own words", (Asked("Anything else about who I’d like", lines=5),)),
    ]


def _to_do() -> list[Asked]:
    asked = [Asked(group, boxes=tuple(label for _, label in choices)) for group, choices in TO_DO.values()]
    return [*asked, Asked("Something else", lines=1)]


def _who(section: Section) -> Asked:
    if section.picked and not section.rated:
        return Asked(section.title, section.hint, lines=2)
    rows = tuple(sentence(dict(ATTRIBUTES[attribute].choices())[value]) for attribute, value in section.rated)
    return Asked(section.title, section.hint, rows=rows, lines=1 if section.picked else 0)


def _when_and_where() -> list[Asked]:
    days = tuple(f"{day.capitalize()}s" for day in DAYS)
    return [
        Asked("Good days", "Morning, afternoon or evening? Write it beside the day.", boxes=days),
        Asked("How much do they matter?", boxes=tuple(words for _, words in DAYS_MATTER)),
        Asked("How often?", boxes=_labels(WishList.HowOften)),
        Asked("How far away may somebody live?", boxes=tuple(f"{miles} miles" for miles in MILES)),
        Asked("Where would I like to meet, and where not?", lines=2),
    ]


def _what_for() -> list[Asked]:
    return [
        Asked("What would I like somebody for?", boxes=_labels(WishList.WhatFor)),
        Asked("For how long?", boxes=_labels(WishList.HowLong)),
        Asked(
            "What may they hear before they say yes?",
            "Never my name, where I live or why.",
            boxes=_labels(WishList.Share),
        ),
        Asked("Is there anything nobody should tell them?", lines=2),
    ]


def _labels(
    choices: type[WishList.HowOften | WishList.HowLong | WishList.WhatFor | WishList.Share],
) -> tuple[str, ...]:
    return tuple(str(label) for label in choices.labels)
