"""What a child keeps on paper: a letter and a certificate, as accessible PDFs (PDF/UA-1), and everything together as one file."""

import io
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

from kith.endings.models import Certificate, GoesOnTo, Keepsake, Letter
from kith.foundation.dates import LONDON, day_words
from kith.foundation.encryption import cipher
from kith.foundation.paper import typeset
from kith.matching.models import Match

FOLDER = Path(__file__).with_name("pdf")
ZIP = "application/zip"


def certificate(given: Certificate) -> bytes:
    """A4 on its side, in the child's words."""
    return _set("certificate", certified(given), given.created_at)


def letter(written: Letter) -> bytes:
    """A4 upright, as a letter looks."""
    return _set("letter", {"words": _paragraphs(written.words), "signed": written.signed}, written.created_at)


def certified(given: Certificate) -> dict[str, Any]:
    """What a certificate says, as texts. No scheme, no council, no surname: it may hang on a wall."""
    match = given.ending.match
    return {
        "name": given.name,
        "words": _paragraphs(given.words),
        "signed": given.signed,
        "with": match.volunteer.first_name,
        "from": f"{match.begun_on:%B %Y}",
        "until": f"{match.ended_on or given.ending.last_day or given.made_on:%B %Y}",
        "day": day_words(given.given_on or given.made_on),
    }


def _paragraphs(words: str) -> list[str]:
    return [part.strip() for part in words.splitlines() if part.strip()]


def _set(name: str, values: dict[str, Any], at: datetime) -> bytes:
    day = at.astimezone(LONDON)
    told = values | {"year": day.year, "month": day.month, "day_number": day.day}
    return typeset(FOLDER / f"{name}.typ", told, at)


def picture(kept: Keepsake) -> bytes:
    """The picture itself, as it was drawn anew."""
    return cipher().decrypt(bytes(kept.picture or b""))


def everything(match: Match, on: date) -> bytes:
    """All that is kept for a child of one match, in one file that any computer opens."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for place, written in enumerate(
            Letter.objects.filter(ending__match=match, given_on__isnull=False), 1
        ):
            packed.writestr(f"letter-{place}.pdf", letter(written))
        for place, given in enumerate(
            Certificate.objects.filter(ending__match=match, given_on__isnull=False), 1
        ):
            packed.writestr(f"certificate-{place}.pdf", certificate(given))
        memories = list(Keepsake.objects.filter(match=match))
        for place, kept in enumerate((one for one in memories if one.kind == Keepsake.Kind.PICTURE), 1):
            packed.writestr(f"picture-{place}.png", picture(kept))
        packed.writestr("memories.txt", "\n".join(_lines(match, memories, on)))
    return made.getvalue()


def _lines(match: Match, memories: list[Keepsake], on: date) -> list[str]:
    lines = [f"{match.child.name} and {match.volunteer.first_name}", f"Put together on {day_words(on)}", ""]
    for kept in memories:
        lines.append(f"{day_words(kept.on)}, {kept.put_by}: {kept.words or 'a picture'}")
    following = GoesOnTo.objects.filter(ending__match=match).select_related("follow_on")
    lines += ["", *(f"What comes next: {_told(one)}" for one in following)]
    return lines


def _told(one: GoesOnTo) -> str:
    if one.follow_on is None:
        return one.words
    return ", ".join(filter(None, [one.follow_on.name, one.follow_on.words, one.follow_on.reach]))
