"""Every number of an outcome report that leaves, and a reader who solves for the few that it keeps back."""

import re
from collections.abc import Iterator

import pytest

from kith.foundation.dates import today
from kith.matching.models import Match
from kith.outcomes.facts import gather
from kith.outcomes.models import Pulse
from kith.outcomes.report import Made, made_from
from kith.outcomes.tests.factories import a_scheme
from kith.outcomes.tests.many import a_full_scheme
from kith.reporting.tests.reader import Reader
from kith.science.results import Audience
from kith.science.results.outside import counts_of

pytestmark = pytest.mark.django_db
WORDED = re.compile(r"\b\d+(?: to \d+)? (?:months|days|points?|schemes|of 100)\b|−?\d+\.\d+|\d+%|\b20\d\d\b")
"""Numbers that count nobody: months, days, points, schemes, shares, years."""
AGAIN = re.compile(
    r"(?:first|after|least|of its first|4 to|nearest to) \d+|\d+ (?:November|to 10)|version \d|-\d\d|Children measured twice"
)


@pytest.fixture(params=[(43, 3), (61, 5)], ids=str)
def report(request) -> Made:
    """Of a scheme that has enough of everything for most of its sections, beside four others; a few were not asked again."""
    many, seed = request.param
    schemes = [
        a_full_scheme(a_scheme("Bright goals", "goal-mentoring"), many, today(), seed=seed, followed=0.93)
    ]
    for name, size in (("Ash", 31), ("Beech", 30), ("Cedar", 27), ("Elm", 44)):
        schemes.append(a_full_scheme(a_scheme(name, "leaving-care-mentoring"), size, today(), seed=size))
    silent = Match.objects.filter(scheme=schemes[0]).order_by("pk")[:3]
    Pulse.objects.filter(match__in=list(silent)).delete()
    return made_from(gather(schemes, today()), schemes[0].pk, Audience.OUTSIDE)


def told(report: Made) -> list[dict]:
    found = [section for section in report.figures["sections"] if not section.get("refused")]
    assert len(found) >= 8, "or too little is told for this to say much"
    return found


def texts(section: dict) -> Iterator[str]:
    yield from (section["lines"]["says"], section["lines"]["small_print"], *section["lines"]["beside"])
    for table in section["tables"]:
        for row in table["rows"]:
            yield from row


def test_nothing_that_leaves_is_finer_than_fives(report):
    _counts_are_in_fives(report)
    _words_hold_no_finer_count(report)
    _means_tell_not_of_how_many_they_are(report)
    _curves_have_no_step_of_a_few(report)


def _counts_are_in_fives(report: Made) -> None:
    for section in told(report):
        for path, count in counts_of(section):
            if not path.endswith("/schemes"):
                assert count % 5 == 0, (section["key"], path, count)


def _words_hold_no_finer_count(report: Made) -> None:
    for section in told(report):
        if section["key"] in ("lengths", "months"):
            continue  # their first column is months
        for text in texts(section):
            left = AGAIN.sub("", WORDED.sub("", text))
            finer = [number for number in re.findall(r"(?<![\w.])\d+(?![\w.])", left) if int(number) % 5]
            assert not finer, (section["key"], text)


def _means_tell_not_of_how_many_they_are(report: Made) -> None:
    for section in told(report):
        for pair in _with_means(section["figure"]):
            places = 3 if section["key"] == "attendance" else 1
            for name in ("mean", "mean_before", "mean_after"):
                assert pair.get(name, 0) == round(pair.get(name, 0), places), (section["key"], name)
            assert pair.get("sd", 0) == round(pair.get("sd", 0), places - 1)


def _with_means(value: object) -> Iterator[dict]:
    if isinstance(value, dict):
        if {"mean", "n"} <= value.keys():
            yield value
        for each in value.values():
            yield from _with_means(each)


def _curves_have_no_step_of_a_few(report: Made) -> None:
    """Between two points that are told, none ended or at least five: a step is a child."""
    section = next((each for each in told(report) if each["key"] == "lengths"), None)
    if section is None:
        return
    points = section["figure"]["points"]
    for (_, before, *_, watched), (_, after, *_) in zip(points, points[1:], strict=False):
        if before != after:
            assert (before - after) * (watched + 2) / before >= 4.5


def reads(reader: Reader, report: Made) -> dict[str, int]:
    """All counts in fives as a reader knows them, what is some of what, and which sections count the same people."""
    truth: dict[str, int] = {}
    for section in told(report):
        exact = report.counts[section["key"]]
        for path, count in counts_of(section):
            name = f"{section['key']} {path}"
            if path not in exact:
                continue  # worked out from a count in fives that stands elsewhere
            truth[name] = exact[path]
            if " without " in path:
                whole, part = path.split(" without ")
                reader.knows(
                    {f"{section['key']} {whole}": 1, f"{section['key']} {whole.rpartition('/')[0]}/{part}": -1, name: -1}, 0, 0
                )  # fmt: skip
            elif not path.endswith("/schemes"):
                reader.knows({name: 1}, max(0, count - 2), count + 2)
    for one, other in _the_same(truth):
        if truth[one] == truth[other]:
            reader.knows({one: 1, other: -1}, 0, 0)
    return truth


def _the_same(names: dict[str, int]) -> Iterator[tuple[str, str]]:
    """Counts of which a reader knows that they are of the same people: whose match began, and who were followed up."""
    began = [f"{key} basis/eligible" for key in ("lengths", "endings", "needs", "question there")]
    six = [
        f"{part} sdq home six months basis/followed_up" for part in ("change", "unseen", "reliable", "power")
    ]
    six += ["change sdq home six months figure/paired/n", "reliable sdq home six months figure/n"]
    for group in (began, six):
        here = [name for name in group if name in names]
        yield from zip(here, here[1:], strict=False)


def test_nobody_who_solves_for_a_few_finds_them(report):
    reader = Reader()
    truth = reads(reader, report)
    reader.hidden += [(name,) for name, count in truth.items() if 0 < count < 5]
    assert reader.hidden, "or this could not fail"
    assert reader.finds_out(truth) == []
    told_exactly = Reader()
    reads(told_exactly, report)
    for name, count in truth.items():
        if " without " not in name:
            told_exactly.knows({name: 1}, count, count)
    told_exactly.hidden += reader.hidden
    assert len(told_exactly.finds_out(truth)) == len(reader.hidden), "exact counts would give each away"
