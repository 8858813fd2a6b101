"""Why something about training cannot be done, for the person reading it; most know the box they are about."""

from kith.foundation.errors import Cannot

SAFE = "https://"
NOT_SAFE = "Enter an address that begins with https://, so that nobody can read along"


class CannotAt(Cannot):
    """A refusal that can stand at a box of the form."""

    def __init__(self, words: str, field: str = ""):
        super().__init__(words)
        self.field = field


class CannotTeach(CannotAt):
    """A course cannot be begun or changed as asked."""


class CannotPlan(CannotAt):
    """A session cannot be planned, changed or called off as asked."""


class CannotSignUp(CannotAt):
    """Somebody cannot have a place, or give it back, as asked."""


class CannotFinish(CannotAt):
    """Somebody cannot say, confirm or decline that a course is finished as asked."""


class CannotRecord(CannotAt):
    """Who came, or what was done elsewhere, cannot be recorded as asked."""
