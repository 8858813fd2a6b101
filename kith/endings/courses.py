"""What there is to do so that a match ends well: four courses as tables.

A planned ending counts its days back from the last one, in meetings; the others count forward from today. Words name
the two people; a row says for which endings it is meant.
"""

from dataclasses import dataclass
from enum import StrEnum

from kith.endings.models import TELL_VOLUNTEER, Ending

Kind = Ending.Kind
PAUSE_DAYS = 28
"""The quiet weeks before a child is asked whether they would like somebody again."""
GRIEF_DAYS = 84
"""The same after a volunteer has died."""


class Course(StrEnum):
    PLANNED = "planned"
    UNPLANNED = "unplanned"
    DIED = "died"  # the volunteer has died
    CHILD_DIED = "child died"
    STOPPED = "stopped"  # the young person said stop: it is heard first, and arranged afterwards


class Key(StrEnum):
    """What a step is, whichever words it wears."""

    SAFE = "safe"
    HEAR = "hear"
    PREPARE = TELL_VOLUNTEER
    TELL = "tell"
    AROUND = "around"
    WIND_DOWN = "meetings"
    CONTACT = "contact"
    OUTING = "outing"
    FOLLOW = "follow"
    LETTER = "letter"
    MEMORIES = "memories"
    CERTIFICATE = "certificate"
    LOOK_BACK = "look back"
    REMEMBER = "remember"
    FAMILY = "family"
    LAST = "last"
    SUMMARY = "summary"
    AGAIN = "again"


EVERY = -1
"""As many meetings before the last day as the scheme winds down over."""


@dataclass(frozen=True)
class Outline:
    """One row: due so many meetings before the last day, or so many days after the day counted from."""

    key: Key
    words: str
    meetings_before: int = 0
    days_after: int = 0
    when: frozenset[str] = frozenset()  # the ending has all of these marks
    never: frozenset[str] = frozenset()  # and none of these


def _of(*marks: str) -> frozenset[str]:
    return frozenset(marks)


GRADUATION, ONLINE, GROUP = "graduation", "online", "group"
AGAIN = Outline(
    Key.AGAIN,
    "After a pause, ask {child} whether they would like somebody again",
    days_after=PAUSE_DAYS,
    never=_of(Kind.LEFT_CARE),
)
AROUND = "Tell {child}’s worker and carer"
FOLLOW = "What follows for {child}: a club, a grant, people who stay"
SUMMARY = "A short summary to {authority}"

LAST_OUTINGS = tuple(
    Outline(Key.OUTING, words, 2, when=_of(*when), never=_of(*never))
    for words, when, never in (
        ("Choose the last outing with {child}", (), (GRADUATION, ONLINE, GROUP)),
        ("Plan the graduation with {child}: who comes, what is shown", (GRADUATION,), ()),
        ("Choose with {child} how the last call is special", (ONLINE,), (GRADUATION,)),
        ("Choose with {child} how to say goodbye in the group", (GROUP,), (GRADUATION,)),
    )
)
"""One of these, as the two meet."""


def _said_or_heard(told: str, heard: str) -> tuple[Outline, Outline]:
    """A child who chose the end is heard; any other is told."""
    return (
        Outline(Key.TELL, told, days_after=1, never=_of(Kind.CHILD)),
        Outline(Key.HEAR, heard, days_after=1, when=_of(Kind.CHILD)),
    )


def _with_volunteer(usually: str, looked_into: str) -> tuple[Outline, Outline]:
    return (
        Outline(Key.PREPARE, usually, days_after=3, never=_of(Kind.SAFETY)),
        Outline(Key.PREPARE, looked_into, days_after=3, when=_of(Kind.SAFETY)),
    )


AT_ONCE = {Kind.DIED: Course.DIED, Kind.CHILD_DIED: Course.CHILD_DIED}
"""What ends today by these kinds has a course of its own."""

COURSES: dict[Course, tuple[Outline, ...]] = {
    Course.PLANNED: (
        Outline(Key.PREPARE, "Talk with {volunteer} about saying goodbye", EVERY, never=_of(Kind.CHILD)),
        Outline(Key.PREPARE, "Talk with {volunteer} about what {child} decided", EVERY, when=_of(Kind.CHILD)),
        Outline(Key.TELL, "Tell {child} in person: why, when, and what comes then", EVERY),
        Outline(Key.AROUND, AROUND, EVERY, days_after=2),
        Outline(Key.CONTACT, "May they stay in touch? Ask {child}, {volunteer} and the worker", 2),
        *LAST_OUTINGS,
        Outline(Key.FOLLOW, FOLLOW, 1),
        Outline(Key.MEMORIES, "Memories for {child} to keep: pictures, words, places", 1),
        Outline(Key.CERTIFICATE, "A certificate in {child}’s own words", 1, when=_of(GRADUATION)),
        Outline(Key.LOOK_BACK, "Ask {child}: may we look back together after 3 and 12 months?", 1),
        Outline(Key.WIND_DOWN, "{meetings} to wind down", 0),
        Outline(Key.LETTER, "A letter and something to keep from {volunteer}", 0),
        Outline(Key.LAST, "The last time together, on a high", 0, never=_of(GRADUATION)),
        Outline(Key.LAST, "Graduation, with a certificate", 0, when=_of(GRADUATION)),
        Outline(Key.SUMMARY, SUMMARY, days_after=7),
        AGAIN,
    ),
    Course.UNPLANNED: (
        Outline(
            Key.SAFE, "Agree with the safeguarding lead what is said, and by whom", when=_of(Kind.SAFETY)
        ),
        *_said_or_heard(
            "Decide with the worker who tells {child}, and tell them face to face: it is not their fault",
            "Tell {child} that they were heard, and that it was right to say so",
        ),
        Outline(Key.AROUND, AROUND, days_after=1),
        *_with_volunteer(
            "Talk with {volunteer}: what happened, how they are, who supports them",
            "Agree who supports {volunteer} while it is looked into",
        ),
        Outline(Key.FOLLOW, "Ask {child} what they want next, if anything", days_after=14),
        Outline(
            Key.LETTER,
            "A letter from {volunteer} for {child} to keep",
            days_after=14,
            never=_of(Kind.SAFETY, Kind.NEVER_STARTED),
        ),
        Outline(
            Key.LETTER, "A letter, only if the safeguarding lead agrees", days_after=14, when=_of(Kind.SAFETY)
        ),
        Outline(
            Key.MEMORIES,
            "What {child} would like to keep: pictures, words, places",
            days_after=14,
            never=_of(Kind.SAFETY, Kind.NEVER_STARTED),
        ),
        Outline(
            Key.LAST,
            "One last meeting, if {child} wants it and it is safe. You arrange it and are there; no access opens again",
            days_after=21,
            never=_of(Kind.SAFETY, Kind.NEVER_STARTED),
        ),
        Outline(Key.SUMMARY, SUMMARY, days_after=14),
        AGAIN,
    ),
    Course.DIED: (
        Outline(
            Key.AROUND,
            "Ring {child}’s worker and carer first, before {child} can hear it by chance",
        ),
        Outline(
            Key.TELL,
            "Decide with them who tells {child}, and tell them face to face, with time to stay",
            days_after=1,
        ),
        Outline(
            Key.REMEMBER,
            "Ask {child} how they would like to remember {volunteer}: the funeral, a card, a place",
            days_after=5,
        ),
        Outline(
            Key.FAMILY,
            "Say to {volunteer}’s family, if they wish, what {volunteer} was to a child",
            days_after=14,
        ),
        Outline(Key.FOLLOW, "Ask {child} what would help now. There is no hurry", days_after=14),
        Outline(Key.MEMORIES, "Put together what {child} may keep: pictures, words, places", days_after=21),
        Outline(Key.SUMMARY, SUMMARY, days_after=28),
        Outline(
            Key.AGAIN,
            "When {child} is ready, ask whether they would like somebody again",
            days_after=GRIEF_DAYS,
        ),
    ),
    Course.CHILD_DIED: (
        Outline(
            Key.PREPARE,
            "Ring {volunteer} yourself, today; sit down together, and agree who is there for {volunteer}",
        ),
        Outline(
            Key.AROUND,
            "Speak with {child}’s worker: what has happened, who else must hear it from a person",
            days_after=1,
        ),
        Outline(
            Key.FAMILY,
            "Through the worker, ask the family and carers whether {volunteer} may come and say goodbye",
            days_after=5,
        ),
        Outline(
            Key.REMEMBER,
            "With the worker: who should have the pictures and words that are kept here, and a card from {volunteer}",
            days_after=21,
        ),
        Outline(Key.SUMMARY, SUMMARY, days_after=28),
    ),
    Course.STOPPED: (
        Outline(Key.HEAR, "Talk with {child}, if they want to. They need not say why", days_after=2),
        Outline(Key.PREPARE, "Tell {volunteer} what {child} decided, without {child}’s words", days_after=2),
        Outline(Key.AROUND, AROUND, days_after=3),
        Outline(Key.FOLLOW, "Ask {child} what they want next, if anything", days_after=14),
        Outline(Key.LETTER, "A letter from {volunteer}, if {child} would like one", days_after=14),
        Outline(Key.LAST, "A goodbye, only if {child} would like one", days_after=14),
        Outline(Key.SUMMARY, SUMMARY, days_after=21),
        AGAIN,
    ),
}
