import subprocess
import sys

import pytest

MODULES = """
    fit places vocabulary disclosure rhythm recruiting sdq change regression_to_mean missing survival
    funnel spc proportion goals needs attendance power pooling comparison wellbeing results
"""


@pytest.mark.parametrize("module", MODULES.split())
def test_a_page_that_uses_science_waits_for_no_heavy_library(module):
    heavy = "{name for name in sys.modules if name.split('.')[0] in ('numpy', 'scipy', 'django')}"
    program = f"import sys, kith.science.{module}; sys.exit(len({heavy}))"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
