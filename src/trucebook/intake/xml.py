"""XML from strangers, told tag by tag: no entities of its own, no deeper than is read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from xml.parsers import expat

from trucebook.reading.article import UnreadableError

DEEPEST = 200


@dataclass(frozen=True, slots=True)
class Told:
    """What is called for each tag opened, each closed, and the words between.

    Shape: names are as written, without their prefix, in lower case.
    """

    opened: Callable[[str, dict[str, str]], None]
    closed: Callable[[str], None]
    words: Callable[[str], None]


def read_xml(data: bytes, told: Told) -> None:
    """Tell what a document holds.

    Errors: UnreadableError where it is no whole XML, declares entities, or is nested too deep.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    depth = 0

    def opened(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise UnreadableError("its tags are nested deeper than in any document")
        told.opened(_plain(name), {_plain(key): value for key, value in attributes.items()})

    def closed(name: str) -> None:
        nonlocal depth
        depth -= 1
        told.closed(_plain(name))

    parser.StartElementHandler = opened
    parser.EndElementHandler = closed
    parser.CharacterDataHandler = told.words
    parser.EntityDeclHandler = _refuse
    try:
        parser.Parse(data, True)  # noqa: FBT003 - expat takes it by place
    except expat.ExpatError as fault:
        raise UnreadableError(f"its XML is broken: {fault}") from None
    except (ValueError, LookupError) as fault:
        raise UnreadableError(f"its XML cannot be decoded: {fault}") from None


def _refuse(*_: object) -> None:
    raise UnreadableError("it declares entities of its own, which can blow up: it is not read")


def _plain(name: str) -> str:
    return name.rpartition(":")[2].lower()
