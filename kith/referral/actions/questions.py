"""The scheme asks back, the referrer answers."""

from datetime import date

from django.db import transaction

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.errors import Cannot
from kith.referral.actions.letters import tell, tell_referrer
from kith.referral.models import Question, Referral
from kith.referral.states import Status


class CannotAsk(Cannot):
    """The referrer cannot be asked now."""


class CannotAnswer(Cannot):
    """The question cannot be answered now."""


@transaction.atomic
def question(*, referral: Referral, words: str, by: User, on: date) -> Question:
    """Ask the referrer for more; until they answer, it is their turn."""
    if referral.status == Status.QUESTIONED:
        raise CannotAsk(
            "Your last question has not been answered yet. Write the answer down if they told you, "
            "or wait for it before you ask again."
        )
    referral.move("question", by=by, on=on)
    asked = Question.objects.create(referral=referral, words=words.strip(), asked_on=on, created_by=by)
    audit.record(Kind.REFERRAL_QUESTIONED, about=referral, by=by, on=on)
    tell_referrer(referral, "question for referrer", on)
    return asked


@transaction.atomic
def answer(*, question: Question, words: str, by: User | None, on: date) -> Question:
    """Answer a question: by the referrer, or by whoever heard the answer from them."""
    referral = question.referral
    if question.answered_on is not None:
        raise CannotAnswer("This question has already been answered. Thank you.")
    if referral.status != Status.QUESTIONED:
        raise CannotAnswer("This has been decided in the meantime, so the question needs no answer any more.")
    if not words.strip():
        raise CannotAnswer("Write an answer first. If you do not know, say so.")
    question.answer, question.answered_on = words.strip(), on
    question.save(update_fields=["answer", "answered_on"])
    referral.move("answer", by=by, on=on)
    audit.record(Kind.REFERRAL_ANSWERED, about=referral, by=by, on=on)
    tell(question.created_by, referral, by, on)
    return question
