"""What was done outside our own sessions, written down with what was seen; and what was written by mistake."""

from datetime import date

from django.db import transaction

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.dates import day_words
from kith.people.models import Volunteer
from kith.training.actions.attendance import holds_until
from kith.training.actions.tallies import count_lacking
from kith.training.models import Completion, Course
from kith.training.refusals import CannotRecord


@transaction.atomic
def record_completion(
    *,
    volunteer: Volunteer,
    course: Course,
    done_on: date,
    evidence: str,
    evidence_words: str = "",
    until: date | None = None,
    by: User | None,
    on: date,
) -> Completion:
    """Somebody has done a course as e-learning, or elsewhere; whoever records it has seen what shows it.

    `until`: where something says that it ends sooner than the course's own time.
    """
    if by and volunteer.user_id == by.pk:
        raise CannotRecord("This is about you. Somebody else must record it.")
    if done_on > on:
        raise CannotRecord(
            f"{day_words(done_on)} is still to come. Enter the day on which it was done.", "done_on"
        )
    if not course.is_for(volunteer, on):
        raise CannotRecord(
            f"This is a course of {course.owner}, and {volunteer.first_name} does not volunteer there.",
            "course",
        )
    if evidence == Completion.Evidence.ATTENDANCE:
        raise CannotRecord("Who came to a session is recorded on the session’s own page.", "evidence")
    version = course.version_on(done_on)
    same = Completion.objects.standing().filter(volunteer=volunteer, version__course=course, on=done_on)
    if same.exists():
        raise CannotRecord(f"{version.name} on {day_words(done_on)} is recorded already.", "done_on")
    completion = Completion.objects.create(
        volunteer=volunteer,
        version=version,
        on=done_on,
        until=min(filter(None, (until, holds_until(version, done_on))), default=None),
        evidence=evidence,
        evidence_words=evidence_words.strip(),
        created_by=by,
    )
    count_lacking(volunteers=[volunteer.pk], on=on)
    audit.record(Kind.TRAINING_COMPLETED, about=completion, by=by, on=on, evidence=evidence)
    return completion


@transaction.atomic
def withdraw_completion(*, completion: Completion, by: User, on: date) -> Completion:
    """It was recorded by mistake: it no longer counts, and its certificate opens no more."""
    if completion.withdrawn_on:
        raise CannotRecord("This has been withdrawn already.")
    if completion.booking_id:
        raise CannotRecord("This was recorded with who came to a session. Change it on the session’s page.")
    completion.withdrawn_on, completion.withdrawn_by = on, by
    completion.save(update_fields=["withdrawn_on", "withdrawn_by"])
    count_lacking(volunteers=[completion.volunteer_id], on=on)
    audit.record(Kind.COMPLETION_WITHDRAWN, about=completion, by=by, on=on)
    return completion
