"""Values of frozen classes with many fields, made without asking at each field whether it may be.

A frozen class sets its fields one by one through a check; with forty fields and ten thousand rows
that is a tenth of a second. A twin that is not frozen is filled instead and then becomes one of the
class, which Python allows of classes with the same slots. Outside of here nothing is writable.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, field, fields, make_dataclass
from typing import Any, TypeVar

V = TypeVar("V")


def maker(kind: type[V]) -> Callable[[dict[str, Any]], V]:
    """What takes fields by their names and makes a value of the class."""
    given: list[tuple[str, Any, Any]] = []
    for one in fields(kind):  # type: ignore[arg-type] # every class it is used for is a dataclass
        if one.default_factory is not MISSING:
            given.append((one.name, one.type, field(default_factory=one.default_factory)))
        elif one.default is not MISSING:
            given.append((one.name, one.type, field(default=one.default)))
        else:
            given.append((one.name, one.type, field()))
    twin = make_dataclass(f"Writable{kind.__name__}", given, slots=True, eq=False, repr=False)

    def make(given: dict[str, Any]) -> V:
        made: Any = twin(**given)
        made.__class__ = kind
        value: V = made
        return value

    return make
