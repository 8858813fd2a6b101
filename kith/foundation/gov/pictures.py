"""Small drawings that a child or a volunteer may choose to stand for them, and that activities go by."""

from dataclasses import dataclass
from functools import cache

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

# A pale ground and a drawing dark enough to be seen on it.
TINTS = {
    "teal": ("#e4f0ee", "#0b5a5a"),
    "sun": ("#fdf3da", "#7a560c"),
    "violet": ("#e8e6f4", "#4a4590"),
    "coral": ("#fbe9e4", "#8a2614"),
    "sky": ("#e3edf8", "#25408a"),
}


@dataclass(frozen=True)
class Picture:
    name: str
    words: str
    tint: str


PICTURES = {
    picture.name: picture
    for picture in (
        Picture("headphones", "Headphones", "sun"),
        Picture("horse", "A horse", "coral"),
        Picture("bike", "A bike", "teal"),
        Picture("ball", "A football", "sky"),
        Picture("guitar", "A guitar", "violet"),
        Picture("cat", "A cat", "sun"),
        Picture("cake", "A cake", "coral"),
        Picture("book", "A book", "violet"),
        Picture("planet", "A planet", "sky"),
        Picture("leaf", "A leaf", "teal"),
        Picture("wave", "The sea", "sky"),
        Picture("game", "A game pad", "violet"),
        Picture("camera", "A camera", "teal"),
        Picture("star", "A star", "sun"),
        Picture("paint", "Paint", "coral"),
        Picture("outside", "Out and about", "teal"),
        Picture("food", "Food", "coral"),
        Picture("film", "A film", "violet"),
        Picture("talk", "Talking", "sky"),
        Picture("person", "A person", "teal"),
    )
}
# What stands for an activity, not for somebody; a figure stands for whoever has chosen nothing yet.
NOT_TO_CHOOSE = {"outside", "food", "film", "talk", "person"}


@cache
def _drawing(name: str) -> SafeString:
    return mark_safe(render_to_string(f"foundation/pictures/{name}.svg").strip())


def choices() -> list[tuple[str, str]]:
    """The pictures somebody may choose for themselves."""
    return [(name, picture.words) for name, picture in PICTURES.items() if name not in NOT_TO_CHOOSE]


def picture(name: str, *, size: int = 72, tint: str = "", label: str = "") -> SafeString:
    """The drawing on its round ground. Decoration unless it is given a label; an unknown name is a figure."""
    chosen = PICTURES.get(name, PICTURES["person"])
    ground, ink = TINTS.get(tint or chosen.tint, TINTS["teal"])
    spoken = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    return format_html(
        '<svg class="kith-picture" viewBox="0 0 92 92" width="{}" height="{}" focusable="false" {}>'
        '<circle cx="46" cy="46" r="46" fill="{}"/><g color="{}" fill="none" stroke="currentColor" '
        'stroke-width="5" stroke-linecap="round" stroke-linejoin="round">{}</g></svg>',
        size,
        size,
        spoken,
        ground,
        ink,
        _drawing(chosen.name),
    )
