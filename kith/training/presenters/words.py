"""How times, places, courses and what somebody has done are said."""

from datetime import date
from decimal import Decimal

from kith.foundation.dates import count_words, day_words, near_words, time_words, weekday_words
from kith.training.models import Completion, CourseVersion, Session
from kith.training.queries import Held

Need = CourseVersion.Need
SHORT_NEED = {Need.BEFORE: "Before matching", Need.YEARLY: "Every year", Need.OPTIONAL: "If you like"}
LATELY_DAYS = 60  # how near an end is called near


def clock_words(session: Session) -> str:
    """6pm to 8:30pm."""
    return f"{time_words(session.begins_at)} to {time_words(session.ends_at)}"


def when_words(session: Session) -> str:
    """Saturday 28 November, 2pm to 4pm."""
    return f"{weekday_words(session.day)}, {clock_words(session)}"


def where_words(session: Session) -> str:
    """The Hub, 4 Mill Lane, and online."""
    if session.place:
        return f"{session.place}, and online" if session.link else session.place
    return "Online"


def hours_words(hours: Decimal) -> str:
    """3 hours, 1½ hours, 1 hour."""
    whole, rest = divmod(hours.normalize(), 1)
    if rest == Decimal("0.5"):
        return f"{int(whole)}½ hours" if whole else "half an hour"
    plain = f"{hours.normalize():f}"
    return f"{plain} hour" if plain == "1" else f"{plain} hours"


def length_of(months: int | None) -> str:
    """for good, 3 years, 18 months."""
    if not months:
        return "for good"
    return count_words(months // 12, "year") if months % 12 == 0 else count_words(months, "month")


def about_words(version: CourseVersion) -> str:
    """Before matching · 3 hours · holds 3 years."""
    parts = [SHORT_NEED[Need(version.need)]]
    if version.hours:
        parts.append(hours_words(version.hours))
    if version.is_e_learning:
        parts.append("on a website")
    parts.append(f"holds {length_of(version.months)}")
    return " · ".join(parts)


def until_words(until: date | None, on: date) -> str:
    """Holds for good, holds until 3 March 2028, ran out on 3 March 2025."""
    if until is None:
        return "Holds for good"
    return f"Holds until {day_words(until)}" if until >= on else f"Ran out on {day_words(until)}"


def is_near(until: date | None, on: date) -> bool:
    return until is not None and 0 <= (until - on).days <= LATELY_DAYS


def held_words(one: Held | None, on: date) -> str:
    """What to say of a course that is asked for: never done, until when, since when not."""
    if one is None:
        return "Not done yet"
    if one.until and one.until >= on and is_near(one.until, on):
        return f"Runs out {near_words(one.until, on)}"
    return until_words(one.until, on)


def evidence_words(completion: Completion) -> str:
    said = completion.get_evidence_display()
    return f"{said}: {completion.evidence_words}" if completion.evidence_words else str(said)


def free_words(session: Session, taken: int) -> str:
    """3 places left, full."""
    free = session.places - taken
    return f"{count_words(free, 'place')} left" if free > 0 else "Full"
