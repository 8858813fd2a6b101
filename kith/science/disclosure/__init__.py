"""Small tables that leave the caseload, made safe: nothing published can be turned back into a child.

    by_ending = list_of("Endings", "kind", {"planned": 12, "unplanned": 3})
    by_scheme = Table("Endings by scheme", ("scheme", "kind"), ..., population="ended this quarter")
    for table in publish_together([by_ending, by_scheme]):
        table.printed()

docs/methods/disclosure.md tells the method, and what it does not protect against.
"""

from kith.science.disclosure.groups import average, extremes, may_be_quoted, sensitive_part
from kith.science.disclosure.rounding import FIVES, SMALLEST_BASE, half_up, percentage, to_nearest
from kith.science.disclosure.slices import Exposed, Slice, exposed, side_by_side
from kith.science.disclosure.suppress import SPREAD, THRESHOLD, publish, publish_together
from kith.science.disclosure.tables import (
    SUPPRESSED,
    TOO_FEW,
    Cell,
    Published,
    Table,
    Withheld,
    list_of,
    printed,
)

__all__ = [
    "FIVES",
    "SMALLEST_BASE",
    "SPREAD",
    "SUPPRESSED",
    "THRESHOLD",
    "TOO_FEW",
    "Cell",
    "Exposed",
    "Published",
    "Slice",
    "Table",
    "Withheld",
    "average",
    "exposed",
    "extremes",
    "half_up",
    "list_of",
    "may_be_quoted",
    "percentage",
    "printed",
    "publish",
    "publish_together",
    "sensitive_part",
    "side_by_side",
    "to_nearest",
]
