"""Children, volunteers, workers and carers, and who is near which child from when to when.

An open `Involvement` is the only source of a right to be near a child. Knows nothing of referrals, matches or
meetings: those rooms open and close involvements and enlistments.
"""
