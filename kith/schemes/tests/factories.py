"""Organisations and schemes for tests."""

from datetime import date
from typing import Any

from kith.schemes.actions import set_up_scheme
from kith.schemes.models import Contract, Organisation, Scheme

LONG_AGO = date(2024, 1, 1)


def an_authority(name: str = "Northbridge", **fields: Any) -> Organisation:
    return Organisation.objects.get_or_create(name=name, kind=Organisation.Kind.AUTHORITY, defaults=fields)[0]


def a_provider(name: str = "Alongside", **fields: Any) -> Organisation:
    return Organisation.objects.get_or_create(name=name, kind=Organisation.Kind.PROVIDER, defaults=fields)[0]


def a_scheme(
    name: str = "Northbridge visitors",
    preset: str = "independent-visiting",
    provider: Organisation | None = None,
    on: date = LONG_AGO,
    **changed: Any,
) -> Scheme:
    """The scheme of that name, set up from a preset the first time it is asked for."""
    provider = provider or a_provider()
    already = Scheme.objects.filter(provider=provider, name=name).first()
    return already or set_up_scheme(provider=provider, preset=preset, name=name, by=None, on=on, **changed)


def a_contract(scheme: Scheme, commissioner: Organisation | None = None, **fields: Any) -> Contract:
    given: dict[str, Any] = {"from_day": LONG_AGO, "places": 40} | fields
    return Contract.objects.create(scheme=scheme, commissioner=commissioner or an_authority(), **given)
