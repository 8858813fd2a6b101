"""`kith outcomes`: a scheme's whole outcome report on the terminal or as JSON."""

import json
from collections.abc import Iterator
from typing import Any

import click

from kith.foundation.dates import day_words, now, today
from kith.foundation.errors import Cannot
from kith.schemes.models import Scheme

DONE, REFUSED = 0, 1


class CannotFind(Cannot):
    """There is no scheme by that name."""


def run_all(*, to_json: bool) -> int:
    """Make the report of every scheme, as the page's “Make a report” does, with a line for each as it is made."""
    from kith.outcomes.actions.reports import report_of_each
    from kith.outcomes.models import OutcomeReport

    total, made = Scheme.objects.open_on(today()).count(), []

    def say(report: OutcomeReport) -> None:
        told = sum(not section.get("refused") for section in report.sections)
        made.append({"scheme": report.scheme.name, "id": str(report.public_id), "sections": told})
        if not to_json:
            click.echo(f"{len(made)} of {total}: {report.scheme.name}, {told} sections told")

    report_of_each(by=None, at=now(), on_made=say)
    if to_json:
        click.echo(json.dumps(made, indent=2, ensure_ascii=False))
    else:
        click.echo("Let out none of them: each is let out on its page, once somebody has read it.")
    return DONE


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
