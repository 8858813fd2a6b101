"""Paper: accessible PDFs (PDF/UA-1) set by Typst from plain values, so that nothing typed can become markup."""

import json
import re
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from django.conf import settings

PDF = "application/pdf"
FONTS = "static/vendor/fonts/ttf"
ACCESSIBLE: Final = "ua-1"


UNKNOWN = re.compile(r"the text `\"(.+?)\"` could not be displayed")
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
JOINTS = ("\u200d", "\ufe0e", "\ufe0f")
"""What holds the parts of an emoji together."""


def typeset(template: Path, values: Mapping[str, Any], at: datetime) -> bytes:
    """A template of words and shape, with the values it reads from `sys.inputs.values`; dated by the moment it was made.

    What none of our fonts can draw is left out: emoji first, then whatever Typst still names.
    """
    import typst

    told = json.dumps(values, ensure_ascii=False)
    while True:
        try:
            return _compiled(template, told, at)
        except typst.TypstError as error:
            less = _without(told, str(error))
            if less == told:
                raise
            told = less


def _without(told: str, why_not: str) -> str:
    """The same texts without what cannot be drawn; unchanged where that is not what is wrong."""
    found = UNKNOWN.search(why_not)
    if found is None:
        return told
    named = ESCAPED.sub(lambda code: chr(int(code[1], 16)), found[1])
    if all(char.isascii() for char in named):
        return told
    plain = "".join(char for char in told if char.isascii() or not _is_drawn(char))
    return plain if plain != told else "".join(char for char in told if char.isascii() or char not in named)


def _is_drawn(char: str) -> bool:
    """Part of an emoji: a symbol, a shade of skin, a joint."""
    return unicodedata.category(char) == "So" or char in JOINTS or "\U0001f000" <= char <= "\U0001faff"


def _compiled(template: Path, told: str, at: datetime) -> bytes:
    import typst

    made: bytes = typst.compile(
        template,
        root=template.parent,
        sys_inputs={"values": told},
        font_paths=[settings.PROJECT / FONTS],
        ignore_system_fonts=True,
        pdf_standards=[ACCESSIBLE],
        timestamp=int(at.timestamp()),
    )
    return made
