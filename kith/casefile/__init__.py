"""The story of one child, volunteer or match, read across rooms; writes nothing.

Each strand is told only as far as the reader's rights carry: attendance to a worker, notes to those whom they name,
what was agreed at a supervision and never the rest.
"""
