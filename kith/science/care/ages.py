"""Ages, birthdays and months, as English law counts them."""

from calendar import monthrange
from datetime import date


def birthday(dob: date, age: int) -> date:
    """The day a person born on `dob` reaches that age (0 gives the day of birth).

    Somebody born on 29 February reaches an age on 1 March where the year has no 29 February: the age is reached at the
    beginning of the anniversary (Family Law Reform Act 1969, s.9), and the day after 28 February is 1 March.
    Raises ValueError for a negative age and OverflowError past the year 9999.
    """
    if age < 0:
        raise ValueError("An age is not negative.")
    year = dob.year + age
    if year > date.max.year:
        raise OverflowError("That birthday lies past the calendar's end.")
    if (dob.month, dob.day) == (2, 29) and monthrange(year, 2)[1] == 28:
        return date(year, 3, 1)
    return dob.replace(year=year)


def age_on(dob: date, day: date) -> int:
    """Whole years reached by that day. Raises ValueError for a day before birth.

    It misleads where the day of birth is an estimate: returns put the 15th of the month for an unknown day.
    """
    if day < dob:
        raise ValueError("Nobody has an age before they are born.")
    years = day.year - dob.year
    return years if birthday(dob, years) <= day else years - 1


def add_months(day: date, months: int) -> date:
    """The same day of the month so many months on (or back, if negative); the month's last day if it is shorter.

    31 August plus six months is 28 February, or 29 in a leap year.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
