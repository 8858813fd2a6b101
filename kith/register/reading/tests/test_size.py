"""Large returns: the work grows with the rows and not faster, memory stays small, progress is told."""

import cProfile
import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest

from bench.copies import copies_of_return
from kith.register.reading import read_return
from kith.register.reading.tests.files import FULL_RETURN, TODAY, a_return, read

ROOT = Path(__file__).parents[4]


def steps(path) -> int:
    """Calls made while reading: the same whenever they are counted, unlike time, which `make bench` measures."""
    profile = cProfile.Profile()
    profile.runcall(read, path)
    return sum(entry.callcount for entry in profile.getstats())


@pytest.fixture
def returns(tmp_path):
    once = copies_of_return(FULL_RETURN, tmp_path / "once", 1)
    return once, copies_of_return(FULL_RETURN, tmp_path / "six times", 6)


def test_six_times_the_children_are_six_times_the_work(returns):
    once, six_times = returns
    read(once)
    assert steps(six_times) < 6 * 1.02 * steps(once)


def test_copies_are_other_children_with_the_same_rows(returns):
    once, six_times = read(returns[0]), read(returns[1])
    assert six_times.counts() == {name: 6 * count for name, count in once.counts().items()}


def test_the_full_return_needs_little_memory():
    tracemalloc.start()
    try:
        read(FULL_RETURN)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 60 * 1024 * 1024


def test_one_child_with_very_many_rows_is_no_more_work_than_many_children(tmp_path):
    def reviews(count: int) -> list[str]:
        return [
            f"1001,16/06/2012,{n % 28 + 1:02d}/{n // 28 % 12 + 1:02d}/{1990 + n // 336},PN{n % 7 + 1}"
            for n in range(count)
        ]

    small = a_return(tmp_path / "small", reviews=reviews(2_000))
    large = a_return(tmp_path / "large", reviews=reviews(16_000))
    read(small)
    assert steps(large) < 8 * 1.02 * steps(small)


def test_progress_is_told_up_to_the_end():
    told: list[tuple[int, int, str]] = []
    read_return(
        [FULL_RETURN], today=TODAY, on_progress=lambda done, total, file: told.append((done, total, file))
    )
    assert 5 < len(told) <= 101
    assert [done for done, _, _ in told] == sorted(done for done, _, _ in told)
    assert told[-1][0] >= told[-1][1] * 0.98
    assert {file for _, _, file in told} >= {"episodes.csv", "reviews.csv"}


def test_neither_the_reading_nor_the_science_of_care_knows_django():
    asked = (
        "import sys, kith.register.reading, kith.register.codes, kith.science.care;"
        "sys.exit(any(name.split('.')[0] == 'django' for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", asked], cwd=ROOT, check=False).returncode == 0
