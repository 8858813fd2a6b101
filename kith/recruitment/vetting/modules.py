"""The courses that a scheme's training may ask for."""

from datetime import date

from kith.schemes.models import Scheme
from kith.training.models import Course


def courses_of(scheme: Scheme, on: date) -> list[tuple[str, str]]:
    """Key and name of each course that is taught in the scheme, for a list to choose from."""
    rows = Course.objects.taught_in(scheme).open_on(on).prefetch_related("versions")
    named = [(str(course.pk), course.version_on(on).name) for course in rows]
    return sorted(named, key=lambda row: row[1])
