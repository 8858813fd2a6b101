"""What each figure of a report means: what counts, what does not, out of what, and what to be careful about.

A definition never changes once a report was made by it: another way of counting is another version.
"""

from kith.reporting.definitions.meaning import Definition, Meaning
from kith.reporting.definitions.members import MEMBERS
from kith.reporting.definitions.quarter import QUARTER, WHOSE

DEFINITIONS = {definition.code: definition for definition in (QUARTER, MEMBERS)}

__all__ = ["DEFINITIONS", "MEMBERS", "QUARTER", "WHOSE", "Definition", "Meaning"]
