"""Double clicks and resent forms: a form carries a one-time key, and its work is done once.

The key's row is written in the same transaction as the deed, so a crash leaves neither, and of two
requests at the same moment the second waits and is then sent where the first one went.
"""

import uuid
from collections.abc import Callable

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from kith.foundation.models import Submission

FIELD = "once"


def new_key() -> str:
    return str(uuid.uuid4())


def _key(request: HttpRequest) -> uuid.UUID | None:
    if request.method != "POST":
        return None
    try:
        return uuid.UUID(request.POST.get(FIELD, ""))
    except ValueError:
        return None


def once(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: a POST with a key runs in one transaction; a second with the same key changes nothing."""

    def middleware(request: HttpRequest) -> HttpResponse:
        key = _key(request)
        if key is None:
            return get_response(request)
        try:
            with transaction.atomic():
                submission = Submission.objects.create(key=key)
                response = get_response(request)
                if response.status_code in (301, 302, 303):
                    submission.went_to = response.headers.get("Location", "")[:500]
                    submission.save(update_fields=["went_to"])
                elif response.status_code >= 500:
                    transaction.set_rollback(True)
                else:
                    submission.delete()
                return response
        except IntegrityError:
            earlier = Submission.objects.filter(key=key).first()
            if earlier is None:
                raise
            return HttpResponseRedirect(earlier.went_to or request.path)

    return middleware
