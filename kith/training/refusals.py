"""Why something about training cannot be done, for the person reading it; most know the box they are about."""

from kith.foundation.errors import Cannot

SAFE = "https://"
NOT_SAFE = "Enter an address that begins with https://, so that nobody can read along"


class CannotTeach(Cannot):
    """A course cannot be begun or changed as asked."""


class CannotPlan(Cannot):
    """A session cannot be planned, changed or called off as asked."""


class CannotSignUp(Cannot):
    """Somebody cannot have a place, or give it back, as asked."""


class CannotFinish(Cannot):
    """Somebody cannot say, confirm or decline that a course is finished as asked."""


class CannotRecord(Cannot):
    """Who came, or what was done elsewhere, cannot be recorded as asked."""
