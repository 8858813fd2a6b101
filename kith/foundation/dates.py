"""The clock, asked only here, and days and times as people say them."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import takewhile
from zoneinfo import ZoneInfo

from django.utils import timezone

from kith.science.care.ages import add_months

LONDON = ZoneInfo("Europe/London")


def now() -> datetime:
    """The moment, for views, commands and what must say when it was written; deeds are given theirs."""
    return timezone.now()


def today() -> date:
    """The day in London, for views, commands and tests; deeds are given theirs."""
    return timezone.localdate(timezone=LONDON)


def moment(day: date, at: time) -> datetime:
    """A day and a clock time in London as an instant; a time that a clock change skips moves on an hour."""
    return datetime.combine(day, at, tzinfo=LONDON).astimezone(ZoneInfo("UTC"))


def age_on(born: date, day: date) -> int:
    """Whole years; somebody born on 29 February has a birthday on 1 March in other years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def months_after(day: date, months: int) -> date:
    """The same day so many months later or earlier, or the last day of a month that has no such day."""
    return add_months(day, months)


def last_quarter_end(day: date) -> date:
    """The last day of the latest quarter of the year that is over."""
    return date(day.year, day.month - (day.month - 1) % 3, 1) - timedelta(days=1)


def last_day_over(on: date, months: int) -> date:
    """The last day that lies more than so many months back: what is kept until a day is still there on that day."""
    day = months_after(on, -months) + timedelta(days=1)
    while months_after(day, months) >= on:
        day -= timedelta(days=1)
    return day


def day_words(day: date) -> str:
    """21 November 2026."""
    return f"{day.day} {day:%B %Y}"


def short_day(day: date) -> str:
    """Sat 21 Nov."""
    return f"{day:%a} {day.day} {day:%b}"


def weekday_words(day: date) -> str:
    """Saturday 21 November."""
    return f"{day:%A} {day.day} {day:%B}"


def time_words(at: time | datetime) -> str:
    """5:30pm, 5pm, midday, midnight."""
    if isinstance(at, datetime):
        at = at.astimezone(LONDON).time()
    if (at.hour, at.minute) == (12, 0):
        return "midday"
    if (at.hour, at.minute) == (0, 0):
        return "midnight"
    minutes = f":{at.minute:02d}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes}{'am' if at.hour < 12 else 'pm'}"


def count_words(count: int, noun: str, plural: str | None = None) -> str:
    """1 meeting, 3 meetings, 2 children."""
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"


def length_words(start: date, end: date) -> str:
    """How long from one day to another, in the two largest units that say enough: 2 years and 7 months."""
    months = 12 * (end.year - start.year) + end.month - start.month
    if months > 0 and months_after(start, months) > end:
        months -= 1
    years, months = divmod(max(months, 0), 12)
    if years:
        said = count_words(years, "year")
        return f"{said} and {count_words(months, 'month')}" if months else said
    if months:
        return count_words(months, "month")
    days = (end - start).days
    return count_words(days // 7, "week") if days >= 14 else count_words(days, "day")


def near_words(day: date, on: date) -> str:
    """today, tomorrow, yesterday, in 4 days, 12 days ago; beyond six weeks the date itself."""
    days = (day - on).days
    close = {0: "today", 1: "tomorrow", -1: "yesterday"}
    if days in close:
        return close[days]
    if abs(days) > 42:
        return f"on {day_words(day)}"
    return f"in {days} days" if days > 0 else f"{-days} days ago"


@lru_cache(maxsize=64)
def bank_holidays(year: int, nation: str = "ENG") -> frozenset[date]:
    import holidays  # 20 MB: only when a working day is asked for

    return frozenset(holidays.country_holidays("GB", subdiv=nation, years=year))


def is_working_day(day: date, nation: str = "ENG") -> bool:
    return day.weekday() < 5 and day not in bank_holidays(day.year, nation)


def working_days_after(start: date, nation: str = "ENG") -> Iterator[date]:
    """The working days that follow a day, without end."""
    day = start
    while True:
        day += timedelta(days=1)
        if is_working_day(day, nation):
            yield day


def working_days_between(start: date, end: date, nation: str = "ENG") -> int:
    """How many working days have begun after `start`, up to and with `end`; 0 when end is not later."""
    return sum(1 for _ in takewhile(lambda day: day <= end, working_days_after(start, nation)))
