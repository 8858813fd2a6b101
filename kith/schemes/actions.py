"""Setting schemes up: `access` is above this room, so the deeds take the actor as a row they do not look into."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.errors import Cannot
from kith.schemes.models import Contract, Organisation, Scheme, SchemeRules
from kith.schemes.presets import presets


class CannotSetUp(Cannot):
    """The scheme cannot be set up as asked."""


@transaction.atomic
def set_up_scheme(
    *, provider: Organisation, preset: str, name: str, by: Any, on: date, **changed: Any
) -> Scheme:
    """Set a scheme up from a preset; `changed` overrides any of the scheme's own values."""
    programme = presets().get(preset)
    if programme is None:
        raise CannotSetUp(f"There is no programme called {preset}. Choose one of: {', '.join(presets())}.")
    if Scheme.objects.filter(provider=provider, name=name).exists():
        raise CannotSetUp(f"{provider} already has a scheme called {name}. Give this one another name.")
    values: dict[str, Any] = {
        "word": programme.word,
        "mode": programme.mode,
        "child_age_from": programme.ages[0],
        "child_age_to": programme.ages[1],
        "volunteer_age_from": programme.volunteer_ages[0],
        "volunteer_age_to": programme.volunteer_ages[1],
        "months": programme.months,
        "goals": programme.goals,
        "entry": programme.entry,
        "check_level": programme.check_level,
        "check_reason": programme.check_reason,
        "independence": programme.independence,
        "ends_when_care_ends": programme.ends_when_care_ends,
        "budget_per_month": Decimal(programme.budget_pounds),
        "places_per_volunteer": programme.places,
    }
    scheme = Scheme.objects.create(
        provider=provider, preset=preset, name=name, opened_on=on, **(values | changed)
    )
    SchemeRules.objects.create(scheme=scheme, from_day=on, **SchemeRules.values_of(programme))
    audit.record(Kind.SCHEME_SET_UP, about=scheme, by=by, on=on, preset=preset)
    return scheme


@transaction.atomic
def change_rules(*, scheme: Scheme, by: Any, from_day: date, **changed: Any) -> SchemeRules:
    """Write a new version of a scheme's rules, in force from a day; the earlier ones stay as they were."""
    current = scheme.rules_on(from_day)
    if current.from_day == from_day:
        raise CannotSetUp("The rules have already been changed for that day. Choose a later day.")
    kept = {
        field.name: getattr(current, field.name)
        for field in SchemeRules._meta.concrete_fields
        if field.name not in ("id", "public_id", "created_at", "scheme", "from_day")
    }
    rules = SchemeRules.objects.create(scheme=scheme, from_day=from_day, **(kept | changed))
    audit.record(Kind.SCHEME_RULES_CHANGED, about=scheme, by=by, on=from_day, changed=sorted(changed))
    return rules


@transaction.atomic
def change_scheme(*, scheme: Scheme, by: Any, on: date, **changed: Any) -> Scheme:
    """Change a scheme's own values; its rules have versions, see `change_rules`."""
    for name, value in changed.items():
        setattr(scheme, name, value)
    scheme.save(update_fields=sorted(changed))
    audit.record(Kind.SCHEME_CHANGED, about=scheme, by=by, on=on, changed=sorted(changed))
    return scheme


@transaction.atomic
def set_least(*, contract: Contract, every: int | None, unit: str = "week", by: Any, on: date) -> Contract:
    """How often a commissioner asks that two people meet at least; nothing where it asks for nothing."""
    if every is not None and not 1 <= every <= 12:
        raise CannotSetUp("The least is every 1 to 12 weeks or months.")
    contract.least_every, contract.least_unit = every, unit
    contract.save(update_fields=["least_every", "least_unit"])
    audit.record(Kind.SCHEME_CHANGED, about=contract.scheme, by=by, on=on, changed=["least"])
    return contract
