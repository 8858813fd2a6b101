"""The words of every finding: one source, plain, whole, and short enough to store and to show."""

import json
import re
import string
from pathlib import Path

import pytest

from kith.register.reading import FINDINGS, Finding, Severity
from kith.register.reading.findings import WORD_LIMIT, Findings
from kith.register.reading.summary import findings_page
from kith.register.reading.tests.files import DIRTY, read

HERE = Path(__file__).parents[1]
SOURCE = " ".join(
    path.read_text(encoding="utf-8") for path in HERE.rglob("*.py") if "tests" not in path.parts
)
ALWAYS = {"file", "line", "column", "value"}


@pytest.mark.parametrize("kind", FINDINGS.values(), ids=list(FINDINGS))
def test_every_kind_is_told_in_whole_sentences(kind):
    assert re.fullmatch(r"[a-z][a-z0-9_]+", kind.code)
    for text in (kind.said, kind.done, kind.remedy):
        assert text == text.strip()
        assert text.endswith(".")
        assert text[0].isupper() or text[0] == "{"
    assert (
        "1 " in kind.one
        or kind.one == kind.many
        or "The" in kind.one
        or "There" in kind.one
        or "It is" in kind.one
    )


@pytest.mark.parametrize("kind", FINDINGS.values(), ids=list(FINDINGS))
def test_every_kind_is_used_by_the_reading(kind):
    assert f'"{kind.code}"' in SOURCE


@pytest.mark.parametrize("kind", FINDINGS.values(), ids=list(FINDINGS))
def test_every_sentence_fits_where_it_is_kept(kind):
    for text, limit in ((kind.said, 400), (kind.done, 200), (kind.remedy, 300)):
        others = {name for _, name, _, _ in string.Formatter().parse(text) if name} - {"line", "value"}
        bare = re.sub(r"\{[a-z]+\}", "", text)
        longest = len(bare) + sum(
            WORD_LIMIT if name in ("columns", "table", "other") else 40 for name in others
        )
        assert longest <= limit
    assert len(kind.code) <= 60


def test_severities_stand_worst_first():
    assert [str(severity) for severity in Severity] == ["refused file", "error", "warning", "note"]


def test_a_finding_that_has_no_words_is_a_mistake_in_the_program():
    with pytest.raises(KeyError):
        Findings().add("no_such_thing", "x.csv")


def test_a_long_word_is_cut():
    findings = Findings()
    findings.add("columns_ignored", "x.csv", words={"columns": "x" * 1000})
    assert len(findings[0].said) < 300


def test_the_headline_counts_with_thousands():
    assert FINDINGS["review_in_future"].headline(1) == "1 review lies in the future"
    assert FINDINGS["review_in_future"].headline(12582) == "12,582 reviews lie in the future"


@pytest.mark.parametrize("kind", FINDINGS.values(), ids=list(FINDINGS))
def test_every_finding_of_the_samples_fills_all_its_words(kind):
    texts = " ".join((kind.said, kind.done, kind.remedy))
    names = {name for _, name, _, _ in string.Formatter().parse(texts) if name}
    told = Finding(kind.code, "x.csv", words=tuple((name, "w") for name in names - ALWAYS))
    assert "{" not in told.said + told.done + told.remedy


def test_the_summary_is_plain_values_for_json():
    summary = json.loads(json.dumps(read(DIRTY).summary()))
    assert set(summary) == {"today", "refused", "files", "counts", "kinds", "findings"}
    assert list(summary["findings"]) == [str(severity) for severity in Severity]
    finding = summary["findings"]["error"][0]
    assert {"file", "line", "column", "code", "severity", "said", "done", "remedy"} <= set(finding)
    assert sum(len(found) for found in summary["findings"].values()) == sum(
        kind["count"] for kind in summary["kinds"]
    )


def test_the_page_of_findings_names_every_kind_once():
    page = findings_page()
    assert all(page.count(f"`{code}`") == 1 for code in FINDINGS)
