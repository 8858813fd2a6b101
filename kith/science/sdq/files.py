"""A file of questionnaires in, a file of scores out; or a list of what is wrong with it, by line and column.

Quick because a scale's five answers, taken together as text, have at most a few hundred different values: each is
scored once and remembered.
"""

import csv
import io
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from operator import getitem, itemgetter
from typing import Any

from kith.science.sdq.bands import department_band, ladder
from kith.science.sdq.decoding import Finding, decoded, dialect_of, headings_of
from kith.science.sdq.keys import COMPOSITES, IMPACT_ITEMS, INFORMANTS, ITEMS, MOST, REVERSED, SCALES
from kith.science.sdq.scoring import impact_score, scale_score
from kith.science.sdq.waves import Waves

ANSWERS = tuple(f"q{item}" for item in range(1, ITEMS + 1))
IMPACT_COLUMNS = tuple(dict.fromkeys(name for names in IMPACT_ITEMS.values() for name in names))
BANDED = ("total", *SCALES, "impact")
MADE = (*SCALES, *COMPOSITES, "impact", *(f"{name} band" for name in BANDED), "total for the department")
AGES_WITH_BANDS = range(4, 18)
OLDEST = 120
MOST_FINDINGS = 1_000
FORMULA = frozenset("=+-@\t\r")

Cells = tuple[str, ...]
Cut = Callable[[Sequence[str]], Cells]
Ladder = Mapping[int | None, str]
NO_BANDS: Ladder = defaultdict(str)
DEPARTMENT: Ladder = {total: department_band(total) for total in (None, *range(41))}


@dataclass(slots=True)
class Scored:
    """What came of a file: rows ready to be written, or findings. Never both."""

    headings: list[str] = field(default_factory=list)
    rows: list[tuple[Any, ...]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    without_informant: int = 0

    def written(self) -> str:
        """As CSV. Refused while anything is wrong with the file."""
        if self.findings:
            raise ValueError("Nothing is written while something is wrong with the file. Put it right first.")
        out = io.StringIO(newline="")
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(self.headings)
        writer.writerows(self.rows)
        return out.getvalue()


def score_file(content: bytes, *, informant: str = "", until: date | None = None) -> Scored:
    """Score every questionnaire of a CSV file.

    Columns, in any order: `q1` to `q25` with 0, 1, 2 or nothing. If there: `informant` (parent, carer, teacher or self;
    else `informant` is taken for all), `difficulties` (0 for none), `distress`, `home`, `friends`, `peers`, `classroom`
    and `leisure` (0 to 3), `age` in years (no bands under 4 and over 17), `child`, `wave`, `date`. All other columns
    are handed through. The answers themselves are not written again. `until`: the last day a form can be of.
    """
    text = decoded(content)
    if isinstance(text, Finding):
        return Scored(findings=[text])
    reader = csv.reader(io.StringIO(text, newline=""), dialect=dialect_of(text))
    headings = headings_of(reader)
    if wrong := _wrong_headings(headings, informant, reader.line_num):
        return Scored(findings=wrong)
    return _Scorer(headings, informant, until).scored(reader)


def _wrong_headings(headings: Sequence[str], informant: str, line: int) -> list[Finding]:
    names = [name.lower() for name in headings]
    if informant and informant not in INFORMANTS:
        return [Finding(line, "informant", f"“{informant}” is not one of {', '.join(INFORMANTS)}.")]
    twice = [name for name in dict.fromkeys(names) if name and names.count(name) > 1]
    missing = [name for name in ANSWERS if name not in names]
    if len(missing) == len(ANSWERS):
        return [
            Finding(line, "all", "there are no headings q1 to q25. They stand in the first line of the file.")
        ]
    return [
        *(Finding(line, name, "stands twice among the headings. Keep one.") for name in twice),
        *(Finding(line, name, "is missing. The answers stand in columns q1 to q25.") for name in missing),
        *(
            Finding(
                line, name, "is what is worked out here. Give the column another heading, or leave it out."
            )
            for name in dict.fromkeys(names)
            if name in MADE
        ),
    ]


class _Scorer:
    """Knows where each column is, and what it has scored before."""

    def __init__(self, headings: Sequence[str], informant: str, until: date | None) -> None:
        self.headings, self.informant = headings, informant
        self.at = {name.lower(): place for place, name in enumerate(headings)}
        answered = {*ANSWERS, *IMPACT_COLUMNS, "difficulties"}
        self.kept = [place for place, name in enumerate(headings) if name.lower() not in answered]
        self.findings: list[Finding] = []
        self.scales: list[tuple[Cut, Sequence[int], dict[Cells, int | None]]] = [
            (cut([self.at[f"q{item}"] for item in items]), items, {}) for items in SCALES.values()
        ]
        self.impact_names = [name for name in ("difficulties", *IMPACT_COLUMNS) if name in self.at]
        self.impact_cells = cut([self.at[name] for name in self.impact_names])
        self.impacts: dict[tuple[str, Cells], int | None] = {}
        self.who_names = [name for name in ("informant", "age") if name in self.at]
        self.who_cells = cut([self.at[name] for name in self.who_names])
        self.whos: dict[Cells, tuple[str, list[Ladder]]] = {}
        self.kept_cells = cut(self.kept)
        self.waves = Waves(self.at, self._find, until)

    def scored(self, reader: Any) -> Scored:
        result = Scored([self.headings[place] for place in self.kept] + list(MADE))
        line, width = reader.line_num + 1, len(self.headings)
        try:
            for row in reader:
                if len(row) == width or (len(row) > width and not any(map(str.strip, row[width:]))):
                    result.rows.append(self._row(row[:width], line, result))
                elif any(cell.strip() for cell in row):
                    self._find(line, "all", _wrong_width(row, width))
                if len(self.findings) >= MOST_FINDINGS:
                    break
                line = reader.line_num + 1
        except csv.Error as wrong:
            self._find(line, "all", f"cannot be read as CSV ({wrong}).")
        self.waves.look_back()
        return Scored(findings=sorted(self.findings)) if self.findings else result

    def _row(self, row: Sequence[str], line: int, result: Scored) -> tuple[Any, ...]:
        """A tuple, not a list: a hundred thousand of them cost the garbage collector nothing."""
        told = self.who_cells(row)
        who, ladders = self.whos.get(told) or self._who(told, line)
        result.without_informant += not who
        scales: list[int | None] = []
        for five, items, known in self.scales:
            answers = five(row)
            if answers not in known:
                self._score(answers, items, known, line)
            scales.append(known.get(answers))
        emotional, conduct, hyperactivity, peer, _ = scales
        inwards = None if emotional is None or peer is None else emotional + peer
        outwards = None if conduct is None or hyperactivity is None else conduct + hyperactivity
        total = None if inwards is None or outwards is None else inwards + outwards
        impact = self._impact(self.impact_cells(row), who, line)
        self.waves.see(row, line, who)
        bands = map(getitem, ladders, (total, *scales, impact, total))
        kept = [_harmless(cell) if cell[:1] in FORMULA else cell for cell in self.kept_cells(row)]
        return (*kept, *scales, total, inwards, outwards, impact, *bands)

    def _score(self, answers: Cells, items: Sequence[int], known: dict[Cells, int | None], line: int) -> None:
        """Score five answers not seen before, or find what is wrong with them; the latter is not remembered."""
        points: list[int | None] = []
        for item, answer in zip(items, answers, strict=True):
            code = answer.strip()
            if code not in ("", "0", "1", "2"):
                self._find(line, f"q{item}", f"“{code}” is not an answer; answers are 0, 1, 2 or nothing.")
                return
            points.append(None if not code else MOST - int(code) if item in REVERSED else int(code))
        known[answers] = scale_score(points)

    def _impact(self, cells: Cells, who: str, line: int) -> int | None:
        if (who, cells) in self.impacts:
            return self.impacts[who, cells]
        codes: dict[str, int | None] = {}
        for name, cell in zip(self.impact_names, cells, strict=True):
            code = cell.strip()
            if code not in ("", "0", "1", "2", "3"):
                self._find(line, name, f"“{code}” is not an answer; answers are 0 to 3 or nothing.")
                return None
            codes[name] = int(code) if code else None
        answers = [codes.get(name) for name in IMPACT_ITEMS.get(who, IMPACT_ITEMS["parent"])]
        self.impacts[who, cells] = points = impact_score(codes.get("difficulties"), answers)
        return points

    def _who(self, told: Cells, line: int) -> tuple[str, list[Ladder]]:
        """Who answered, and for each band printed its name by score: empty where nobody says who, or none are agreed."""
        said = dict(zip(self.who_names, (cell.strip().lower() for cell in told), strict=True))
        who, age = said.get("informant") or self.informant, said.get("age", "")
        if who and who not in INFORMANTS:
            self._find(line, "informant", f"“{who}” is not one of {', '.join(INFORMANTS)}.")
        elif age and not (age.isascii() and age.isdigit() and int(age) <= OLDEST):
            self._find(line, "age", f"“{age}” is not an age in whole years.")
        else:
            has_bands = who in INFORMANTS and (not age or int(age) in AGES_WITH_BANDS)
            ladders = [ladder(name, who) if has_bands else NO_BANDS for name in BANDED]
            ladders.append(DEPARTMENT if has_bands and who in ("parent", "carer") else NO_BANDS)
            self.whos[told] = who, ladders
            return who, ladders
        return who, [NO_BANDS] * (len(BANDED) + 1)

    def _find(self, line: int, column: str, words: str) -> None:
        self.findings.append(Finding(line, column, words))


def _wrong_width(row: Sequence[str], width: int) -> str:
    words = f"has {len(row)} cells; the headings are {width}."
    open_mark = len(row) < width and any("\n" in cell for cell in row)
    return f"{words} A quotation mark is opened in it and not closed." if open_mark else words


def cut(places: Sequence[int]) -> Cut:
    """How to take these cells of a row, always as a tuple."""
    if len(places) > 1:
        return itemgetter(*places)
    return lambda row: tuple(row[place] for place in places)


def _harmless(cell: str) -> str:
    """A cell that begins like a formula, so that a spreadsheet takes it for text; a number may stay."""
    return cell if _is_number(cell) else f"'{cell}"


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def findings_as_lines(findings: Sequence[Finding], most: int = 50) -> Iterator[str]:
    """What is wrong, as lines for a terminal."""
    yield from (str(finding) for finding in findings[:most])
    if len(findings) > most:
        yield f"and {len(findings) - most:,} more"
