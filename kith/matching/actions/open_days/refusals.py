"""What is said when something about an open day cannot be done, and which box it is about."""

from kith.foundation.errors import Cannot


class CannotOpenDay(Cannot):
    """The open day stands in the way. `field` is the box it is about, if there is one."""

    def __init__(self, words: str, field: str = "") -> None:
        super().__init__(words)
        self.field = field
