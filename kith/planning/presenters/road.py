"""The road from an enquiry to approval: where people are, where they are lost, how long it takes, and for whom."""

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from kith.foundation.charts import Chart, bars
from kith.foundation.dates import count_words
from kith.foundation.sheets import Sheet
from kith.planning.queries import Cohort
from kith.planning.queries.road import NAMES
from kith.recruitment.states import Status, WhyDeclined, WhyWithdrawn
from kith.science.disclosure import SMALLEST_BASE, THRESHOLD, Cell, Withheld, list_of, publish
from kith.science.proportion import Proportion
from kith.science.recruiting import ByGroup, Line, Share, Step, quantile, share

HALF, NINE_IN_TEN = Fraction(1, 2), Fraction(9, 10)
FEWEST_TO_TIME = 5
TOO_FEW_TO_TIME = "too few to say"
REASONS = {str(why): why.label for kind in (WhyDeclined, WhyWithdrawn) for why in kind}
NO_REASON = "No reason written down"
FOR_THOSE_WHO_VET, OF_FEW = "Why is for those who vet", "A reason that few had"
CAVEATS = (
    "A share that left counts only people whose road is over: those still on the way are in no share, and may go on or leave.",
    "People who came lately have had less time, so early steps look emptier for them than for those who came long ago.",
    "How long a step takes is known only of those who went on. Those still there are beside it: where they have waited longer, the step has become slower.",
    f"Ranges are 95% ranges by Wilson’s method. They speak of chance alone. Shares of fewer than {SMALLEST_BASE} people are not given.",
    "Groups are what people chose to tell. Where ranges overlap widely, the figures do not show that groups fare differently; where they do not, they do not show why.",
    "Numbers under five about a group, and what would give them away, are kept back (c).",
    "A second application of the same person counts as another.",
)


def percent(value: Cell) -> str:
    return value.sign if isinstance(value, Withheld) else f"{value}%"


def range_words(interval: Proportion | None) -> str:
    """12 to 30%."""
    if interval is None:
        return ""
    return f"{round(100 * interval.low)} to {round(100 * interval.high)}%"


def numbers(cohort: Cohort) -> list[tuple[str, str]]:
    road = cohort.road()
    through = road[-1].went_on
    return [
        (f"{cohort.people:,}", "offered themselves"),
        (f"{through:,}", "are approved"),
        (f"{sum(step.still for step in road):,}", "are still on the way"),
        (f"{sum(step.left for step in road):,}", "did not go on"),
    ]


def sentence(cohort: Cohort) -> str:
    """Of 60 whose road is over, 24 were approved: 40% (29 to 53%). Most are lost after …"""
    road = cohort.road()
    over = road[-1].went_on + sum(step.left for step in road)
    if not over:
        return "Nobody’s road is over yet."
    through = share(road[-1].went_on, over)
    told = f"Of {over:,} whose road is over, {road[-1].went_on:,} {'was' if road[-1].went_on == 1 else 'were'} approved"
    if through.interval:
        told += f": {percent(through.percent)} (likely {range_words(through.interval)})"
    worst = max(road, key=lambda step: step.left)
    if worst.left >= FEWEST_TO_TIME:
        told += f". Most were lost at “{worst.name}”: {worst.left:,} of {worst.decided:,}"
    return f"{told}."


def step_rows(cohort: Cohort) -> list[dict[str, Any]]:
    """Each step: who reached it, went on, left, is there; what share left; how long it took and takes."""
    taken, waited = cohort.days_taken(), cohort.days_waited()
    return [_step_row(step, taken[place], waited[place]) for place, step in enumerate(cohort.road())]


def _step_row(step: Step, taken: Mapping[int, int], waited: Mapping[int, int]) -> dict[str, Any]:
    lost = share(step.left, step.decided)
    return {
        "name": step.name,
        "reached": step.reached,
        "went_on": step.went_on,
        "left": step.left,
        "still": step.still,
        "decided": step.decided,
        "lost": percent(lost.percent),
        "range": range_words(lost.interval),
        "timed": sum(taken.values()),
        "median": days_words(taken, HALF),
        "nine_in_ten": days_words(taken, NINE_IN_TEN),
        "so_far": days_words(waited, HALF),
        "median_days": _days(taken, HALF),
        "nine_in_ten_days": _days(taken, NINE_IN_TEN),
        "so_far_days": _days(waited, HALF),
        "share": lost,
    }


def _days(counts: Mapping[int, int], part: Fraction) -> int | None:
    return quantile(counts, part) if sum(counts.values()) >= FEWEST_TO_TIME else None


def days_words(counts: Mapping[int, int], part: Fraction) -> str:
    if not counts:
        return "–"
    days = _days(counts, part)
    return TOO_FEW_TO_TIME if days is None else count_words(days, "day")


def chart(cohort: Cohort) -> Chart:
    road = cohort.road()
    found = [*((step.name, step.reached) for step in road), ("Approved", road[-1].went_on)]
    return bars(
        found, title="How many came so far", words="; ".join(f"{name}: {number}" for name, number in found)
    )


def group_tables(groups: Sequence[ByGroup]) -> list[dict[str, Any]]:
    """One table for each kind of group, everybody last; or why there is none."""
    return [
        {
            "by": group.by,
            "why": group.why,
            "stages": [f"Left at “{stage}”" for stage in group.stages],
            "lines": [_group_line(line) for line in group.lines],
        }
        for group in groups
    ]


def _group_line(line: Line) -> dict[str, Any]:
    return {
        "name": line.name,
        "people": _cell(line.people),
        "still": _cell(line.still),
        "shares": [_share(each) for each in (*line.lost, line.through)],
    }


def _cell(cell: Cell) -> str:
    return cell.sign if isinstance(cell, Withheld) else f"{cell:,}"


def _share(each: Share) -> dict[str, str]:
    return {
        "percent": percent(each.percent),
        "range": range_words(each.interval),
        "counts": "" if isinstance(each.percent, Withheld) else f"{_cell(each.part)} of {_cell(each.of)}",
    }


def reasons(cohort: Cohort, *, vets: bool) -> list[dict[str, Any]]:
    """Where people were lost and why. Others than those who vet do not read why the scheme said no, nor what few gave."""
    sections: dict[str, dict[str, dict[str, int]]] = {}
    left = cohort.why_left()
    many = Counter[tuple[str, str]]()
    for (_, outcome, reason), number in left.items():
        many[outcome, reason] += number
    for (step, outcome, reason), number in sorted(left.items()):
        words = reason_words(reason)
        if not vets and outcome == Status.DECLINED:
            words = FOR_THOSE_WHO_VET
        elif not vets and many[outcome, reason] < THRESHOLD:
            words = OF_FEW
        section = sections.setdefault(str(Status(outcome).label), {})
        of_step = section.setdefault(NAMES[step], {})
        of_step[words] = of_step.get(words, 0) + number
    return [
        {"outcome": outcome, "lines": _reason_lines(steps)} for outcome, steps in sorted(sections.items())
    ]


def reason_words(code: str) -> str:
    """A code in words; one that no list knows (any more) as it was written."""
    return str(REASONS.get(code, "")) or f"{code[:1].upper()}{code[1:]}" or NO_REASON


def _reason_lines(steps: Mapping[str, Mapping[str, int]]) -> list[tuple[str, str]]:
    """Each reason with its number over all steps, most first, then the steps; small ones kept back."""
    by_reason: dict[str, int] = {}
    for told in steps.values():
        for words, number in told.items():
            by_reason[words] = by_reason.get(words, 0) + number
    return [*_published("Why", by_reason), *_published("Where", {f"At “{name}”": sum(told.values()) for name, told in steps.items()})]  # fmt: skip


def _published(title: str, counts: Mapping[str, int]) -> list[tuple[str, str]]:
    ordered = dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
    shown = publish(list_of(title, title.lower(), ordered))
    return [(name, _cell(shown.cell(name))) for name in ordered]


def sheet(cohort: Cohort) -> Sheet:
    columns = ("Step", "Reached", "Went on", "Left", "Still there", "Share that left", "Likely range", "Half took at most, days", "Nine in ten took at most, days", "Timed", "Half of those there wait at least, days")  # fmt: skip
    lines = [
        (
            row["name"], row["reached"], row["went_on"], row["left"], row["still"], row["lost"], row["range"],
            row["median_days"], row["nine_in_ten_days"], row["timed"], row["so_far_days"],
        )
        for row in step_rows(cohort)
    ]  # fmt: skip
    return Sheet("From enquiry to approval", columns, lines)


def as_plain(cohort: Cohort, *, vets: bool) -> dict[str, Any]:
    return {
        "period": {"from": cohort.period.from_day, "until": cohort.period.until_day},
        "people": cohort.people,
        "brought_in_before": cohort.brought_in(),
        "sentence": sentence(cohort),
        "steps": [
            {
                key: row[key]
                for key in ("name", "reached", "went_on", "left", "still", "decided", "lost", "range", "median_days", "nine_in_ten_days", "timed", "so_far_days")
            }
            for row in step_rows(cohort)
        ],
        "groups": group_tables(cohort.groups()),
        "reasons": reasons(cohort, vets=vets),
        "caveats": list(CAVEATS),
    }  # fmt: skip
