"""Which items make which scale, and where the bands lie: read from keys.json, which names its sources."""

import json
from pathlib import Path
from typing import Any

KEYS: dict[str, Any] = json.loads(Path(__file__).with_name("keys.json").read_text(encoding="utf-8"))

VERSION: str = KEYS["version"]
ITEMS = 25
MOST = 2
SCALES: dict[str, tuple[int, ...]] = {name: tuple(items) for name, items in KEYS["scales"].items()}
"""Each scale with its five item numbers, counted from 1."""

REVERSED = frozenset(KEYS["reversed"])
FEWEST_ANSWERED: int = KEYS["fewest_answered"]
COMPOSITES: dict[str, tuple[str, ...]] = {name: tuple(parts) for name, parts in KEYS["composites"].items()}
IMPACT_ITEMS: dict[str, tuple[str, ...]] = {who: tuple(items) for who, items in KEYS["impact_items"].items()}
INFORMANTS = tuple(IMPACT_ITEMS)
"""Who may answer. A carer answers the parent's form."""

SCORED = (*SCALES, *COMPOSITES, "impact")
