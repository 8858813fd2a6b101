"""Whether carer and worker have been heard before a child is shown cards, and what they said."""

from dataclasses import dataclass
from datetime import date

from kith.matching.models import Heard
from kith.matching.queries.proposals import GROWN_UP
from kith.people.models import Child
from kith.referral.models import Referral

Who = Heard.Who


@dataclass(frozen=True)
class Hearing:
    """One who is heard, and their latest word if there is one."""

    who: Heard.Who
    said: Heard | None


def heard_of(child: Child, on: date) -> list[Heard.Who]:
    """Who is heard before cards are shown; a grown-up decides without being talked about."""
    age = child.age_on(on)
    return [] if age is not None and age >= GROWN_UP else [Who.CARER, Who.WORKER]


def hearing(referral: Referral, on: date) -> list[Hearing]:
    """Everybody who is heard about this referral, with their latest word. One query."""
    if referral.child is None:
        return []
    said = Heard.objects.filter(referral=referral).select_related("created_by").order_by("pk")
    latest = {row.who: row for row in said}
    return [Hearing(who, latest.get(who)) for who in heard_of(referral.child, on)]
