"""Leaving care: which of the four kinds of care leaver a young person is on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kith.science.care.ages import age_on, birthday
from kith.science.care.periods import CARE_ENDS_AT, Episode, days_looked_after, periods_of_care


class LeaverStatus(StrEnum):
    """The kinds of care leaver in English law."""

    NONE = "none"
    ELIGIBLE = "eligible"
    RELEVANT = "relevant"
    FORMER_RELEVANT = "former relevant"
    QUALIFYING = "qualifying"


@dataclass(frozen=True, slots=True)
class LeaverRule:
    """The numbers of the law, so that another year or nation can bring its own.

    Days in care are counted from the birthday `counted_from_age`; `until_age` is the birthday on which help ends.
    """

    days_needed: int = 13 * 7
    counted_from_age: int = 14
    from_age: int = 16
    until_age: int = 25
    source: str = "Children Act 1989, s.23A-24 and Sch.2 para 19B; Children and Social Work Act 2017, s.3"


@dataclass(frozen=True, slots=True)
class LeaverVerdict:
    """The status and what it rests on: days looked after that count, and the last day looked after from 16 on."""

    status: LeaverStatus
    days_counted: int
    in_care_from_16: bool
    looked_after_now: bool


ENGLAND = LeaverRule()


def leaver_status(
    episodes: Iterable[Episode], dob: date, day: date, *, rule: LeaverRule = ENGLAND
) -> LeaverVerdict:
    """Which kind of care leaver the young person is on that day.

    Eligible: 16 or 17, still looked after, for at least 13 weeks in all since 14. Relevant: 16 or 17, was eligible,
    no longer looked after. Former relevant: 18 to the 25th birthday, was one or the other. Qualifying: 16 to the 25th
    birthday, looked after at some time from 16 on, for less than 13 weeks since 14. The weeks need not follow one
    another; short breaks do not count; only days before `day` and before the 18th birthday do, so nothing that lies
    ahead makes a leaver of anybody.

    It misleads in what episodes do not show: a young person in custody or hospital on their 16th birthday may be
    relevant; one privately fostered or under special guardianship may qualify; and care in another authority or in
    returns that were not read is missing. Raises ValueError for a day before birth.
    Source: law page 2.5; that the weeks add up, and that short breaks do not count, is from memory there.
    """
    age = age_on(dob, day)
    periods = periods_of_care(episodes, dob=dob)
    since = birthday(dob, rule.counted_from_age)
    sixteen = birthday(dob, rule.from_age)
    now = any(period.contains(day) for period in periods)
    days = days_looked_after(periods, since=since, before=day)
    late = now and age >= rule.from_age or days_looked_after(periods, since=sixteen, before=day) > 0
    status = _status(age=age, now=now, enough=days >= rule.days_needed, late=late, rule=rule)
    return LeaverVerdict(status, days, late, now)


def _status(*, age: int, now: bool, enough: bool, late: bool, rule: LeaverRule) -> LeaverStatus:
    if not late or not rule.from_age <= age < rule.until_age:
        return LeaverStatus.NONE
    if not enough:
        return LeaverStatus.NONE if now else LeaverStatus.QUALIFYING
    if age >= CARE_ENDS_AT:
        return LeaverStatus.FORMER_RELEVANT
    return LeaverStatus.ELIGIBLE if now else LeaverStatus.RELEVANT
