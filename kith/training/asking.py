"""In which schemes nobody goes on without a course: told by a room above, since only that knows what stops somebody."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from kith.schemes.models import Scheme
from kith.training.models import Course


@dataclass(frozen=True)
class Asked:
    """What one scheme makes of a course, as a sentence, and the page where that is written and changed."""

    scheme: Scheme
    words: str
    stops: bool
    url: str


Ask = Callable[[Course, Iterable[Scheme], date], Iterable[Asked]]
ASKED_BY: dict[str, Ask] = {}
"""Room → what it knows. A room adds itself when the house starts."""


def where_asked(course: Course, schemes: Iterable[Scheme], on: date) -> list[Asked]:
    """One line a scheme in which the course is taught, by its name."""
    taught_in = [
        each for each in schemes if each.pk == course.scheme_id or each.provider_id == course.provider_id
    ]
    found = [asked for ask in ASKED_BY.values() for asked in ask(course, taught_in, on)]
    return sorted(found, key=lambda asked: asked.scheme.name)
