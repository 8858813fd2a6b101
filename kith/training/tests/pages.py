"""Opening and sending this room's pages in tests."""

from typing import Any

from django.test import Client
from django.urls import reverse

from kith.access.models import User


def words(response: Any) -> str:
    """What the page says between <main> and its end, without addresses."""
    return response.content.decode().partition("<main")[2].partition("</main")[0]


def opened(client: Client, user: User, name: str, row: Any = None, /, **asked: Any) -> Any:
    client.force_login(user)
    return client.get(reverse(f"training:{name}", args=[row.public_id] if row is not None else []), asked)


def sent(client: Client, user: User, name: str, row: Any = None, /, **typed: Any) -> Any:
    client.force_login(user)
    return client.post(
        reverse(f"training:{name}", args=[row.public_id] if row is not None else []), typed, follow=True
    )


def day_boxes(name: str, day: Any) -> dict[str, int]:
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}
