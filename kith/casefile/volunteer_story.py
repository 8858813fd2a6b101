"""The story of one volunteer: how they came, what was checked, whom they are there for."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from kith.access.models import User
from kith.access.policy import Permission
from kith.access.reach import schemes_for
from kith.casefile import support_told, training_told
from kith.casefile.entries import Entry
from kith.matching.models import Match
from kith.people.models import Enlistment, Volunteer
from kith.recruitment.models import Application, Approval, Check, Suspension
from kith.recruitment.vetting.requirements import BY_KEY, words_of
from kith.support.models import Supervision
from kith.support.presenters import talk_words

SEE = Permission.SEE_VOLUNTEER


def story_of(volunteer: Volunteer, *, reader: User, on: date) -> list[Entry]:
    """Everything about a volunteer that this reader may know; words of those who vet are not here."""
    vetted = set(schemes_for(reader, Permission.SEE_VETTING, on).values_list("pk", flat=True))
    return [
        *_applications(volunteer, reader, on),
        *_checks(volunteer, reader, on, vetted),
        *_approvals(volunteer, reader, on),
        *_suspensions(volunteer, on, vetted),
        *_cards(volunteer),
        *_matches(volunteer, reader, on),
        *_talks(volunteer, reader, on),
        *support_told.of_volunteer(volunteer, reader=reader, on=on),
        *training_told.of_volunteer(volunteer, reader=reader, on=on),
    ]


STEPS = {
    "apply": "Sent the application form",
    "interview": "Was interviewed",
    "check": "Checks began",
    "put to panel": "Put to the panel",
    "decline": "Declined",
    "withdraw": "Withdrew",
    "reopen": "Taken up again",
}


def _applications(volunteer: Volunteer, reader: User, on: date) -> Iterator[Entry]:
    rows = Application.objects.reachable_by(reader, SEE, on).filter(volunteer=volunteer)
    for application in rows.select_related("scheme").prefetch_related("changes"):
        url = reverse("recruitment:application", args=[application.public_id])
        what = f"Offered to volunteer for {application.scheme}"
        said = f"“{application.why}”" if application.why else ""
        yield Entry(application.received_on, what, "path", said, url, "turn", rank=-1)
        for change in application.changes.all():
            if change.step in STEPS:
                yield Entry(change.on, STEPS[change.step], "path", url=url, place=change.pk)


def _checks(volunteer: Volunteer, reader: User, on: date, vetted: set[int]) -> Iterator[Entry]:
    """That something was looked at; how what only those who vet may read came out, only for those who vet there."""
    rows = (
        Check.objects.reachable_by(reader, SEE, on).filter(volunteer=volunteer).standing().complete().unread()
    )
    for made in rows:
        requirement = BY_KEY.get(made.kind)
        sealed = requirement is not None and requirement.vetting_only and made.scheme_id not in vetted
        stands = f"Until {made.until.day} {made.until:%B %Y}." if made.until and made.passed else ""
        if made.passed or sealed:
            yield Entry(made.on, words_of(made.kind), "checks", stands, place=made.pk)
        else:
            yield Entry(made.on, f"{words_of(made.kind)}: it stands in the way", "checks", kind="care")


def _approvals(volunteer: Volunteer, reader: User, on: date) -> Iterator[Entry]:
    rows = Approval.objects.reachable_by(reader, SEE, on).filter(volunteer=volunteer)
    for approval in rows.select_related("scheme", "created_by"):
        by = f"By {approval.created_by}." if approval.created_by else ""
        more = " ".join(part for part in (by, approval.conditions) if part)
        yield Entry(approval.from_day, f"Approved for {approval.scheme}", "path", more, kind="turn", rank=1)


def _suspensions(volunteer: Volunteer, on: date, vetted: set[int]) -> Iterator[Entry]:
    """That they were suspended, and for those who vet in a scheme of theirs also why."""
    theirs = Enlistment.objects.open_on(on).filter(volunteer=volunteer)
    vets = not vetted.isdisjoint(theirs.values_list("scheme", flat=True))
    for suspension in Suspension.objects.filter(volunteer=volunteer):
        why = f"{suspension.get_reason_display()}." if vets else ""
        yield Entry(suspension.from_day, "Suspended", "path", why, kind="care")
        if suspension.until_day:
            yield Entry(suspension.until_day, "The suspension was lifted", "path", kind="turn")


def _cards(volunteer: Volunteer) -> Iterator[Entry]:
    for card in volunteer.cards.all():
        if card.approved_on:
            yield Entry(card.approved_on, "Card for children approved", "agreements", f"“{card.words}”")


def _matches(volunteer: Volunteer, reader: User, on: date) -> Iterator[Entry]:
    rows = Match.objects.reachable_by(reader, Permission.SEE_MATCH, on).filter(volunteer=volunteer)
    for match in rows.with_people():
        url = reverse("casefile:match", args=[match.public_id])
        yield Entry(match.begun_on, f"{match.name} began", "meetings", url=url, kind="turn")
        if match.ended_on:
            yield Entry(match.ended_on, f"{match.name} ended", "ending", url=url, kind="turn")


def _talks(volunteer: Volunteer, reader: User, on: date) -> Iterator[Entry]:
    """What was agreed, never what was talked about."""
    rows = Supervision.objects.reachable_by(reader, Permission.SEE_SUPERVISION, on)
    for talk in rows.filter(volunteer=volunteer):
        words = talk_words(talk)
        what = f"Supervision, {words[:1].lower()}{words[1:]}"
        yield Entry(talk.on, what, "talks", talk.agreed, place=talk.pk)
