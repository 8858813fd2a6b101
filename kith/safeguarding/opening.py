"""Breaking the glass: one file out of reach, for an hour, with a reason; told at once, reviewed within five working days."""

from datetime import date, datetime, time, timedelta
from itertools import islice

from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from kith.access.models import Membership, User
from kith.access.policy import Permission
from kith.access.reach import may, schemes_for
from kith.access.roles import Role
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.audit.models import Event
from kith.foundation.dates import LONDON, day_words, moment, working_days_after
from kith.foundation.errors import Cannot
from kith.messages.actions import send
from kith.people.models import Child, Involvement, Opening, Restriction
from kith.schemes.models import Scheme

HOLDS = timedelta(hours=1)
REVIEW_DAYS = 5
LEAST_WORDS = 20
MOST_TRIES = 5
MORNING = time(9)
WORKERS = (
    Involvement.Part.SOCIAL_WORKER,
    Involvement.Part.PERSONAL_ADVISER,
    Involvement.Part.REVIEWING_OFFICER,
)


class CannotOpen(Cannot):
    """The file cannot be opened or reviewed as asked. `field` is the box it is about."""

    def __init__(self, words: str, field: str = "") -> None:
        super().__init__(words)
        self.field = field


@transaction.atomic
def open_file(
    *, first_name: str, last_name: str, born: date, reason: str, words: str, by: User, at: datetime
) -> Opening | None:
    """Open the file of the child of exactly this name and birthday, if a scheme of this person's serves one.

    None where there is none: the try is kept, and nothing tells a wrong name from a file that may not be opened.
    """
    on = at.astimezone(LONDON).date()
    if len(words.strip()) < LEAST_WORDS:
        raise CannotOpen("Say what is happening, in a sentence or two. Others will read it today.", "words")
    _hold_back(by, at, on)
    found = _file_of(first_name, last_name, born, by, on)
    if found is None:
        audit.record(Kind.FILE_NOT_FOUND, by=by, on=on)
        return None
    child, scheme = found
    if Child.objects.reachable_by(by, Permission.SEE_CHILD, on).filter(pk=child.pk).exists():
        raise CannotOpen(
            f"{child.name}’s story is within your reach already. Find it by its name at the top."
        )
    opening = Opening.objects.create(
        child=child,
        scheme=scheme,
        reason=reason,
        words=words.strip(),
        was_sealed=child.sealed,
        at=at,
        until_at=at + HOLDS,
        review_by=next(islice(working_days_after(on), REVIEW_DAYS - 1, None)),
        created_by=by,
    )
    audit.record(Kind.FILE_OPENED, about=opening, by=by, on=on, reason=str(reason), sealed=child.sealed)
    _tell(opening, at)
    return opening


def _hold_back(by: User, at: datetime, on: date) -> None:
    """Who has one that nobody has reviewed in time, or guesses at names, opens nothing."""
    late = Opening.objects.filter(created_by=by, reviewed_on=None, review_by__lt=on).order_by("at").first()
    if late:
        opened = day_words(late.at.astimezone(LONDON).date())
        raise CannotOpen(
            f"The file you opened on {opened} was not reviewed in time. Ask your safeguarding lead to review it; "
            "until then you can open no other. If somebody is in danger, ring 999."
        )
    since = at - timedelta(days=1)
    tries = Event.objects.filter(kind=Kind.FILE_NOT_FOUND, by=by.public_id, at__gt=since).count()
    if tries >= MOST_TRIES:
        raise CannotOpen(
            "You have tried five names in a day. Ring your safeguarding lead; if somebody is in danger, ring 999."
        )


def _file_of(first_name: str, last_name: str, born: date, by: User, on: date) -> tuple[Child, Scheme] | None:
    schemes = schemes_for(by, Permission.BREAK_GLASS, on)
    serving = Involvement.objects.open_on(on).filter(scheme__in=schemes).select_related("scheme")
    kept_from = Restriction.objects.open_on(on).filter(user=by).values("child")
    called = Q(first_name__iexact=first_name.strip()) | Q(known_as__iexact=first_name.strip())
    rows = Child.objects.filter(called, last_name__iexact=last_name.strip(), born=born)
    rows = rows.filter(pk__in=serving.values("child")).exclude(pk__in=kept_from)
    if not may(by, Permission.BREAK_SEAL, on):
        rows = rows.filter(sealed=False)
    child = rows.order_by("pk").first()
    near = serving.filter(child=child).order_by("from_day", "pk").first() if child else None
    return (child, near.scheme) if child and near and near.scheme else None


def reviewers_of(opening: Opening, on: date) -> list[User]:
    """The leads of the scheme and whoever watches over data for the provider or the child's authority; not the reader."""
    held = Membership.objects.open_on(on).select_related("user").order_by("pk")
    places = [place for place in (opening.scheme.provider_id, opening.child.authority_id) if place]
    leads = Q(role=Role.SAFEGUARDING_LEAD) & (
        Q(scheme=opening.scheme) | Q(organisation=opening.scheme.provider_id)
    )
    found = held.filter(leads | Q(role=Role.AUDITOR, organisation__in=places))
    people = {member.user for member in found if member.user_id != opening.created_by_id}
    kept = Restriction.objects.open_on(on).filter(child=opening.child).values_list("user", flat=True)
    return sorted(
        (user for user in people if user.is_active and user.pk not in set(kept)), key=lambda user: user.pk
    )


def _tell(opening: Opening, at: datetime) -> None:
    """Leads and the data protection officer at once; the child's workers the next morning."""
    on = at.astimezone(LONDON).date()
    link = reverse("safeguarding:opening", args=[opening.public_id])
    for user in reviewers_of(opening, on):
        send(to=user, event="file opened", about=opening, link=link, at=at)
    morning = moment(on + timedelta(days=1), MORNING)
    near = Involvement.objects.open_on(on).filter(child=opening.child, part__in=WORKERS)
    for each in near.select_related("user", "worker").order_by("pk"):
        address = each.worker.email if each.worker and not each.user else ""
        send(to=each.user, to_address=address, event="file was opened", about=opening, at=morning)


@transaction.atomic
def review(*, opening: Opening, finding: str, words: str, by: User, on: date) -> Opening:
    """Somebody else has read why and what was looked at, and says whether it was right."""
    opening = (
        Opening.objects.select_for_update(of=("self",)).select_related("scheme", "child").get(pk=opening.pk)
    )
    if opening.created_by == by:
        raise CannotOpen("You opened this file yourself. Somebody else must review it.")
    if opening.reviewed_on:
        raise CannotOpen("This has been reviewed already.")
    if finding != Opening.Finding.RIGHT and not words.strip():
        raise CannotOpen("Say what should happen now.", "words")
    opening.finding, opening.review_words = finding, words.strip()
    opening.reviewed_by, opening.reviewed_on = by, on
    opening.save(update_fields=["finding", "review_words", "reviewed_by", "reviewed_on"])
    audit.record(Kind.OPENING_REVIEWED, about=opening, by=by, on=on, finding=finding)
    return opening
