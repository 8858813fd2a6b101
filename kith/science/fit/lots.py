"""Lots that decide between equals, the same on any machine and whoever else is there.

Everybody draws one number, the first eight bytes of the SHA-256 of "seed|child|key" or "seed|volunteer|key". The lot of
a child and a volunteer together is made from their two numbers by arithmetic that NumPy does for millions at once.
"""

import hashlib
from collections.abc import Iterable

LOT_BITS = 48
_ALL = (1 << 64) - 1
_FIRST, _SECOND = 0xBF58476D1CE4E5B9, 0x94D049BB133111EB


def number_of(seed: int, side: str, key: str) -> int:
    """The number one person draws, 0 to 2^64 - 1. `side` is "child" or "volunteer", who may share a key."""
    return int.from_bytes(hashlib.sha256(f"{seed}|{side}|{key}".encode()).digest()[:8], "big")


def lot_of(child: int, volunteer: int) -> int:
    """The lot of two numbers, 0 to 2^48 - 1: the last step of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014)."""
    mixed = child ^ volunteer
    mixed = ((mixed ^ (mixed >> 30)) * _FIRST) & _ALL
    mixed = ((mixed ^ (mixed >> 27)) * _SECOND) & _ALL
    return (mixed ^ (mixed >> 31)) >> (64 - LOT_BITS)


def lots_of(child: int, volunteers: Iterable[int]) -> list[int]:
    """The lots of one child with many: `lot_of` written out once more, for a call for each would cost as much again."""
    found: list[int] = []
    for volunteer in volunteers:
        mixed = child ^ volunteer
        mixed = ((mixed ^ (mixed >> 30)) * _FIRST) & _ALL
        mixed = ((mixed ^ (mixed >> 27)) * _SECOND) & _ALL
        found.append((mixed ^ (mixed >> 31)) >> (64 - LOT_BITS))
    return found
