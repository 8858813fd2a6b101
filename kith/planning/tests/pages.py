"""A page as somebody reads it: its words without addresses, which may hold any digits."""

import re
from html import unescape
from io import BytesIO
from typing import Any

from python_calamine import CalamineWorkbook


def words(response: Any) -> str:
    """What a person reads between the top bar and the foot."""
    told = response.content.decode()
    main = re.sub(r"(?s)<(script|style|svg)\b.*?</\1>", " ", told.split("<main", 1)[1].split("</main>", 1)[0])
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", f"<main{main}")).split())


def rows_of(response: Any) -> list[list[Any]]:
    """The first sheet of a spreadsheet, its heading first."""
    book = CalamineWorkbook.from_filelike(BytesIO(response.content))
    return book.get_sheet_by_index(0).to_python()
