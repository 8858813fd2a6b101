"""What Kith sends: an outbox in the same database, filled inside the deed's transaction, emptied by the worker.

A message never carries a child's name or anything about care: it says that there is something new, and where to
sign in. Knows people by their accounts only.
"""
