"""What every room stands on: the base of a row, lifecycles, dates in words, forms that print themselves, the queue.

Knows nothing of children, volunteers or schemes.
"""
