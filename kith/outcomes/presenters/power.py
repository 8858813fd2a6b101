"""What so many children could tell, before anybody is asked: for a scheme of this size, a larger one, and a fair comparison."""

from dataclasses import dataclass

LIKELY = ((0.15, "as schemes for children in care have found"), (0.21, "as mentoring has found on average"))
"""Standardised differences: CHIMES 2024 for children in care, Raposa and others 2019 for all mentoring."""
OTHERS = (10, 30, 100)
RETEST = 0.72


@dataclass(frozen=True)
class PowerPage:
    """A row for each number of children, and how many a comparison takes."""

    own: str
    rows: list[tuple[str, str, str]]
    needed: list[tuple[str, str, str]]


def power_page(matches: int) -> PowerPage:
    """`matches`: how many the scheme has had, all of whom might be measured twice."""
    from kith.science.power import needed_per_arm, reach
    from kith.science.results.words import number
    from kith.science.scales import SDQ_TOTAL

    norm = SDQ_TOTAL["carer"].norm
    assert norm is not None
    sizes = sorted({*OTHERS, *([matches] if matches > 1 else [])})
    told = {size: reach(size, norm) for size in sizes}
    return PowerPage(
        own=told[matches].sentence if matches in told else "",
        rows=[
            (
                f"{size}, as many as this scheme has had" if size == matches else str(size),
                f"{number(its.half_width)} points either way",
                f"{number(its.detectable)} points",
            )
            for size, its in told.items()
        ],
        needed=[
            (
                f"{number(effect, 2)} standard deviations, {words}",
                f"{needed_per_arm(effect):,}",
                f"{needed_per_arm(effect, retest=RETEST):,}",
            )
            for effect, words in LIKELY
        ],
    )
