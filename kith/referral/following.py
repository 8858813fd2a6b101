"""A referral as its referrer follows it: where it stands, in plain words, and nothing that was written in it."""

from dataclasses import dataclass
from datetime import date

from kith.foundation.dates import day_words
from kith.referral import queries
from kith.referral.models import Question, Referral
from kith.referral.states import Status


@dataclass(frozen=True)
class Followed:
    """What a referrer sees. `words` were written for them by the scheme."""

    reference: str
    sent: str
    status: str
    means: str
    words: str
    question: Question | None
    may_withdraw: bool


MEANS: dict[str, tuple[str, str]] = {
    Status.RECEIVED: ("We have it", "A coordinator reads it and answers you."),
    Status.QUESTIONED: ("We have a question for you", "As soon as you have answered it, we go on."),
    Status.ACCEPTED: (
        "Yes, we can help",
        "A coordinator now meets the young person, to hear whom they would like.",
    ),
    Status.WAITING: (
        "Waiting for the right person",
        "We know whom the young person would like, and are looking. That can take months. Nobody is pushed "
        "to take somebody who does not fit.",
    ),
    Status.MATCHED: ("Somebody has been found", "The young person chose them and they have begun to meet."),
    Status.DECLINED: ("Not this time", "We cannot help with this request."),
    Status.WITHDRAWN: ("Taken back", "This request was taken back. You can send a new one at any time."),
    Status.CLOSED: ("Closed", "This request is closed. You can send a new one at any time."),
}
# A child's no is theirs: whoever asked for them is told that it is not the time, not what the child said.
REASONS: dict[str, str] = {
    Referral.DeclineReason.CHILD_NO: "It is not the right time for this.",
    Referral.DeclineReason.AGE: "The scheme is for other ages.",
    Referral.DeclineReason.AREA: "The scheme works in another area.",
    Referral.DeclineReason.OTHER_HELP: "Something else fits better.",
    Referral.DeclineReason.FULL: "There is no place for a long time.",
    Referral.DeclineReason.NO_ANSWER: "We asked you something and had no answer.",
    Referral.DeclineReason.ALREADY: "Somebody has asked for this already.",
}


def followed(referral: Referral, on: date) -> Followed:
    status, means = MEANS[referral.status]
    last = referral.changes.order_by("-id").first()
    words = ""
    if last is not None and referral.status in (Status.DECLINED, Status.CLOSED):
        words = " ".join(part for part in (REASONS.get(last.reason, ""), last.words) if part)
    question = None
    if referral.status == Status.QUESTIONED:
        question = referral.questions.filter(answered_on=None).first()
    return Followed(
        reference=referral.reference,
        sent=day_words(referral.received_on),
        status=status,
        means=f"{means} {_answer_by(referral, on)}".strip(),
        words=words,
        question=question,
        may_withdraw=referral.may("withdraw"),
    )


def _answer_by(referral: Referral, on: date) -> str:
    """The day by which the scheme answers, or that it is late: a promise not kept is said as one."""
    turn = queries.turn_of(referral, on)
    if turn is None:
        return ""
    if turn.answer_by >= on:
        return f"You will have an answer by {day_words(turn.answer_by)}."
    return f"You should have had an answer by {day_words(turn.answer_by)}. The scheme has been shown that it is late."
