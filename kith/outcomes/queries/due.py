"""What is due: which wave of which measure in which match, in three queries however many matches there are."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from kith.matching.models import Match
from kith.outcomes.models import FormAsked, MeasureUse, NoMoreAsking, Score
from kith.outcomes.waves import Window, windows
from kith.schemes.models import Scheme

SOON = timedelta(days=30)


@dataclass(frozen=True)
class Due:
    """One form to ask for. `state`: due, missed (its days are over) or coming; `refused` and `too_young` ask nobody."""

    use: MeasureUse
    match: Match
    window: Window
    state: str
    refused: bool = False
    too_young: bool = False
    asked: FormAsked | None = None

    @property
    def asks(self) -> bool:
        return self.state == "due" and not (self.refused or self.too_young)

    @property
    def wave(self) -> str:
        return self.window.wave


def uses_of(schemes: Iterable[Scheme]) -> dict[int, list[MeasureUse]]:
    """Scheme id → the measures it asks for in waves."""
    found: dict[int, list[MeasureUse]] = defaultdict(list)
    for use in MeasureUse.objects.open().filter(scheme__in=list(schemes)).select_related("scheme"):
        if use.of.comes_in_waves:
            found[use.scheme_id].append(use)
    return found


def due(matches: Iterable[Match], on: date) -> list[Due]:
    """Every wave without an answer, the one whose days end soonest first. Matches come with child and scheme."""
    matches = list(matches)
    uses = uses_of({match.scheme_id: match.scheme for match in matches}.values())
    answered = _answered(matches)
    refused = {
        (row.child_id, row.measure, row.informant)
        for row in NoMoreAsking.objects.open_on(on).filter(child__in=[match.child_id for match in matches])
    }
    waiting = waiting_for(matches, on)
    found = []
    for match in matches:
        for use in uses.get(match.scheme_id, []):
            no = {(match.child_id, use.measure, use.informant), (match.child_id, "", use.informant)}
            for window in windows_of(match, use, on + SOON):
                if (match.pk, use.measure, use.informant, window.wave) not in answered:
                    asked = waiting.get((match.pk, use.pk, window.wave))
                    found.append(_due(use, match, window, bool(no & refused), asked, on))
    return sorted(found, key=lambda one: (one.window.until_day, one.match.pk, one.use.measure))


def windows_of(match: Match, use: MeasureUse, until: date) -> list[Window]:
    """The waves of a use in a match. A first form is not asked of those who began long before the scheme took it up."""
    found = windows(match.begun_on, match.ended_on, use.waves, until)
    return [window for window in found if window.until_day >= use.from_day]


def window_of(match: Match, use: MeasureUse, wave: str) -> Window | None:
    """The days of one wave; None if it is not asked in this match. A form from before its days began has none either."""
    far = match.begun_on + timedelta(days=366 * 26)
    return next(
        (each for each in windows(match.begun_on, match.ended_on, use.waves, far) if each.wave == wave), None
    )


def waiting_for(matches: list[Match], on: date) -> dict[tuple[int, int, str], FormAsked]:
    """Match, use and wave → the form that somebody was asked for and may still answer."""
    rows = FormAsked.objects.open().filter(match__in=[match.pk for match in matches], open_until__gte=on)
    return {(row.match_id, row.use_id, row.wave): row for row in rows.order_by()}


def _due(
    use: MeasureUse, match: Match, window: Window, refused: bool, asked: FormAsked | None, on: date
) -> Due:
    least = use.of.informants.get(use.informant, 0)
    age = match.child.age_on(min(on, window.until_day))
    state = "missed" if window.is_past(on) else "due" if window.is_open(on) else "coming"
    return Due(use, match, window, state, refused, age is not None and age < least, asked)


def _answered(matches: list[Match]) -> set[tuple[int, str, str, str]]:
    rows = Score.objects.standing().filter(match__in=[match.pk for match in matches]).order_by()
    return set(rows.values_list("match", "measure", "informant", "wave"))
