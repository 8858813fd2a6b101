"""`kith outcomes`: a scheme's whole outcome report on the terminal or as JSON."""

import json
from collections.abc import Iterator
from typing import Any

import click

from kith.foundation.dates import day_words, today
from kith.foundation.errors import Cannot
from kith.schemes.models import Scheme

DONE, REFUSED = 0, 1


class CannotFind(Cannot):
    """There is no scheme by that name."""


def run_outcomes(*, scheme: str, inside: bool, to_json: bool) -> int:
    """Print what came of a scheme. Returns the exit code."""
    from kith.outcomes.report import make
    from kith.science.results import Audience

    try:
        found = _scheme(scheme)
    except CannotFind as refusal:
        if to_json:
            click.echo(json.dumps({"refused": str(refusal)}, ensure_ascii=False))
        click.echo(str(refusal), err=True)
        return REFUSED
    figures = make(found, today(), Audience.INSIDE if inside else Audience.OUTSIDE)
    if to_json:
        click.echo(json.dumps(figures, indent=2, ensure_ascii=False))
    else:
        click.echo("\n".join(_lines(figures)))
    return DONE


def _scheme(name: str) -> Scheme:
    found = Scheme.objects.filter(name__iexact=name.strip()).select_related("provider").first()
    if found is None:
        known = ", ".join(f"“{scheme}”" for scheme in Scheme.objects.order_by("name")) or "none yet"
        raise CannotFind(f"There is no scheme called “{name}”. The schemes are: {known}.")
    return found


def _lines(figures: dict[str, Any]) -> Iterator[str]:
    from kith.outcomes.analyses.section import printable

    yield f"{figures['scheme']}, {figures['provider']}, as of {day_words(today())}"
    yield figures["burden"]["sentence"]
    if figures["withheld"]:
        yield f"\n{figures['withheld']}"
    for section in map(printable, figures["sections"]):
        yield f"\n{section['title']}"
        if section.get("refused"):
            yield f"  {section['refused']}"
            continue
        lines = section["lines"]
        yield from (f"  {line}" for line in [lines["says"], *lines["beside"], lines["small_print"]])
