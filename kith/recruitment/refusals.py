"""Refusals of this room. Each may name the box it is about, so that a form can show it there."""

from collections.abc import Sequence

from kith.foundation.errors import Cannot


class CannotAt(Cannot):
    """A refusal about one thing that was said: `field` is its name in the form, or empty for the whole."""

    def __init__(self, words: str, field: str = "") -> None:
        super().__init__(words)
        self.field = field


class CannotReceive(CannotAt):
    """The application cannot be taken in as it stands."""


class AlreadyApplied(CannotReceive):
    """The same person has an application here that is not over."""


class CannotStep(CannotAt):
    """The application cannot go this way."""


class CannotRecord(CannotAt):
    """The check cannot be written down as it stands."""


class CannotApprove(CannotAt):
    """The volunteer cannot be approved now. `reasons` names each thing that stands in the way."""

    def __init__(self, words: str, field: str = "", reasons: Sequence[str] = ()) -> None:
        super().__init__(words, field)
        self.reasons = list(reasons)


class CannotSuspend(CannotAt):
    """The volunteer cannot be suspended, or the suspension lifted, as asked."""


class CannotAsk(CannotAt):
    """The reference cannot be asked for, answered or verified as things stand."""


class CannotSet(CannotAt):
    """The scheme’s list cannot be changed as asked."""


class CannotExcuse(CannotAt):
    """Nobody can be excused from this, or not by this person."""


class CannotGive(CannotAt):
    """The volunteer cannot be given this to do."""


class CannotJudge(CannotAt):
    """The risk cannot be judged or decided as asked."""


class CannotBring(CannotAt):
    """The file of volunteers cannot be taken, named or saved as asked."""


class CannotComeBack(CannotAt):
    """The code does not open this form, or not any more."""


class CannotSend(CannotAt):
    """The application form or a letter cannot be sent as it stands."""


class CannotWord(CannotAt):
    """A letter cannot be worded like this."""


class CannotPublish(CannotAt):
    """The public page cannot say this."""


class CannotSettle(CannotAt):
    """The flag cannot be settled as asked, or not by this person."""


class CannotInterview(CannotAt):
    """The interview cannot be planned, or the view not written, as asked."""


class CannotPanel(CannotAt):
    """The panel cannot meet, decide or let it hold as asked."""


class CannotReview(CannotAt):
    """The review cannot be held, or the approval ended, as asked."""
