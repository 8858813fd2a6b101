"""Where a postcode roughly is, and how far apart two are, without asking anybody outside.

The data are the median eastings and northings of the outcodes of Great Britain (the first half of a postcode),
derived from the ONS Postcode Directory by `tools/derive_places.py`; `places.json` carries the credit its licence
asks for. A full postcode falls back to its outcode, on purpose: Kith needs no one's exact address to say how far
apart two people are.
"""

import json
import re
from functools import cache
from math import dist
from pathlib import Path

Point = tuple[int, int]
"""Metres east and north on the Ordnance Survey National Grid."""

METRES_IN_A_MILE = 1609.344

_OUTCODE = re.compile(r"[A-Z]{1,2}[0-9][0-9A-Z]?")
_POSTCODE = re.compile(rf"({_OUTCODE.pattern})[0-9][A-Z]{{2}}")
_CUT_SHORT = re.compile(rf"({_OUTCODE.pattern}) [0-9][A-Z]?")


@cache
def _places() -> dict[str, Point]:
    content = json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))
    return {outcode: (easting, northing) for outcode, (easting, northing) in content["outcodes"].items()}


@cache
def credit() -> str:
    """The words that must stand wherever distances or places are published."""
    content = json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))
    return str(content["credit"])


def outcode_of(postcode: str) -> str | None:
    """The first half of a postcode, however it was typed: "ls1 4dy", "LS14DY" and "LS1" are all LS1.

    None when it is not written like a British postcode. An outcode that no place has is still an outcode.
    """
    halves = postcode.upper().split()
    tight = "".join(halves)
    if whole := _POSTCODE.fullmatch(tight):
        return whole[1]
    if cut_short := _CUT_SHORT.fullmatch(" ".join(halves)):
        return cut_short[1]  # "LS1 4" lies in LS1, not in LS14
    return tight if _OUTCODE.fullmatch(tight) else None


def point_of(postcode: str) -> Point | None:
    """The middle of the area a postcode lies in, or None when it is not known.

    None for a text that is not a postcode, for Northern Ireland (another grid, another licence), for the Channel
    Islands and the Isle of Man, and for outcodes newer than the data. The middle is the median of the outcode's
    postcodes: half of all postcodes lie within 0.8 miles of it, 90 in 100 within 3.4, 99 in 100 within 8.9; in the
    Highlands it may be tens of miles away.
    """
    outcode = outcode_of(postcode)
    return _places().get(outcode) if outcode else None


def miles_between(a: Point | None, b: Point | None) -> int | None:
    """Whole miles in a straight line between two points, or None when either is not known.

    Not the way by road or bus. With points from `point_of`, for two people within 25 miles of each other, the answer
    is out by less than 0.9 miles for half of all pairs of postcodes and less than 4 for 90 in 100; nought means the
    same area. So whole miles are all that is given, rounded half up, and "about" belongs before them.
    """
    if a is None or b is None:
        return None
    return int(dist(a, b) / METRES_IN_A_MILE + 0.5)
