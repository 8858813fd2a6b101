"""Refusals of this room. Each may name the box it is about, so that a form can show it there."""

from collections.abc import Sequence

from kith.foundation.errors import Cannot


class CannotReceive(Cannot):
    """The application cannot be taken in as it stands."""


class AlreadyApplied(CannotReceive):
    """The same person has an application here that is not over."""


class CannotStep(Cannot):
    """The application cannot go this way."""


class CannotRecord(Cannot):
    """The check cannot be written down as it stands."""


class CannotApprove(Cannot):
    """The volunteer cannot be approved now. `reasons` names each thing that stands in the way."""

    def __init__(self, words: str, field: str = "", reasons: Sequence[str] = ()) -> None:
        super().__init__(words, field)
        self.reasons = list(reasons)


class CannotSuspend(Cannot):
    """The volunteer cannot be suspended, or the suspension lifted, as asked."""


class CannotAsk(Cannot):
    """The reference cannot be asked for, answered or verified as things stand."""


class CannotSet(Cannot):
    """The scheme’s list cannot be changed as asked."""


class CannotExcuse(Cannot):
    """Nobody can be excused from this, or not by this person."""


class CannotGive(Cannot):
    """The volunteer cannot be given this to do."""


class CannotJudge(Cannot):
    """The risk cannot be judged or decided as asked."""


class CannotBring(Cannot):
    """The file of volunteers cannot be taken, named or saved as asked."""


class CannotComeBack(Cannot):
    """The code does not open this form, or not any more."""


class CannotSend(Cannot):
    """The application form or a letter cannot be sent as it stands."""


class CannotWord(Cannot):
    """A letter cannot be worded like this."""


class CannotPublish(Cannot):
    """The public page cannot say this."""


class CannotSettle(Cannot):
    """The flag cannot be settled as asked, or not by this person."""


class CannotInterview(Cannot):
    """The interview cannot be planned, or the view not written, as asked."""


class CannotPanel(Cannot):
    """The panel cannot meet, decide or let it hold as asked."""


class CannotReview(Cannot):
    """The review cannot be held, or the approval ended, as asked."""
