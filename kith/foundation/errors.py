"""Refusals: a deed that may not happen says so in a sentence written for the person reading it."""


class Cannot(Exception):
    """A rule of the field stands in the way. The text says which, and what to do about it."""
