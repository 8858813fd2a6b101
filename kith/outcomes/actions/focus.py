"""What a scheme works towards: a few things, chosen and left with their dates."""

from collections.abc import Collection
from datetime import date

from django.db import transaction

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.errors import Cannot
from kith.outcomes.focus import outcomes
from kith.outcomes.models import OutcomeFocus
from kith.schemes.models import Scheme

MOST = 8


class CannotFocus(Cannot):
    """That many things cannot all be worked towards."""


@transaction.atomic
def choose_focus(*, scheme: Scheme, chosen: Collection[str], by: User | None, on: date) -> list[OutcomeFocus]:
    """These from today on; what is not among them any more is left, and stays in the past."""
    unknown = set(chosen) - set(outcomes())
    if unknown:
        raise CannotFocus("Choose from the list.")
    if len(set(chosen)) > MOST:
        raise CannotFocus(f"Choose at most {MOST}. Whoever works towards everything can show nothing.")
    standing = {focus.outcome: focus for focus in OutcomeFocus.objects.open().filter(scheme=scheme)}
    for key, focus in standing.items():
        if key not in chosen:
            focus.until_day = max(on, focus.from_day)
            focus.save(update_fields=["until_day"])
    for key in outcomes():
        if key in chosen and key not in standing:
            OutcomeFocus.objects.create(scheme=scheme, outcome=key, from_day=on, created_by=by)
    audit.record(Kind.FOCUS_CHANGED, about=scheme, by=by, on=on, chosen=len(set(chosen)))
    return list(OutcomeFocus.objects.open().filter(scheme=scheme))
