"""The ten worked examples as data, written by hand from their words, not by a program."""

from __future__ import annotations

from tests.slow.expectation import Example
from tests.slow.x1_x2 import x1, x2
from tests.slow.x3_x4 import x3, x4
from tests.slow.x5_x6 import x5, x6
from tests.slow.x7_x8 import x7, x8
from tests.slow.x9_x10 import x9, x10

EXAMPLES: tuple[Example, ...] = tuple(make() for make in (x1, x2, x3, x4, x5, x6, x7, x8, x9, x10))
