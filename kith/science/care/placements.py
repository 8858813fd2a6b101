"""Placements: where a child has lived, how often that changed, and how often the carer changed with it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from kith.science.care.ages import add_months
from kith.science.care.periods import Episode, in_order

NEW_PLACEMENT = frozenset({"S", "P", "T", "B", "U"})
"""Reasons for a new episode that begin a new placement (SSDA903, RNE)."""

NEW_CARER = frozenset({"P", "B"})
"""Reasons for a new episode that say the carer changed too (SSDA903, RNE)."""

TEMPORARY = frozenset({"T0", "T1", "T2", "T3", "T4"})
"""Placements that are a short absence from another one: hospital, holiday, seven days or less (SSDA903, PLACE)."""

MANY_PLACEMENTS = 3
"""Three or more placements in a year are the national measure of instability, and the sign by which *Relationships
for children in care* (New Economics Foundation, 2014) looks for children without a lasting adult."""


@dataclass(frozen=True, slots=True)
class PlacementStart:
    """A placement that began. `new_carer` is false where the carers moved along or did not change."""

    day: date
    placement: str
    new_carer: bool


@dataclass(frozen=True, slots=True)
class PlacementCount:
    """What began after `since` and up to `until`.

    `placements` counts those that began, `carer_changes` the ones among them where the carer changed. `temporary` and
    `returns` were left out: absences (T0 to T4) and the return from them.
    """

    since: date
    until: date
    placements: int
    carer_changes: int
    temporary: int
    returns: int


def placement_starts(episodes: Iterable[Episode]) -> list[PlacementStart]:
    """Every placement that began, oldest first, without absences, returns from them, and short breaks.

    After a temporary placement a child goes back to the placement before it, and the return says so in words that
    look like a move (rule 383 of the public validator: RNE must be P). It is a return when placement and site are
    those of before, or are not known; going anywhere else is a move.
    """
    return [start for start, what in _told_apart(episodes) if what == "placement"]


def placements_in(episodes: Iterable[Episode], *, until: date, months: int = 12) -> PlacementCount:
    """How many placements, and how many changes of carer, began in the so many months up to and including `until`.

    Non-negative whole numbers, `carer_changes` ≤ `placements` ≤ number of episodes. Raises ValueError unless months is
    positive. It misleads where a return does not hold the whole year: episodes that were not read are not counted.
    Source: register page 1.4.3 and 1.4.4; the rule about absences is how the national count is understood, not quoted.
    """
    if months < 1:
        raise ValueError("Count over at least one month.")
    since = add_months(until, -months)
    within = [(start, what) for start, what in _told_apart(episodes) if since < start.day <= until]
    placements = [start for start, what in within if what == "placement"]
    return PlacementCount(
        since=since,
        until=until,
        placements=len(placements),
        carer_changes=sum(start.new_carer for start in placements),
        temporary=sum(what == "temporary" for _, what in within),
        returns=sum(what == "return" for _, what in within),
    )


def unstable(count: PlacementCount, *, at_least: int = MANY_PLACEMENTS) -> bool:
    """Did so many placements begin in the time counted that the child may have nobody who stayed?"""
    return count.placements >= at_least


def _told_apart(episodes: Iterable[Episode]) -> Sequence[tuple[PlacementStart, str]]:
    """Each beginning with what it is: a placement, a temporary absence, or the return from one."""
    told: list[tuple[PlacementStart, str]] = []
    before_absence: Episode | None = None
    away = False
    for episode in in_order(episodes):
        if episode.is_short_break:
            continue
        if episode.placement in TEMPORARY:
            what, away = "temporary", True
        else:
            back = away and episode.reason_begun in NEW_CARER and _same_home(before_absence, episode)
            what, away = ("return" if back else "placement"), False
            before_absence = episode
        if episode.reason_begun in NEW_PLACEMENT:
            start = PlacementStart(episode.began, episode.placement, episode.reason_begun in NEW_CARER)
            told.append((start, what))
    return told


def _same_home(before: Episode | None, after: Episode) -> bool:
    if before is None:
        return True
    same_kind = not before.placement or not after.placement or before.placement == after.placement
    same_site = not before.site or not after.site or before.site == after.site
    return same_kind and same_site
