"""`kith plan recruitment`: the figures of the pages on the terminal, or as JSON."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import click

from kith.foundation.dates import count_words, day_words, today
from kith.foundation.errors import Cannot
from kith.planning.periods import period
from kith.planning.presenters import needed, road
from kith.planning.presenters import sources as source_presenters
from kith.planning.queries import Cohort, Counting, added, sources, who_is_needed
from kith.planning.told import Told, tell_each
from kith.referral.models import Referral
from kith.schemes.models import Scheme

DONE, REFUSED = 0, 1


class CannotPlan(Cannot):
    """There is no scheme by that name."""


def run_plan(*, scheme: str, months: str, to_json: bool) -> int:
    """Print who is needed, the road and the sources of a scheme. Returns the exit code."""
    try:
        schemes = _schemes(scheme)
    except CannotPlan as refusal:
        if to_json:
            click.echo(json.dumps({"refused": str(refusal)}, ensure_ascii=False))
        click.echo(str(refusal), err=True)
        return REFUSED
    on = today()
    found = tell_each(who_is_needed(schemes, on, among=Referral.objects.filter(child__sealed=False)))
    cohort = Counting(tuple(schemes), period(months, on), on)
    if to_json:
        told = as_plain(schemes, found, cohort, on)
        click.echo(json.dumps(told, indent=2, ensure_ascii=False, default=str))
    else:
        click.echo("\n".join(_lines(schemes, found, cohort, on)))
    return DONE


def _schemes(name: str) -> list[Scheme]:
    """Every open scheme of that name; a name in different capitals will do."""
    open_now = Scheme.objects.open_on(today()).order_by("name", "pk")
    found = list(open_now.filter(name__iexact=name.strip()))
    if not found:
        known = ", ".join(f"“{scheme}”" for scheme in open_now) or "none yet"
        raise CannotPlan(f"There is no scheme called “{name}”. The schemes are: {known}.")
    return found


def as_plain(schemes: list[Scheme], found: list[Told], cohort: Cohort, on: date) -> dict[str, Any]:
    """The same figures as the pages show a coordinator: why people were declined is for those who vet."""
    return {
        "schemes": [str(scheme) for scheme in schemes],
        "on": on,
        "needed": needed.as_plain(found, added(one.picture for one in found)),
        "road": road.as_plain(cohort, vets=False),
        "sources": source_presenters.as_plain(sources(cohort)),
    }


def _lines(schemes: list[Scheme], found: list[Told], cohort: Cohort, on: date) -> Iterator[str]:
    yield f"{', '.join(map(str, schemes))}, {day_words(on)}"
    yield "\nWho is needed, the hardest to serve first"
    for _, need in needed.in_order(found):
        numbers = f"{need.ready} ready, {need.coming} on the way, {need.gap} nobody"
        yield f"  {need.sentence:<70} {numbers}; longest {count_words(need.longest, 'day')}"
    yield from (f"  In no sentence: {line}." for line in needed.beside(found))
    yield f"\nFrom enquiry to approval, {cohort.period.words}\n  {road.sentence(cohort)}"
    for row in road.step_rows(cohort):
        share = f"{row['lost']} left ({row['range']})" if row["range"] else "too few for a share"
        yield f"  {row['name']:<18}{row['reached']:>6} reached{row['left']:>6} left{row['still']:>6} here   {share}"
    yield "\nWhere people come from"
    for row in source_presenters.rows(sources(cohort)):
        yield (
            f"  {row['label']:<26}{row['enquiries']:>6} enquiries{row['approved']:>6} approved"
            f"{row['still_here']:>6} still here   half stayed: {row['stay']}"
        )
    yield "\nWhat these figures cannot say: docs/methods/recruiting.md, or --json."
