"""For questions that are asked often and mostly find nothing: the desk's."""

from typing import Any, TypeVar

from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)


def seldom(rows: "QuerySet[Row, Any]") -> list[Row]:
    """The same rows, in their order. Their keys are asked for first: to put a wide question takes longer than to hear
    that there are none."""
    keys = list(rows.values_list("pk", flat=True))
    return list(rows.filter(pk__in=keys)) if keys else []
