"""Join the web fonts' latin and latin-ext parts into one TrueType file a weight, for PDFs: `make_ttf.py FROM TO`."""

import sys
import tempfile
from pathlib import Path

from fontTools.merge import Merger
from fontTools.ttLib import TTFont

WEIGHTS = {"400": "Regular", "700": "Bold"}
SUBSETS = ("latin", "latin-ext")
FAMILY = "Atkinson Hyperlegible Next"


def as_truetype(source: Path, target: Path) -> Path:
    font = TTFont(source)
    font.flavor = None
    font.save(target)
    return target


def name_it(font: TTFont, style: str) -> None:
    names = {
        1: FAMILY,
        2: style,
        4: f"{FAMILY} {style}",
        6: f"{FAMILY.replace(' ', '')}-{style}",
        16: FAMILY,
        17: style,
    }
    for number, text in names.items():
        font["name"].setName(text, number, 3, 1, 0x409)


def main(web_fonts: Path, target: Path) -> None:
    for weight, style in WEIGHTS.items():
        with tempfile.TemporaryDirectory() as folder:
            parts = [
                as_truetype(
                    web_fonts / f"atkinson-hyperlegible-next-{subset}-{weight}-normal.woff2",
                    Path(folder) / f"{subset}.ttf",
                )
                for subset in SUBSETS
            ]
            font = Merger().merge([str(part) for part in parts])
        name_it(font, style)
        font.save(target / f"AtkinsonHyperlegibleNext-{style}.ttf")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
