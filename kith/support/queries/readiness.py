"""How a young person's list stands, and whether to remind them of it."""

from dataclasses import dataclass
from datetime import date, timedelta

from kith.foundation.dates import count_words
from kith.people.models import Child
from kith.support.models import ReadinessAnswer, ReadinessList
from kith.support.ready_for import AREAS, Area, Thing

EVERY = timedelta(days=30)
INVITED_FROM = 16
State = ReadinessAnswer.State


@dataclass(frozen=True)
class Standing:
    """One thing, and what was said of it last."""

    thing: Thing
    said: ReadinessAnswer | None

    @property
    def words(self) -> str:
        return self.said.get_state_display() if self.said else "Not said yet"


def standing(found: ReadinessList) -> list[tuple[Area, list[Standing]]]:
    """The areas in order, each thing with its latest answer."""
    latest = {said.item: said for said in found.answers.all()}
    return [(area, [Standing(thing, latest.get(thing.key)) for thing in area.things]) for area in AREAS]


def progress_words(found: ReadinessList) -> str:
    """You can do 12 things. With 3 you would like help."""
    latest = {said.item: said for said in found.answers.all()}.values()
    can = sum(1 for said in latest if said.state == State.CAN)
    help_wanted = sum(1 for said in latest if said.help_wanted or said.help_from)
    if not latest:
        return "Begin wherever you like. You can stop and come back."
    said = f"You can do {count_words(can, 'thing')} on this list."
    return f"{said} With {help_wanted} you would like help." if help_wanted else said


def nudge(child: Child, on: date) -> ReadinessList | None:
    """The list to remind a young person of: once a month without a word, and only while they let us."""
    found = ReadinessList.objects.filter(child=child, nudges=True).prefetch_related("answers").first()
    if found is None:
        return None
    said = list(found.answers.all())
    touched = max([found.begun_on, found.nudged_on or found.begun_on, *(each.on for each in said)])
    latest = {each.item: each.state for each in said}
    done = sum(1 for state in latest.values() if state in (State.CAN, State.NOT_MINE))
    everything = sum(len(area.things) for area in AREAS)
    return found if on - touched >= EVERY and done < everything else None


def is_invited(child: Child, on: date) -> bool:
    """Old enough, and no list yet: a quiet link on their own space."""
    age = child.age_on(on)
    old_enough = age is not None and age >= INVITED_FROM
    return old_enough and not ReadinessList.objects.filter(child=child).exists()
