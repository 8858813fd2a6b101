"""`python -m bench [NAME …]`: measure, and compare with what was promised. Ends with 1 where a promise is broken."""

import importlib
import signal
import sys

BENCHES = ("register", "volunteers", "training", "outcomes", "matching", "meetings")


def main(names: list[str]) -> int:
    """Measure these, or all of them."""
    if unknown := set(names) - set(BENCHES):
        print(f"There is no benchmark called {', '.join(sorted(unknown))}. There are: {', '.join(BENCHES)}.")
        return 2
    for stop in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(stop, lambda number, _: sys.exit(128 + number))
    broken = False
    for name in names or BENCHES:
        print(name.capitalize())
        for figure in importlib.import_module(f"bench.{name}").measure():
            print(figure.line(), flush=True)
            broken = broken or not figure.holds
    return int(broken)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
