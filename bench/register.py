"""How long the import of a return takes and how much memory, for the sample and for ten times as many children.

Each run is the command itself in a process of its own, from its start to its end, on an empty database of its own.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

from bench.copies import copies_of_return
from bench.figures import Figure

SAMPLE = Path(__file__).resolve().parents[1] / "tests" / "data" / "register" / "full-return"
TIMES = 10
MEBIBYTE = 1024  # what the kernel counts memory in is kibibytes


def _kith(place: Path, *words: str) -> tuple[float, float]:
    """Seconds and mebibytes of one command."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("KITH_")} | {
        "KITH_MODE": "test",
        "KITH_DATA_DIR": str(place),
    }
    began = monotonic()
    with (place / "said").open("w") as said:
        process = subprocess.Popen([sys.executable, "-m", "kith.cli", *words], env=environment, stdout=said)
        _, status, used = os.wait4(process.pid, 0)
    seconds = monotonic() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):  # 1: the sample is full of findings
        raise RuntimeError(f"kith {' '.join(words)} ended with {process.returncode}.")
    return seconds, used.ru_maxrss / MEBIBYTE


def _import(place: Path, folder: Path) -> tuple[float, float]:
    return _kith(place, "import-register", str(folder), "--authority", "Northbridge", "--json")


def measure() -> Iterator[Figure]:
    """The figures one by one, as they come."""
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        (place / "one").mkdir()
        _kith(place / "one", "migrate")
        once, memory = _import(place / "one", SAMPLE)
        yield Figure("import of the sample (2,675 children)", once, "s", at_most=10)
        yield Figure("memory at most", memory, "MiB", at_most=300)
        again, _ = _import(place / "one", SAMPLE)
        yield Figure("the same again, where nothing changes", again, "s")
        (place / "ten").mkdir()
        _kith(place / "ten", "migrate")
        many = copies_of_return(SAMPLE, place / "many", TIMES)
        tenfold, memory = _import(place / "ten", many)
        yield Figure(f"{TIMES} times as many children", tenfold, "s")
        yield Figure("memory at most", memory, "MiB")
        yield Figure("so many times as long", tenfold / once, "times", at_most=11)
