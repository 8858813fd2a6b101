"""The story of one child across rooms: offers, referrals, wishes, who came and went, and each match."""

from collections.abc import Iterator
from datetime import date, datetime

from django.urls import reverse

from kith.access.models import User
from kith.access.policy import Permission
from kith.casefile import support_told
from kith.casefile.entries import Entry
from kith.casefile.match_story import story_of as match_story_of
from kith.foundation.dates import LONDON
from kith.matching.models import Match, WishList
from kith.people.models import Child, Involvement, Opening
from kith.referral.models import Referral
from kith.register.models import Offer

Part = Involvement.Part


def story_of(child: Child, *, reader: User, at: datetime, on: date) -> list[Entry]:
    """Everything about a child that this reader may know, matches included."""
    matches = Match.objects.reachable_by(reader, Permission.SEE_MATCH, on).filter(child=child)
    return [
        *_offers(child, reader, on),
        *_referrals(child, reader, on),
        *_wishes(child, reader, on),
        *_people(child),
        *_openings(child),
        *support_told.of_child(child, reader=reader, on=on),
        *(
            entry
            for match in matches.with_people().prefetch_related("agreements", "changes")
            for entry in match_story_of(match, reader=reader, at=at, on=on)
        ),
    ]


def _quoted(words: str) -> str:
    return f"“{words}”" if words else ""


def _offers(child: Child, reader: User, on: date) -> Iterator[Entry]:
    """What the child answered at the points of their way through care: for the authority's side."""
    rows = Offer.objects.reachable_by(reader, Permission.RECORD_OFFER, on).filter(child=child).standing()
    for offer in rows.select_related("point"):
        said = _quoted(offer.child_words) or offer.why
        kind = "turn" if offer.answer == Offer.Answer.ACCEPTED else ""
        url = reverse("register:offer", args=[offer.point.public_id])
        what = f"{offer.point.what}: {_lower(offer.get_answer_display())}"
        yield Entry(offer.on, what, "path", said, url, kind, place=offer.pk)


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


REFERRAL_STEPS = {
    "question": "The scheme asked the referrer for more",
    "accept": "The referral was accepted",
    "decline": "The referral was declined",
    "withdraw": "The referral was withdrawn",
    "wait again": "Waiting for somebody again",
    "close": "The referral was closed",
}


def _referrals(child: Child, reader: User, on: date) -> Iterator[Entry]:
    rows = Referral.objects.reachable_by(reader, Permission.SEE_REFERRAL, on).filter(child=child)
    for referral in rows.select_related("scheme").prefetch_related("changes"):
        url = reverse("referral:referral", args=[referral.public_id])
        to = f" to {referral.scheme}" if referral.scheme else ""
        yield Entry(
            referral.received_on, f"Referred{to}", "path", _quoted(referral.child_words), url, "turn", rank=-1
        )
        for change in referral.changes.all():
            if change.step in REFERRAL_STEPS:
                yield Entry(change.on, REFERRAL_STEPS[change.step], "path", url=url, place=change.pk)


def _wishes(child: Child, reader: User, on: date) -> Iterator[Entry]:
    rows = WishList.objects.reachable_by(reader, Permission.RECORD_WISHES, on).filter(child=child)
    for wishes in rows.select_related("referral"):
        what = "Said what they would like" if wishes.version == 1 else "Changed what they would like"
        url = reverse("matching:wishes", args=[wishes.referral.public_id])
        yield Entry(wishes.on, what, "path", _quoted(wishes.words), url, "turn", place=wishes.version)


def _openings(child: Child) -> Iterator[Entry]:
    """Who read the file in an emergency: whoever reads the story may know, as the child may."""
    for opening in Opening.objects.filter(child=child).select_related("created_by"):
        why = opening.get_reason_display()
        who = f"{opening.created_by} opened the file in an emergency"
        yield Entry(opening.at.astimezone(LONDON).date(), who, "path", why)


CAME_AND_WENT = (Part.COORDINATOR, Part.SOCIAL_WORKER, Part.PERSONAL_ADVISER, Part.REVIEWING_OFFICER)


def _people(child: Child) -> Iterator[Entry]:
    near = child.involvements.filter(part__in=CAME_AND_WENT)
    for involvement in near.select_related("user", "worker", "carer", "scheme"):
        part = involvement.get_part_display().lower()
        yield Entry(involvement.from_day, f"{involvement.who} became their {part}", "path")
        if involvement.until_day:
            what = f"{involvement.who} is no longer their {part}"
            yield Entry(involvement.until_day, what, "path")
