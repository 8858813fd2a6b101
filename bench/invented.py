"""An invented scheme of any size with everything its outcome report counts; the same for the same seed."""

import random
from dataclasses import dataclass
from datetime import date, timedelta

from kith.science.attendance import Term
from kith.science.comparison import Design, Order
from kith.science.goals import Goal, Kind, State
from kith.science.needs import Need
from kith.science.pairs import Pairs, Score, pair_up
from kith.science.scales import SDQ_TOTAL
from kith.science.sdq import Scores
from kith.science.survival import Followed, Length

DAY = date(2026, 11, 21)
CARER = SDQ_TOTAL["carer"]
KINDS = ("completed", "child's choice", "volunteer left", "placement move", "left care", "unknown")
DESIGN = Design(Order.LOTTERY, date(2025, 1, 6), date(2025, 7, 1), "carer-rated total at six months")


@dataclass(frozen=True)
class Scheme:
    """One scheme's records, as plain data."""

    name: str
    pairs: Pairs
    waited: Pairs
    questionnaires: list[tuple[Scores, Scores]]
    lengths: list[Length]
    followed: list[Followed]
    months: list[float]
    needs: list[Need]
    goals: list[Goal]
    terms: list[tuple[Term, Term]]
    statuses: list[tuple[bool, bool]]
    waves: list[list[float | None]]

    def lengths_ending(self, kind: str) -> int:
        return sum(length.ended == kind for length in self.lengths)


def scheme(name: str, matches: int, seed: int) -> Scheme:
    """A scheme of so many matches, four in five of whom were followed up."""
    luck = random.Random(seed)
    began, waited = (_pairs(count, luck) for count in (matches, max(30, matches // 2)))
    return Scheme(
        name=name,
        pairs=began,
        waited=waited,
        questionnaires=[
            (_sheet(before, luck), _sheet(after, luck))
            for before, after in zip(began.before, began.after, strict=True)
        ],
        lengths=[_length(luck) for _ in range(matches)],
        followed=[
            Followed(luck.choice((None, luck.uniform(1, 24))), 24, luck.choice((None, luck.uniform(1, 24))))
            for _ in range(matches)
        ],
        months=[luck.gauss(matches * 1.7, matches**0.5) for _ in range(36)],
        needs=[_need(f"need {place}", matches, luck) for place in range(7)],
        goals=[
            Goal(
                f"{place // 3}",
                luck.choice(list(Kind)),
                luck.choice(list(State)),
                luck.randrange(6),
                luck.randrange(4, 11),
            )
            for place in range(2 * matches)
        ],
        terms=[
            (Term("autumn", 140, luck.randrange(60)), Term("autumn", 140, luck.randrange(60)))
            for _ in range(matches)
        ],
        statuses=[(luck.random() < 0.5, luck.random() < 0.6) for _ in range(matches)],
        waves=[
            [before, after, after + luck.gauss(0, 4) if luck.random() < 0.7 else None]
            for before, after in zip(began.before, began.after, strict=True)
        ],
    )


def _pairs(count: int, luck: random.Random) -> Pairs:
    starts = {f"{place}": DAY - timedelta(days=luck.randrange(190, 900)) for place in range(count)}
    scores = []
    for child, start in starts.items():
        first = min(40, max(0, round(luck.gauss(18, 5))))
        scores.append(Score(child, start, first, CARER.instrument, "carer"))
        if luck.random() < 0.8:
            later = min(40, max(0, round(14 + 0.72 * (first - 14) + luck.gauss(0, 4))))
            scores.append(
                Score(
                    child, start + timedelta(days=luck.randrange(150, 240)), later, CARER.instrument, "carer"
                )
            )
    return pair_up(starts, scores, CARER, on=DAY)


def _sheet(total: float, luck: random.Random) -> Scores:
    return Scores(luck.randrange(11), 3, 4, 2, 8, int(total), 5, 7, luck.randrange(11))


def _length(luck: random.Random) -> Length:
    entered = luck.choice((0, 0, 0, luck.randrange(12)))
    lasted = entered + 1 + min(60, int(luck.expovariate(1 / 20)))
    return Length(lasted, luck.choice(("", "", *KINDS)), entered)


def _need(name: str, everybody: int, luck: random.Random) -> Need:
    found = luck.randrange(everybody // 4, everybody)
    addressed = luck.randrange(found // 2, found)
    return Need(name, found, addressed, luck.randrange(addressed + 1))
