"""The front doors: a home page per role, search, the way into My space, and a sign of life for the machine."""

from django.http import HttpRequest, HttpResponse, JsonResponse

from kith.access.doors import public


@public
def healthz(request: HttpRequest) -> HttpResponse:
    """Answers while the process and its database do."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"well": True})
