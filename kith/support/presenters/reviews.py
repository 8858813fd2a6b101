"""Matches to review and what was said, ready to print."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from kith.foundation.dates import day_words, near_words
from kith.support.models import MatchReview, Voice
from kith.support.queries.reviews import ToReview

GUIDE = {
    Voice.Who.CHILD: "What is good? What would you like different? Would you like to go on?",
    Voice.Who.VOLUNTEER: "How is it for you? What would help?",
    Voice.Who.CARER: "What do you notice afterwards? Does the plan fit the home?",
    Voice.Who.WORKER: "Does it fit what else is going on for them?",
}


@dataclass(frozen=True)
class ReviewLine:
    """A match in the list of reviews."""

    match: str
    scheme: str
    due: str
    day: str
    why: str
    url: str
    late: bool
    begun: bool


def review_lines(found: Iterable[ToReview], on: date) -> list[ReviewLine]:
    return [
        ReviewLine(
            match=one.match.name,
            scheme=one.match.scheme.name,
            due=near_words(one.due_on, on),
            day=day_words(one.due_on),
            why=one.why,
            url=reverse("support:review", args=[one.begun.public_id])
            if one.begun
            else reverse("support:reviews_of", args=[one.match.public_id]),
            late=one.is_due(on),
            begun=one.begun is not None,
        )
        for one in found
    ]


@dataclass(frozen=True)
class VoiceCard:
    """One of the four on the page of a review."""

    who: str
    name: str
    guide: str
    voice: Voice | None
    may_be_heard: bool


def voice_cards(review: MatchReview) -> list[VoiceCard]:
    """The child first; the others can be heard when the child has been."""
    said = {voice.who: voice for voice in review.voices.all()}
    child_first = Voice.Who.CHILD in said
    goes_on = review.held_on is None and review.match.is_live
    return [
        VoiceCard(
            who=who.value,
            name=name_of(review, who.value),
            guide=GUIDE[who],
            voice=said.get(who.value),
            may_be_heard=goes_on and (child_first or who == Voice.Who.CHILD),
        )
        for who in Voice.Who
    ]


def name_of(review: MatchReview, who: str) -> str:
    called = {"child": review.match.child.name, "volunteer": review.match.volunteer.first_name}
    return called.get(who, f"the {who}")
