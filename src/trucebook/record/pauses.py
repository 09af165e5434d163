"""Loading without the pauses of the collector of cycles.

Thousands of rows come in, and none of them is part of a cycle: to walk all of them again and again
meanwhile costs a third of the loading and finds nothing.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_pauses() -> Iterator[None]:
    """Hold the collector back, and let it go on afterwards if it was on before."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
