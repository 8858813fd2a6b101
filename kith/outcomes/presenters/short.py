"""The first screen of an outcome report: a few plain sentences for somebody with two minutes, each with how many it counts."""

from collections.abc import Iterator, Mapping
from typing import Any

from kith.outcomes.wording import has_comparison

WHY_NOT = "None of this says why anything changed: there is no comparison group. What must stand beside each number is below."
COMPARED = "One part compares children who began with children who waited. What must stand beside each number is below."
IN_FIVES = "Counts of people are to the nearest five."
HOME = "change sdq home six months"


def in_short(figures: Mapping[str, Any]) -> list[str]:
    """Nothing where nothing is told."""
    from kith.science.results.words import refuse_claims

    told = {section["key"]: section for section in figures.get("sections", ()) if not section.get("refused")}
    lines = [line for line in _lines(told) if line]
    for line in lines:
        refuse_claims(line, "")
    last = COMPARED if has_comparison(figures) else WHY_NOT
    if figures.get("audience") == "outside":
        last = f"{IN_FIVES} {last}"
    return [*lines, last] if lines else []


def _lines(told: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    if its := told.get("lengths"):
        yield _lasting(its)
    if its := told.get("endings"):
        yield _endings(its)
    if its := told.get("question there"):
        figure = its["figure"]
        yield (
            f"Of {figure['whole']} young people who answered, {figure['part']} said that somebody is there for them."
        )
    if its := told.get(HOME):
        yield _change(its)
    if its := told.get("goals"):
        yield _goals(its["figure"])


def _lasting(its: Mapping[str, Any]) -> str:
    from kith.science.results.words import number

    mean = its["figure"]["restricted"]
    return (
        f"There have been {its['figure']['n']} matches. Counting those that still go on, a match gives on average "
        f"{number(mean['months'], 0)} of its first {mean['until']:.0f} months."
    )


def _endings(its: Mapping[str, Any]) -> str:
    from kith.science.results.words import percent

    share = its["figure"]["shares"].get("unplanned")
    if share is None:
        return ""
    return f"Within {its['figure']['by']:.0f} months {percent(share['value'])} of matches end without a planned goodbye."


def _change(its: Mapping[str, Any]) -> str:
    from kith.science.results.words import moved, number

    figure, basis = its["figure"], its["basis"]
    expected = figure.get("expected")
    beside = (
        f"; {'a fall' if expected['change'] < 0 else 'a rise'} of {number(abs(expected['change']))} would be expected without any help in a group that starts like this"
        if expected
        else ""
    )
    return (
        f"Carers’ scores of difficulties {moved(figure['paired']['mean'])} over six months, among {figure['paired']['n']} of "
        f"{basis['eligible']} children{beside}."
    )


def _goals(figure: Mapping[str, Any]) -> str:
    parts = [
        f"of {tally['set']} {words}, {tally['reached']['part']} were reached"
        for tally, words in (
            (figure["original"], "goals set at the start"),
            (figure["emergent"], "that came up later"),
        )
        if tally.get("reached")
    ]
    return f"{figure['children']} young people chose goals of their own: {'; '.join(parts)}." if parts else ""
