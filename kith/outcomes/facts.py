"""A scheme's rows as plain data for science: no names, the same number of queries however many matches there are."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any, NamedTuple

from kith.endings.models import Ending
from kith.endings.states import Status as EndingStatus
from kith.foundation.dates import LONDON
from kith.matching.models import Match
from kith.meetings.models import Meeting
from kith.outcomes.models import Goal, MeasureUse, Need, Pulse, SchoolTerm, Score
from kith.outcomes.registry import measures
from kith.outcomes.stays import Stays
from kith.people.models import Child
from kith.referral.models import Referral
from kith.referral.states import Status as ReferralStatus
from kith.register.models import LeaverSnapshot
from kith.schemes.models import Scheme
from kith.science.vocabulary import BACKGROUNDS

PLANNED, CHOICE, UNPLANNED, DIED = "planned", "child", "unplanned", "died"
APART = {Ending.Kind.CHILD: CHOICE, Ending.Kind.DIED: DIED, Ending.Kind.CHILD_DIED: DIED}
"""Counted apart from endings with and without a plan: nobody was to plan these."""
MONTH = 30.4375
ASKED = (Score.Outcome.SCORED, Score.Outcome.NOT_BACK, Score.Outcome.REFUSED)
MATCHED = (ReferralStatus.MATCHED, ReferralStatus.CLOSED)


@dataclass(frozen=True, slots=True)
class MatchFact:
    """One match: whose, from when, until when, how it ended; and where it went over, since or until when it was here."""

    pk: int
    child: int
    begun_on: date
    ended_on: date | None
    way: str
    goals_on: bool
    came_on: date | None = None
    left_on: date | None = None

    def months(self, until: date) -> float:
        """How old it was on a day, at its end, or when it left."""
        return max(0, ((self.ended_on or self.left_on or until) - self.begun_on).days) / MONTH


@dataclass(frozen=True, slots=True)
class ScoreFact:
    """One scored form."""

    match: int
    measure: str
    informant: str
    wave: str
    on: date
    values: dict[str, float]


@dataclass(frozen=True, slots=True)
class GoalFact:
    """One goal: its kind, where it stands, when it was reached, its first and last step."""

    match: int
    kind: str
    origin: str
    status: str
    reached_on: date | None
    first: int | None
    last: int | None


@dataclass(frozen=True, slots=True)
class ReferredFact:
    """One referral: who, as a group, and whether they were matched."""

    key: str
    gender: str
    background: str
    matched: bool


class NeedFact(NamedTuple):
    """One need of one match, with the days of what came of it; the fields of the model by their names."""

    match: int
    category: str
    at_start: str
    new_on: date | None
    addressed_on: date | None
    improved_on: date | None


class TermFact(NamedTuple):
    """One term at school of one child."""

    child: int
    year: int
    term: str
    possible: int
    missed: int


@dataclass
class SchemeFacts:
    """Everything that a report of one scheme counts."""

    scheme: Scheme
    on: date
    uses: list[MeasureUse] = field(default_factory=list)
    matches: list[MatchFact] = field(default_factory=list)
    gone_over: list[MatchFact] = field(default_factory=list)
    """Those that are with another scheme now: how long they last is watched until the day on which they left."""
    scores: list[ScoreFact] = field(default_factory=list)
    goals: list[GoalFact] = field(default_factory=list)
    needs: list[NeedFact] = field(default_factory=list)
    pulses: list[tuple[int, str, str, date]] = field(default_factory=list)
    kept: list[date] = field(default_factory=list)
    feelings: int = 0
    asked: Counter[str] = field(default_factory=Counter)
    """Minutes asked for in the year before, by who answers: forms that came back and those that did not."""
    terms: dict[int, list[TermFact]] = field(default_factory=dict)
    statuses: dict[int, list[tuple[int, str]]] = field(default_factory=dict)
    referred: list[ReferredFact] = field(default_factory=list)
    paired: dict[tuple[str, str, str], Any] = field(default_factory=dict)
    """Pairs that were made already: other schemes of the provider ask for them again."""

    @property
    def starts(self) -> dict[str, date]:
        return {str(match.pk): match.begun_on for match in self.matches}


GENDERS = {"F": "Girls", "M": "Boys", "X": "Another way", "U": "Not known"}
BROAD = {
    "white": "White",
    "mixed": "Mixed",
    "asian": "Asian",
    "black": "Black",
    "other": "Another background",
}


def gather(
    schemes: Iterable[Scheme], on: date, on_step: Callable[[int], object] = lambda percent: None
) -> dict[int, SchemeFacts]:
    """Scheme id → its facts as the records stood on a day. Sealed children are in nobody's figures."""
    found = {scheme.pk: SchemeFacts(scheme, on) for scheme in schemes}
    stays = Stays(list(found))
    of_match = _matches(found, stays, on)
    for use in MeasureUse.objects.open().filter(scheme__in=list(found)):
        found[use.scheme_id].uses.append(use)
    parts: tuple[Callable[[], None], ...] = (
        lambda: _scores(found, stays, of_match, on),
        lambda: _goals(found, stays, of_match, on),
        lambda: _needs(found, stays, of_match),
        lambda: _pulses(found, stays, of_match, on),
        lambda: _meetings(found, stays, on),
        lambda: _of_children(found),
        lambda: _referred(found, on),
        lambda: _asked(found, on),
    )
    for place, part in enumerate(parts, 1):
        part()
        on_step(100 * place // len(parts))
    return found


def _asked(found: dict[int, SchemeFacts], on: date) -> None:
    """What the authority's return held already was asked of nobody."""
    rows = Score.objects.standing().filter(
        scheme__in=list(found), outcome__in=ASKED, on__gt=on - timedelta(days=365), on__lte=on
    )
    told = rows.exclude(source=Score.Source.REGISTER).order_by()
    for scheme, key, informant in told.values_list("scheme", "measure", "informant"):
        found[scheme].asked[informant] += measures()[key].minutes


def _needs(found: dict[int, SchemeFacts], stays: Stays, of_match: dict[int, int]) -> None:
    rows = Need.objects.filter(stays.ever_here("match")).order_by("pk")
    for need in map(NeedFact._make, rows.values_list(*NeedFact._fields)):
        if need.match in of_match:
            found[of_match[need.match]].needs.append(need)


def _pulses(found: dict[int, SchemeFacts], stays: Stays, of_match: dict[int, int], on: date) -> None:
    rows = Pulse.objects.filter(stays.ever_here("match"), on__lte=on).order_by("on", "id")
    for match, question, answer, day in rows.exclude(answer=Pulse.Answer.NOT_NOW).values_list(
        "match", "question", "answer", "on"
    ):
        if match in of_match:
            found[of_match[match]].pulses.append((match, question, answer, day))


def _matches(found: dict[int, SchemeFacts], stays: Stays, on: date) -> dict[int, int]:
    """Match id → the scheme it was in on the day."""
    rows = Match.objects.filter(stays.ever_here(), child__sealed=False, begun_on__lte=on)
    endings = {
        row["match"]: APART.get(row["kind"], PLANNED if row["planned"] else UNPLANNED)
        for row in Ending.objects.filter(stays.ever_here("match"), status=EndingStatus.ENDED)
        .order_by()
        .values("match", "kind", "planned")
    }
    of_match = {}
    for pk, scheme, child, begun, ended, goals_on in rows.order_by("pk").values_list(
        "pk", "scheme", "child", "begun_on", "ended_on", "goals_on"
    ):
        over = ended if ended and ended <= on else None
        way = endings.get(pk, UNPLANNED) if over else ""
        here = MatchFact(pk, child, begun, over, way, goals_on)
        its = [stay for stay in stays.of(pk, scheme) if (stay.came_on or on) <= on]
        now = next(stay for stay in its if stay.holds(on))
        if now.scheme in found:
            found[now.scheme].matches.append(replace(here, came_on=now.came_on))
            of_match[pk] = now.scheme
        before = {stay.scheme: stay for stay in its if stay.scheme in found and stay.scheme != now.scheme}
        for stay in before.values():
            gone = replace(here, ended_on=None, way="", came_on=stay.came_on, left_on=stay.left_on)
            found[stay.scheme].gone_over.append(gone)
    return of_match


def _scores(found: dict[int, SchemeFacts], stays: Stays, of_match: dict[int, int], on: date) -> None:
    rows = Score.objects.scored().filter(stays.ever_here("match"), on__lte=on).order_by("on", "id")
    for match, measure, informant, wave, day, values in rows.values_list(
        "match", "measure", "informant", "wave", "on", "values"
    ):
        if match in of_match:
            found[of_match[match]].scores.append(ScoreFact(match, measure, informant, wave, day, values))


def _goals(found: dict[int, SchemeFacts], stays: Stays, of_match: dict[int, int], on: date) -> None:
    rows = Goal.objects.filter(stays.ever_here("match"), match__goals_on=True, set_on__lte=on)
    for goal in rows.prefetch_related("steps", "changes").order_by():
        if goal.match_id not in of_match:
            continue
        steps = [step.rating for step in goal.steps.all() if step.on <= on]
        reached = [change.on for change in goal.changes.all() if change.to_status == "reached"]
        over = goal.status == "reached" and reached and reached[-1] <= on
        found[of_match[goal.match_id]].goals.append(
            GoalFact(
                match=goal.match_id,
                kind=goal.kind,
                origin=goal.origin,
                status=goal.status,
                reached_on=reached[-1] if over else None,
                first=steps[0] if len(steps) > 1 else None,
                last=steps[-1] if len(steps) > 1 else None,
            )
        )


def _meetings(found: dict[int, SchemeFacts], stays: Stays, on: date) -> None:
    """Each counts in the scheme in which the match was that day."""
    rows = Meeting.objects.kept().filter(stays.ever_here("match"), match__child__sealed=False).order_by()
    for match, scheme, at, feeling in rows.values_list("match", "match__scheme", "at", "feeling"):
        day = at.astimezone(LONDON).date()
        was_in = stays.on(match, scheme, day) if stays.has_moved(match) else scheme
        if day <= on and was_in in found:
            found[was_in].kept.append(day)
            found[was_in].feelings += bool(feeling)


def _of_children(found: dict[int, SchemeFacts]) -> None:
    """What the authority's own files say: terms at school, and what care leavers do."""
    near: dict[int, set[int]] = defaultdict(set)
    for scheme, facts in found.items():
        for match in facts.matches:
            near[match.child].add(scheme)
    told = SchoolTerm.objects.filter(child__in=list(near)).order_by("year", "id")
    for term in map(TermFact._make, told.values_list(*TermFact._fields)):
        for scheme in near[term.child]:
            found[scheme].terms.setdefault(term.child, []).append(term)
    rows = LeaverSnapshot.objects.filter(child__in=list(near)).exclude(activity="").order_by("year")
    for child, year, activity in rows.values_list("child", "year", "activity"):
        for scheme in near[child]:
            found[scheme].statuses.setdefault(child, []).append((year, activity))


def _referred(found: dict[int, SchemeFacts], on: date) -> None:
    rows = Referral.objects.filter(
        scheme__in=list(found), received_on__lte=on, child__sealed=False
    ).order_by()
    matched = {(match.child, scheme) for scheme, facts in found.items() for match in facts.matches}
    for pk, scheme, child, gender, ethnicity in rows.exclude(child=None).values_list(
        "pk", "scheme", "child", "child__gender", "child__ethnicity"
    ):
        term = BACKGROUNDS.get(ethnicity)
        background = BROAD.get(term.group, "Not known") if term else "Not known"
        gender_words = GENDERS.get(gender, GENDERS[Child.Gender.UNKNOWN])
        fact = ReferredFact(str(pk), gender_words, background, (child, scheme) in matched)
        found[scheme].referred.append(fact)
