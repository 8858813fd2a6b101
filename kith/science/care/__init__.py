"""What a child's episodes and reviews say about their time in care, day by day.

Every function is pure: the same rows give the same answer in whatever order they come, and the day is an argument.
A day belongs to an interval when it is on or after the beginning and before the end, so a child who returns home on
10 May is looked after on the 9th and not on the 10th, and one who moves that day is counted once.

The definitions are those of the children-looked-after return (SSDA903) for England and of the Care Planning,
Placement and Case Review (England) Regulations 2010. What may differ by year or country is a parameter.
"""

from kith.science.care.ages import add_months, age_on, birthday
from kith.science.care.leaving import LeaverRule, LeaverStatus, LeaverVerdict, leaver_status
from kith.science.care.pathway import PathwayKind, PathwayPoint, pathway_points
from kith.science.care.periods import (
    Episode,
    Period,
    days_looked_after,
    in_order,
    looked_after_on,
    periods_of_care,
)
from kith.science.care.placements import (
    PlacementCount,
    PlacementStart,
    placement_starts,
    placements_in,
    unstable,
)
from kith.science.care.reviews import ReviewDue, ReviewIntervals, add_working_days, review_due
from kith.science.care.yearly import SdqBand, SdqPoint, SdqReturn, sdq_series

__all__ = [
    "Episode",
    "LeaverRule",
    "LeaverStatus",
    "LeaverVerdict",
    "PathwayKind",
    "PathwayPoint",
    "Period",
    "PlacementCount",
    "PlacementStart",
    "ReviewDue",
    "ReviewIntervals",
    "SdqBand",
    "SdqPoint",
    "SdqReturn",
    "add_months",
    "add_working_days",
    "age_on",
    "birthday",
    "days_looked_after",
    "in_order",
    "leaver_status",
    "looked_after_on",
    "pathway_points",
    "periods_of_care",
    "placement_starts",
    "placements_in",
    "review_due",
    "sdq_series",
    "unstable",
]
