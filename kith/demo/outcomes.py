"""What came of the demo world's matches: measured little, told in words, let out once."""

import contextlib
from datetime import date, time, timedelta

from kith.demo.cast import World
from kith.foundation.dates import moment
from kith.matching.models import Match
from kith.outcomes import actions
from kith.outcomes.actions.asking import ask_for_form
from kith.outcomes.actions.bringing import bring_terms
from kith.outcomes.actions.focus import choose_focus
from kith.outcomes.actions.reports import begin_report, fill_report, release_report
from kith.outcomes.actions.scores import CannotScore, Sheet
from kith.outcomes.brought import Brought
from kith.outcomes.models import MeasureUse, Need, SchoolTerm
from kith.outcomes.queries.due import due, windows_of
from kith.outcomes.queries.reuse import reusable_totals
from kith.outcomes.waves import BASELINE
from kith.schemes.models import Scheme

USES = (
    # scheme, measure, who answers, licence reference
    ("visitors", "sdq", "carer", ""),
    ("visitors", "pulse", "self", ""),
    ("goals", "sdq", "carer", ""),
    ("goals", "goals", "self", ""),
    ("leaving", "goals", "self", ""),
    ("leaving", "swemwbs", "self", "WEMWBS registration 2026-118"),
    ("grand", "needs", "coordinator", ""),
    ("peers", "relationship", "self", ""),
)
LATELY = (
    ("visitors", "relationship-volunteer", "volunteer", ""),
    ("visitors", "pilot", "self", ""),
)
"""Taken up three weeks ago: nobody has answered these before."""
ASKED = {"volunteer": 6, "self": 3}
"""How many of those who are due are asked to answer themselves, by who answers; of others one."""
FOCUS = {
    "visitors": ("time", "lasting", "goodbye", "fun", "there", "calmer", "wellbeing"),
    "goals": ("time", "goodbye", "own", "behaviour", "learning"),
    "grand": ("time", "practical", "skills", "work"),
}
GOALS = (
    ("fun", "Learn to swim a whole length"),
    ("educational", "Read a whole book by myself"),
    ("behavioural", "Say it before I shout it"),
    ("practical", "Cook three dinners"),
    ("fun", "See the sea"),
)
WORDS = (
    "They always come when they say they will.",
    "We laugh a lot. It is the best bit of my week.",
    "I can be in a mood and that is alright.",
    "I tried things I thought were not for me.",
)


def tell(world: World) -> None:
    """Everything of this part, in the order in which it would have come about."""
    uses = [_take_up(world, *row) for row in USES]
    for scheme in world.schemes.values():
        matches = list(Match.objects.filter(scheme=scheme).with_people().order_by("begun_on", "pk"))
        actions.reuse_totals(found=reusable_totals(matches, world.today), by=None, on=world.today)
        for use in uses:
            if use.scheme_id == scheme.pk and use.of.comes_in_waves:
                _ask(world, use, matches)
        _hopes(world, matches)
        _terms(world, scheme, matches)
    _needs(world)
    _words(world)
    for key, chosen in FOCUS.items():
        scheme = world.schemes[key]
        choose_focus(scheme=scheme, chosen=chosen, by=world.manager(scheme), on=world.opened)
    lately = world.today - timedelta(days=21)
    _ask_them(world, [*uses, *(_take_up(world, *row, on=lately) for row in LATELY)])
    _report(world)


def _ask_them(world: World, uses: list[MeasureUse]) -> None:
    """Some are asked to answer themselves, on their own page or by a letter."""
    for use in uses:
        matches = list(
            Match.objects.live().filter(scheme=use.scheme).with_people().order_by("begun_on", "pk")
        )
        asked = [one for one in due(matches, world.today) if one.use == use and one.asks]
        for one in asked[: ASKED.get(use.informant, 1)]:
            by = world.coordinator(use.scheme)
            with contextlib.suppress(CannotScore):
                ask_for_form(
                    match=one.match,
                    use=use,
                    wave=one.wave,
                    name="Kit Farrow",
                    email="kit.farrow@home.example",
                    by=by,
                    on=world.today - timedelta(days=2),
                )


def _take_up(
    world: World, key: str, measure: str, informant: str, reference: str, on: date | None = None
) -> MeasureUse:
    scheme = world.schemes[key]
    return actions.take_up(
        scheme=scheme,
        measure=measure,
        informant=informant,
        licence_reference=reference,
        by=world.manager(scheme),
        on=on or world.opened,
    )


def _ask(world: World, use: MeasureUse, matches: list[Match]) -> None:
    """Most answered; a few were not asked, one would rather not be asked again. The latest waves are still open."""
    left_open = {
        (one.match.pk, one.wave)
        for one in due(matches, world.today)
        if one.state == "due" and one.wave != BASELINE
    }
    for turn, match in enumerate(matches):
        first = world.draw.gauss(17, 5)
        for window in windows_of(match, use, world.today):
            if (match.pk, window.wave) in left_open or window.around > world.today:
                continue
            by = world.coordinator(match.scheme)
            if turn % 9 == 4 and window.wave != BASELINE:
                outcome = "refused" if turn == 4 and window.wave == "6 months" else "not back"
                _try_answer(use, match, window.wave, outcome, by, window.around)
                continue
            sheet = Sheet(use, match, window.wave, window.around, _numbers(world, use, first, window.wave))
            try:
                actions.record_score(sheet=sheet, by=by, on=world.today)
            except CannotScore:
                continue  # the authority's return had it already, or the child was too young


def _try_answer(use: MeasureUse, match: Match, wave: str, outcome: str, by: object, on: date) -> None:
    try:
        actions.record_answer(use=use, match=match, wave=wave, outcome=outcome, by=by, on=on)  # type: ignore[arg-type]
    except CannotScore:
        return


def _numbers(world: World, use: MeasureUse, first: float, wave: str) -> dict[str, str]:
    draw, later = world.draw, wave != BASELINE
    if use.measure == "sdq":
        drifted = 14 + 0.72 * (first - 14) + draw.gauss(0, 4) if later else first
        total = min(40, max(0, round(drifted)))
        emotional = draw.randint(0, min(8, total))
        return {"total": str(total), "impact": str(draw.randint(0, 5)), "emotional": str(emotional)}
    if use.measure == "swemwbs":
        return {"raw": str(draw.randint(16, 29))}
    return {"mean": f"{draw.randint(32, 49) / 10}"}


def _hopes(world: World, matches: list[Match]) -> None:
    """Goals in their words, with steps for those who like steps; reached, going on, let go."""
    with_goals = [match for match in matches if match.goals_on]
    for turn, match in enumerate(with_goals):
        for nth, (kind, words) in enumerate((GOALS[turn % len(GOALS)], GOALS[(turn + 2) % len(GOALS)])):
            by, on = world.coordinator(match.scheme), match.begun_on + timedelta(days=20 + 100 * nth)
            if on > world.today or (match.ended_on and on > match.ended_on):
                continue
            goal = actions.set_goal(
                match=match, kind=kind, words=words, wants_steps=turn % 3 != 2, by=by, on=on
            )
            last = min(match.ended_on or world.today, on + timedelta(days=150))
            if goal.wants_steps and last > on:
                actions.rate_goal(goal=goal, rating=world.draw.randint(1, 4), by=by, on=on)
                actions.rate_goal(goal=goal, rating=world.draw.randint(4, 9), by=by, on=last)
            if turn % 4 == nth:
                actions.move_goal(goal=goal, step="reach", by=by, on=last)
            elif turn % 7 == 5:
                actions.move_goal(goal=goal, step="drop", by=by, on=last)


def _needs(world: World) -> None:
    """The Grandmentors' list: found at the start, some addressed, some better, one come up later."""
    scheme = world.schemes["grand"]
    by = world.coordinator(scheme)
    for turn, match in enumerate(Match.objects.filter(scheme=scheme).with_people().order_by("pk")):
        found = {
            category: "need" if (turn + place) % 3 else "none"
            for place, category in enumerate(Need.Category.values)
        }
        on = min(world.today, match.begun_on + timedelta(days=10))
        rows = actions.look_at_needs(match=match, found=found, by=by, on=on)
        later = min(world.today, match.begun_on + timedelta(days=120))
        said = {need.category: {"addressed"} for need in rows if need.is_there and need.pk % 2}
        came = next((need for need in rows if not need.is_there), None)
        if came:
            said[came.category] = {"new"}
        actions.follow_needs(match=match, said=said, by=by, on=later)


def _words(world: World) -> None:
    """The first who have a space of their own say what it is like, and one takes it back."""
    young = Match.objects.live().filter(child__user__isnull=False).with_people().order_by("begun_on", "pk")
    for turn, match in enumerate(young[: len(WORDS)]):
        by, on = match.child.user, max(match.begun_on, world.today - timedelta(days=30))
        said = actions.share_words(
            match=match,
            words=WORDS[turn],
            for_team=True,
            for_map=turn != 1,
            for_report=turn != 2,
            by=by,
            on=on,
        )
        if turn == 3 and by:
            actions.withdraw_words(said=said, by=by, on=world.today)
    live = Match.objects.live().filter(
        scheme=world.schemes["visitors"], begun_on__lte=world.today - timedelta(days=60)
    )
    for turn, match in enumerate(live.with_people().order_by("pk")):
        if turn % 4:
            answer = "no" if turn % 11 == 5 else "yes"
            on = world.today - timedelta(days=120 + turn % 20)
            if on >= match.begun_on:
                actions.answer_pulse(match=match, question="there", answer=answer, by=match.child.user, on=on)


def _terms(world: World, scheme: Scheme, matches: list[Match]) -> None:
    """Two school years from the authority's virtual school."""
    brought = Brought()
    for child in {match.child_id for match in matches if (match.child.age_on(world.today) or 0) < 17}:
        for year in range(world.today.year - 4, world.today.year):
            for term in SchoolTerm.Term.values:
                missed = world.draw.choice((0, 2, 4, 6, 9, 14, 22))
                brought.terms.append(
                    SchoolTerm(child_id=child, year=year, term=term, possible=126, missed=missed)
                )
    bring_terms(brought=brought, scheme=scheme, by=world.manager(scheme), on=world.today)


def _report(world: World) -> None:
    """The visitors' outcomes, let out to the commissioner last week."""
    scheme = world.schemes["visitors"]
    by, at = world.manager(scheme), moment(world.today - timedelta(days=7), time(10))
    report = begin_report(scheme=scheme, by=by, at=at)
    fill_report(report=report, by=by, at=at)
    release_report(report=report, by=by, at=at + timedelta(hours=2))
