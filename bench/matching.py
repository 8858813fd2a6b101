"""How long matching takes, for a child, a scheme, a region and a nation, beside what others take for the same.

Each part runs in a process of its own (`python -m bench.matching PART`), so that none lends its memory to another.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from statistics import median, quantiles
from time import perf_counter, process_time
from typing import Any

from bench.figures import Figure
from bench.people import children, volunteers

MEBIBYTE = 1024
SEED = 20261121


def measure() -> Iterator[Figure]:
    """The figures one by one, as they come."""
    found, _ = _part("light")
    yield Figure("import of kith.science.matching", found["seconds"], "s", at_most=0.1)
    yield Figure("heavy libraries it loads", found["heavy"], "", at_most=0)
    found, _ = _part("child")
    yield Figure("short list with reasons, of 120 volunteers", found["few"], "ms", at_most=1)
    yield Figure("short list with reasons, of 30,000", found["many"], "ms", at_most=20)
    yield Figure("  nineteen in twenty are there within", found["many_slow"], "ms", at_most=20)
    yield from _scheme()
    yield from _region()
    yield from _nation()


def _scheme() -> Iterator[Figure]:
    found, _ = _part("scheme")
    yield Figure("300 children, 120 volunteers, all told and audited", found["whole"], "s", at_most=0.15)
    yield Figure("  of this deferred acceptance", found["ours"] * 1000, "ms")
    yield Figure("  the library matching, same lists", found["peer"] * 1000, "ms")
    yield Figure("  children it matches otherwise", found["differ"], "", at_most=0)


def _region() -> Iterator[Figure]:
    found, memory = _part("region")
    yield Figure("10,000 children, 4,000 volunteers, exact and audited", found["whole"], "s", at_most=5)
    yield Figure("  memory at most", memory, "MiB")
    yield Figure("  children matched otherwise by lists of 4, or turned", found["differ"], "", at_most=0)
    yield Figure("  twice as many of both: times the pairs", found["more_pairs"], "times")
    yield Figure(
        "  times as long, for each pair", found["longer"] / found["more_pairs"], "times", at_most=1.3
    )
    yield Figure("greatest total fit over every pair that fits", found["total"], "s")
    yield from _totals(found, peers=("or_tools", "scipy"))


def _nation() -> Iterator[Figure]:
    found, memory = _part("nation")
    yield Figure("90,000 children, 30,000 volunteers, exact and audited", found["whole"], "s", at_most=40)
    yield Figure("  memory at most", memory, "MiB", at_most=400)
    yield Figure("  processor time", found["processor"], "s")
    yield Figure("  pairs that fit, all looked at", found["pairs"], "")
    yield Figure("  pairs who would rather have each other", found["blocking"], "", at_most=0)
    yield Figure("  children matched", found["matched"], "")
    found, _ = _part("nation_total")
    yield from _totals(found, peers=("or_tools",))


def _totals(found: dict[str, Any], peers: tuple[str, ...]) -> Iterator[Figure]:
    yield Figure(f"greatest total of the same {found['edges']:,} pairs, ours, processor", found["ours"], "s")
    yield Figure("  by how much primal and dual differ", found["gap"], "", at_most=0)
    for peer in peers:
        yield Figure(f"  {peer.replace('_', '-')}", found[peer], "s")
        yield Figure("  by how much its total differs", found[f"{peer}_differs"], "", at_most=0)
    yield Figure("  ours as a multiple of or-tools", found["ours"] / found["or_tools"], "times", at_most=3)


def _part(name: str) -> tuple[dict[str, Any], float]:
    """What a part found, and the memory its process took at most. Its `processor` time stands beside."""
    process = subprocess.Popen([sys.executable, "-m", "bench.matching", name], stdout=subprocess.PIPE)
    assert process.stdout is not None
    said = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"The part {name} ended with {process.returncode}.")
    return {**json.loads(said), "processor": used.ru_utime + used.ru_stime}, used.ru_maxrss / MEBIBYTE


# ---------------------------------------------------------------------------------------------- the parts


def light() -> dict[str, Any]:
    program = (
        "import sys, time; began = time.perf_counter(); import kith.science.matching; "
        "print(time.perf_counter() - began, len({'numpy', 'scipy', 'django'} & set(sys.modules)))"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, check=True
        ).stdout.split()
        for _ in range(5)
    ]
    return {
        "seconds": min(float(seconds) for seconds, _ in runs),
        "heavy": max(int(heavy) for _, heavy in runs),
    }


def child() -> dict[str, Any]:
    from kith.science.matching import Pool, shortlist

    waiting = list(children(40))
    found = {}
    for name, number in (("few", 120), ("many", 30_000)):
        pool = Pool(volunteers(number))
        shortlist(waiting[0], pool)
        times = []
        for one in waiting:
            began = perf_counter()
            shortlist(one, pool)
            times.append(perf_counter() - began)
        found[name], found[f"{name}_slow"] = 1000 * median(times), 1000 * quantiles(times, n=20)[-1]
    return found


def scheme() -> dict[str, Any]:
    from bench.peers import by_matching
    from kith.science.matching import disappointments, matching_round, verify, why
    from kith.science.matching.deferred import deferred_acceptance
    from kith.science.places import point_of

    near = [point_of(f"LS{number}") for number in range(1, 29)]
    waiting = [_moved(one, near[i % 28]) for i, one in enumerate(children(300))]
    willing = [_moved(one, near[i % 28]) for i, one in enumerate(volunteers(120))]
    times = []
    for _ in range(5):
        began = perf_counter()
        outcome = matching_round(waiting, willing, seed=SEED)
        told = [why(outcome, one.key) for one in waiting], list(disappointments(outcome))
        verdict = verify(outcome)
        times.append(perf_counter() - began)
        assert verdict.holds
        assert all(told)
    began = perf_counter()
    ours = deferred_acceptance(outcome.market)
    between = perf_counter()
    theirs = by_matching(outcome.market)
    ended = perf_counter()
    differ = sum(one != two for one, two in zip(ours, theirs, strict=True))
    return {"whole": min(times), "ours": between - began, "peer": ended - between, "differ": differ}


def _moved(person: Any, point: Any) -> Any:
    from dataclasses import replace

    return replace(person, point=point)


def region() -> dict[str, Any]:
    from kith.science.matching import nation
    from kith.science.matching.nation.prices import total_fit

    began = perf_counter()
    people = nation.columns(children(10_000), volunteers(4_000), seed=SEED)
    answer = nation.matching_round(people)
    assert nation.verify(people, answer).holds
    whole = perf_counter() - began
    turned = nation.columns(list(children(10_000))[::-1], list(volunteers(4_000))[::-1], seed=SEED)
    others = nation.matching_round(people, first=4), nation.matching_round(turned)
    differ = max(int((answer.matching != other.matching).sum()) for other in others)
    small, big = (_times(nation, people, 3), _times(nation, twice := _twice(nation), 3))
    began = perf_counter()
    total = total_fit(people)
    return {
        "whole": whole,
        "differ": differ,
        "more_pairs": nation.matching_round(twice).pairs / answer.pairs,
        "longer": big / small,
        "total": perf_counter() - began,
        **_same_pairs(people, scipy=True),
        "pairs": total.pairs,
    }


def _twice(nation: Any) -> Any:
    return nation.columns(children(20_000), volunteers(8_000), seed=SEED)


def _times(nation: Any, people: Any, number: int) -> float:
    times = []
    for _ in range(number):
        began = process_time()
        nation.verify(people, nation.matching_round(people))
        times.append(process_time() - began)
    return min(times)


def nation() -> dict[str, Any]:
    from kith.science.matching import nation as engine

    began = perf_counter()
    people = engine.columns(children(90_000), volunteers(30_000), seed=SEED)
    verdict = engine.verify(people, engine.matching_round(people))
    assert verdict.holds
    whole = perf_counter() - began
    return {"whole": whole, "pairs": verdict.pairs, "blocking": verdict.blocking, "matched": verdict.matched}


def nation_total() -> dict[str, Any]:
    from kith.science.matching import nation as engine

    return _same_pairs(engine.columns(children(90_000), volunteers(30_000), seed=SEED), scipy=False)


def _same_pairs(people: Any, *, scipy: bool) -> dict[str, Any]:
    """The greatest total over the thirty heaviest pairs of each child, ours and theirs, each on one core."""
    import numpy as np

    from bench.peers import total_by_or_tools, total_by_scipy
    from kith.science.matching.nation.prices import Pairs, Weights, assigned
    from kith.science.matching.total import SHIFT

    number, places = len(people.children.keys), people.volunteers.places.astype(np.int64)
    nothing = np.full(number, -1, np.int64)
    held, _, _ = Weights(people).above(np.zeros(len(places), np.int64), nothing, 30)
    began = process_time()
    ours = assigned(people, held)
    found: dict[str, Any] = {"edges": len(held), "ours": process_time() - began}
    found["gap"] = ours.total - ours.bound(places.tolist())
    without_lots = sum(weight >> SHIFT for weight in ours.weights)
    shorter = Pairs(held.children, held.volunteers, held.weights >> SHIFT)
    for name, total in (("or_tools", total_by_or_tools), ("scipy", total_by_scipy))[: 1 + scipy]:
        began = process_time()
        theirs = total(shorter, places, number)
        found[name] = process_time() - began
        found[f"{name}_differs"] = abs(theirs - without_lots)
    return found


PARTS = {part.__name__: part for part in (light, child, scheme, region, nation, nation_total)}

if __name__ == "__main__":
    print(json.dumps(PARTS[sys.argv[1]]()))
