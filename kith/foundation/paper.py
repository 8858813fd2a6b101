"""Paper: accessible PDFs (PDF/UA-1) set by Typst from plain values, so that nothing typed can become markup."""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from django.conf import settings

PDF = "application/pdf"
FONTS = "static/vendor/fonts/ttf"
ACCESSIBLE: Final = "ua-1"


def typeset(template: Path, values: Mapping[str, Any], at: datetime) -> bytes:
    """A template of words and shape, with the values it reads from `sys.inputs.values`; dated by the moment it was made."""
    import typst

    made: bytes = typst.compile(
        template,
        root=template.parent,
        sys_inputs={"values": json.dumps(values, ensure_ascii=False)},
        font_paths=[settings.PROJECT / FONTS],
        ignore_system_fonts=True,
        pdf_standards=[ACCESSIBLE],
        timestamp=int(at.timestamp()),
    )
    return made
