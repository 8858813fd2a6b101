"""The printed pages of docs/ say what the code says."""

import pytest

from kith.config.pages import PAGES
from tests.architecture.house import PROJECT


@pytest.mark.parametrize("name", PAGES)
def test_a_printed_page_is_up_to_date(name):
    assert (PROJECT / "docs" / name).read_text() == PAGES[name](), "run `make docs`"
