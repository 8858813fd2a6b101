"""Going through the list of needs at the start; later, what came up, what was done, and what got better."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from kith.access.models import User
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.errors import Cannot
from kith.matching.models import Match
from kith.outcomes.models import Need

AtStart, Category = Need.AtStart, Need.Category


class CannotRecord(Cannot):
    """The list of needs cannot be kept like this."""


@transaction.atomic
def look_at_needs(*, match: Match, found: Mapping[str, str], by: User | None, on: date) -> list[Need]:
    """Which needs there are at the start. Gone through again, it corrects what was said; later needs stand apart."""
    if on < match.begun_on:
        raise CannotRecord("The needs at the start are looked at once they have met.")
    rows = {need.category: need for need in Need.objects.filter(match=match)}
    for category in Category.values:
        said = found.get(category, AtStart.NOT_ASKED)
        if said not in AtStart.values:
            raise CannotRecord(f"Say of “{Category(category).label}” whether there is a need.")
        need = rows.get(category)
        if need and said != AtStart.NEED and (need.addressed_on or need.improved_on) and not need.new_on:
            raise CannotRecord(
                f"Something was done about “{need.get_category_display().lower()}” already, so it was there."
            )
        if need is None:
            rows[category] = Need.objects.create(
                match=match, category=category, at_start=said, looked_on=on, created_by=by
            )
        else:
            need.at_start = said
            need.new_on = None if said == AtStart.NEED else need.new_on
            need.save(update_fields=["at_start", "new_on"])
    audit.record(Kind.NEEDS_RECORDED, about=match, by=by, on=on, step="start")
    return list(rows.values())


@transaction.atomic
def follow_needs(*, match: Match, said: Mapping[str, set[str]], by: User | None, on: date) -> list[Need]:
    """What holds today: for each need any of new, addressed, improved. A day once written down stays its first."""
    rows = {need.category: need for need in Need.objects.filter(match=match)}
    if not rows:
        raise CannotRecord("Go through the list for the start first, so that it is known what was there.")
    for category, marks in said.items():
        need = rows[category]
        if "new" in marks and need.at_start == AtStart.NEED:
            raise CannotRecord(f"“{need.get_category_display()}” was there at the start, so it is not new.")
        need.new_on = (need.new_on or on) if "new" in marks else None
        if not need.is_there and marks & {"addressed", "improved"}:
            raise CannotRecord(
                f"“{need.get_category_display()}” was no need at the start. Tick that it came up later, or leave it."
            )
        need.addressed_on = (need.addressed_on or on) if "addressed" in marks else None
        need.improved_on = (need.improved_on or on) if "improved" in marks else None
        need.save(update_fields=["new_on", "addressed_on", "improved_on"])
    audit.record(Kind.NEEDS_RECORDED, about=match, by=by, on=on, step="later")
    return list(rows.values())
