"""Whom to ring now: the numbers everybody has, and those that a scheme writes down for its own place and hours."""

import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from django.db import models, transaction
from django.db.models import Q

from kith.access.models import User
from kith.access.policy import Reach
from kith.access.reach import Ground, ReachableQuerySet
from kith.audit import actions as audit
from kith.audit.events import Kind
from kith.foundation.errors import Cannot
from kith.foundation.models import SignedRecord
from kith.schemes.models import Scheme

FILE = Path(__file__).with_suffix(".toml")
MOST = 8
FEWEST_FIGURES = 3
Line = tuple[str, str]
"""A number, and who answers it when."""


class RingNumberQuerySet(ReachableQuerySet):
    def within(self, ground: Ground) -> Q:
        return Q(scheme__in=ground.schemes()) if ground.reach == Reach.SCHEME else Q(pk__in=[])


class RingNumber(SignedRecord):
    """One number of a scheme's own: its duty phone, children's services by day, or out of hours."""

    scheme = models.ForeignKey(Scheme, on_delete=models.CASCADE, related_name="+")
    number = models.CharField(max_length=30)
    when = models.CharField(max_length=120, help_text="who answers, and at what hours")
    for_young = models.BooleanField(default=False, help_text="young people read it too")

    objects = RingNumberQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "number"], name="a_number_to_ring_stands_once_for_a_scheme"
            )
        ]
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.number}: {self.when}"


class CannotKeepNumber(Cannot):
    """The number cannot be written down as asked. `field` is the box it is about."""

    def __init__(self, words: str, field: str = "") -> None:
        super().__init__(words)
        self.field = field


@transaction.atomic
def write_number(*, scheme: Scheme, number: str, when: str, for_young: bool, by: User) -> RingNumber:
    """One more number that people of this scheme are shown."""
    number = " ".join(number.split())
    if sum(sign.isdigit() for sign in number) < FEWEST_FIGURES or any(sign.isalpha() for sign in number):
        raise CannotKeepNumber("Enter a phone number, such as 0113 496 0123.", "number")
    standing = RingNumber.objects.select_for_update().filter(scheme=scheme)
    if standing.filter(number=number).exists():
        raise CannotKeepNumber(f"{number} stands there already.", "number")
    if standing.count() >= MOST:
        raise CannotKeepNumber(f"Nobody finds the right one among more than {MOST}. Take one away first.")
    made = RingNumber.objects.create(
        scheme=scheme, number=number, when=when.strip(), for_young=for_young, created_by=by
    )
    audit.record(Kind.RING_NUMBER_WRITTEN, about=scheme, by=by)
    return made


@transaction.atomic
def take_number_away(*, number: RingNumber, by: User) -> None:
    audit.record(Kind.RING_NUMBER_TAKEN, about=number.scheme, by=by)
    number.delete()


@cache
def _everybody_s() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = tomllib.loads(FILE.read_text(encoding="utf-8"))["number"]
    return rows


def numbers_now(schemes: Iterable[Scheme] = (), *, young: bool = False) -> list[Line]:
    """In the order in which to try them: danger, the scheme's own, everybody's."""
    whom, schemes = ("young people" if young else "adults"), list(schemes)
    nation = schemes[0].provider.nation if schemes else "ENG"
    shared = [
        (row["number"], row["when"])
        for row in _everybody_s()
        if whom in row["whom"] and nation in row["nations"]
    ]
    rows = RingNumber.objects.filter(scheme__in=schemes) if schemes else RingNumber.objects.none()
    own = [(row.number, row.when) for row in rows if row.for_young or not young]
    return [*shared[:1], *dict.fromkeys(own), *shared[1:]]
