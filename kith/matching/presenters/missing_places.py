"""Whom to look for: children who must have the same, and how many of them could not be served even if they came first."""

from collections import Counter

from kith.matching.presenters.figures import Section
from kith.matching.queries.fairness import Counted
from kith.science.disclosure import SUPPRESSED, THRESHOLD


def recruitment(found: Counted) -> Section:
    """By area and what children must have: how many could not be served even if they came first."""
    added: dict[tuple[str, ...], Counter[str]] = {}
    for need in found.needs:
        key = tuple(str(need[name] or "any") for name in ("area", "gender", "background", "skill"))
        added.setdefault(key, Counter()).update(
            {name: int(need[name]) for name in ("children", "could", "matched")}
        )
    rows: list[tuple[str, ...]] = []
    few = Counter[str]()
    for key, count in sorted(
        added.items(), key=lambda each: (each[1]["could"] - each[1]["children"], each[0])
    ):
        if count["children"] < THRESHOLD:
            few.update(count)
            continue
        short = count["children"] - count["could"]
        rows.append((*(part[:1].upper() + part[1:] for part in key), str(count["children"]), _small(count["matched"], count["children"]), _small(short, count["children"])))  # fmt: skip
    if few["children"]:
        told = _small(few["matched"], few["children"]) if few["children"] >= THRESHOLD else SUPPRESSED.sign
        rows.append(("All other combinations", "", "", "", _small(few["children"], few["children"]), told, _small(few["children"] - few["could"], few["children"])))  # fmt: skip
    return Section(
        "recruitment",
        "Whom to look for",
        "Children of one part of the area who must have the same. Places missing are those they would lack even if they came "
        "before everybody else; where children of several lines want the same people, more are missing.",
        "It counts places that are missing today and forecasts nothing. Combinations of fewer than five children are added up in the last line.",
        (
            "Where",
            "A man or a woman",
            "Background",
            "Language, faith, experience",
            "Children",
            "Proposed",
            "Places missing at least",
        ),
        rows,
        sentence=" ".join(dict.fromkeys(found.gaps)),
    )


def _small(count: int, of: int) -> str:
    """A count that nothing else adds up to."""
    small = 0 < of < THRESHOLD or 0 < count < THRESHOLD or 0 < of - count < THRESHOLD
    return SUPPRESSED.sign if small else str(count)
