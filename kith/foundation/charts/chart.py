"""What every chart is: a template, the words that say the same, and the table behind it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

PAPER = 640  # how wide a drawing is where no page stretches it


@dataclass(frozen=True)
class Chart:
    """Ready to print. `title` names it, `words` say what it shows, `rows` under `heads` are its numbers."""

    template: str
    title: str
    words: str
    drawing: Mapping[str, Any]
    heads: Sequence[str] = ()
    rows: Sequence[Sequence[Any]] = field(default=())

    def as_html(self) -> SafeString:
        """The figure: drawing, caption, and the table to open."""
        return render_to_string(self.template, self._context())

    def as_svg(self) -> SafeString:
        """The drawing alone, of a fixed width, for a PDF."""
        return render_to_string(
            self.template.replace(".html", ".svg.html"), {"width": PAPER, **self._context()}
        )

    def _context(self) -> dict[str, Any]:
        return {"chart": self, "svg": self.template.replace(".html", ".svg.html"), **self.drawing}
