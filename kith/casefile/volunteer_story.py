"""The story of one volunteer: how they came, what was checked, whom they are there for."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from kith.access.models import User
from kith.access.policy import Permission
from kith.casefile.entries import Entry
from kith.matching.models import Match
from kith.people.models import Volunteer
from kith.recruitment.models import Application, Approval, Check, Suspension
from kith.recruitment.requirements import words_of
from kith.support.models import Supervision


def story_of(volunteer: Volunteer, *, reader: User, on: date) -> list[Entry]:
    """Everything about a volunteer that this reader may know; words of those who vet are not here."""
    return [
        *_applications(volunteer, reader),
        *_checks(volunteer, reader),
        *_approvals(volunteer, reader),
        *_cards(volunteer),
        *_matches(volunteer, reader, on),
        *_supervisions(volunteer, reader),
    ]


def _applications(volunteer: Volunteer, reader: User) -> Iterator[Entry]:
    rows = Application.objects.reachable_by(reader, Permission.SEE_VOLUNTEER).filter(volunteer=volunteer)
    for application in rows.select_related("scheme").prefetch_related("changes"):
        url = reverse("recruitment:application", args=[application.public_id])
        yield Entry(
            application.received_on, f"Offered to volunteer for {application.scheme}", "path", "", url, "turn"
        )
        for change in application.changes.all():
            label = application.lifecycle.status(change.to_status).label
            yield Entry(change.on, label, "path", url=url, place=change.pk)


def _checks(volunteer: Volunteer, reader: User) -> Iterator[Entry]:
    rows = Check.objects.reachable_by(reader, Permission.SEE_VOLUNTEER).filter(volunteer=volunteer).standing()
    for made in rows:
        what = words_of(made.kind) + ("" if made.passed else ": did not pass")
        yield Entry(made.on, what, "agreements", kind="" if made.passed else "care")


def _approvals(volunteer: Volunteer, reader: User) -> Iterator[Entry]:
    rows = Approval.objects.reachable_by(reader, Permission.SEE_VOLUNTEER).filter(volunteer=volunteer)
    for approval in rows.select_related("scheme", "created_by"):
        by = f"by {approval.created_by}" if approval.created_by else ""
        yield Entry(approval.from_day, f"Approved for {approval.scheme}", "path", by, kind="turn")
    for suspension in Suspension.objects.filter(volunteer=volunteer):
        yield Entry(suspension.from_day, "Suspended", "path", suspension.get_reason_display(), kind="care")
        if suspension.until_day:
            yield Entry(suspension.until_day, "Suspension lifted", "path", kind="turn")


def _cards(volunteer: Volunteer) -> Iterator[Entry]:
    for card in volunteer.cards.all():
        if card.approved_on:
            yield Entry(card.approved_on, "Card approved", "agreements", f"“{card.words}”")


def _matches(volunteer: Volunteer, reader: User, on: date) -> Iterator[Entry]:
    rows = Match.objects.reachable_by(reader, Permission.SEE_MATCH, on).filter(volunteer=volunteer)
    for match in rows.with_people():
        url = reverse("casefile:match", args=[match.public_id])
        yield Entry(match.begun_on, f"{match.name} began", "meetings", url=url, kind="turn")
        if match.ended_on:
            yield Entry(match.ended_on, f"{match.name} ended", "ending", url=url, kind="turn")


def _supervisions(volunteer: Volunteer, reader: User) -> Iterator[Entry]:
    rows = Supervision.objects.reachable_by(reader, Permission.SEE_SUPERVISION).filter(volunteer=volunteer)
    for talk in rows:
        yield Entry(talk.on, f"Supervision, {talk.get_how_display().lower()}", "talks", talk.agreed)
