"""A scheme of any size, made quickly, with everything its outcome report counts."""

import random
from datetime import date, time, timedelta
from itertools import count

from kith.endings.models import Ending
from kith.foundation.dates import moment
from kith.matching.models import Match
from kith.meetings.models import Meeting
from kith.outcomes import actions
from kith.outcomes.models import Goal, GoalStep, Need, Pulse, SchoolTerm, Score
from kith.people.models import Child, Volunteer
from kith.referral.models import Referral
from kith.register.models import LeaverSnapshot
from kith.schemes.models import Scheme
from kith.schemes.tests.factories import an_authority

NUMBER = count(1)
KINDS = (("completed", True), ("child's choice", True), ("volunteer left", False), ("placement move", False))


def a_full_scheme(scheme: Scheme, matches: int, on: date, seed: int = 1, followed: float = 0.8) -> Scheme:
    """So many matches of the last three years; `followed`: the share of carers who answered again."""
    luck = random.Random(seed)
    place = an_authority()
    children = Child.objects.bulk_create(
        Child(
            first_name=f"C{n}",
            authority=place,
            authority_ref=f"MANY{next(NUMBER)}",
            born=date(2010, 5, 1),
            gender="FM"[n % 2],
            ethnicity=("WBRI", "BCRB")[n % 3 == 0],
        )
        for n in range(matches)
    )
    volunteers = Volunteer.objects.bulk_create(
        Volunteer(first_name=f"V{n}", last_name="Ash") for n in range(matches)
    )
    begun = [on - timedelta(days=luck.randrange(260, 1000)) for _ in range(matches)]
    referrals = Referral.objects.bulk_create(
        Referral(
            reference=f"MANY-{next(NUMBER)}",
            scheme=scheme,
            child=child,
            received_on=day,
            source="social worker",
            why="x",
        )
        for child, day in zip(children, begun, strict=True)
    )
    ended = [luck.random() < 0.45 for _ in range(matches)]
    made = Match.objects.bulk_create(
        Match(
            child=child,
            volunteer=volunteer,
            scheme=scheme,
            referral=referral,
            begun_on=day,
            ended_on=day + timedelta(days=luck.randrange(60, 250)) if over else None,
            status="ended" if over else "active",
            goals_on=scheme.goals != scheme.Goals.OFF,
        )
        for child, volunteer, referral, day, over in zip(
            children, volunteers, referrals, begun, ended, strict=True
        )
    )
    _endings(made, luck)
    _scores(scheme, made, luck, followed)
    _hopes(made, luck, on)
    _files(made, luck)
    Meeting.objects.bulk_create(
        Meeting(
            match=match,
            at=moment(match.begun_on + timedelta(days=14 * turn), time(14)),
            status="kept",
            minutes=120,
            planned_on=match.begun_on,
        )
        for match in made
        for turn in range(1, 12)
    )
    return scheme


def _endings(made, luck):
    rows = []
    for match in made:
        if match.ended_on:
            kind, planned = luck.choice(KINDS)
            rows.append(
                Ending(
                    match=match,
                    kind=kind,
                    planned=planned,
                    begun_on=match.begun_on,
                    ended_on=match.ended_on,
                    status="ended",
                )
            )
    Ending.objects.bulk_create(rows)


def _scores(scheme, made, luck, followed):
    use = actions.take_up(scheme=scheme, measure="sdq", informant="carer", by=None, on=date(2024, 1, 1))
    rows = []
    for match in made:
        first = min(40, max(0, round(luck.gauss(18, 5))))
        rows.append(_score(use, match, "baseline", match.begun_on, first))
        if luck.random() < followed:
            later = min(40, max(0, round(14 + 0.72 * (first - 14) + luck.gauss(0, 4))))
            rows.append(_score(use, match, "6 months", match.begun_on + timedelta(days=182), later))
    Score.objects.bulk_create(rows)


def _score(use, match, wave, day, total):
    values = {"total": total, "impact": 3, "emotional": 5}
    return Score(
        child=match.child, scheme=use.scheme, match=match, measure="sdq", version=use.of.version, informant="carer",
        wave=wave, on=day, outcome="scored", values=values,
    )  # fmt: skip


def _hopes(made, luck, on):
    with_goals = [match for match in made if match.goals_on]
    goals = Goal.objects.bulk_create(
        Goal(
            match=match,
            kind="fun",
            origin=luck.choice(("original", "emergent")),
            words="x",
            set_on=match.begun_on,
            status=luck.choice(("open", "reached", "dropped")),
        )
        for match in with_goals
        for _ in range(2)
    )
    GoalStep.objects.bulk_create(
        GoalStep(
            goal=goal, on=goal.set_on + timedelta(days=days), rating=min(10, luck.randrange(4) + days // 30)
        )
        for goal in goals
        for days in (0, 150)
    )
    for goal in goals:
        if goal.status != "open":
            step = "reach" if goal.status == "reached" else "drop"
            goal.changes.create(
                step=step,
                from_status="open",
                to_status=goal.status,
                on=goal.set_on + timedelta(days=150),
                by=None,
            )
    Need.objects.bulk_create(
        Need(
            match=match, category=category, at_start=(state := luck.choice(("need", "need", "none"))), looked_on=match.begun_on,
            addressed_on=match.begun_on + timedelta(days=60) if state == "need" and luck.random() < 0.5 else None,
        )
        for match in made
        for category in Need.Category.values
    )  # fmt: skip
    Pulse.objects.bulk_create(
        Pulse(
            match=match,
            question="there",
            answer=luck.choice(("yes", "yes", "no")),
            on=match.begun_on + timedelta(days=60),
        )
        for match in made
    )
    assert on


def _files(made, luck):
    terms, statuses = [], []
    for match in made:
        year = match.begun_on.year - 1
        for school_year in (year - 1, year, year + 1):
            for term in ("autumn", "spring", "summer"):
                terms.append(
                    SchoolTerm(
                        child=match.child,
                        year=school_year,
                        term=term,
                        possible=140,
                        missed=luck.randrange(40),
                    )
                )
        told = match.begun_on.year + (match.begun_on.month > 3)
        statuses += [
            LeaverSnapshot(child=match.child, year=told, activity=luck.choice(("F2", "G5"))),
            LeaverSnapshot(child=match.child, year=told + 1, activity=luck.choice(("F2", "F2", "G5"))),
        ]
    SchoolTerm.objects.bulk_create(terms)
    LeaverSnapshot.objects.bulk_create(statuses)
