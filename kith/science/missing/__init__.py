"""Those who were not seen again: when to say nothing, what to expect of them, and how bad they would have to be.

Never the last score carried forward, never the mean put in. docs/methods/missing.md tells the methods.
"""

from kith.science.missing.adjusted import Adjusted, adjusted_change, tell_adjusted, tipping_point
from kith.science.missing.gate import FollowUp, follow_up, must_have_followed_up
from kith.science.missing.imputation import Pooled, impute, pool

__all__ = [
    "Adjusted",
    "FollowUp",
    "Pooled",
    "adjusted_change",
    "follow_up",
    "impute",
    "must_have_followed_up",
    "pool",
    "tell_adjusted",
    "tipping_point",
]
