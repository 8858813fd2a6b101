"""Processes that run tests side by side share no files: what one tidies away, another may be about to read."""

import os
from pathlib import Path

from django.conf import settings

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")


def test_a_process_keeps_its_files_where_no_other_does():
    place = Path(os.environ["KITH_DATA_DIR"]).resolve()
    assert place == settings.DATA_DIR
    assert not WORKER or place.name == WORKER
