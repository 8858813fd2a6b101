"""Where numbers of children leave those who look after them, they pass the one gate; and nobody else decides what is small."""

import ast
import importlib
import inspect
import re
from functools import cache
from pathlib import Path

import pytest

from kith.access.policy import POLICY, Permission
from kith.access.roles import Role
from tests.architecture.house import PROJECT, addresses, sources

OUTSIDERS = {Role.COMMISSIONER, Role.ELECTED_MEMBER}
"""Those who read figures and no child’s file."""
GATE = "kith.science.disclosure"
GATES = {
    "register:coverage": "kith.register.coverage",
    "matching:fairness": "kith.matching.presenters.fairness",
    "matching:fairness_export": "kith.matching.presenters.fairness",
    "planning:needed": "kith.science.recruiting.outside",
    "planning:needed_export": "kith.science.recruiting.outside",
    "outcomes:reports": "kith.outcomes.report",
    "outcomes:report": "kith.outcomes.report",
    "outcomes:download": "kith.outcomes.report",
    "outcomes:inside": "kith.outcomes.report",
    "outcomes:map": "kith.outcomes.presenters.map",
    "reporting:reports": "kith.reporting.gate",
    "reporting:run": "kith.reporting.gate",
    "reporting:spreadsheet": "kith.reporting.gate",
    "reporting:paper": "kith.reporting.gate",
    "reporting:members": "kith.reporting.gate",
}
"""Every address that somebody outside may open, and by which module its numbers come to it."""
COMMANDS = {
    "kith.outcomes.command": "kith.outcomes.report",
    "kith.reporting.command": "kith.reporting.gate",
}
"""Commands whose figures are for passing on."""


def open_to_outsiders() -> dict[str, str]:
    """Address by its name → the module of its view."""
    sentences = {permission.value: permission for permission in Permission}
    found = {}
    for _, entry in addresses():
        access = getattr(entry.callback, "access", "")
        asked = access.split(" to ", 1)[-1] if access.startswith("opens ") else access.removeprefix("may ")
        permission = sentences.get(asked)
        if permission and OUTSIDERS & POLICY[permission].keys():
            module = inspect.unwrap(entry.callback).__module__
            found[f"{module.split('.')[1]}:{entry.name}"] = module
    return found


@cache
def imported(module: str) -> frozenset[str]:
    """What a module of ours asks for, at its top or within a function; a package stands for what it gathers."""
    path = PROJECT / Path(*module.split("."))
    file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    if not file.exists():
        return frozenset()
    found = set()
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("kith"):
            found |= {str(node.module), *(f"{node.module}.{name.name}" for name in node.names)}
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names if name.name.startswith("kith")}
    return frozenset(found)


@cache
def reaches(module: str, wanted: str) -> bool:
    """Whether a module comes by what another makes, itself or by way of others."""
    seen, waiting = set(), [module]
    while waiting:
        here = waiting.pop()
        if here == wanted:
            return True
        if here not in seen:
            seen.add(here)
            waiting += imported(here)
    return False


def test_every_address_open_to_outsiders_is_known_with_its_gate():
    """A new page for a commissioner is written down here, with where its numbers are made safe."""
    assert open_to_outsiders().keys() == GATES.keys()


@pytest.mark.parametrize("name", sorted(GATES))
def test_what_an_outsider_reads_comes_by_the_gate(name):
    assert reaches(open_to_outsiders()[name], GATES[name]), f"{name} does not come by {GATES[name]}"
    assert reaches(GATES[name], GATE), f"{GATES[name]} does not come by {GATE}"


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_what_a_command_prints_comes_by_the_gate(command):
    importlib.import_module(command)
    assert reaches(command, COMMANDS[command])
    assert reaches(COMMANDS[command], GATE)


def test_a_module_far_from_the_gate_is_seen_to_be():
    """Or the tests above could not fail."""
    assert not reaches("kith.foundation.dates", GATE)


OWN_RULE = re.compile(r"\b0 < [\w.\[\]]+ < [2-9]\b|^(?:THRESHOLD|SMALLEST_BASE|SPREAD)\s*=\s*\d", re.M)
HOME = PROJECT / "kith" / "science" / "disclosure"


@pytest.mark.parametrize("path", sources(), ids=lambda path: "/".join(path.parts[-3:]))
def test_nobody_else_decides_how_small_is_small(path):
    if HOME not in path.parents:
        assert not OWN_RULE.search(path.read_text()), "use the threshold of kith.science.disclosure"
