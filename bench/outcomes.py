"""How long outcomes take: loading their science, one scheme's whole report, a nation's, and scoring a large file."""

import csv
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import fmean, variance
from time import monotonic

from bench.figures import Figure
from bench.invented import CARER, DAY, DESIGN, KINDS, Scheme, scheme
from bench.timing import on_both
from kith.science import (
    attendance,
    change,
    comparison,
    disclosure,
    funnel,
    goals,
    missing,
    needs,
    pooling,
    power,
    proportion,
    spc,
    survival,
)
from kith.science.results import Audience, Basis, Result

SCIENCE = "change missing survival funnel spc proportion goals needs attendance power pooling comparison sdq disclosure"
MATCHES, SCHEMES, QUESTIONNAIRES, RUNS = 300, 100, 100_000, 3
OUTSIDE = Audience.OUTSIDE
DATES = Basis(
    eligible=MATCHES,
    with_baseline=MATCHES,
    followed_up=MATCHES,
    window="until the report day",
    instrument="dates kept in Kith",
    informant="coordinators",
    on=DAY,
)
ENDINGS = {kind: f"end: {kind}" for kind in KINDS}


def whole_report(its: Scheme) -> list[Result]:
    """Every analysis of one scheme, told as a commissioner would read it."""
    basis = its.pairs.basis
    results: list[Result] = [
        change.tell(its.pairs, CARER, audience=OUTSIDE, threshold=17),
        change.tell_reliable_change(its.pairs, CARER, audience=OUTSIDE),
        change.tell_added_value(its.questionnaires, basis, audience=OUTSIDE),
        missing.tell_adjusted(its.pairs, CARER, audience=OUTSIDE),
        survival.tell_lengths(its.lengths, DATES, audience=OUTSIDE),
        survival.tell_endings(its.lengths, DATES, audience=OUTSIDE, words=ENDINGS),
        survival.tell_landmark(
            survival.landmark(its.followed), DATES, outcome="reached a goal", audience=OUTSIDE
        ),
        spc.tell(its.months, DATES, what="Meetings kept", audience=OUTSIDE, least=0),
        needs.tell_needs(its.needs, DATES, audience=OUTSIDE),
        goals.tell_goals(its.goals, DATES, audience=OUTSIDE),
        attendance.tell_attendance(its.terms, DATES, audience=OUTSIDE),
        proportion.tell_flow(proportion.flow(its.statuses), DATES, what="work", audience=OUTSIDE),
        proportion.tell_groups(
            {"girls": (40, 90), "boys": (60, 120)}, DATES, what="were matched", audience=OUTSIDE
        ),
        comparison.tell_comparison(its.pairs, its.waited, CARER, DESIGN, audience=OUTSIDE),
    ]
    missing.impute(its.waves, _last_less_first, len(its.waves) - 1, seed=1)
    if CARER.norm:
        power.reach(len(its.pairs.before), CARER.norm)
    disclosure.publish(
        disclosure.list_of("Endings", "kind", {kind: its.lengths_ending(kind) for kind in KINDS})
    )
    return results


def _last_less_first(rows: list[list[float]]) -> tuple[float, float]:
    changes = [row[-1] - row[0] for row in rows]
    return fmean(changes), variance(changes) / len(changes)


def nation(schemes: list[Scheme]) -> None:
    """Every scheme's report, then all of them side by side and together, and one curve of all matches."""
    estimates, ended = [], []
    for its in schemes:
        whole_report(its)
        paired = change.paired_change(its.pairs.before, its.pairs.after)
        estimates.append(pooling.Estimate(its.name, paired.mean, paired.error**2, paired.n))
        ended.append(funnel.Scheme(its.name, its.lengths_ending("completed"), len(its.lengths)))
    pooling.tell(estimates, CARER, DATES, audience=OUTSIDE)
    funnel.tell(ended, DATES, what="of matches ended as planned", audience=OUTSIDE)
    everybody = [length for its in schemes for length in its.lengths]
    survival.tell_lengths(everybody, DATES, audience=OUTSIDE)
    survival.tell_endings(everybody, DATES, audience=OUTSIDE, words=ENDINGS)


def seconds_to_import() -> float:
    """What a web process, which has Django already, pays for all of this: processor time, since others share the machine."""
    modules = ", ".join(f"kith.science.{name}" for name in SCIENCE.split())
    program = (
        "import django.db.models, django.forms, time; began = time.process_time(); "
        f"import {modules}; print(time.process_time() - began)"
    )
    return min(
        float(
            subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout
        )
        for _ in range(2 * RUNS)
    )


def write_questionnaires(path: Path, count: int) -> None:
    luck = random.Random(1)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        impact = ("difficulties", "distress", "home", "friends", "classroom", "leisure")
        writer.writerow(
            ["child", "wave", "date", "informant", *(f"q{item}" for item in range(1, 26)), *impact]
        )
        for number in range(count):
            first = number % 2 == 0
            head = [
                f"C{number // 2}",
                *(("baseline", "2026-01-10") if first else ("6 months", "2026-07-12")),
                "carer",
            ]
            writer.writerow(
                [*head, *luck.choices(("0", "1", "2", ""), (50, 30, 18, 2), k=25), *luck.choices("0123", k=6)]
            )


def seconds_to_score(folder: Path) -> tuple[float, float]:
    """The command itself, in a process of its own, reading, scoring and writing: seconds, and those of the processor."""
    words = ["score", "sdq", str(folder / "answers.csv"), "--out", str(folder / "scores.csv")]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("KITH_")}
    began = monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "kith.cli", *words], env=environment, stderr=subprocess.DEVNULL
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"kith {' '.join(words)} ended with {process.returncode}.")
    return monotonic() - began, used.ru_utime + used.ru_stime


def _promised(name: str, unit: str) -> float | None:
    """Of reports read from the database."""
    if unit != "s" or not name.startswith("kith outcomes"):
        return None
    return 60 if "--all" in name else 2


def measure() -> Iterator[Figure]:
    """The figures one by one, as they come."""
    yield Figure("import of all its science", 1000 * seconds_to_import(), "ms", at_most=100)
    one = scheme("One", MATCHES, seed=1)
    times = []
    for _ in range(RUNS):
        began = monotonic()
        whole_report(one)
        times.append(monotonic() - began)
    yield Figure(f"a scheme's whole report ({MATCHES} matches)", min(times), "s", at_most=2)
    schemes = [scheme(f"Scheme {place:03}", MATCHES, seed=place) for place in range(SCHEMES)]
    began = monotonic()
    nation(schemes)
    yield Figure(
        f"all schemes of a nation ({MATCHES * SCHEMES:,} matches)", monotonic() - began, "s", at_most=60
    )
    yield from on_both("bench.told", str(SCHEMES), promised=_promised)
    with tempfile.TemporaryDirectory() as name:
        write_questionnaires(Path(name) / "answers.csv", QUESTIONNAIRES)
        took, worked = min(seconds_to_score(Path(name)) for _ in range(RUNS))
    yield Figure(f"kith score sdq, {QUESTIONNAIRES:,} questionnaires", took, "s", at_most=5)
    yield Figure("of which processor time, the rest waiting for it", worked, "s")
