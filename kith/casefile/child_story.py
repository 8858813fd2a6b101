"""The story of one child across rooms: offers, referrals, wishes, who came and went."""

from collections.abc import Iterator
from datetime import date, datetime

from django.urls import reverse

from kith.access.models import User
from kith.access.policy import Permission
from kith.casefile.entries import Entry
from kith.casefile.match_story import story_of as match_story_of
from kith.foundation.dates import day_words
from kith.matching.models import Match, WishList
from kith.people.models import Child, Involvement
from kith.referral.models import Referral
from kith.register.models import Offer


def story_of(child: Child, *, reader: User, at: datetime, on: date) -> list[Entry]:
    """Everything about a child that this reader may know, matches included."""
    matches = Match.objects.reachable_by(reader, Permission.SEE_MATCH, on).filter(child=child).with_people()
    return [
        *_offers(child, reader),
        *_referrals(child, reader),
        *_wishes(child, reader),
        *_people(child),
        *(entry for match in matches for entry in match_story_of(match, reader=reader, at=at, on=on)),
    ]


def _offers(child: Child, reader: User) -> Iterator[Entry]:
    rows = Offer.objects.reachable_by(reader, Permission.RECORD_OFFER).filter(child=child).standing()
    for offer in rows.select_related("point"):
        said = f"“{offer.child_words}”" if offer.child_words else offer.why
        kind = "turn" if offer.answer == Offer.Answer.ACCEPTED else ""
        yield Entry(offer.on, offer.get_answer_display(), "path", said, kind=kind)


REFERRAL_STEPS = {
    "question": "The scheme asked the referrer for more",
    "accept": "Referral accepted",
    "decline": "Referral declined",
    "withdraw": "Referral withdrawn",
    "close": "Referral closed",
}


def _referrals(child: Child, reader: User) -> Iterator[Entry]:
    rows = Referral.objects.reachable_by(reader, Permission.SEE_REFERRAL).filter(child=child)
    for referral in rows.select_related("scheme").prefetch_related("changes"):
        url = reverse("referral:referral", args=[referral.public_id])
        to = f" to {referral.scheme}" if referral.scheme else ""
        said = f"“{referral.child_words}”" if referral.child_words else ""
        yield Entry(referral.received_on, f"Referred{to}", "path", said, url, "turn")
        for change in referral.changes.all():
            if change.step in REFERRAL_STEPS:
                yield Entry(change.on, REFERRAL_STEPS[change.step], "path", url=url, place=change.pk)


def _wishes(child: Child, reader: User) -> Iterator[Entry]:
    rows = WishList.objects.reachable_by(reader, Permission.RECORD_WISHES).filter(child=child)
    for wishes in rows:
        what = "Said what they would like" if wishes.version == 1 else "Changed what they would like"
        yield Entry(wishes.on, what, "path", f"“{wishes.words}”" if wishes.words else "", kind="turn")


def _people(child: Child) -> Iterator[Entry]:
    shown = (Involvement.Part.COORDINATOR, Involvement.Part.SOCIAL_WORKER, Involvement.Part.PERSONAL_ADVISER)
    for near in child.involvements.filter(part__in=shown).select_related("user", "worker"):
        part = near.get_part_display().lower()
        yield Entry(near.from_day, f"{near.who} became their {part}", "path")
        if near.until_day:
            yield Entry(near.until_day, f"{near.who} is no longer their {part}", "path")


def around(child: Child, on: date) -> list[dict[str, str]]:
    """Who is near the child today, as what, since when."""
    rows = child.involvements.open_on(on).exclude(part=Involvement.Part.SCHEME)
    return [
        {"who": near.who, "part": near.get_part_display(), "since": day_words(near.from_day)}
        for near in rows.select_related("user", "worker", "carer").order_by("part", "from_day")
    ]
