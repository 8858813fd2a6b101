"""The words of letters in a list, and what they were before."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from kith.foundation.dates import day_words
from kith.recruitment import letters
from kith.recruitment.models import Letter, LetterWords
from kith.schemes.models import Scheme


def by_scheme(schemes: Iterable[Scheme], rows: Iterable[LetterWords]) -> list[dict[str, Any]]:
    """For each scheme its letters in the order in which people get them; the last of several rows counts."""
    latest = {(row.scheme_id, row.kind): row for row in rows}
    return [
        {
            "name": scheme.name,
            "letters": [_line(scheme, kind, latest.get((scheme.pk, kind))) for kind in letters.USUAL],
        }
        for scheme in schemes
    ]


def _line(scheme: Scheme, kind: str, row: LetterWords | None) -> dict[str, str]:
    return {
        "what": Letter.Kind(kind).label,
        "stands": f"In your own words since {day_words(row.on)}" if row and row.words else "The usual words",
        "url": reverse("recruitment:one_letter_s_words", args=[scheme.public_id, kind]),
    }


def versions(rows: Iterable[LetterWords]) -> list[dict[str, Any]]:
    return [
        {
            "number": row.version,
            "what": row.words or "The usual words",
            "when": day_words(row.on),
            "who": row.created_by.name if row.created_by else "",
            "is_own": bool(row.words),
        }
        for row in rows
    ]
