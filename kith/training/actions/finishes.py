"""A volunteer says that they have finished a course on a website; whoever runs training confirms it, or says why not."""

from datetime import date, time

from django.db import transaction
from django.urls import reverse

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.dates import day_words, moment
from kith.messages.actions import send
from kith.people.models import Volunteer
from kith.training.actions.completions import record_completion
from kith.training.models import Completion, Course, CourseVersion, Finish
from kith.training.refusals import CannotFinish
from kith.training.states import FinishStatus

WHEN_TOLD = time(8)


@transaction.atomic
def say_finished(
    *, course: Course, volunteer: Volunteer, finished_on: date, words: str = "", by: User, on: date
) -> Finish:
    """From one's own phone. It counts for nothing until it is confirmed."""
    version = course.version_on(on)
    _refuse_unfit(course, version, volunteer, finished_on, on)
    finish = Finish.objects.create(
        volunteer=volunteer,
        version=version,
        finished_on=finished_on,
        said_on=on,
        words=words.strip(),
        created_by=by,
    )
    audit.record(Kind.COURSE_FINISHED, about=finish, by=by, on=on)
    return finish


def _refuse_unfit(
    course: Course, version: CourseVersion, volunteer: Volunteer, finished_on: date, on: date
) -> None:
    if not version.is_e_learning or course.retired_on:
        raise CannotFinish(f"{version.name} is not done on a website. Choose a session of it.")
    if not course.is_for(volunteer, on):
        raise CannotFinish(f"This is a course of {course.owner}, and you do not volunteer there.")
    if finished_on > on:
        raise CannotFinish(
            f"{day_words(finished_on)} is still to come. Enter the day on which you finished.", "finished_on"
        )
    mine = Finish.objects.filter(volunteer=volunteer, version__course=course)
    if mine.waiting().exists():
        raise CannotFinish("You have said so already. It waits to be confirmed.")
    done = Completion.objects.standing().filter(volunteer=volunteer, version__course=course, on=finished_on)
    if done.exists():
        raise CannotFinish(
            f"{version.name} on {day_words(finished_on)} is written down already.", "finished_on"
        )


@transaction.atomic
def take_back_finish(*, finish: Finish, by: User, on: date) -> Finish:
    """Said by mistake."""
    finish = _waiting(finish)
    finish.move("take back", by=by, on=on)
    audit.record(Kind.FINISH_ANSWERED, about=finish, by=by, on=on, answer="taken back")
    return finish


@transaction.atomic
def confirm_finish(*, finish: Finish, by: User, on: date) -> Finish:
    """It is so: from now on it counts, and there is a certificate. A mistake is withdrawn like any other record."""
    finish = _waiting(finish)
    _not_oneself(finish, by)
    finish.completion = record_completion(
        volunteer=finish.volunteer,
        course=finish.version.course,
        done_on=finish.finished_on,
        evidence=Completion.Evidence.WORD,
        evidence_words=finish.words,
        by=by,
        on=on,
    )
    finish.save(update_fields=["completion"])
    finish.move("confirm", by=by, on=on)
    audit.record(Kind.FINISH_ANSWERED, about=finish, by=by, on=on, answer="confirmed")
    _tell(finish, on)
    return finish


@transaction.atomic
def decline_finish(*, finish: Finish, answer: str, by: User, on: date) -> Finish:
    """Not so, or not shown: the volunteer reads why, and can say it again."""
    finish = _waiting(finish)
    _not_oneself(finish, by)
    if not answer.strip():
        raise CannotFinish(f"Tell {finish.volunteer.first_name} what is missing.", "answer")
    finish.answer = answer.strip()
    finish.save(update_fields=["answer"])
    finish.move("decline", by=by, on=on)
    audit.record(Kind.FINISH_ANSWERED, about=finish, by=by, on=on, answer="declined")
    _tell(finish, on)
    return finish


def _waiting(finish: Finish) -> Finish:
    locked = Finish.objects.select_for_update().get(pk=finish.pk)
    if locked.status != FinishStatus.SAID:
        raise CannotFinish(f"This has been answered already: {locked.get_status_display().lower()}.")
    return locked


def _not_oneself(finish: Finish, by: User) -> None:
    if finish.volunteer.user_id == by.pk:
        raise CannotFinish("This is about you. Somebody else must confirm it.")


def _tell(finish: Finish, on: date) -> None:
    if finish.volunteer.user:
        link = reverse("training:mine")
        send(
            to=finish.volunteer.user, event="something new", about=finish, link=link, at=moment(on, WHEN_TOLD)
        )
