"""What every analysis gives: a figure that cannot be printed without saying whom it is about and what it cannot show.

    told = change.tell(pairs, SDQ_TOTAL["carer"], audience=Audience.OUTSIDE)
    print(told)              # the sentence, the caveats, and who was counted
    told.as_plain()          # the same for a program

An analysis that has too little to go on raises `CannotTell`, whose text is a sentence for the person reading it.
"""

from kith.science.results.basis import Basis
from kith.science.results.caveats import CAVEATS, Caveat
from kith.science.results.minimums import MINIMUMS, Audience, Display, require
from kith.science.results.outside import in_fives, seen_by
from kith.science.results.refusals import CannotTell
from kith.science.results.result import Method, Result, printed

__all__ = [
    "CAVEATS",
    "MINIMUMS",
    "Audience",
    "Basis",
    "CannotTell",
    "Caveat",
    "Display",
    "Method",
    "Result",
    "in_fives",
    "printed",
    "require",
    "seen_by",
]
