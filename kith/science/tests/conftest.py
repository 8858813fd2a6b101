"""Theorems are tried on machines that are busy with other things, so no example is failed for being slow."""

from hypothesis import settings

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
