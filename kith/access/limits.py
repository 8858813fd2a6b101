"""How often a stranger may knock: counted by session and by address, so that one machine cannot flood a scheme,
nor guess its way to somebody else's page. Nothing is asked of people, and no address is kept in clear.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac


@dataclass(frozen=True)
class Limit:
    """So many times from one session, and so many from one address (an office may share it), within a window."""

    name: str
    per_session: int
    per_address: int
    window: timedelta

    def is_reached(self, request: HttpRequest, *, at: datetime) -> bool:
        return any(cache.get(key, 0) >= most for key, most in self._counted(request, at))

    def count(self, request: HttpRequest, *, at: datetime) -> None:
        for key, _ in self._counted(request, at):
            cache.set(key, cache.get(key, 0) + 1, timeout=self.window.total_seconds())

    def _counted(self, request: HttpRequest, at: datetime) -> list[tuple[str, int]]:
        """Cache key → how often it may be counted. Somebody signed in is known, and not limited."""
        if request.user.is_authenticated:
            return []
        address = get_adapter().get_client_ip(request)
        counted = [(self._key("address", address, at), self.per_address)]
        if session := request.session.session_key:
            counted.append((self._key("session", session, at), self.per_session))
        return counted

    def _key(self, kind: str, who: str, at: datetime) -> str:
        window = int(at.timestamp() // self.window.total_seconds())
        return f"limit:{self.name}:{kind}:{window}:{salted_hmac(self.name, who).hexdigest()}"
