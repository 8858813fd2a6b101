"""The rows that were left out, as a file to mend and send again: the same columns, and what is wrong in each row."""

import json

from kith.foundation.sheets import Sheet
from kith.recruitment.models import Bringing

WRONG, TO_DO = "What is wrong", "What to do"


def failed_sheet(bringing: Bringing) -> Sheet:
    """Written as text cell by cell: what begins with = or + stays what somebody typed, and runs nowhere."""
    kept = json.loads(bringing.failed)
    rows = [
        [*row["cells"], " ".join(row["wrong"]), " ".join(filter(None, row["to_do"]))] for row in kept["rows"]
    ]
    return Sheet("To mend", [*kept["titles"], WRONG, TO_DO], rows)
