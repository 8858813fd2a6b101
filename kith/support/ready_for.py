"""What there is to get ready for on the way out of care, in plain words: seven areas, a few things in each."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Thing:
    """One thing to be ready for, as the young person reads it."""

    key: str
    words: str


@dataclass(frozen=True)
class Area:
    """A part of life, and what belongs to it."""

    key: str
    label: str
    things: tuple[Thing, ...]


def _area(key: str, label: str, **things: str) -> Area:
    return Area(key, label, tuple(Thing(f"{key}-{name}", words) for name, words in things.items()))


AREAS = (
    _area(
        "home",
        "Home",
        where="I know where I will live and what it costs",
        rent="I know how to pay rent and what to do if I can’t",
        keys="I know what a tenancy says: what I may do and what I must do",
        cook="I can cook a few meals and shop for a week",
        clean="I can wash, clean and keep a place warm",
        fix="I know whom to ring when something breaks",
    ),
    _area(
        "money",
        "Money",
        bank="I have a bank account that is mine",
        week="I can plan a week’s money so that it lasts",
        grants="I know which grants and allowances are mine to ask for",
        benefits="I know how to ask for benefits, and when",
        debt="I know what to do about debt, and where to get advice for nothing",
    ),
    _area(
        "work",
        "Work and learning",
        plan="I know what I want to do next",
        course="I know how to get on a course, or stay on one",
        job="I can write about myself and talk in an interview",
        bursary="I know about bursaries and help with costs",
    ),
    _area(
        "health",
        "Health",
        doctor="I have a doctor and a dentist and can ring them",
        history="I have the story of my health and my medicines",
        mind="I know who helps when I feel really low",
        safe="I know about sex, drink and drugs, and where to ask",
    ),
    _area(
        "papers",
        "Papers",
        birth="I have my birth certificate",
        passport="I have a passport or another photo of who I am",
        insurance="I know my National Insurance number",
        stay="If I was born abroad: I have the papers that let me stay",
        vote="I am on the list of voters",
    ),
    _area(
        "people",
        "People",
        ring="I have somebody to ring at night",
        adviser="I know my personal adviser, and what they are for",
        sunday="I have somewhere to go on a Sunday or a birthday",
        story="I know how to ask for the records about me",
    ),
    _area(
        "bills",
        "Meters and bills",
        meter="I can read a meter and top it up",
        energy="I know how to choose who I buy gas and power from",
        water="I know how water and council tax are paid, and that care leavers may pay less",
        phone="I have a phone and the internet at a price I can pay",
        letters="I open letters from officials, or show them to somebody",
    ),
)
THINGS = {thing.key: thing for area in AREAS for thing in area.things}
AREA_OF = {thing.key: area for area in AREAS for thing in area.things}


def after(key: str) -> str | None:
    """The next thing of the same area, if there is one."""
    things = [thing.key for thing in AREA_OF[key].things]
    place = things.index(key) + 1
    return things[place] if place < len(things) else None
