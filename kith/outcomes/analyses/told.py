"""Goals, needs, questions, school, work, and whether everybody has the same chance to be matched."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

from kith.outcomes.analyses.lasting import dates_basis
from kith.outcomes.analyses.section import Section, Table, told
from kith.outcomes.facts import GoalFact, NeedFact, ReferredFact, SchemeFacts, TermFact
from kith.outcomes.models import Need, Pulse
from kith.science import attendance, goals, needs, proportion
from kith.science.disclosure import Slice, side_by_side
from kith.science.goals import Goals, Kind, State
from kith.science.missing import must_have_followed_up
from kith.science.needs import Needs
from kith.science.proportion import Proportion
from kith.science.results import Audience, Basis, CannotTell, Method, Result, seen_by
from kith.science.results.minimums import Display, keeps_back, require
from kith.science.results.words import percent

STATES = {"open": State.OPEN, "reached": State.REACHED, "dropped": State.DROPPED}
PULSES = Method("latest answer of each, with Wilson's interval", "1")
A_YEAR_ON = 365 + 122
"""Days after which the same term of the next school year is over, and its file is there."""
NEET = ("G4", "G5", "G6")
ENDS = {"autumn": (12, 31, 0), "spring": (3, 31, 1), "summer": (7, 31, 1)}


def sections(facts: SchemeFacts, audience: Audience) -> Iterator[Section]:
    if facts.scheme.goals != facts.scheme.Goals.OFF:
        yield told("goals", "Goals", audience, lambda: _goals(facts, audience), _goals_table)
    if facts.needs:
        yield told("needs", "Needs", audience, lambda: _needs(facts, audience), _needs_table)
    for question in Pulse.Question:
        if any(asked == question for _, asked, _, _ in facts.pulses):
            yield told(
                f"question {question}",
                f"Asked: {question.label}",
                audience,
                partial(_pulse, facts, question, audience),
            )
    if facts.terms:
        yield told("attendance", "School sessions missed", audience, lambda: _attendance(facts, audience))
    if facts.statuses:
        yield told("status", "Education, employment or training", audience, lambda: _status(facts, audience))
    yield told(
        "equity gender",
        "Who is matched: girls and boys",
        audience,
        lambda: _equity(facts, audience, "gender"),
        _equity_table,
    )
    yield told(
        "equity background",
        "Who is matched: background",
        audience,
        lambda: _equity(facts, audience, "background"),
        _equity_table,
    )


# ------------------------------------------------------------------------------- goals and needs


def _goals(facts: SchemeFacts, audience: Audience) -> Result[Goals]:
    with_goals = [match for match in facts.matches if match.goals_on]
    rated = {goal.match for goal in facts.goals if goal.first is not None}
    set_ = {goal.match for goal in facts.goals}
    basis = Basis(
        eligible=len(with_goals),
        with_baseline=len(set_),
        followed_up=len(rated & set_),
        window="from the first step to the last",
        instrument="goals in the young person’s own words, steps from 0 to 10",
        informant="young people",
        on=facts.on,
    )
    return goals.tell_goals([_goal(goal) for goal in facts.goals], basis, audience=audience)


def _goal(goal: GoalFact) -> goals.Goal:
    kind = Kind.ORIGINAL if goal.origin == "original" else Kind.EMERGENT
    return goals.Goal(str(goal.match), kind, STATES[goal.status], goal.first, goal.last)


def _goals_table(figure: Goals) -> list[Table]:
    rows = []
    for name, its in (("Set at the start", figure.original), ("Came up on the way", figure.emergent)):
        cells = [its.set, its.reached.part if its.reached else None, its.dropped, its.open]
        rows.append((name, *("c" if cell is None and its.set != 0 else str(cell or 0) for cell in cells)))
    return [Table(("Goals", "Set", "Reached", "Let go", "Going on"), tuple(rows))]


def needs_of(rows: Sequence[NeedFact]) -> list[needs.Need]:
    """The seven needs counted, in their order: shares are of those who had the need."""
    found = []
    for category in Need.Category:
        its = [need for need in rows if need.category == category]
        there = [need for need in its if need.at_start == Need.AtStart.NEED]
        found.append(
            needs.Need(
                category.label,
                len(there),
                sum(need.addressed_on is not None for need in there),
                sum(need.improved_on is not None for need in there),
                new=sum(need.new_on is not None for need in its),
                not_asked=sum(need.at_start == Need.AtStart.NOT_ASKED for need in its),
            )
        )
    return found


def _needs(facts: SchemeFacts, audience: Audience) -> Result[Needs]:
    looked = {need.match for need in facts.needs}
    basis = Basis(
        eligible=len(facts.matches),
        with_baseline=len(looked),
        followed_up=len(looked),
        window="from the start to the day of the report",
        instrument="list of seven needs",
        informant="coordinators",
        on=facts.on,
    )
    return needs.tell_needs(needs_of(facts.needs), basis, audience=audience)


def _needs_table(figure: Needs) -> list[Table]:
    rows = []
    for row in figure.rows:
        done = [
            f"{share.part} of {share.whole} ({percent(share.share)})" if share else "–"
            for share in (row.addressed, row.improved)
        ]
        all_ = f"{row.found}" if row.of_needs else f"{row.found} of {figure.everybody}"
        rows.append((row.name, all_, *done, "c" if row.new is None else str(row.new)))
    return [Table(("Need", "Found at the start", "Addressed", "Improved", "Came up later"), tuple(rows))]


# ------------------------------------------------------------------------------- one question


def _pulse(facts: SchemeFacts, question: Pulse.Question, audience: Audience) -> Result[Proportion]:
    latest: dict[int, str] = {}
    for match, asked, answer, _ in sorted(facts.pulses, key=lambda each: each[3]):
        if asked == question:
            latest[match] = answer
    yes, everybody = sum(answer == Pulse.Answer.YES for answer in latest.values()), len(latest)
    require(Display.PERCENTAGE, everybody, audience)
    if keeps_back(audience, yes, everybody - yes):
        raise CannotTell("So few said yes, or did not, that telling would point at them.")
    basis = Basis(
        eligible=len(facts.matches),
        with_baseline=everybody,
        followed_up=everybody,
        window="the latest answer of each",
        instrument=f"one question: {question.label}",
        informant="young people who chose to answer",
        on=facts.on,
    )
    seen = seen_by(audience, proportion.wilson(yes, everybody), basis)
    its = seen.figure
    sentence = (
        f"Of {its.whole} young people who answered “{question.label}”, {its.part} ({percent(its.share)}, 95% interval "
        f"{percent(its.low)} to {percent(its.high)}) said yes."
    )
    return seen.result(sentence=sentence, method=PULSES, caveats=())


# ------------------------------------------------------------------------------- school and work


def _attendance(facts: SchemeFacts, audience: Audience) -> Result[attendance.Attendance]:
    pairs, early = [], [match for match in facts.matches if (facts.on - match.begun_on).days >= A_YEAR_ON]
    for match in early:
        its = facts.terms.get(match.child, [])
        before = [term for term in its if _end_of(term) <= match.begun_on]
        if before:
            first = max(before, key=_end_of)
            later = [term for term in its if (term.year, term.term) == (first.year + 1, first.term)]
            if later:
                pairs.append((_term(first), _term(later[0])))
    basis = Basis(
        eligible=len(early),
        with_baseline=len([match for match in early if match.child in facts.terms]),
        followed_up=len(pairs),
        window="the last term before the start, and the same a year on",
        instrument="sessions possible and missed",
        informant="the authority’s file",
        on=facts.on,
    )
    must_have_followed_up(basis, audience)
    return attendance.tell_attendance(pairs, basis, audience=audience)


def _end_of(term: TermFact) -> date:
    month, day, years = ENDS[term.term]
    return date(term.year + years, month, day)


def _term(term: TermFact) -> attendance.Term:
    return attendance.Term(term.term, term.possible, term.missed)


def _status(facts: SchemeFacts, audience: Audience) -> Result[proportion.Flows]:
    pairs, known = [], 0
    for match in facts.matches:
        its = facts.statuses.get(match.child, [])
        known += bool(its)
        year = match.begun_on.year + (match.begun_on.month > 3)
        before = [activity for told_in, activity in its if told_in <= year]
        after = [activity for told_in, activity in its if told_in > year]
        if before and after:
            pairs.append((before[-1] not in NEET, after[0] not in NEET))
    basis = Basis(
        eligible=known,
        with_baseline=known,
        followed_up=len(pairs),
        window="the last return up to the start, and the next after it",
        instrument="what care leavers do, as in the yearly return",
        informant="the authority’s file",
        on=facts.on,
    )
    if not pairs:
        raise CannotTell(
            "Of nobody does the authority’s return tell what they did before and after. Wait for the next one."
        )
    must_have_followed_up(basis, audience)
    what = "education, employment or training"
    return proportion.tell_flow(proportion.flow(pairs), basis, what=what, audience=audience)


# ------------------------------------------------------------------------------- equity


def _equity(facts: SchemeFacts, audience: Audience, by: str) -> Result[dict[str, Proportion]]:
    groups: dict[str, list[ReferredFact]] = {}
    for one in facts.referred:
        groups.setdefault(getattr(one, by), []).append(one)
    if len(groups) < 2:
        raise CannotTell("Fewer than two groups were referred, so there is nothing to set side by side.")
    if audience is Audience.OUTSIDE:
        _refuse_overlaps(facts, groups)
    counts = {name: (sum(one.matched for one in its), len(its)) for name, its in sorted(groups.items())}
    basis = dates_basis(
        facts,
        len(facts.referred),
        window="from the referral to the day of the report",
        people="children referred",
    )
    return proportion.tell_groups(counts, basis, what="were matched", audience=audience)


def _refuse_overlaps(facts: SchemeFacts, groups: dict[str, list[ReferredFact]]) -> None:
    """All groups and those matched in each, beside the whole: what is left out must not follow from what is shown."""
    everybody = frozenset(one.key for one in facts.referred)
    slices = [Slice("everybody", everybody)]
    for name, its in groups.items():
        slices.append(Slice(name, frozenset(one.key for one in its)))
        matched = frozenset(one.key for one in its if one.matched)
        if matched:
            slices.append(Slice(f"{name}, matched", matched))
    _, left_out = side_by_side(slices)
    if left_out:
        raise CannotTell("Side by side these groups would give a few children away. Tell the whole only.")


def _equity_table(figure: dict[str, Proportion]) -> list[Table]:
    rows = tuple(
        (
            name,
            str(its.whole),
            str(its.part),
            f"{percent(its.share)} ({percent(its.low)} to {percent(its.high)})",
        )
        for name, its in figure.items()
    )
    return [Table(("Group", "Referred", "Matched", "Share, 95% interval"), rows)]
