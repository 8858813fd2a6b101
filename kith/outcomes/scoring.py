"""What was typed or stood in a file, made into the numbers of a measure; or what is wrong with it, by field."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from kith.outcomes.registry import Measure, Part

TEACHERS_IMPACT = 6


@dataclass
class Read:
    """The numbers by part, or what is wrong by the name of the field. Never both."""

    values: dict[str, float] = field(default_factory=dict)
    wrong: dict[str, str] = field(default_factory=dict)


def read_scores(measure: Measure, informant: str, typed: Mapping[str, str]) -> Read:
    """Numbers written down from a form. The one that reports tell of must be there; the others may be left out."""
    read = Read()
    for part in measure.typed:
        text = str(typed.get(part.key, "") or "").strip().replace(",", ".")
        if text:
            _take(read, part, text, _most(measure, part, informant))
    head = next((part for part in measure.typed if part.head), measure.typed[0])
    if not read.wrong and not read.values and head.key not in read.values:
        read.wrong[head.key] = f"Enter {head.name.lower()}, from {head.ends}, or say why there is none"
    _difficulties_add_up(measure, read)
    return _completed(measure, read)


def read_items(
    measure: Measure, typed: Mapping[str, str], turned: Collection[int] = (), apart: Collection[int] = ()
) -> Read:
    """The codes of single answers, scored. They are not kept.

    `turned`: items that count the other way round; `apart`: those that make a part by themselves.
    """
    read, codes = Read(), []
    for item in range(1, measure.items + 1):
        text = str(typed.get(f"q{item}", "") or "").strip()
        allowed = [str(code) for code in range(measure.item_least, measure.item_most + 1)]
        if text and text not in allowed:
            read.wrong[f"q{item}"] = (
                f"{text} for item {item} cannot be: answers go from {measure.item_least} to {measure.item_most}. "
                "Look at the form again"
            )
        codes.append(int(text) if text in allowed else None)
    if read.wrong:
        return read
    read.values = _means(measure, codes, turned, apart) if measure.turned else _scored(measure, codes, typed)
    if measure.head.key not in read.values:
        read.wrong["q1"] = "Too few answers for a score. Say instead that nothing came back"
    return read


def _means(
    measure: Measure, codes: list[int | None], turned: Collection[int], apart: Collection[int]
) -> dict[str, float]:
    """The mean of the head's items, and of those apart where the form has such."""
    from kith.science.strength import mean_of

    items = {measure.head.key: set(range(1, measure.items + 1)) - set(apart)}
    if measure.apart:
        items[measure.apart] = set(apart)
    ends = measure.item_least, measure.item_most
    means = {key: mean_of(codes, turned=turned, items=its, ends=ends) for key, its in items.items()}
    return {key: value for key, value in means.items() if value is not None}


def _scored(measure: Measure, codes: list[int | None], typed: Mapping[str, str]) -> dict[str, float]:
    if measure.key == "sdq":
        from kith.science.sdq import score

        its = score(codes)
        named = {part.key: getattr(its, part.key) for part in measure.typed if part.key != "impact"}
        impact = str(typed.get("impact", "") or "").strip()
        named["impact"] = (
            int(impact)
            if impact.isascii() and impact.isdigit() and int(impact) <= measure.part("impact").most
            else None
        )
    else:
        from kith.science.wellbeing import swemwbs

        metric = swemwbs(codes)
        raw = None if metric is None else sum(code for code in codes if code is not None)
        named = {"raw": raw, "metric": metric}
    return {key: float(value) for key, value in named.items() if value is not None}


def _most(measure: Measure, part: Part, informant: str) -> float:
    teachers = measure.key == "sdq" and part.key == "impact" and informant == "teacher"
    return TEACHERS_IMPACT if teachers else part.most


def _take(read: Read, part: Part, text: str, most: float) -> None:
    try:
        value = float(text)
    except ValueError:
        read.wrong[part.key] = f"“{text}” is not a number. {part.name} goes from {part.least:g} to {most:g}"
        return
    if not (part.least <= value <= most):
        read.wrong[part.key] = (
            f"{text} cannot be: {part.name.lower()} goes from {part.least:g} to {most:g}. Look at the form again"
        )
    elif not part.takes(value):
        what = "whole numbers" if part.is_whole else f"steps of {part.step:g}"
        read.wrong[part.key] = f"{text} cannot be: {part.name.lower()} comes in {what}"
    else:
        read.values[part.key] = value


def _difficulties_add_up(measure: Measure, read: Read) -> None:
    """Four scales make the total: filled in where it was left out, refused where it does not fit."""
    four = ("emotional", "conduct", "hyperactivity", "peer")
    if measure.key == "sdq" and not read.wrong and "total" in read.values:
        some = sum(read.values.get(key, 0) for key in four)
        if some > read.values["total"]:
            read.wrong["total"] = (
                f"The scales written down add up to {some:g} already, and the total they are part of says "
                f"{read.values['total']:g}. Look at the form again"
            )
            return
    if measure.key != "sdq" or read.wrong or any(key not in read.values for key in four):
        if measure.key == "sdq" and not read.wrong and read.values and "total" not in read.values:
            read.wrong["total"] = "Enter the total, from 0 to 40, or all four scales it is made of"
        return
    added = sum(read.values[key] for key in four)
    if read.values.setdefault("total", added) != added:
        read.wrong["total"] = (
            f"The four scales add up to {added:g}, and the total says {read.values['total']:g}. Look at the form again"
        )


def _completed(measure: Measure, read: Read) -> Read:
    if measure.key == "swemwbs" and "raw" in read.values:
        from kith.science.wellbeing import SWEMWBS_METRIC

        read.values["metric"] = SWEMWBS_METRIC[int(read.values["raw"])]
    if read.wrong:
        read.values = {}
    elif measure.head.key not in read.values:
        head = measure.head
        read.wrong[head.key] = f"Enter {head.name.lower()}, from {head.ends}, or say why there is none"
        read.values = {}
    return read
