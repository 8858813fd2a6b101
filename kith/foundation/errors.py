"""Refusals: a deed that may not happen says so in a sentence written for the person reading it."""


class Cannot(Exception):
    """A rule of the field stands in the way. The text says which, and what to do about it.

    `field`: the box of the form that it is about, or empty for the whole.
    """

    def __init__(self, words: str = "", field: str = "") -> None:
        super().__init__(words)
        self.field = field
