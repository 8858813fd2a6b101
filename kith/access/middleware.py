"""Rules for every answer: nothing private is cached, staff use a second factor, refusals are in words."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kith.access.reading import reading
from kith.foundation.dates import today
from kith.foundation.errors import Cannot

GetResponse = Callable[[HttpRequest], HttpResponse]
OPEN_TO_NEWCOMERS = ("/account/", "/static/", "/healthz")


class PrivatePages:
    """Pages of somebody signed in are kept nowhere: not by the browser, not by a shared tablet's Back button."""

    def __init__(self, get_response: GetResponse):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated and "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "no-store"
        response.headers.setdefault("Permissions-Policy", "geolocation=(), camera=(), microphone=()")
        return response


class ReachKeptWhileReading:
    """A page that is only read changes nobody's rights: who is near whom is asked once for all of it."""

    def __init__(self, get_response: GetResponse):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        with reading():
            return self.get_response(request)


class SecondFactorForStaff:
    """Nobody with a staff role goes past the account pages before they have set up a second factor."""

    def __init__(self, get_response: GetResponse):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.STAFF_NEED_SECOND_FACTOR and self._must_set_up(request):
            return redirect("mfa_index")
        return self.get_response(request)

    def _must_set_up(self, request: HttpRequest) -> bool:
        from allauth.mfa.utils import is_mfa_enabled

        if not request.user.is_authenticated or request.path.startswith(OPEN_TO_NEWCOMERS):
            return False
        return request.user.is_staff_on(today()) and not is_mfa_enabled(request.user)


class RefusalsInWords:
    """A `Cannot…` that no form was there to show becomes a page with its sentence, not a stack trace.

    So does the address of a button that somebody comes back to, having had to sign in again when they pressed it.
    """

    def __init__(self, get_response: GetResponse):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == 405 and request.method == "GET":
            page = render(request, "405.html", status=405)
            page.headers["Allow"] = response.headers["Allow"]
            return page
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Cannot):
            return None
        return render(request, "409.html", {"refusal": str(exception)}, status=409)
