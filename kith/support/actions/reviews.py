"""Reviewing a match: the child is heard first, then the other three; then what was agreed, and the next day."""

from datetime import date, time

from django.db import transaction

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.dates import moment
from kith.foundation.errors import Cannot
from kith.foundation.holding import hold
from kith.matching.models import Match
from kith.messages.actions import send
from kith.support.models import MatchReview, Voice
from kith.support.queries.checkins import people_to_ask
from kith.support.queries.reviews import missing_voices, reviews_next, still_to_hear


class CannotReview(Cannot):
    """The match cannot be reviewed in this way."""


@transaction.atomic
def begin_review(*, match: Match, by: User, on: date) -> MatchReview:
    """Begin to hear everybody. Due or not, a match may be reviewed when somebody would like it."""
    hold(match)
    if not match.is_live:
        raise CannotReview("This match has ended, so it is not reviewed any more.")
    if match.volunteer.user_id == by.pk:
        raise CannotReview("Nobody reviews a match of their own. Ask another coordinator.")
    (stands,) = reviews_next([match], on)
    if stands.begun:
        return stands.begun
    review = MatchReview.objects.create(
        match=match, due_on=min(stands.due_on, on), begun_on=on, created_by=by
    )
    audit.record(Kind.REVIEW_BEGUN, about=review, by=by, on=on)
    return review


@transaction.atomic
def hear(*, review: MatchReview, who: str, words: str, how: str, by: User, on: date) -> Voice:
    """One of the four is heard, in their words. Said again before the review is closed, it replaces what stood."""
    if not words.strip():
        raise CannotReview("Write down what they said, in their words. Or say why they were not heard.")
    return _voice(review, who, by=by, on=on, words=words.strip(), how=how, not_heard_why="")


@transaction.atomic
def not_heard(*, review: MatchReview, who: str, why: str, by: User, on: date) -> Voice:
    """One of the four was not heard, and why: would rather not, could not be reached, there is none."""
    if not why.strip():
        raise CannotReview("Say in a few words why they were not heard.")
    return _voice(review, who, by=by, on=on, words="", how="", not_heard_why=why.strip())


def _voice(review: MatchReview, who: str, *, by: User, on: date, **said: str) -> Voice:
    hold(review)
    _refuse_closed(review)
    first = Voice.Who.CHILD
    if who != first and not review.voices.filter(who=first).exists():
        raise CannotReview(f"Hear {review.match.child.name} first. The others come after.")
    voice, _ = Voice.objects.update_or_create(
        review=review, who=who, defaults={"heard_on": on, "created_by": by, **said}
    )
    audit.record(Kind.VOICE_HEARD, about=review, by=by, on=on, who=who, heard=bool(said["words"]))
    return voice


@transaction.atomic
def close_review(*, review: MatchReview, agreed: str, next_on: date, by: User, on: date) -> MatchReview:
    """What was agreed, and when they look again. All four are told where to read it."""
    hold(review)
    _refuse_closed(review)
    if missing_voices(review):
        raise CannotReview(f"{still_to_hear(review)} Hear them, or say why they were not heard.")
    if not agreed.strip():
        raise CannotReview("Write down what was agreed, even if it is “everything stays as it is”.")
    if next_on <= on:
        raise CannotReview("The next review comes after this one. Choose a later day.")
    review.agreed, review.next_on, review.held_on = agreed.strip(), next_on, on
    review.save(update_fields=["agreed", "next_on", "held_on"])
    audit.record(Kind.MATCH_REVIEWED, about=review, by=by, on=on)
    near = [person.user for person in people_to_ask([review.match], on).values() if person.user]
    for user in [review.match.volunteer.user, *near]:
        if user and user.pk != by.pk:
            send(to=user, event="something new", about=review, at=moment(on, time()))
    return review


def _refuse_closed(review: MatchReview) -> None:
    if review.held_on:
        raise CannotReview("This review has been closed. What comes up now belongs in the next one.")
    if not review.match.is_live:
        raise CannotReview(f"{review.match.name} have ended. What was heard stays; nothing is added to it.")
