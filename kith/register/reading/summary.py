"""A reading as plain values, ready for JSON or a page: files, counts, and findings worst first."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from kith.register.reading.findings import FINDINGS, Finding, Severity, worst_first

PLACES_SHOWN = 10
"""So many places are named under a headline; every one stands in the list below it."""


def finding_as_dict(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": str(finding.severity),
        "file": finding.file,
        "line": finding.line,
        "column": finding.column,
        "child": finding.child,
        "value_class": finding.value_class,
        "said": finding.said,
        "done": finding.done,
        "remedy": finding.remedy,
    }


def grouped(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """One entry for each kind of finding, worst first: the headline, how many, how many children, where first."""
    groups: dict[str, list[Finding]] = defaultdict(list)
    for finding in worst_first(findings):
        groups[finding.code].append(finding)
    return [_group(code, found) for code, found in groups.items()]


def _group(code: str, found: list[Finding]) -> dict[str, Any]:
    kind, first = FINDINGS[code], found[0]
    return {
        "code": code,
        "severity": str(kind.severity),
        "headline": kind.headline(len(found)),
        "count": len(found),
        "children": len({finding.child for finding in found if finding.child}),
        "said": first.said,
        "done": first.done,
        "remedy": first.remedy,
        "places": [
            {"file": finding.file, "line": finding.line, "column": finding.column}
            for finding in found[:PLACES_SHOWN]
        ],
    }


def by_severity(findings: Iterable[Finding]) -> dict[str, list[dict[str, Any]]]:
    lists: dict[str, list[dict[str, Any]]] = {str(severity): [] for severity in Severity}
    for finding in worst_first(findings):
        lists[str(finding.severity)].append(finding_as_dict(finding))
    return lists


def findings_page() -> str:
    """Every kind of finding as a page of Markdown, for the documentation."""
    lines = ["# What reading a register can find", ""]
    for severity in Severity:
        lines += [f"## {str(severity).capitalize()}", ""]
        lines += ["| code | what is wrong | what is done | what to do |", "|---|---|---|---|"]
        lines += [
            f"| `{kind.code}` | {kind.said} | {kind.done} | {kind.remedy} |"
            for kind in FINDINGS.values()
            if kind.severity is severity
        ]
        lines.append("")
    return "\n".join(lines)
