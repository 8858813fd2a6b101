"""What is said of bank holidays: whence they are known, until when for certain, and in which nations."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from kith.foundation.dates import day_words

FILE = Path(__file__).with_suffix(".toml")


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


NATIONS: dict[str, str] = _file()["nations"]


def source_words() -> str:
    until = day_words(_file()["known_until"])
    return f"From {_file()['source']}. Announced until {until}; later ones are reckoned by the usual rules."
