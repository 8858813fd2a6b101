"""`kith erase-records`: what is due, and what two people agreed to erase; the same deed as the worker’s every night."""

import json

import click

from kith.endings.actions import erase_agreed
from kith.endings.erasure import counts, ready_to_go
from kith.endings.models import Ending
from kith.foundation.dates import now, today
from kith.schemes.models import Scheme

DONE, REFUSED = 0, 1


def run_erasing(*, scheme: str | None, dry_run: bool, to_json: bool) -> int:
    """Count what is due, held back and agreed; erase what may go. Returns the exit code."""
    schemes = Scheme.objects.filter(name=scheme) if scheme else Scheme.objects.all()
    if not schemes.exists():
        click.echo(
            f"There is no scheme called “{scheme}”." if scheme else "There is no scheme yet.", err=True
        )
        return REFUSED
    told = _told(list(schemes))
    if not dry_run:
        told["erased"] = erase_agreed(at=now(), schemes=list(schemes))
    click.echo(json.dumps(told, ensure_ascii=False) if to_json else _in_words(told))
    return DONE


def _told(schemes: list[Scheme]) -> dict[str, int]:
    rows = Ending.objects.filter(match__scheme__in=schemes, match__child__sealed=False)
    found = counts(rows, today())
    return {
        "due": found["due"],
        "within_a_year": found["coming"],
        "held_back": found["held"],
        "agreed_by_one": found["said"],
        "agreed_by_two": found["agreed"],
        "may_go_now": ready_to_go(today()).filter(ending__match__scheme__in=schemes).count(),
    }


def _in_words(told: dict[str, int]) -> str:
    return "\n".join(f"{name.replace('_', ' ').capitalize()}: {count}" for name, count in told.items())
