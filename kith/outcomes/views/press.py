"""One press and what is said of it: that it is done, or why not."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib import messages
from django.http import HttpRequest

from kith.foundation.errors import Cannot


@contextmanager
def pressed(request: HttpRequest, done: str = "") -> Iterator[None]:
    """Swallow a `Cannot…` and show its sentence on the next page; otherwise say what was done, if anything."""
    try:
        yield
    except Cannot as refusal:
        messages.error(request, str(refusal))
    else:
        if done:
            messages.success(request, done)
