"""Whoever leaves their desk is signed out after half an hour."""

from collections.abc import Callable

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse

from kith.foundation.dates import now


class LongerWhileUsed:
    """The half hour begins anew with a page, once a minute: a page that is only read need not write a row for it."""

    USED, A_MINUTE = "used_at", 60

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        lasting = request.session.session_key and not request.session.is_empty()
        if lasting and _moment() - request.session.get(self.USED, 0) >= self.A_MINUTE:
            request.session[self.USED] = _moment()
        return response


def _moment() -> int:
    return int(now().timestamp())


@receiver(user_logged_in)
def _begins(request: HttpRequest, **_: object) -> None:
    request.session[LongerWhileUsed.USED] = _moment()
