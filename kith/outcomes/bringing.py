"""A file of scores, read whole: rows ready to be saved, or every fault by line and column."""

import re
from collections.abc import Sequence
from datetime import date

from kith.foundation.dates import day_words
from kith.matching.models import Match
from kith.outcomes.actions.scores import CannotScore, Sheet, WrongNumbers, checked, refuse_what_does_not_fit
from kith.outcomes.brought import LONGEST_SHOWN, Brought, Cells, as_day, table_of
from kith.outcomes.models import MeasureUse, Score
from kith.outcomes.queries.due import window_of
from kith.outcomes.registry import WHO, measures
from kith.outcomes.waves import BASELINE, ENDING, windows
from kith.schemes.models import Scheme

ITEM = re.compile(r"q\d{1,2}")
"""A column of single answers."""
NEEDED = ("child", "measure", "who", "wave", "day")
ANSWERS = ("not asked", "refused", "too young", "not back")
WAVES = {"baseline": BASELINE, "start": BASELINE, "first": BASELINE, "ending": ENDING, "end": ENDING}


def _in_waves() -> list[str]:
    """Measures that come as forms; goals, needs and single questions are no lines of a file."""
    return [key for key, measure in measures().items() if measure.comes_in_waves]


def read_file(content: bytes, scheme: Scheme, matches: Sequence[Match], on: date) -> Brought:
    """Scores: one line a form, with the columns child, measure, who, wave, day, and one for each number (or q1, q2 …).
    A column `answer` says why there are none.

    `child` is the authority's own id. `matches` are those within reach.
    """
    brought = Brought()
    cells = table_of(content, NEEDED, brought)
    if cells is None:
        return brought
    uses = {
        (use.measure, use.informant): use
        for use in MeasureUse.objects.open().filter(scheme=scheme).select_related("scheme")
    }
    by_ref: dict[str, list[Match]] = {}
    for match in matches:
        by_ref.setdefault(match.child.authority_ref, []).append(match)
    reader = _Scores(cells, brought, uses, by_ref, on)
    told = [(line, row) for line, row in cells.table.rows if any(cell.strip() for cell in row)]
    for line, row in sorted(told, key=lambda each: (as_day(cells.cell(each[1], "day")) or on, each[0])):
        reader.read(line, row)
    brought.faults.sort()
    if brought.faults:
        brought.sheets, brought.answers = [], []
    return brought


class _Scores:
    """Reads row after row, each against what is stored and against the rows before it."""

    def __init__(
        self,
        cells: Cells,
        brought: Brought,
        uses: dict[tuple[str, str], MeasureUse],
        by_ref: dict[str, list[Match]],
        on: date,
    ) -> None:
        self.cells, self.brought, self.uses, self.by_ref, self.on = cells, brought, uses, by_ref, on
        self.seen: dict[int, list[tuple[int, Score]]] = {}
        self.told: set[tuple[int, int, str]] = set()
        self.names = {part.name.casefold(): part.key for one in measures().values() for part in one.parts}

    def read(self, line: int, row: Sequence[str]) -> None:
        use, day = self._use(line, row), self._day(line, row)
        match = self._match(line, row, day)
        if use is None or day is None or match is None:
            return
        wave = self._wave(line, row, match, use, day)
        if wave is None:
            return
        if said := self.cells.cell(row, "answer").casefold():
            if numbers := self._numbers(row):
                words = f"it says “{said}”, and {numbers[0]} has a number. Keep one"
                self.brought.find(line, "answer", words)
                return
            self._answer(line, said, use, match, wave)
            return
        if not use.keys_items and (keyed := [name for name in self._numbers(row) if ITEM.fullmatch(name)]):
            words = "this scheme does not key single answers of this measure. Enter its scores"
            self.brought.find(line, keyed[0], words)
            return
        if (match.pk, use.pk, wave) in self.told:
            self.brought.find(line, "wave", "an earlier line says why there are no numbers then. Keep one")
            return
        sheet = Sheet(use, match, wave, day, self._typed(row, use), self.cells.cell(row, "form"))
        try:
            values = checked(sheet, self.on)
            refuse_what_does_not_fit(sheet, [score for _, score in self.seen.get(match.pk, [])])
        except WrongNumbers as wrong:
            for name, words in wrong.wrong.items():
                self.brought.find(line, name if name in self.cells.at else "all", words)
        except CannotScore as refusal:
            column = {"on": "day", "informant": "who", "outcome": "child"}.get(
                refusal.field, refusal.field or "all"
            )
            self.brought.find(line, column, self._with_line(str(refusal), match, sheet))
        else:
            self.seen.setdefault(match.pk, []).append((line, self._as_score(sheet, values)))
            self.brought.sheets.append(sheet)

    def _answer(self, line: int, said: str, use: MeasureUse, match: Match, wave: str) -> None:
        """No numbers, and why: an answer like any other."""
        if said not in ANSWERS:
            self.brought.find(
                line, "answer", f"“{said}” is not an answer: write {', '.join(ANSWERS)}, or leave it empty"
            )
            return
        there = Score.objects.standing().filter(
            match=match, measure=use.measure, informant=use.informant, wave=wave
        )
        same = (match.pk, use.pk, wave)
        if (
            there.exists()
            or same in self.told
            or any(
                score.measure == use.measure and score.informant == use.informant and score.wave == wave
                for _, score in self.seen.get(match.pk, [])
            )
        ):
            self.brought.find(line, "wave", "this child has an answer for it already. Keep one")
        elif window_of(match, use, wave) is None:
            self.brought.find(line, "wave", f"{use} is not asked then in this match")
        else:
            self.told.add(same)
            self.brought.answers.append((use, match, wave, said))

    def _with_line(self, words: str, match: Match, sheet: Sheet) -> str:
        """Where it clashes with an earlier line of this file, which."""
        clash = next(
            (line for line, score in self.seen.get(match.pk, []) if score.measure == sheet.use.measure), None
        )
        return f"{words.rstrip('.')} (see line {clash})" if clash else words

    def _as_score(self, sheet: Sheet, values: dict[str, float]) -> Score:
        return Score(
            child=sheet.match.child,
            scheme=sheet.use.scheme,
            match=sheet.match,
            measure=sheet.use.measure,
            informant=sheet.use.informant,
            wave=sheet.wave,
            on=sheet.on,
            outcome=Score.Outcome.SCORED,
            values=values,
        )

    def _use(self, line: int, row: Sequence[str]) -> MeasureUse | None:
        measure = self.cells.cell(row, "measure").casefold()
        who = self.cells.cell(row, "who").casefold()
        who = next((key for key, words in WHO.items() if who in (key, words)), who)
        use = self.uses.get((measure, who))
        if measure not in measures():
            self.brought.find(
                line, "measure", f"“{measure}” is not a measure. Write one of {', '.join(_in_waves())}"
            )
        elif use is None:
            self.brought.find(
                line, "who", f"this scheme does not ask a {who or 'nobody'} for {measures()[measure].short}"
            )
        return use

    def _day(self, line: int, row: Sequence[str]) -> date | None:
        text = self.cells.cell(row, "day")
        day = as_day(text)
        if day is None:
            self.brought.find(line, "day", f"“{text}” is not a day. Write it as 2026-11-21")
        return day

    def _numbers(self, row: Sequence[str]) -> list[str]:
        """The columns of this line in which a number of some measure stands."""
        parts = {*self.names, *self.names.values()}
        return [
            title
            for title in self.cells.at
            if (title in parts or ITEM.fullmatch(title)) and self.cells.cell(row, title)
        ]

    def _match(self, line: int, row: Sequence[str], day: date | None) -> Match | None:
        ref = self.cells.cell(row, "child")
        theirs = self.by_ref.get(ref, [])
        if not ref:
            self.brought.find(line, "child", "nothing stands here. Write the authority’s own id")
            return None
        if not theirs:
            self.brought.find(
                line,
                "child",
                f"“{ref}” is nobody in this scheme whom you may see. Write the authority’s own id",
            )
            return None
        if day is None:
            return None
        born = theirs[0].child.born
        if born and day < born:
            self.brought.find(
                line, "day", f"{day_words(day)} is before this child was born. Look at the year"
            )
            return None
        near = [match for match in theirs if (day - match.begun_on).days >= -91]
        return max(near or theirs, key=lambda match: match.begun_on)

    def _wave(self, line: int, row: Sequence[str], match: Match, use: MeasureUse, day: date) -> str | None:
        said = self.cells.cell(row, "wave").casefold()
        if not said:
            fitting = [
                each for each in windows(match.begun_on, match.ended_on, use.waves, day) if each.holds(day)
            ]
            if fitting:
                return min(fitting, key=lambda each: abs((each.around - day).days)).wave
        if said in WAVES:
            return WAVES[said]
        number = said.removesuffix("months").removesuffix("month").strip()
        if re.fullmatch("[0-9]{1,3}", number):
            return f"{int(number)} months"
        self.brought.find(
            line,
            "wave",
            f"“{said[:LONGEST_SHOWN]}” is not a wave: write baseline, a number of months, or ending",
        )
        return None

    def _typed(self, row: Sequence[str], use: MeasureUse) -> dict[str, str]:
        typed = {}
        for title in self.cells.at:
            key = self.names.get(title, title)
            if value := self.cells.cell(row, title):
                typed[key] = value
        return typed
