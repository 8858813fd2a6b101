"""A certificate on paper: an accessible PDF (PDF/UA-1) set by Typst from plain values."""

from pathlib import Path
from typing import Any

from kith.foundation.dates import LONDON, day_words
from kith.foundation.paper import typeset
from kith.training.models import Completion
from kith.training.presenters.words import hours_words, length_of

FOLDER = Path(__file__).with_name("pdf")


def certificate(completion: Completion) -> bytes:
    """A4 on its side, to print and keep."""
    return typeset(FOLDER / "certificate.typ", certified(completion), completion.created_at)


def certified(completion: Completion) -> dict[str, Any]:
    """What a certificate says, on the page and on paper, as texts."""
    version = completion.version
    made = completion.created_at.astimezone(LONDON)
    session = completion.booking.session if completion.booking else None
    return {
        "name": completion.volunteer.name,
        "course": version.name,
        "version": str(version.number),
        "day": day_words(completion.on),
        "until": day_words(completion.until) if completion.until else "",
        "holds": length_of(version.months),
        "topics": [[topic, hours_words(hours)] for topic, hours in version.topic_hours.items()],
        "hours": hours_words(version.hours),
        "trainer": session.trainer if session else "",
        "how": "" if session else "Done on a website or elsewhere, and seen by us",
        "provider": version.course.provider_of_owner.name,
        "scheme": version.course.scheme.name if version.course.scheme else "",
        "reference": completion.reference,
        "year": made.year, "month": made.month, "day_number": made.day,
    }  # fmt: skip
