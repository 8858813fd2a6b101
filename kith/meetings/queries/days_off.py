"""Days on which a match does not meet though its rhythm falls on them, and why: a holiday, or somebody away."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from kith.foundation.dates import bank_holidays
from kith.matching.models import Agreement, Match
from kith.meetings.models import Meeting, SchoolHoliday, TimeAway
from kith.science.rhythm import Away


class DayOff(NamedTuple):
    """One day without a meeting, and why, as the end of a sentence."""

    day: date
    why: str


class DaysOff:
    """The days off of many matches between two days, asked in two questions however many they are."""

    def __init__(self, matches: Sequence[Match], first: date, last: date) -> None:
        self._away: dict[int, list[TimeAway]] = defaultdict(list)
        self._school: dict[int, list[SchoolHoliday]] = defaultdict(list)
        ids = [match.pk for match in matches]
        for away in TimeAway.objects.standing().touching(first, last).filter(match__in=ids):
            self._away[away.match_id].append(away)
        authorities = {match.child.authority_id for match in matches if match.child.authority_id}
        for holiday in SchoolHoliday.objects.touching(first, last).filter(authority__in=authorities):
            self._school[holiday.authority_id].append(holiday)

    def of(self, match: Match, day: date, agreement: Agreement | None) -> DayOff | None:
        """Why they do not meet on a day, if so; `agreement` is the one in force, which whoever asks knows already."""
        for away in self._away.get(match.pk, ()):
            if away.from_day <= day <= away.until_day:
                return DayOff(day, f"{who_is_away(away, match)} is away")
        if agreement and agreement.not_on_bank_holidays and is_bank_holiday(match, day):
            return DayOff(day, "a bank holiday")
        if agreement and agreement.not_in_school_holidays:
            for holiday in self._school.get(match.child.authority_id or 0, ()):
                if holiday.from_day <= day <= holiday.until_day:
                    return DayOff(day, f"school holidays, {holiday.name}")
        return None

    def spans(self, match: Match) -> list[Away]:
        """The days that do not count when it is asked whether a match has gone quiet; a bank holiday is one day only."""
        spans: list[Away] = [(away.from_day, away.until_day) for away in self._away.get(match.pk, ())]
        if self._school and match.agreement and match.agreement.not_in_school_holidays:
            holidays = self._school.get(match.child.authority_id or 0, ())
            spans += [(holiday.from_day, holiday.until_day) for holiday in holidays]
        return spans


def is_bank_holiday(match: Match, day: date) -> bool:
    return day in bank_holidays(day.year, match.scheme.provider.nation)


def who_is_away(away: TimeAway, match: Match) -> str:
    """Ana, Ruth, the carer."""
    match away.who:
        case Meeting.Who.CHILD:
            return match.child.name
        case Meeting.Who.VOLUNTEER:
            return match.volunteer.first_name
        case _:
            said = str(away.get_who_display())
            return said[:1].lower() + said[1:]
