"""Which of the scheme's own courses a line says somebody has done."""

from collections.abc import Iterator
from datetime import date

from kith.recruitment.bringing.findings import ERROR, WARNING
from kith.recruitment.bringing.rows import Told
from kith.recruitment.vetting.requirements import Requirement
from kith.schemes.models import Scheme
from kith.training.models import Course


def courses_by_name(scheme: Scheme, on: date) -> dict[str, Course]:
    """Every name that a course taught in the scheme has had, small, and the course."""
    rows = Course.objects.taught_in(scheme).open_on(on).prefetch_related("versions")
    return {_plain(version.name): course for course in rows for version in course.versions.all()}


def courses_told(told: Told, known: dict[str, Course], asked: Requirement | None) -> Iterator[Course]:
    """Those that a line names; what it calls otherwise, or leaves open where courses are asked for by name, is said."""
    if "training_on" not in told:
        return
    named = str(told.said.get("training_course", ""))
    if not named:
        if asked and asked.modules:
            told.add(
                "training_on",
                WARNING,
                "The scheme asks for courses by name, and this line names none.",
                "Add a column with the course, or record it under Training.",
            )
        return
    for name in [named] if _plain(named) in known else named.split(";"):
        course = known.get(_plain(name))
        if course is None:
            told.add(
                "training_course",
                ERROR,
                f"No course here is called “{name.strip()}”.",
                "Write its name as it stands under Training, several with a semicolon between, or leave the cell empty.",
            )
        else:
            yield course


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
