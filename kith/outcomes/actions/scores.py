"""Writing down a score, or why there is none; taking it back; reusing what the authority holds already."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.dates import day_words
from kith.foundation.errors import Cannot
from kith.matching.models import Match
from kith.outcomes.models import MeasureUse, NoMoreAsking, Score
from kith.outcomes.queries.due import window_of
from kith.outcomes.queries.reuse import Reusable
from kith.outcomes.registry import who_words
from kith.outcomes.scoring import Read, read_items, read_scores
from kith.outcomes.waves import BASELINE, order_of, wave_words

Outcome, Source = Score.Outcome, Score.Source
HOME = frozenset({"carer", "parent"})
"""Who answers the same form."""


class CannotScore(Cannot):
    """The score does not fit what is known already. `field` names what to look at."""

    def __init__(self, words: str, field: str = "") -> None:
        super().__init__(words)
        self.field = field


class WrongNumbers(CannotScore):
    """Numbers that cannot be, each by its field."""

    def __init__(self, wrong: Mapping[str, str]) -> None:
        super().__init__(". ".join(wrong.values()), next(iter(wrong)))
        self.wrong = dict(wrong)


@dataclass(frozen=True)
class Sheet:
    """One form as it lies there: whose, of which wave, from which day, with what on it."""

    use: MeasureUse
    match: Match
    wave: str
    on: date
    typed: Mapping[str, str]
    form: str = ""


@transaction.atomic
def record_score(*, sheet: Sheet, source: str = Source.TYPED, by: User | None, on: date) -> Score:
    """Write down the numbers of one form."""
    values = checked(sheet, on)
    use = sheet.use
    score = Score.objects.create(
        child=sheet.match.child,
        scheme=use.scheme,
        match=sheet.match,
        measure=use.measure,
        version=use.of.version,
        informant=use.informant,
        wave=sheet.wave,
        on=sheet.on,
        outcome=Outcome.SCORED,
        values=values,
        form=sheet.form,
        source=source,
        created_by=by,
    )
    audit.record(
        Kind.SCORE_RECORDED, about=score, by=by, on=on, measure=use.measure, wave=sheet.wave, outcome="scored"
    )
    return score


def checked(sheet: Sheet, on: date) -> dict[str, float]:
    """The numbers of a form that may be written down; raises CannotScore with what is wrong."""
    use, measure = sheet.use, sheet.use.of
    made: Read = (
        read_items(measure, sheet.typed, use.turned, use.apart)
        if use.keys_items
        else read_scores(measure, use.informant, sheet.typed)
    )
    if made.wrong:
        raise WrongNumbers(made.wrong)
    _fits_day(sheet, on)
    earlier = list(
        Score.objects.standing().filter(match=sheet.match, measure=use.measure).order_by("on", "id")
    )
    refuse_what_does_not_fit(sheet, earlier)
    return made.values


def _fits_day(sheet: Sheet, on: date) -> None:
    if sheet.on > on:
        raise CannotScore(f"{day_words(sheet.on)} is still to come. Enter the day of the form.", "on")
    least = sheet.use.of.informants[sheet.use.informant]
    age = sheet.match.child.age_on(sheet.on)
    if age is not None and age < least:
        raise CannotScore(
            f"{sheet.match.child.name} was {age} then, and this form is from {least} years on. Choose “Too young”.",
            "outcome",
        )
    window = window_of(sheet.match, sheet.use, sheet.wave)
    if window is None:
        raise CannotScore(f"{sheet.use} is not asked {wave_words(sheet.wave)} in this match.", "on")
    if not window.holds(sheet.on):
        raise CannotScore(
            f"{day_words(sheet.on)} does not count for {wave_words(sheet.wave)}: that goes from {day_words(window.from_day)} to "
            f"{day_words(window.until_day)}. Look at the day on the form, or choose another time.",
            "on",
        )


def refuse_what_does_not_fit(sheet: Sheet, earlier: list[Score]) -> None:
    """Two of one wave, a follow-up before the start, a form that cannot be compared with the first one."""
    measure, informant = sheet.use.of, sheet.use.informant
    name, wave = sheet.match.child.name, wave_words(sheet.wave)
    for score in earlier:
        same = score.informant == informant
        if same and score.wave == sheet.wave:
            raise CannotScore(
                f"{name} has {measure.short} {wave} already, from {day_words(score.on)}. Take that one back first, if it is wrong.",
                "wave",
            )
        if same and score.is_scored and score.on == sheet.on:
            raise CannotScore(
                f"{name} has a score of {day_words(sheet.on)} already, {wave_words(score.wave)}.", "on"
            )
        if same and score.is_scored:
            before, after = (
                order_of(score.wave) < order_of(sheet.wave),
                order_of(score.wave) > order_of(sheet.wave),
            )
            if (before and sheet.on < score.on) or (after and sheet.on > score.on):
                raise CannotScore(
                    f"{day_words(sheet.on)} is {'before' if before else 'after'} the form {wave_words(score.wave)} of "
                    f"{day_words(score.on)}. Look at both days.",
                    "on",
                )
    firsts = [score for score in earlier if score.wave == BASELINE and score.is_scored]
    if sheet.wave != BASELINE and firsts and not any(alike(score.informant, informant) for score in firsts):
        asked = who_words(firsts[0].informant)
        raise CannotScore(
            f"At the start a {asked} answered, and this form is a {who_words(informant)}’s: the two cannot be compared. Ask "
            f"the {asked} again.",
            "informant",
        )


def alike(one: str, other: str) -> bool:
    """Whether two people's forms can be compared: the same person, or a parent and a carer."""
    return one == other or {one, other} <= HOME


@transaction.atomic
def record_answer(
    *,
    use: MeasureUse,
    match: Match,
    wave: str,
    outcome: str,
    by: User | None,
    on: date,
    source: str = Source.TYPED,
) -> Score:
    """Why there is no score: an answer like any other. “Do not ask again” holds for later waves too."""
    if outcome not in (Outcome.NOT_ASKED, Outcome.REFUSED, Outcome.TOO_YOUNG, Outcome.NOT_BACK):
        raise CannotScore("Choose why there is no score.", "outcome")
    if window_of(match, use, wave) is None:
        raise CannotScore(f"{use} is not asked {wave_words(wave)} in this match.", "wave")
    taken = Score.objects.standing().filter(
        match=match, measure=use.measure, informant=use.informant, wave=wave
    )
    if taken.exists():
        raise CannotScore(
            f"Something is written down for {wave_words(wave)} already. Take it back first.", "wave"
        )
    score = Score.objects.create(
        child=match.child,
        scheme=use.scheme,
        match=match,
        measure=use.measure,
        version=use.of.version,
        informant=use.informant,
        wave=wave,
        on=on,
        outcome=outcome,
        source=source,
        created_by=by,
    )
    if outcome == Outcome.REFUSED:
        remember_refusal(score, by=by, on=on)
    audit.record(
        Kind.SCORE_RECORDED, about=score, by=by, on=on, measure=use.measure, wave=wave, outcome=outcome
    )
    return score


def remember_refusal(score: Score, *, by: User | None, on: date) -> None:
    """“Do not ask me again” holds for later waves too."""
    NoMoreAsking.objects.get_or_create(
        child=score.child,
        measure=score.measure,
        informant=score.informant,
        until_day=None,
        defaults={"from_day": on, "created_by": by},
    )


@transaction.atomic
def take_back(*, score: Score, by: User, on: date) -> Score:
    """A slip of the hand: the row stays, counts nowhere, and the wave is due again."""
    if score.taken_back_on:
        raise CannotScore("This was taken back already.")
    score.taken_back_on = on
    score.save(update_fields=["taken_back_on"])
    if score.outcome == Outcome.REFUSED:
        _end_refusal(score, on)
    audit.record(Kind.SCORE_TAKEN_BACK, about=score, by=by, on=on, measure=score.measure, wave=score.wave)
    return score


def _end_refusal(score: Score, on: date) -> None:
    rows = NoMoreAsking.objects.filter(
        child=score.child, measure=score.measure, informant=score.informant, until_day=None
    )
    for row in rows:
        row.until_day = max(on, row.from_day)
        row.save(update_fields=["until_day"])


@transaction.atomic
def ask_again(*, refusal: NoMoreAsking, by: User, on: date) -> NoMoreAsking:
    """They say that they may be asked again."""
    if refusal.until_day:
        raise CannotScore("They may be asked already.")
    refusal.until_day = max(on, refusal.from_day)
    refusal.save(update_fields=["until_day"])
    audit.record(Kind.ASKING_RESUMED, about=refusal, by=by, on=on, measure=refusal.measure)
    return refusal


@transaction.atomic
def reuse_totals(*, found: list[Reusable], by: User | None, on: date) -> int:
    """Take totals that the authority's return holds already; nobody is asked. Gives how many."""
    for one in found:
        score = Score.objects.create(
            child=one.match.child,
            scheme=one.use.scheme,
            match=one.match,
            measure=one.use.measure,
            version=one.use.of.version,
            informant=one.use.informant,
            wave=one.wave,
            on=one.on,
            outcome=Outcome.SCORED,
            values={"total": float(one.total)},
            source=Source.REGISTER,
            created_by=by,
        )
        audit.record(Kind.SCORES_REUSED, about=score, by=by, on=on, measure="sdq", wave=one.wave)
    return len(found)
