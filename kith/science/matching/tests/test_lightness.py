"""What a page waits for when it uses matching."""

import subprocess
import sys

import pytest

HEAVY = "{name for name in sys.modules if name.split('.')[0] in ('numpy', 'scipy', 'django', 'click')}"


@pytest.mark.parametrize("module", ["matching", "matching.nation", "matching.command"])
def test_loading_it_loads_no_heavy_library(module):
    program = f"import sys, kith.science.{module}; sys.exit(len({HEAVY}))"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr


def test_a_scheme_is_matched_and_audited_without_one():
    program = (
        "import sys; from kith.science.matching import *; "
        "outcome = open_day({'asha': [['ben']]}, {'ben': 1}); assert verify(outcome).holds; "
        f"sys.exit(len({HEAVY}))"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
