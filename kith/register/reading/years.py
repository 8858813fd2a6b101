"""Which return a file belongs to. The return itself does not say, so it is worked out, in this order:

1. a column YEAR, row by row;
2. a year in the file's name, or else in the name of its folder: 2025, 2024-25, 2024_25 and 2024-2025 all mean the
   return that ends on 31 March 2025; a whole date means the return that day falls in;
3. the latest start of an episode (DECOM) among the files of the same folder, not counting days in the future. Ends of
   episodes and reviews are not used, since mistakes there are commoner.

Where none of these helps the year is unknown, which matters for the yearly tables (OC2, OC3) only.
"""

import re
from collections.abc import Iterable
from datetime import date
from pathlib import PurePosixPath

FIRST_RETURN = 1992
"""The return has been made child by child since the year to 31 March 1992 [M]."""

_WHOLE_DAY = re.compile(r"(?<!\d)(20\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)")
_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:\s?[-_/]\s?((?:19|20)?\d\d))?(?!\d)")


def return_year(day: date) -> int:
    """The year in which the return ends that a day falls in: 1 April 2025 is in the return for 2026."""
    return day.year + 1 if (day.month, day.day) >= (4, 1) else day.year


def year_end(year: int) -> date:
    """The last day of a return."""
    return date(year, 3, 31)


def possible_years(today: date) -> range:
    """Returns that may be read on that day: the one under way is the last."""
    return range(FIRST_RETURN, return_year(today) + 1)


def year_in_name(name: str, today: date) -> int | None:
    """The year that a file's name, or else its folder's, gives; the last one where there are several."""
    possible = possible_years(today)
    for part in reversed(PurePosixPath(name).parts):
        if day := _WHOLE_DAY.search(part):
            year = return_year(date(int(day[1]), int(day[2]), min(int(day[3]), 28)))
            if year in possible:
                return year
        years = [_end(first, second) for first, second in _YEARS.findall(part)]
        fitting = [year for year in years if year in possible]
        if fitting:
            return fitting[-1]
    return None


def _end(first: str, second: str) -> int:
    """2024-25 and 2024-2025 end in 2025; 2024-11 is a month, so the year stands by itself."""
    year = int(first)
    return year + 1 if second and int(second) % 100 == (year + 1) % 100 else year


def year_of_days(days: Iterable[date], today: date) -> int | None:
    """The return that the latest of these days falls in, leaving out days in the future."""
    past = [day for day in days if day <= today]
    return return_year(max(past)) if past else None
