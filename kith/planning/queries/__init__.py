"""Questions across rooms: who is needed, how people came through, where they heard of us."""

from kith.planning.queries.counting import Counting
from kith.planning.queries.needed import SchemeNeeds, who_is_needed
from kith.planning.queries.remembered import Remembered
from kith.planning.queries.road import Cohort, Counted
from kith.planning.queries.sources import Source, sources
from kith.planning.queries.wished import Picture, Where, Wished, added, picture_of

__all__ = [
    "Cohort",
    "Counted",
    "Counting",
    "Picture",
    "Remembered",
    "SchemeNeeds",
    "Source",
    "Where",
    "Wished",
    "added",
    "picture_of",
    "sources",
    "who_is_needed",
]
