"""What the pages on methods show is what the code does: every example on them is run."""

import doctest
import re
from pathlib import Path

import pytest

PAGES = Path(__file__).resolve().parents[3] / "docs" / "methods"
WITH_EXAMPLES = sorted(page.name for page in PAGES.glob("*.md") if ">>> " in page.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", WITH_EXAMPLES)
def test_every_example_on_the_page_holds(name):
    tried = doctest.testfile(str(PAGES / name), module_relative=False, optionflags=doctest.REPORT_NDIFF)
    assert tried.attempted > 0
    assert tried.failed == 0


def test_every_analysis_has_its_page():
    shown = (PAGES / "outcomes.md").read_text(encoding="utf-8")
    linked = set(re.findall(r"\]\(([a-z-]+\.md)\)", shown))
    assert linked <= {page.name for page in PAGES.glob("*.md")}
    assert {"sdq.md", "change.md", "survival.md", "two-reports.md", "disclosure.md"} <= linked & set(
        WITH_EXAMPLES
    )
    for name in linked - {"two-reports.md"}:
        page = (PAGES / name).read_text(encoding="utf-8")
        assert name in WITH_EXAMPLES, "no worked example"
        assert re.search(r"[Mm]isleads?\b", page), f"{name} does not say when the method misleads"
