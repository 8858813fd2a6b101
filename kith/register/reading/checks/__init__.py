"""What is only wrong when rows are seen side by side: one child at a time, so that it never takes longer than once through.

`check_child` takes everything read about a child, in whatever files and years, and gives what the register should
hold: one header, one row for each episode, review and year, with every change noted.
"""

from kith.register.reading.checks.child import check_child
from kith.register.reading.checks.desk import Desk
from kith.register.reading.checks.records import ChildRecords, Unchecked

__all__ = ["ChildRecords", "Desk", "Unchecked", "check_child"]
