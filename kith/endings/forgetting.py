"""What becomes of an ending when the time of its match is over: how it ended is counted, what was said goes."""

from kith.endings.models import (
    Ask,
    Certificate,
    ContactAnswer,
    Ending,
    EndingChange,
    EndingStep,
    Erasing,
    GoesOnTo,
    Keepsake,
    KeptLonger,
    Letter,
    LookBack,
    MemoriesOffered,
    Move,
    Road,
)
from kith.foundation.forgetting import Fate, Goes, Stays, Thinned, tell
from kith.matching.models import Match

STEPS = ("step", "from_status", "to_status", "reason")


def _counted() -> list[Fate]:
    return [
        Thinned(
            Ending,
            "match",
            "when and how it ended, in codes; who told it, and what was said, go",
            empty=("tell_by", "told_how", "child_words", "reason_words", "how_to_reach"),
        ),
        Thinned(
            EndingChange,
            "of__match",
            "the steps of the ending, and their days",
            empty=("words",),
            codes=STEPS,
        ),
        Thinned(LookBack, "ending__match", "what was answered afterwards, in codes", empty=("words",)),
        Thinned(
            Ask,
            "match",
            "that the child asked for a change, a break or a stop; what they said goes",
            empty=("words", "answer"),
            demanded=("answer",),
        ),
        Thinned(Road, "match", "which road was chosen", empty=("child_words",)),
        Thinned(Move, "match", "that it went over to others", empty=("child_words", "words", "answer")),
    ]


def _gone() -> list[Fate]:
    return [
        Goes(EndingStep, "ending__match", "the plan of saying goodbye"),
        Goes(ContactAnswer, "ending__match", "what each said about staying in touch"),
        Goes(GoesOnTo, "ending__match", "what the child went on to"),
        Goes(Letter, "ending__match", "the letter, which was offered to the child before"),
        Goes(Certificate, "ending__match", "the certificate, which was offered to the child before"),
        Goes(Keepsake, "match", "the memories, which were offered to the child before"),
    ]


def _of_the_erasing() -> list[Fate]:
    return [
        Stays(Erasing, "ending__match", "which two people agreed that it was erased, and when"),
        Thinned(KeptLonger, "ending__match", "why it was kept longer, in a code", empty=("words",)),
        Thinned(MemoriesOffered, "ending__match", "that the memories were offered", empty=("words",)),
    ]


tell(Match, _counted() + _gone() + _of_the_erasing())
