"""Who is needed, as sentences with their numbers, tables under them, and what they cannot say."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from typing import Any

from django.urls import reverse

from kith.foundation.charts import Chart, bars
from kith.foundation.dates import count_words
from kith.foundation.sheets import Sheet
from kith.planning.queries import Picture
from kith.planning.told import Told, ToldNeed
from kith.schemes.models import Scheme
from kith.science.places import credit

MOST_BARS = 8
CAVEATS = (
    "“Ready” counts volunteers who may meet a child today and have a place free that nobody is being asked to take, "
    "and each of them only as often as they have places. Who has waited longest is counted first. It is no list of matches: children choose.",
    "“On the way” takes people as they would be once approved, for the ages of the scheme. Not everybody who is on the way arrives.",
    "Wishes are musts; where a child said no must, what they would like about who somebody is. What a child said no to is counted, and not said.",
    "What somebody has not told does not count as a yes. Early on, many have not been asked yet.",
    "Parts of the area are laid around the middle of everybody the scheme knows, by the first half of a postcode; "
    "“far away” is more than 25 miles from it. Where a child’s area is not known, nobody is ruled out by distance.",
    "Children whose record is sealed are not counted here.",
)


def numbers(schemes: Iterable[Told]) -> list[tuple[str, str]]:
    """The four that matter."""
    needs = [need for one in schemes for need in one.needs]

    def total(of: Callable[[ToldNeed], int]) -> str:
        return f"{sum(map(of, needs)):,}"

    return [
        (total(lambda need: need.number), "children wait and have said what they would like"),
        (total(lambda need: need.ready), "could have somebody who is ready"),
        (total(lambda need: need.coming), "could, once those on the way are approved"),
        (total(lambda need: need.gap), "have nobody, ready or on the way"),
    ]


def beside(schemes: Iterable[Told]) -> list[str]:
    """Who waits and is in no sentence, and why."""
    listed = list(schemes)
    told = (
        (sum(one.being_asked for one in listed), "has somebody who is being asked", "have somebody who is being asked"),
        (sum(one.not_asked for one in listed), "has not been asked yet whom they would like", "have not been asked yet whom they would like"),
        (sum(one.not_now for one in listed), "said not now when they saw cards", "said not now when they saw cards"),
    )  # fmt: skip
    return [f"{count_words(number, 'child', 'children')} {one if number == 1 else many}" for number, one, many in told if number]  # fmt: skip


def in_order(schemes: Iterable[Told], days: int | None = None) -> list[tuple[Told, ToldNeed]]:
    """All sentences of all schemes, the hardest first; only those where somebody has waited so long."""
    found = [(one, need) for one in schemes for need in one.needs if need.longest >= (days or 0)]
    return sorted(found, key=lambda pair: (pair[1].hardest, pair[1].sentence, pair[0].scheme.pk))


def rows(found: Iterable[tuple[Told, ToldNeed]], publishing: Iterable[Scheme] = ()) -> list[dict[str, Any]]:
    may = {scheme.pk for scheme in publishing}
    return [
        {
            "sentence": need.sentence,
            "scheme": one.scheme,
            "longest": count_words(need.longest, "day"),
            "number": need.number,
            "ready": need.ready,
            "coming": need.coming,
            "gap": need.gap,
            "choices": choices_words(need),
            "url": reverse("planning:appeal", args=[one.scheme.public_id, need.key])
            if one.scheme.pk in may
            else "",
        }
        for one, need in found
    ]


def choices_words(need: ToldNeed) -> str:
    """How much choice there is, ready or on the way."""
    if need.choices == 0:
        return "Nobody fits" if need.number == 1 else "For some of them nobody fits"
    people = count_words(need.choices, "person fits", "people fit")
    return people if need.number == 1 else f"{people} the one with least choice"


def asked_most(picture: Picture) -> Chart | None:
    """What most children ask for, as bars."""
    found = [row for rows in picture.wished.values() for row in rows if row.children]
    most = sorted(found, key=lambda row: (-row.children, row.label))[:MOST_BARS]
    if not most:
        return None
    return bars(
        [(_capital(row.label), row.children) for row in most],
        title="What children ask for most",
        words="; ".join(f"{row.label}: {count_words(row.children, 'child', 'children')}" for row in most),
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


# -- outside the scheme


def outside(schemes: Iterable[Told]) -> dict[str, list[Any]]:
    """What a commissioner may read, scheme by scheme, and the schemes of which nothing may be said."""
    listed = list(schemes)
    return {
        "told": [{"scheme": one.scheme, "lines": one.outside} for one in listed if one.outside],
        "silent": [one.scheme for one in listed if not one.outside],
    }


# -- as a spreadsheet and for a program


def sheet(found: Iterable[tuple[Told, ToldNeed]]) -> Sheet:
    columns = ("Who waits for whom", "Scheme", "Children", "Longest wait, days", "Ready", "On the way", "Nobody", "Fewest who fit")  # fmt: skip
    lines = [
        (need.sentence, str(one.scheme), need.number, need.longest, need.ready, need.coming, need.gap, need.choices)
        for one, need in found
    ]  # fmt: skip
    return Sheet("Who is needed", columns, lines)


def outside_sheet(schemes: Sequence[Told]) -> Sheet:
    lines = [(line, str(one.scheme)) for one in schemes for line in one.outside]
    return Sheet("Who is needed", ("Who is needed", "Scheme"), lines)


def as_plain(schemes: Sequence[Told], picture: Picture) -> dict[str, Any]:
    """The figures of the page, with their caveats, for JSON."""
    return {
        "waiting": sum(one.waiting for one in schemes),
        "being_asked": sum(one.being_asked for one in schemes),
        "not_asked": sum(one.not_asked for one in schemes),
        "not_now": sum(one.not_now for one in schemes),
        "sentences": [
            {
                "sentence": need.sentence,
                "scheme": str(one.scheme),
                "children": need.number,
                "longest_days": need.longest,
                "ready": need.ready,
                "on_the_way": need.coming,
                "gap": need.gap,
                "fewest_who_fit": need.choices,
            }
            for one, need in in_order(schemes)
        ],
        "asked_for": {
            title: [asdict(row) | {"children": row.children} for row in rows]
            for title, rows in picture.wished.items()
        },
        "days": [asdict(row) for row in picture.days],
        "places": [asdict(row) for row in picture.places],
        "caveats": [*CAVEATS, credit()],
    }
