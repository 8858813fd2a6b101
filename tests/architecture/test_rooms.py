"""The order of the house holds for foreign keys too, which importing does not show."""

import ast
import re

import pytest
from django.db import models

from tests.architecture.house import floors, our_models, room_of, sources

CROSSING = [
    (model, field)
    for model in our_models()
    for field in model._meta.get_fields()
    if isinstance(field, models.ForeignKey)
    and field.related_model._meta.app_config.name.startswith("kith.")
    and room_of(field.related_model) != room_of(model)
]


@pytest.mark.parametrize(("model", "field"), CROSSING, ids=lambda item: getattr(item, "name", str(item)))
def test_a_foreign_key_points_down_and_hides_its_reverse(model, field):
    assert floors()[room_of(model)] < floors()[room_of(field.related_model)]
    reverse = field.remote_field.related_name
    parent = getattr(field.remote_field, "parent_link", False)
    one_to_one_account = field.one_to_one and field.related_model._meta.label == "access.User"
    assert parent or one_to_one_account or reverse == "+", (
        f"{model._meta.label}.{field.name} shows as {reverse}"
    )


def test_there_are_keys_to_check():
    assert len(CROSSING) > 30


@pytest.mark.parametrize("model", our_models(), ids=lambda model: model._meta.label)
def test_a_model_says_what_it_is_and_names_its_constraints_as_sentences(model):
    generated = f"{model.__name__}("
    assert model._meta.label.endswith("Change") or (model.__doc__ and not model.__doc__.startswith(generated))
    for constraint in model._meta.constraints:
        assert len(constraint.name.split("_")) >= 3, constraint.name


UNNAMED = re.compile(r"(Service|Manager|Handler|Helper|Util|Utils|Data|Info)$")


@pytest.mark.parametrize("path", sources(), ids=lambda path: "/".join(path.parts[-3:]))
def test_a_module_says_what_it_is_for_and_names_things_from_the_field(path):
    tree = ast.parse(path.read_text())
    if tree.body and path.name not in ("apps.py",):
        assert ast.get_docstring(tree), "no opening sentence"
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and node.name != "UserManager":
            assert not UNNAMED.search(node.name), node.name
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= 60, f"{node.name} has {length} lines"


WRITES = re.compile(r"\.(create|bulk_create|update|bulk_update|delete|save|get_or_create|update_or_create)\(")


@pytest.mark.parametrize(
    "path",
    [
        path
        for path in sources()
        if path.name in ("views.py", "queries.py", "presenters.py", "forms.py", "facts.py")
    ],
    ids=lambda path: "/".join(path.parts[-2:]),
)
def test_only_actions_write(path):
    assert not WRITES.search(path.read_text())
