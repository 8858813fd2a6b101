"""Who is asked whether two people may stay in touch after the end: everybody's yes is needed, and any no is enough."""

from datetime import date

from kith.endings.models import ContactAnswer, Ending
from kith.people.models import Involvement

Who = ContactAnswer.Who
OF_AGE = 18


def parties(ending: Ending, on: date) -> dict[str, str]:
    """Who is asked, with the words a page uses. From 18 on it is for the two alone; the dead are asked nothing."""
    match = ending.match
    if ending.is_by_death:
        return {}
    two = {Who.CHILD.value: match.child.name, Who.VOLUNTEER.value: match.volunteer.first_name}
    age = match.child.age_on(on)
    if age is not None and age >= OF_AGE:
        return two
    near = match.child.involvements.open_on(on).of(Involvement.Part.CARER)
    carer = {Who.CARER.value: "the carer"} if near.exists() else {}
    return two | carer | {Who.WORKER.value: "the worker"}
