"""Where a match or a referral stood on a day: it may have gone over to another scheme or authority since.

A report counts it where it was on the last day of its span, so that an old quarter made anew says what it said.
"""

from datetime import date
from typing import Any, TypeVar

from django.db.models import BigIntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from kith.endings.models import Move
from kith.matching.models import Match
from kith.referral.models import Referral
from kith.schemes.models import Organisation, Scheme

ID = BigIntegerField()
Row = TypeVar("Row", Match, Referral)


def stood_with(
    rows: QuerySet[Row], match: str, scheme: Scheme, authority: Organisation, on: date
) -> QuerySet[Row]:
    """Rows of the scheme and of the authority’s children as it was that day. `match`: the path from a move to the row."""
    gone = Move.objects.filter(yes=True, from_scheme=scheme, to_scheme__isnull=False)
    then = rows.filter(Q(scheme=scheme) | Q(pk__in=gone.values(match))).annotate(
        scheme_then=Coalesce(_left_since("scheme", on, **{match: "pk"}), "scheme_id", output_field=ID),
        authority_then=Coalesce(
            _left_since("authority", on, match__child="child"), "child__authority_id", output_field=ID
        ),
    )
    return then.filter(scheme_then=scheme.pk).filter(
        Q(authority_then=authority.pk) | Q(child=None, **_of_nobody_yet(rows, authority))
    )


def _of_nobody_yet(rows: QuerySet[Any], authority: Organisation) -> dict[str, Any]:
    """A referral of somebody whom nobody has found on the register says itself which authority it came from."""
    return {"authority": authority} if hasattr(rows.model, "authority") else {}


def _left_since(side: str, on: date, **path: str) -> Subquery:
    """The scheme or authority that it left with the first move after that day."""
    which = {name: OuterRef(column) for name, column in path.items()}
    moves = Move.objects.filter(yes=True, answered_on__gt=on, **{f"to_{side}__isnull": False}, **which)
    return Subquery(moves.order_by("answered_on", "pk").values(f"from_{side}_id")[:1], output_field=ID)
