"""What was hoped and what changed for one young person, in words. No colours, no verdicts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kith.foundation.dates import count_words, day_words
from kith.matching.models import Match, WishList
from kith.meetings.models import Meeting
from kith.outcomes.models import Goal, Need, Pulse, Score
from kith.outcomes.registry import Measure, who_words
from kith.outcomes.states import Status
from kith.outcomes.waves import BASELINE, order_of, wave_words


@dataclass(frozen=True)
class GoalCard:
    """One goal as it stands."""

    goal: Goal
    kind: str
    standing: str
    steps: str


@dataclass(frozen=True)
class Way:
    """Everything on the quiet page of one match."""

    hoped: str
    hoped_on: date | None
    goals: list[GoalCard]
    met: str
    changed: list[str]


def way_of(match: Match, on: date) -> Way:
    """What the young person and the coordinator both read."""
    wishes = WishList.objects.filter(child=match.child, on__lte=match.begun_on).order_by("-version").first()
    goals = (
        list(Goal.objects.filter(match=match).prefetch_related("steps", "changes")) if match.goals_on else []
    )
    kept = Meeting.objects.kept().filter(match=match).count()
    met = f"Together for {match.length(on)}, and met {count_words(kept, 'time')}."
    return Way(
        hoped=wishes.words if wishes else "",
        hoped_on=wishes.on if wishes else None,
        goals=[goal_card(goal) for goal in goals],
        met=met,
        changed=[*_reached(goals), *_needs(match), *_pulses(match)],
    )


def goal_card(goal: Goal) -> GoalCard:
    changes = list(goal.changes.all())
    standing = f"since {day_words(goal.set_on)}"
    if goal.status == Status.REACHED:
        standing = f"reached on {day_words(changes[-1].on)}"
    if goal.status == Status.DROPPED:
        standing = f"let go on {day_words(changes[-1].on)}, which is fine"
    return GoalCard(goal, goal.get_kind_display(), standing, _steps(goal))


def _steps(goal: Goal) -> str:
    steps = list(goal.steps.all())
    if not steps:
        return ""
    first, last = steps[0], steps[-1]
    if len(steps) == 1:
        return f"{first.rating} of 10 on {day_words(first.on)}"
    return f"{first.rating} of 10 on {day_words(first.on)}, {last.rating} of 10 on {day_words(last.on)}"


def _reached(goals: Sequence[Goal]) -> list[str]:
    return [f"“{goal.words}” was reached." for goal in goals if goal.status == Status.REACHED]


def _needs(match: Match) -> list[str]:
    rows = Need.objects.filter(match=match, improved_on__isnull=False)
    return [
        f"{need.get_category_display()}: better since {day_words(need.improved_on)}."
        for need in rows
        if need.improved_on
    ]


def _pulses(match: Match) -> list[str]:
    said = {}
    for pulse in Pulse.objects.filter(match=match).exclude(answer=Pulse.Answer.NOT_NOW):
        said[pulse.question] = pulse
    return [
        f"“{pulse.get_question_display()}” {pulse.get_answer_display()}, on {day_words(pulse.on)}."
        for pulse in said.values()
    ]


# ----------------------------------------------------------------------------- for the coordinator alone


@dataclass(frozen=True)
class Scored:
    """The forms of one measure as answered by one person, in words, with what they cannot say about one child."""

    measure: Measure
    who: str
    lines: list[str]
    caveats: list[str]


def scored_of(scores: Sequence[Score], *, coordinator: bool) -> list[Scored]:
    """By measure and who answered. Caveats stand wherever there is more than one form.

    What a change of one child exceeds, and what a survey would have predicted, is for the match's coordinator alone.
    """
    found: dict[tuple[str, str], list[Score]] = {}
    for score in scores:
        found.setdefault((score.measure, score.informant), []).append(score)
    return [_scored(its, coordinator) for its in found.values()]


def _scored(its: list[Score], coordinator: bool) -> Scored:
    its = sorted(its, key=lambda score: (order_of(score.wave), score.on))
    measure = its[0].of
    told = [score for score in its if score.is_scored]
    return Scored(
        measure, who_words(its[0].informant), [_line(score) for score in its], _caveats(told, coordinator)
    )


def _line(score: Score) -> str:
    when = f"{wave_words(score.wave).capitalize()}, {day_words(score.on)}"
    if not score.is_scored:
        return f"{when}: {score.get_outcome_display().lower()}."
    parts = [
        f"{part.name.lower()} {score.values[part.key]:g}"
        for part in score.of.parts
        if part.key in score.values
    ]
    source = (
        " From the authority’s return for the year to that day."
        if score.source == Score.Source.REGISTER
        else ""
    )
    return f"{when}: {', '.join(parts)}.{source}"


def _caveats(told: list[Score], coordinator: bool) -> list[str]:
    """What a change of one child can and cannot say."""
    firsts = [score for score in told if score.wave == BASELINE]
    if not firsts or len(told) < 2:
        return []
    first, last = firsts[0], told[-1]
    if first.head is None or last.head is None or first is last:
        return []
    change = last.head - first.head
    said = [
        f"A change of {change:+g} on {first.of.head.name.lower()} is one child’s; a form varies from day to day by itself."
    ]
    if first.measure == "sdq" and coordinator:
        said += _of_the_sdq(first, last, change)
    return said


def _of_the_sdq(first: Score, last: Score, change: float) -> list[str]:
    from kith.science.change.reliable import points_needed
    from kith.science.scales import SDQ_TOTAL

    scale = SDQ_TOTAL[first.informant]
    within, over = points_needed(scale), points_needed(scale, between_sittings=True)
    size = "less than" if abs(change) < within else "as much as" if abs(change) < over else "more than"
    said = [
        f"It takes {within:g} points to exceed the form’s own error on one day, {over:g} between two days months apart; "
        f"this is {size} that. Beyond it still need not mean anything came of the match. Decide nothing about a child by it."
    ]
    return said + _added_value(first, last)


def _added_value(first: Score, last: Score) -> list[str]:
    from kith.science.change.added_value import SURVEY_2004

    needed = [first.values.get(part) for part in ("total", "impact", "emotional")]
    if first.informant not in ("carer", "parent") or None in needed or last.wave != "6 months":
        return []
    total, impact, emotional = (float(value or 0) for value in needed)
    predicted = (
        SURVEY_2004.constant
        + SURVEY_2004.total * total
        + SURVEY_2004.impact * impact
        + SURVEY_2004.emotional * emotional
    )
    return [
        f"A national survey would predict {predicted:.1f} for such a first form, give or take 10. For one child that says "
        "nothing; it is meant for groups of twenty and more."
    ]
