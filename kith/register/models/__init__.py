"""All of this room's nouns; each lives in the module of what it tells of."""

from kith.register.models.care import (
    Absence,
    CareSummary,
    Episode,
    LeaverSnapshot,
    Review,
    YearMeasure,
)
from kith.register.models.coverage import CoverageSheet
from kith.register.models.pathway import Offer, PathwayPoint
from kith.register.models.runs import ImportFinding, ImportRun, ImportRunChange

__all__ = [
    "Absence",
    "CareSummary",
    "CoverageSheet",
    "Episode",
    "ImportFinding",
    "ImportRun",
    "ImportRunChange",
    "LeaverSnapshot",
    "Offer",
    "PathwayPoint",
    "Review",
    "YearMeasure",
]
