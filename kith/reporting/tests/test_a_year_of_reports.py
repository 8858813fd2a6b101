"""A reader lays a year of what was let out side by side, and sets a solver upon every number that was kept back.

Four quarters of one contract, the page for elected members, and two outcome reports, of the same children. The reader knows
that matches of a quarter are those of the quarter before, and those begun, less those ended; that the ways of ending add up;
that the year is its quarters; how numbers are rounded; and that a “c” is at least one where others of its list are shown.
"""

import random
from datetime import time, timedelta

import pytest

from kith.endings.models import Ending
from kith.foundation.dates import moment
from kith.outcomes.actions.reports import begin_report, fill_report, release_report
from kith.outcomes.tests.factories import manager_of
from kith.reporting.facts.register import register_facts
from kith.reporting.figures.members import members
from kith.reporting.gate import INSIDE, OUTSIDE, Gate
from kith.reporting.quarters import Span, quarter_of
from kith.reporting.report import Report
from kith.reporting.tests.factories import AUTUMN, a_paid_scheme, counted, ended, together
from kith.reporting.tests.reader import MOST, Reader
from kith.schemes.tests.factories import a_contract, a_scheme

pytestmark = pytest.mark.django_db
WAYS = {
    "planned_ending": ("completed", True),
    "childs_choice": ("child's choice", True),
    "unplanned_ending": ("volunteer left", False),
    "died_ending": ("volunteer died", False),
}


def quarters() -> list[Span]:
    spans = [AUTUMN]
    while len(spans) < 4:
        spans.append(quarter_of(spans[-1].from_day - timedelta(days=1)))
    return spans[::-1]


def a_year(seed: int, begins: int, ends: int):
    """A contract whose matches begin and end as they come, and how many each quarter truly had."""
    luck, contract = random.Random(seed), a_paid_scheme()
    spans, truth = quarters(), {}
    going = [
        together(contract, begun_on=spans[0].from_day - timedelta(days=200), agreed={}) for _ in range(80)
    ]
    for number, span in enumerate(spans):
        truth[f"begun {number}"] = luck.randrange(begins)
        for _ in range(truth[f"begun {number}"]):
            day = span.from_day + timedelta(days=luck.randrange(80))
            going.append(together(contract, begun_on=day, agreed={}))
        for way, (kind, planned) in WAYS.items():
            truth[f"{way} {number}"] = luck.randrange(ends)
            for _ in range(truth[f"{way} {number}"]):
                match, day = going.pop(0), span.from_day + timedelta(days=85)
                match.ended_on, match.status = day, "ended"
                match.save()
                Ending.objects.create(
                    match=match, kind=kind, planned=planned, begun_on=day, ended_on=day, status="ended"
                )
        truth[f"together {number}"] = len(going)
    return contract, spans, truth


def read(contract, spans, gate: Gate) -> Reader:
    """Everything of a year that leaves the scheme, as a reader notes it."""
    reader = Reader()
    for number, span in enumerate(spans):
        report = counted(contract, gate, span)
        ways = [f"{way} {number}" for way in WAYS]
        reader.is_told(report.figure("together").shown, f"together {number}")
        reader.is_told(report.figure("ended").shown, *ways)
        reader.is_told(report.figure("any_time").shown, f"together {number}", *ways)
        for way in WAYS:
            reader.is_told(report.figure(way).shown, f"{way} {number}", least=_least(report))
        if number:
            moves = {f"together {number}": 1, f"together {number - 1}": -1, f"begun {number}": -1}
            reader.knows(moves | dict.fromkeys(ways, 1), 0, 0)
    year = Span(spans[0].from_day, spans[-1].until_day)
    facts = register_facts(contract.commissioner, year.until_day, year)
    page = members(facts, gate, {"authority": "Northbridge"}, year.until_day, year.from_day)
    for way in WAYS:
        of_year = [f"{way} {number}" for number in range(4)]
        reader.is_told(page.figure(way).shown, *of_year, least=_least(page))
    everything = [f"{way} {number}" for way in WAYS for number in range(4)]
    reader.is_told(page.figure("ended").shown, *everything)
    return reader


def _least(report: Report) -> int:
    """A list that is kept back whole keeps back its noughts too."""
    return 0 if all(report.figure(way).shown.text == "c" for way in WAYS) else 1


def reads_outcomes(reader: Reader, contract, spans) -> None:
    """Two outcome reports, half a year apart, say how many matches there have been."""
    by, eligible = manager_of(contract.scheme), {}
    for number in (1, 3):
        at = moment(spans[number].until_day, time(10))
        report = fill_report(report=begin_report(scheme=contract.scheme, by=by, at=at), by=by, at=at)
        release_report(report=report, by=by, at=at)
        lengths = next((one for one in report.sections if one["key"] == "lengths"), {})
        if lengths.get("basis") and not lengths.get("as_before"):
            eligible[number] = lengths["basis"]["eligible"]
        _reads_funnel(reader, report, number)
    if len(eligible) == 2:
        more = eligible[3] - eligible[1]
        reader.knows({"begun 2": 1, "begun 3": 1}, more, more)


def _reads_funnel(reader: Reader, report, number: int) -> None:
    """Of every match that ended so far, how many with a planned goodbye, in fives, beside the provider's other schemes."""
    its = next((one for one in report.sections if one["key"] == "funnel"), {})
    if its.get("refused") or its.get("as_before") or not its:
        return
    ours = [one["scheme"] for one in its["figure"]["schemes"] if one["scheme"]["name"] == report.scheme.name]
    for scheme in ours:
        so_far = ["before", *range(number + 1)]
        planned = {f"planned_ending {place}": 1 for place in so_far}
        others = {f"{way} {place}": 1 for place in so_far for way in WAYS if way != "planned_ending"}
        reader.knows(planned, scheme["part"] - 2, scheme["part"] + 2)
        reader.knows(planned | others, scheme["whole"] - 2, scheme["whole"] + 2)


def with_other_schemes(contract, spans):
    """Four more schemes of the provider, and endings of years ago: enough for a funnel that shows each of them."""
    long_ago = spans[0].from_day - timedelta(days=400)
    for name in ("Ash", "Beech", "Cedar", "Elm"):
        other = a_contract(a_scheme(name))
        for place in range(12):
            ended(other, "completed" if place % 2 else "unknown", planned=bool(place % 2), on=long_ago)
    for place in range(24):
        ended(contract, "completed" if place % 2 else "unknown", planned=bool(place % 2), on=long_ago)


@pytest.mark.parametrize(("seed", "begins", "ends"), [(1, 9, 4), (2, 6, 6), (3, 9, 8), (4, 3, 3)])
def test_nothing_that_was_kept_back_can_be_worked_out_from_a_year_of_reports(seed, begins, ends):
    contract, spans, truth = a_year(seed, begins, ends)
    with_other_schemes(contract, spans)
    reader = read(contract, spans, OUTSIDE)
    reads_outcomes(reader, contract, spans)
    assert reader.hidden, "or this could not fail"
    assert reader.finds_out(truth) == []


def test_the_reader_would_work_out_what_one_table_alone_keeps_back():
    """Or the tests above could not fail: with only single small counts blotted out, the year gives them away."""
    contract, spans, truth = a_year(2, 6, 6)
    reader = Reader()
    whole = read(contract, spans, INSIDE)
    small = {name for name in truth if 0 < truth[name] < 5 and not name.startswith("begun")}
    for sum_, low, high in whole.rows:
        only = [name for name in sum_ if name in small]
        if len(sum_) == 1 and only:
            reader.hidden.append((only[0],))
            reader.knows(sum_, 1, MOST)
        else:
            exact = sum(truth[name] * times for name, times in sum_.items() if name in truth)
            reader.knows(sum_, *((low, high) if low == high == 0 else (exact, exact)))
    assert any(reader.range_of(parts)[0] == reader.range_of(parts)[1] for parts in reader.hidden)
