"""Values of this room, ready to print; each lives with its noun."""

from kith.support.presenters.supervision import DueLine, due_lines, talk_words

__all__ = ["DueLine", "due_lines", "talk_words"]
