"""Whom to ask for a form, which forms somebody was asked for, and whether an answer is still taken."""

from dataclasses import dataclass
from datetime import date

from kith.access.models import User
from kith.matching.models import Match
from kith.outcomes.models import FormAsked, MeasureUse, Score
from kith.people.models import Involvement
from kith.recruitment.queries import is_suspended

NEAR = {"carer": Involvement.Part.CARER, "teacher": Involvement.Part.TEACHER}


@dataclass(frozen=True)
class Asked:
    """Who would be asked, as far as Kith knows them. Nobody: somebody types whom to write to."""

    user: User | None = None
    name: str = ""
    email: str = ""


def whom_to_ask(match: Match, use: MeasureUse, on: date) -> Asked:
    """The young person and the volunteer of the match, or the carer or teacher near the child."""
    if use.informant == "self":
        return Asked(match.child.user, match.child.name)
    if use.informant == "volunteer":
        volunteer = match.volunteer
        return Asked(volunteer.user, volunteer.first_name, volunteer.email)
    part = NEAR.get(use.informant)
    near = Involvement.objects.open_on(on).filter(child=match.child, part=part) if part else None
    person = (
        near.select_related("user", "carer", "worker").order_by("-from_day", "-pk").first() if near else None
    )
    if person is None:
        return Asked()
    known = person.carer or person.worker
    user = person.user or (known.user if known else None)
    email = user.email if user else known.email if known else ""
    return Asked(user if user and user.is_active else None, person.who, email or "")


def may_be_asked(match: Match, on: date) -> bool:
    """Whether the volunteer still meets the child; one who is suspended is written to by nobody here."""
    return match.is_live and not is_suspended(match.volunteer, on)


def takes_answer(asked: FormAsked, on: date) -> bool:
    """Whether it still waits: nobody has answered, by this road or another, and its days are not over."""
    use = asked.use
    if not asked.is_open_on(on) or use.until_day or asked.match.child.sealed:
        return False
    if use.informant == "volunteer" and not may_be_asked(asked.match, on):
        return False
    there = Score.objects.standing().filter(
        match=asked.match_id, measure=use.measure, informant=use.informant, wave=asked.wave
    )
    return not there.exists()


def forms_for(user: User, on: date) -> list[FormAsked]:
    """What somebody with an account was asked for and has not answered."""
    rows = FormAsked.objects.open().filter(user=user, asked_on__lte=on, open_until__gte=on).with_match()
    return [asked for asked in rows.order_by("open_until", "pk") if takes_answer(asked, on)]
