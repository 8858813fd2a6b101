"""What is still under way when an application closes, or somebody leaves: nothing goes on about a person who is gone."""

from datetime import date

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.people.actions import delist
from kith.people.models import Volunteer
from kith.recruitment.models import AgendaItem, Application, Reference
from kith.recruitment.states import WhyWithdrawn
from kith.schemes.models import Scheme


def close_down(*, application: Application, by: User | None, on: date) -> None:
    """No panel decides, no referee is written to, nobody sits down to an interview; they are no more on the scheme's list.

    Whoever is taken up again begins these anew: what was decided before says nothing of who they are by then.
    """
    delist(volunteer=application.volunteer, scheme=application.scheme, on=on)
    leave_agenda(application=application, by=by, on=on)
    let_go_of_referees(volunteer=application.volunteer, scheme=application.scheme, by=by, on=on)
    for interview in application.interviews.filter(settled_on=None, called_off_on=None):
        interview.called_off_on = on
        interview.save(update_fields=["called_off_on"])
        audit.record(Kind.INTERVIEW_CALLED_OFF, about=application, by=by, on=on)


def close_what_is_open(*, volunteer: Volunteer, by: User, on: date) -> None:
    """Somebody has died: whatever they had begun in any scheme closes, and no referee of theirs is written to."""
    for application in Application.objects.on_the_way().filter(volunteer=volunteer):
        application.move("withdraw", by=by, on=on, reason=WhyWithdrawn.OTHER)
        close_down(application=application, by=by, on=on)
        audit.record(Kind.APPLICATION_MOVED, about=application, by=by, on=on, step="withdraw")
    for reference in Reference.objects.unanswered().filter(volunteer=volunteer).select_related("scheme"):
        let_go_of_referees(volunteer=volunteer, scheme=reference.scheme, by=by, on=on)


def leave_agenda(*, application: Application, by: User | None, on: date) -> None:
    """It is not ready any more, or was decided elsewhere: a decision that has not gone out never will."""
    for item in AgendaItem.objects.open().filter(application=application):
        item.move("fall away", by=by, on=on)
        audit.record(Kind.PANEL_STEP, about=item, by=by, on=on, step="fall away")


def let_go_of_referees(*, volunteer: Volunteer, scheme: Scheme, by: User | None, on: date) -> None:
    """Those who have not answered are not written to again, and their links take no answer."""
    for reference in Reference.objects.of(volunteer, scheme).unanswered():
        reference.move("take back", by=by, on=on)
        audit.record(Kind.REFERENCE_TAKEN_BACK, about=reference, by=by, on=on)
