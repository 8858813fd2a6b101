"""Concerns: raised from anywhere by anybody with a stake, read by the safeguarding lead only, added to, never edited.

Low in the house because any stage may raise one: names a child, a volunteer and a scheme, never a meeting or a match.
"""
