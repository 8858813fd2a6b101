"""A page that somebody without an account opened by a link points at whom it is about, so that a worry finds its readers."""

from urllib.parse import urlencode

from django.core import signing
from django.urls import reverse

from kith.people.models import Child
from kith.schemes.models import Scheme

SALT = "kith.worry"
HOLDS = 2 * 24 * 60 * 60  # seconds; then a worry goes to every lead, as from anybody
Pointed = tuple[Child | None, Scheme | None]


def worry_from(page: str, *, child: Child | None, scheme: Scheme | None) -> str:
    """Where “I’m worried” leads from a page opened by a link. It names nobody; nobody can make one up."""
    told = [str(child.public_id) if child else "", str(scheme.public_id) if scheme else ""]
    return (
        f"{reverse('safeguarding:raise')}?{urlencode({'at': signing.dumps(told, salt=SALT), 'from': page})}"
    )


def pointed_at(key: str) -> Pointed:
    """The child and the scheme of the page it came from; nobody where it is no longer, or never was, ours."""
    try:
        child, scheme = signing.loads(key, salt=SALT, max_age=HOLDS)
    except (signing.BadSignature, ValueError):
        return None, None
    return (
        Child.objects.filter(public_id=child).first() if child else None,
        Scheme.objects.filter(public_id=scheme).first() if scheme else None,
    )
