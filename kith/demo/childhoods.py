"""Invented childhoods in care, in the proportions of the published statistics (shares: docs/demo-world.md)."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from kith.demo.names import child_name
from kith.foundation.dates import age_on, months_after

AGES = [(0, 0, 5), (1, 4, 14), (5, 9, 18), (10, 15, 39), (16, 17, 24)]
ETHNICITIES = {
    "WBRI": 66, "WIRI": 1, "WOTH": 3, "WROM": 1, "MWBC": 5, "MWBA": 2, "MWAS": 2, "MOTH": 2, "APKN": 3, "ABAN": 1,
    "AIND": 1, "BAFR": 4, "BCRB": 2, "BOTH": 1, "OOTH": 4, "NOBT": 1,
}  # fmt: skip
NEEDS = {"N1": 66, "N5": 13, "N4": 8, "N8": 5, "N2": 3, "N3": 3, "N6": 2}
HOMES = {"U4": 26, "U6": 20, "U5": 4, "U1": 7, "U3": 10, "K2": 12, "P1": 7, "R1": 3, "A4": 2}
OLDER_HOMES = {"U4": 18, "U6": 14, "U1": 5, "K2": 20, "K3": 30, "R1": 4, "P1": 5}
PROVIDERS = {"U": {"PR1": 62, "PR4": 38}, "K": {"PR4": 85, "PR1": 15}, "R": {"PR4": 70, "PR5": 30}}
AREAS = ["LS7", "LS8", "LS9", "LS11", "LS12", "LS13", "LS14", "LS15", "LS17", "LS27", "BD4", "WF1"]
FAR_AREAS = ["HU5", "S5", "DN4", "YO10", "OL4", "HX1"]
WHY_MOVED = {
    "CARPL": 31,
    "PLACE": 24,
    "OTHER": 22,
    "CREQB": 9,
    "CREQO": 6,
    "CHILD": 4,
    "STAND": 2,
    "CLOSE": 2,
}
REVIEW_WORDS = {"PN1": 46, "PN2": 6, "PN3": 4, "PN4": 6, "PN5": 5, "PN6": 22, "PN7": 11}


def drawn(draw: Random, shares: dict[str, int]) -> str:
    return draw.choices(list(shares), list(shares.values()))[0]


@dataclass
class Spell:
    """One episode of the return."""

    start: date
    new: str
    legal: str
    need: str
    home: str
    provider: str
    area: str
    end: date | None = None
    ended: str = ""
    moved: str = ""


@dataclass
class Childhood:
    """One invented child, as the return would show them."""

    ref: str
    girl: bool
    born: date
    ethnicity: str
    names: tuple[str, str]
    alone: bool
    spells: list[Spell] = field(default_factory=list)
    reviews: list[tuple[date, str]] = field(default_factory=list)
    sdq: int | None = None
    sdq_reason: str = ""

    @property
    def came(self) -> date:
        return self.spells[0].start

    @property
    def is_open(self) -> bool:
        return self.spells[-1].end is None


def a_childhood(draw: Random, ref: str, today: date, *, left: bool = False) -> Childhood:
    """A child in care on the day, or a young adult who has left."""
    alone = not left and draw.random() < 0.08
    low, high = (18, 21) if left else (16, 17) if alone else _ages(draw)
    born = today - timedelta(days=draw.randint(low * 365 + low // 4 + 1, high * 365 + high // 4 + 363))
    ethnicity = draw.choice(["OOTH", "OOTH", "BAFR", "AOTH"]) if alone else drawn(draw, ETHNICITIES)
    girl = draw.random() < (0.08 if alone else 0.47)
    child = Childhood(ref, girl, born, ethnicity, child_name(draw, girl=girl, ethnicity=ethnicity), alone)
    until = months_after(born, 18 * 12) if left else today
    child.spells = _spells(draw, child, _came(draw, child, until), until)
    if left:
        child.spells[-1].end, child.spells[-1].ended = (
            until,
            drawn(draw, {"E5": 60, "E17": 25, "E4A": 10, "E7": 5}),
        )
    child.reviews = _reviews(draw, child, until)
    _measure(draw, child, today)
    return child


def _ages(draw: Random) -> tuple[int, int]:
    low, high, _ = draw.choices(AGES, [share for *_, share in AGES])[0]
    return low, high


def _came(draw: Random, child: Childhood, until: date) -> date:
    """Most are a few years in care; unaccompanied young people a few months to two years."""
    days = int(draw.expovariate(1 / 400)) if child.alone else int(draw.expovariate(1 / 1000))
    longest = (until - child.born).days - 20
    return until - timedelta(days=max(5, min(days + 12, longest)))


def _spells(draw: Random, child: Childhood, came: date, until: date) -> list[Spell]:
    need = "N8" if child.alone else drawn(draw, NEEDS)
    legal = "V2" if child.alone or draw.random() < 0.22 else "C1"
    restless = draw.random() < 0.12
    spell = _home(draw, child, came, "S", legal, need)
    spells = [spell]
    ordered = came + timedelta(days=draw.randint(180, 330)) if legal == "C1" else None
    day = came
    while True:
        day += timedelta(days=max(10, int(draw.expovariate(1 / (110 if restless else 900)))))
        if ordered and ordered < min(day, until):
            spells.append(_changed(spells[-1], ordered))
            ordered = None
        if day >= until:
            return spells
        _close(draw, spells[-1], day)
        spells.append(_home(draw, child, day, "P", spells[-1].legal, need))


def _changed(last: Spell, day: date) -> Spell:
    """The full order is made: a new episode, the same home."""
    day = max(day, last.start + timedelta(days=1))
    last.end, last.ended = day, "X1"
    return Spell(day, "L", "C2", last.need, last.home, last.provider, last.area)


def _close(draw: Random, spell: Spell, day: date) -> None:
    spell.end, spell.ended, spell.moved = day, "X1", drawn(draw, WHY_MOVED)


def _home(draw: Random, child: Childhood, day: date, new: str, legal: str, need: str) -> Spell:
    age = age_on(child.born, day)
    home = drawn(draw, OLDER_HOMES if age >= 16 else HOMES)
    if age < 10 and home in ("K2", "R1"):
        home = "U4"
    provider = "PR0" if home == "P1" else drawn(draw, PROVIDERS.get(home[0], {"PR1": 1}))
    area = draw.choice(FAR_AREAS) if draw.random() < 0.16 else draw.choice(AREAS)
    return Spell(day, new, legal, need, home, provider, area)


def _reviews(draw: Random, child: Childhood, until: date) -> list[tuple[date, str]]:
    """Within 20 working days, then three months, then six; one in twelve late; the last three years are kept."""
    day, kept = child.came + timedelta(days=draw.randint(18, 27)), []
    gap = 85
    while day < until:
        if (until - day).days < 3 * 365:
            kept.append((day, "PN0" if age_on(child.born, day) < 4 else drawn(draw, REVIEW_WORDS)))
        day += timedelta(days=gap + (draw.randint(10, 40) if draw.random() < 0.08 else -draw.randint(0, 12)))
        gap = 178
    return kept


def _measure(draw: Random, child: Childhood, today: date) -> None:
    """One SDQ total a year for those looked after twelve months, aged 4 to 16."""
    if not child.is_open or (today - child.came).days < 365 or not 4 <= age_on(child.born, today) <= 16:
        return
    if draw.random() < 0.18:
        child.sdq_reason = drawn(draw, {"SDQ2": 30, "SDQ4": 50, "SDQ5": 15, "SDQ3": 5})
    else:
        child.sdq = min(36, max(0, round(draw.gauss(14.2, 6.6))))
