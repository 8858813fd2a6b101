"""One thing that is wrong, or worth knowing, in a file of volunteers."""

from dataclasses import asdict, dataclass
from typing import Any

ERROR, WARNING, NOTE = "error", "warning", "note"
"""The row is left out; the row is saved and should be looked at; nothing was wrong."""


@dataclass(frozen=True)
class Finding:
    """Where, how bad, what is wrong, what to do. `column` is the file’s own title, empty for the whole row."""

    line: int
    column: str
    severity: str
    said: str
    remedy: str = ""

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)
