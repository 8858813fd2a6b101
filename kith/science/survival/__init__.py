"""How long matches last and how they end, counting those still open for what they are.

    curve = kaplan_meier([Length(7, "planned"), Length(12), Length(9, "volunteer left", entered=4)])
    curve.staying_at(6), curve.median, curve.restricted_mean(24)
    endings_by_kind(lengths).share("volunteer left", 12)

The mean length of ended matches is not here: long matches are the ones still open, so it comes out too short, and
the longest stories too long. docs/methods/survival.md tells the methods.
"""

from kith.science.survival.curve import Curve, Length, Point, RestrictedMean, kaplan_meier
from kith.science.survival.kinds import Endings, Share, endings_by_kind
from kith.science.survival.landmark import Followed, Landmark, landmark, tell_landmark
from kith.science.survival.telling import Lasting, tell_endings, tell_lengths

__all__ = [
    "Curve",
    "Endings",
    "Followed",
    "Landmark",
    "Lasting",
    "Length",
    "Point",
    "RestrictedMean",
    "Share",
    "endings_by_kind",
    "kaplan_meier",
    "landmark",
    "tell_endings",
    "tell_landmark",
    "tell_lengths",
]
