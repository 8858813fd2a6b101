"""While a return is read and saved, Python looks for garbage less often."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

RARELY = 200_000


@contextmanager
def collecting_seldom() -> Iterator[None]:
    """A hundred thousand rows live through all of it and hardly any is garbage: looking at them again and again takes
    a quarter of the time. Also a decorator."""
    usual = gc.get_threshold()
    gc.set_threshold(RARELY, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)
