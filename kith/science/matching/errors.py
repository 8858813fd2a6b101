"""What is said when a round cannot be matched as it was asked."""


class CannotMatch(ValueError):
    """A sentence that says what is wrong and what to do. `place`: where in the question, such as "children[3].choices"."""

    def __init__(self, words: str, place: str = "") -> None:
        super().__init__(f"{place}: {words}" if place else words)
        self.words = words
        self.place = place
