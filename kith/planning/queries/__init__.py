"""Questions across rooms: who is needed, how people came through, where they heard of us."""

from kith.planning.queries.needed import SchemeNeeds, who_is_needed
from kith.planning.queries.road import Cohort, Counted
from kith.planning.queries.sources import Source, sources
from kith.planning.queries.wished import Picture, Where, Wished, picture

__all__ = [
    "Cohort",
    "Counted",
    "Picture",
    "SchemeNeeds",
    "Source",
    "Where",
    "Wished",
    "picture",
    "sources",
    "who_is_needed",
]
