"""A page that is only read has no transaction: what a view tells the audit by itself, it tells in one of its own."""

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.house import PROJECT, sources

TOLD = {f"audit.{verb}" for verb in ("record", "look")}


def _is_whole(node: ast.AST) -> bool:
    """A function that is one transaction, or a block that is."""
    if isinstance(node, ast.With):
        return any("atomic" in ast.unparse(item.context_expr) for item in node.items)
    return isinstance(node, ast.FunctionDef) and any("atomic" in ast.unparse(d) for d in node.decorator_list)


def _outside(node: ast.AST, inside: bool, function: str) -> Iterator[str]:
    """Where the audit is told something, and no transaction of ours is around it."""
    inside = inside or _is_whole(node)
    function = node.name if isinstance(node, ast.FunctionDef) else function
    if isinstance(node, ast.Call) and ast.unparse(node.func) in TOLD and not inside:
        yield f"{function}, line {node.lineno}"
    for child in ast.iter_child_nodes(node):
        yield from _outside(child, inside, function)


VIEWS = [path for path in sources() if "views" in path.parts or path.stem == "views"]


@pytest.mark.parametrize("path", VIEWS, ids=lambda path: str(path.relative_to(PROJECT)))
def test_what_a_view_tells_the_audit_is_whole(path):
    told = list(_outside(ast.parse(path.read_text()), False, ""))
    assert not told, f"{path}: say it by note_taken, or in a deed: {told}"
