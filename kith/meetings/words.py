"""How a rhythm, a length of time and whoever moved a meeting are said."""

from decimal import Decimal

from kith.foundation.dates import count_words, time_words, weekday_words
from kith.matching.models import Agreement
from kith.meetings.models import Meeting
from kith.meetings.states import Status
from kith.science.rhythm import Rhythm, Unit

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
TIMES = {1: "once", 2: "twice"}
NEVER_A_PUNISHMENT = "Meetings are never taken away as a punishment."
HALVES = {30: "half an hour", 90: "1½ hours", 150: "2½ hours"}


def number_words(count: int) -> str:
    """two, nine, 10."""
    return NUMBERS[count] if count < len(NUMBERS) else str(count)


def times_words(count: int) -> str:
    """once, twice, three times."""
    return TIMES.get(count, f"{number_words(count)} times")


def rhythm_words(rhythm: Rhythm) -> str:
    """every Saturday, every other Saturday, every 3 weeks, every other month."""
    unit = "week" if rhythm.unit is Unit.WEEKS else "month"
    if unit == "week" and rhythm.weekday is not None and rhythm.every <= 2:
        unit = DAYS[rhythm.weekday]
    if rhythm.every <= 2:
        return f"every {unit}" if rhythm.every == 1 else f"every other {unit}"
    return f"every {rhythm.every} {unit}s"


def agreement_words(agreement: Agreement) -> str:
    """every Saturday until month 3, then every other Saturday at 2pm, at the pool."""
    early = [
        f"{rhythm_words(_rhythm(agreement, row['every'], row['unit']))} until month {row['until']}, then"
        for row in agreement.stages
    ]
    day = DAYS[agreement.weekday] if agreement.weekday is not None else ""
    words = rhythm_words(_rhythm(agreement, agreement.every, agreement.unit))
    if day and day not in words:
        words += f", on a {day}"
    if agreement.usual_time:
        words += f" at {time_words(agreement.usual_time)}"
    words = " ".join([*early, words])
    return f"{words}, {agreement.where}" if agreement.where else words


def _rhythm(agreement: Agreement, every: int, unit: str) -> Rhythm:
    units = {Agreement.Unit.WEEK: Unit.WEEKS, Agreement.Unit.MONTH: Unit.MONTHS}
    return Rhythm(every, units[Agreement.Unit(unit)], agreement.on, weekday=agreement.weekday)


def minutes_words(minutes: int) -> str:
    """2 hours, 1½ hours, 1 hour 20 minutes, 45 minutes."""
    if minutes in HALVES:
        return HALVES[minutes]
    hours, rest = divmod(minutes, 60)
    parts = [count_words(hours, "hour")] if hours else []
    parts += [count_words(rest, "minute")] if rest else []
    return " ".join(parts)


def hours_in_minutes(hours: Decimal) -> int:
    return int(hours * 60)


def became_words(meeting: Meeting) -> str:
    """they met, 2 hours; moved to Sunday 29 November by Ruth; withheld by the carer."""
    status, who = Status(meeting.status), who_words(meeting)
    said = status.label[:1].lower() + status.label[1:]
    if status == Status.KEPT and meeting.minutes:
        return f"{said}, {minutes_words(meeting.minutes)}"
    if status == Status.MOVED and meeting.moved_to:
        said += f" to {weekday_words(meeting.moved_to.on())}"
    return f"{said} by {who}" if who and status in (Status.MOVED, Status.WITHHELD) else said


def who_words(meeting: Meeting) -> str:
    """Who moved or stopped it: Ana, Ruth, the carer; nothing where nobody was named."""
    match meeting.who:
        case Meeting.Who.CHILD:
            return meeting.match.child.name
        case Meeting.Who.VOLUNTEER:
            return meeting.match.volunteer.first_name
        case "":
            return ""
        case _:
            said = meeting.get_who_display()
            return said[:1].lower() + said[1:]
