"""A receipt as it is kept: a picture drawn anew from what was sent.

Where it was taken, by which telephone, hidden text and whatever else a file can carry stay behind, for only what can be
seen is drawn. Typst, which sets our papers, is also what reads and draws pictures here.
"""

import struct
import tempfile
from pathlib import Path

from kith.foundation.errors import Cannot

MOST_BYTES = 12 * 1024 * 1024
MOST_PIXELS = 60_000_000
WIDTH_POINTS = 420
PIXELS_A_POINT = 2.0
PNG = "image/png"
KINDS = "a JPEG or PNG picture, or a PDF"

PAPER = """
#set page(width: {width}pt, height: auto, margin: 0pt)
#image("/receipt.{kind}", width: 100%)
"""


class CannotRead(Cannot):
    """What was sent is no picture of a receipt."""


def drawn_anew(sent: bytes) -> bytes:
    """A PNG of what can be seen on a JPEG, a PNG or the first page of a PDF."""
    if len(sent) > MOST_BYTES:
        raise CannotRead("This picture is larger than 12 MB. Take it again a little smaller.")
    kind = _kind(sent)
    if kind is None:
        raise CannotRead(f"Choose {KINDS}. On an iPhone a picture taken from this page is of the right kind.")
    size = _size(sent, kind)
    if size and size[0] * size[1] > MOST_PIXELS:
        raise CannotRead("This picture has too many pixels. Take it again a little smaller.")
    try:
        return _draw(sent, kind)
    except Exception as fault:  # the engine raises its own plain errors for a file that is broken
        raise CannotRead(
            "This file is damaged, or is not what its name says. Take the picture again."
        ) from fault


def _draw(sent: bytes, kind: str) -> bytes:
    import typst

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / f"receipt.{kind}").write_bytes(sent)
        paper = folder / "paper.typ"
        paper.write_text(PAPER.format(width=WIDTH_POINTS, kind=kind), encoding="utf-8")
        drawn: bytes = typst.compile(paper, root=folder, format="png", ppi=72 * PIXELS_A_POINT)
    return drawn


def _kind(sent: bytes) -> str | None:
    if sent.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if sent.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    return "pdf" if sent.startswith(b"%PDF-") else None


def _size(sent: bytes, kind: str) -> tuple[int, int] | None:
    """Width and height as the file declares them, read before anything is unfolded."""
    if kind == "png" and len(sent) >= 24:
        width, height = struct.unpack(">II", sent[16:24])
        return width, height
    return _size_of_jpeg(sent) if kind == "jpg" else None


def _size_of_jpeg(sent: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 < len(sent) and sent[at] == 0xFF:
        marker, length = sent[at + 1], struct.unpack(">H", sent[at + 2 : at + 4])[0]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", sent[at + 5 : at + 9])
            return width, height
        at += 2 + length
    return None
