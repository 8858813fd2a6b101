"""Goals and steps as the child says them; goals on or off; words and where they may stand; one question now and then."""

from datetime import date

from django.db import transaction

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.errors import Cannot
from kith.matching.models import Match
from kith.outcomes.models import Goal, GoalStep, NoMoreAsking, Pulse, Words
from kith.outcomes.wording import claim_in

PULSE = "pulse"
ORIGINAL_DAYS = 91
"""A goal set within so many days of the start is one of those set at the start, unless somebody says otherwise."""


class CannotHope(Cannot):
    """The goal, the words or the answer cannot be kept like this. `field` names what to look at."""

    def __init__(self, words: str, field: str = "") -> None:
        super().__init__(words)
        self.field = field


@transaction.atomic
def switch_goals(*, match: Match, goals_on: bool, by: User, on: date) -> Match:
    """With goals or without, as the child would like it, at any time. Goals there are stay and are not shown while off."""
    if goals_on and match.scheme.goals == match.scheme.Goals.OFF:
        raise CannotHope(f"{match.scheme} goes without goals. Nothing is missing.")
    match.goals_on = goals_on
    match.save(update_fields=["goals_on"])
    audit.record(Kind.GOALS_SWITCHED, about=match, by=by, on=on, goals_on=goals_on)
    return match


@transaction.atomic
def set_goal(
    *,
    match: Match,
    kind: str,
    words: str,
    origin: str = "",
    wants_steps: bool = False,
    by: User | None,
    on: date,
) -> Goal:
    """Write down a goal in the child's words."""
    if not match.goals_on:
        raise CannotHope(
            "They meet without goals, and nothing is missing. Switch goals on first if the young person wants some."
        )
    if kind not in Goal.Kind.values:
        raise CannotHope("Choose what kind of thing it is.")
    if not words.strip():
        raise CannotHope("Write it as the young person says it.")
    early = (on - match.begun_on).days <= ORIGINAL_DAYS
    usual = Goal.Origin.ORIGINAL if early else Goal.Origin.EMERGENT
    goal = Goal.objects.create(
        match=match,
        kind=kind,
        origin=origin or usual,
        words=words.strip(),
        set_on=on,
        wants_steps=wants_steps,
        created_by=by,
    )
    audit.record(Kind.GOAL_SET, about=goal, by=by, on=on, sort=kind, origin=goal.origin)
    return goal


@transaction.atomic
def rate_goal(*, goal: Goal, rating: int, by: User | None, on: date) -> GoalStep:
    """How near it feels today; said twice on one day, the later holds."""
    if not goal.is_open:
        raise CannotHope("This goal is over. Take it up again first.")
    if not 0 <= rating <= 10:
        raise CannotHope(f"{rating} is not on the steps. They go from 0 to 10.")
    step, _ = GoalStep.objects.update_or_create(
        goal=goal, on=on, defaults={"rating": rating, "created_by": by}
    )
    audit.record(Kind.GOAL_RATED, about=goal, by=by, on=on)
    return step


@transaction.atomic
def move_goal(*, goal: Goal, step: str, by: User | None, on: date) -> Goal:
    """Reached, let go, or taken up again."""
    goal.move(step, by=by, on=on)
    audit.record(Kind.GOAL_MOVED, about=goal, by=by, on=on, step=step)
    return goal


@transaction.atomic
def share_words(
    *,
    match: Match,
    words: str,
    about: str = "",
    for_team: bool = False,
    for_map: bool = False,
    for_report: bool = False,
    by: User | None,
    on: date,
) -> Words:
    """What a child said, and where they agreed that it may stand."""
    if not words.strip():
        raise CannotHope("Write a few words. They need not be many.")
    _refuse_names(match, words)
    if for_map or for_report:
        _refuse_claims(words)
    said = Words.objects.create(
        match=match,
        words=words.strip(),
        about=about,
        said_on=on,
        for_team=for_team,
        for_map=for_map,
        for_report=for_report,
        agreed_on=on,
        created_by=by,
    )
    audit.record(Kind.WORDS_SHARED, about=said, by=by, on=on, map=for_map, report=for_report)
    return said


def _refuse_names(match: Match, words: str) -> None:
    """Words that may stand anywhere name nobody."""
    told = words.casefold()
    names = {
        match.child.first_name,
        match.child.known_as,
        match.child.last_name,
        match.volunteer.first_name,
        match.volunteer.last_name,
    }
    found = sorted(
        name for name in names if len(name) > 1 and name.casefold() in told.replace("’", " ").split()
    )
    if found:
        raise CannotHope(
            f"Leave out the name {found[0]}, so that nobody can tell who said it. “They” will do."
        )


def _refuse_claims(words: str) -> None:
    """Beside figures, words that say why something changed would be read as proof. For the team they may be said."""
    if claim := claim_in(words):
        raise CannotHope(
            f"“{claim}” says why something changed, and where others read it nobody can know that. Keep these words for "
            "the team only, or say it another way.",
            "words",
        )


@transaction.atomic
def withdraw_words(*, said: Words, by: User, on: date) -> Words:
    """Taken back: they stand nowhere from now on, on no page and in no file made from now on."""
    if said.withdrawn_on:
        raise CannotHope("These words were taken back already.")
    said.withdrawn_on = max(on, said.said_on)
    said.save(update_fields=["withdrawn_on"])
    audit.record(Kind.WORDS_WITHDRAWN, about=said, by=by, on=on)
    return said


@transaction.atomic
def answer_pulse(*, match: Match, question: str, answer: str, by: User | None, on: date) -> Pulse:
    """Yes, no, not sure, or not now."""
    if question not in Pulse.Question.values or answer not in Pulse.Answer.values:
        raise CannotHope("Choose one of the answers.")
    given, _ = Pulse.objects.update_or_create(
        match=match, question=question, on=on, defaults={"answer": answer, "created_by": by}
    )
    audit.record(Kind.PULSE_ANSWERED, about=given, by=by, on=on)
    return given


@transaction.atomic
def stop_pulses(*, match: Match, by: User, on: date) -> NoMoreAsking:
    """“Stop asking me” holds until they say otherwise."""
    refusal, _ = NoMoreAsking.objects.get_or_create(
        child=match.child,
        measure=PULSE,
        informant="self",
        until_day=None,
        defaults={"from_day": on, "created_by": by},
    )
    audit.record(Kind.PULSE_ANSWERED, about=refusal, by=by, on=on, stopped=True)
    return refusal
