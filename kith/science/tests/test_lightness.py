import subprocess
import sys

import pytest


@pytest.mark.parametrize("module", ["fit", "places", "vocabulary", "disclosure", "rhythm", "recruiting"])
def test_a_page_that_uses_science_waits_for_no_heavy_library(module):
    heavy = "{name for name in sys.modules if name.split('.')[0] in ('numpy', 'scipy', 'django')}"
    program = f"import sys, kith.science.{module}; sys.exit(len({heavy}))"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
