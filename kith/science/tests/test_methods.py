"""What the pages on methods show is what the code does: every example on them is run."""

import ast
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


LIBRARY = (
    "sdq", "change", "regression_to_mean", "missing", "survival", "funnel", "spc", "proportion", "disclosure", "goals", "power",
    "needs", "pooling", "comparison", "attendance", "strength", "wellbeing", "pairs", "paired", "ranks", "distributions",
)  # fmt: skip
"""What docs/methods documents as a library of plain functions on plain data."""


def functions_of(module):
    home = Path(__file__).resolve().parents[1] / module
    for path in sorted(home.glob("*.py")) if home.is_dir() else [home.with_suffix(".py")]:
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                yield node


@pytest.mark.parametrize("module", LIBRARY)
def test_every_function_of_the_library_says_what_it_does_and_what_it_raises(module):
    found = list(functions_of(module))
    assert found
    for function in found:
        said = ast.get_docstring(function)
        assert said, function.name
        raised = [node for node in ast.walk(function) if isinstance(node, ast.Raise)]
        assert not raised or "Raises" in said, f"{function.name} does not say what it raises"


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
