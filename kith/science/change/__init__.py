"""How a group changed between two waves, and how much of that would have happened anyway.

    told = tell(pair_up(starts, scores, SDQ_TOTAL["carer"], on=day), SDQ_TOTAL["carer"], audience=Audience.OUTSIDE)

`paired_change` and its neighbours give bare numbers for other code; what is shown to anybody comes from `tell`,
`tell_reliable_change` and `tell_added_value`. docs/methods/change.md tells the methods.
"""

from kith.science.change.added_value import AddedValue, added_value, tell_added_value
from kith.science.change.reliable import (
    Reliability,
    ReliableChange,
    cut_offs,
    kinds_of_change,
    reliable_change,
    smallest_reliable_change,
    tell_reliable_change,
)
from kith.science.change.telling import Changed, tell
from kith.science.paired import EffectSize, PairedChange, effect_size, paired_change

__all__ = [
    "AddedValue",
    "Changed",
    "EffectSize",
    "PairedChange",
    "Reliability",
    "ReliableChange",
    "added_value",
    "cut_offs",
    "effect_size",
    "kinds_of_change",
    "paired_change",
    "reliable_change",
    "smallest_reliable_change",
    "tell",
    "tell_added_value",
    "tell_reliable_change",
]
