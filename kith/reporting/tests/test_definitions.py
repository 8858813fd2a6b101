"""What a figure means is written where people read it."""

import pytest
from django.conf import settings

from kith.reporting.definitions import DEFINITIONS


@pytest.mark.parametrize("definition", DEFINITIONS.values(), ids=lambda definition: definition.code)
def test_every_figure_is_told_in_the_method_s_page(definition):
    told = " ".join((settings.PROJECT / "docs" / "methods" / "quarter.md").read_text().split())
    assert f"“{definition.key}, version {definition.version}”" in told
    missing = [meaning.name for meaning in definition.meanings if meaning.name.lower() not in told.lower()]
    assert not missing


@pytest.mark.parametrize("definition", DEFINITIONS.values(), ids=lambda definition: definition.code)
def test_a_definition_names_each_figure_once(definition):
    keys = [meaning.key for meaning in definition.meanings]
    names = [meaning.name for meaning in definition.meanings]
    assert len(set(keys)) == len(keys)
    assert len(set(names)) == len(names)
    assert all(meaning.counts.endswith(".") for meaning in definition.meanings)
