"""The parts of the conversation guide: what is asked, in which words, and the names of its fields.

Short lists of the vocabulary are asked value by value (doesn't matter, would like, must, not); long ones (languages,
backgrounds, interests) are picked from, a few at a time. Both become the same wishes.
"""

from dataclasses import dataclass

from kith.science.vocabulary import (
    ATTRIBUTES,
    BACKGROUNDS,
    BROAD_BACKGROUNDS,
    DAYS,
    INTERESTS,
    LANGUAGES,
    SAME,
    Terms,
)

Said = tuple[str, str, str]  # kind, attribute, value
MUST_BE_THEN = "must"
DAYS_MATTER = [("", "They are good days"), (MUST_BE_THEN, "It has to be one of these days")]
HOW = [("", "Doesn’t matter"), ("like", "Would like"), ("must", "Must"), ("not", "Not")]
PICKED_HOW = [("like", "Would like"), ("must", "Must"), ("not", "Not")]
MILES = (5, 10, 15, 20, 25)
SPARE = 2  # empty places to pick in, beyond what was picked before
MOST_PLACES = 40


@dataclass(frozen=True)
class Section:
    """One part of the guide: its heading, what to say first, and which attribute it asks about."""

    title: str
    hint: str
    rated: tuple[tuple[str, str], ...] = ()
    picked: str = ""
    noun: str = ""
    folded: bool = True


def _rated(attribute: str) -> tuple[tuple[str, str], ...]:
    return tuple((attribute, value) for value, _ in ATTRIBUTES[attribute].choices())


BROAD = tuple(("ethnicity", value) for value in (*BROAD_BACKGROUNDS, SAME))
SECTIONS = (
    Section("A man or a woman?", "It is fine if it doesn’t matter.", rated=_rated("gender"), folded=False),
    Section("How old?", "Somebody like a big brother or sister, or more like a gran?", rated=_rated("age"), folded=False),
    Section("Pets and smoking", "Some children are afraid of dogs; some would love one.", rated=(*_rated("pets"), *_rated("smoking"))),
    Section("Language", "One they feel at home in.", picked="language", noun="language"),
    Section("Background", "Whether it matters that somebody is like them.", rated=BROAD, picked="ethnicity", noun="background"),
    Section("Faith", "Whether it matters, and which.", rated=_rated("faith")),
    Section("What somebody has lived through", "Some want somebody who knows what it is like.", rated=_rated("experience")),
    Section("Somebody who likes …", "Beyond what they want to do together.", picked="interest", noun="interest"),
)  # fmt: skip
PICK_FROM: dict[str, Terms] = {"language": LANGUAGES, "ethnicity": BACKGROUNDS, "interest": INTERESTS}


def field_name(attribute: str, value: str) -> str:
    return f"who_{attribute}_{value}"


def sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def groups(terms: Terms) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for term in terms.values():
        found.setdefault(term.group, []).append((term.key, sentence(term.label)))
    return found


def field_of(group: str) -> str:
    return "to_do_" + "_".join(group.lower().replace(",", "").split())


TO_DO = {field_of(group): (group, choices) for group, choices in groups(INTERESTS).items()}
DAY_PARTS = {day: f"{day}_parts" for day in DAYS}
