"""What stands in the top bar for whom."""

from typing import Any

from django.http import HttpRequest


def page(request: HttpRequest) -> dict[str, Any]:
    """Context of every page."""
    return {"nav": []}
