"""What a return says against what the register holds: child by child, nothing written.

`tables` says how each kind of row is told; `known` loads what the register holds of a few hundred children at once;
`child` lays the two together and says what would change; `near` does so for workers and carers; `tally` counts.
"""
