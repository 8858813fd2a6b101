"""When an analysis must not answer."""


class CannotTell(ValueError):
    """The records do not carry this figure. The text says why, and what may be said or done instead."""
