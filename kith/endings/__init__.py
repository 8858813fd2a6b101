"""Endings: planned with winding-down steps, or unplanned with the steps that can still be taken; letters; a child's
asking for a change, a break or a stop. Access to the child closes at the moment of ending.

Knows everything below it about a match; nothing below knows of endings.
"""
