"""The page on the file says what the reader reads and the writer writes."""

import json
import re
from pathlib import Path

import pytest

from kith.science.matching import settle, what_if
from kith.science.matching.audits import verify
from kith.science.matching.fairness import statistics
from kith.science.matching.files import answer, read
from kith.science.matching.files.reading import OF_A_CHILD, OF_A_FILE, OF_A_VOLUNTEER

PAGE = (Path(__file__).resolve().parents[4] / "docs" / "formats" / "match-json.md").read_text(
    encoding="utf-8"
)
(EXAMPLE,) = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)


def test_the_example_is_matched_as_the_page_on_the_method_tells_it():
    assert settle(read(EXAMPLE).round).matches == {"asha": "dee", "lily": "carol", "tom": "ben"}


@pytest.mark.parametrize("field", sorted({*OF_A_FILE, *OF_A_CHILD, *OF_A_VOLUNTEER}))
def test_every_field_that_is_read_is_on_the_page(field):
    assert f"`{field}`" in PAGE


def test_every_field_that_is_printed_is_on_the_page():
    asked = read(EXAMPLE)
    outcome, changes = what_if(settle(asked.round), fix={"sam": "ben"})
    printed = answer(
        outcome, statistics=statistics(outcome, asked.groups), verdict=verify(outcome), changes=changes
    )
    printed = json.loads(json.dumps(printed))
    for field in {*printed, *printed["matches"][0], *printed["certificate"], *printed["audit"]} - {"format"}:
        assert f"`{field}`" in PAGE, field
