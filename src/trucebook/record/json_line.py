"""One row as one line of JSON, exact in both directions.

Numbers with a point are read as decimals and written with the digits they had; a key given twice
and a number that is none (NaN) are refused.
Source: spec/record/reports.md; RFC 8259.
"""

from __future__ import annotations

import json
from decimal import Decimal

Row = dict[str, object]

_BREAKS = str.maketrans({"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"})
"""Line breaks of Unicode that JSON lets stand in text; other programs may split a file there."""


class NotOneRow(ValueError):
    """A text is not the one JSON object a row is. Its words are the reason."""


def read_line(line: str) -> Row:
    """The row of a line.

    Errors: raises `NotOneRow` with the reason.
    """
    try:
        row = _decode(line)
    except json.JSONDecodeError as fault:
        reason = f"not one JSON object: {fault.msg.lower()} at character {fault.pos + 1}"
        raise NotOneRow(reason) from None
    except RecursionError:
        raise NotOneRow("not one JSON object: nested too deeply") from None
    if not isinstance(row, dict):
        raise NotOneRow("not one JSON object, but a value of another kind")
    if "\\u" in line and "\\ud" in line.lower():
        _refuse_half_characters(row)
    return row


def _decode(line: str) -> object:
    """The value of a line: with nothing around it, as programs write it, there is nothing to skip.

    Errors: raises json.JSONDecodeError, RecursionError.
    """
    try:
        value, end = _scan(line, 0)
    except StopIteration:
        end = -1
    return value if end == len(line) else _decoder.decode(line)


def read_value(text: str) -> object:
    """The value a text of JSON means.

    Errors: raises ValueError where it is no JSON.
    """
    return _decoder.decode(text)


def write_value(value: object) -> str:
    """A value as JSON, on one line."""
    try:
        text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    except TypeError:
        text = _write_exactly(value)
    return text if text.isascii() else text.translate(_BREAKS)


def _write_exactly(value: object) -> str:
    """A value that holds decimals as JSON, digits kept."""
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, dict):
        pairs = [f"{_write_exactly(key)}: {_write_exactly(one)}" for key, one in value.items()]
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_write_exactly(one) for one in value) + "]"
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _once(pairs: list[tuple[str, object]]) -> Row:
    """An object none of whose keys comes twice."""
    row = dict(pairs)
    if len(row) != len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise NotOneRow(f'the column "{twice}" is given twice')
    return row


def _no_number(word: str) -> object:
    """Refuse what Python reads as a number and JSON does not know."""
    raise NotOneRow(f"{word} is no number")


def _refuse_half_characters(row: Row) -> None:
    """Refuse text that cannot be written: half of a character in two parts."""
    try:
        write_value(row).encode()
    except UnicodeEncodeError:
        raise NotOneRow("a text holds half a character (a lone surrogate)") from None


_decoder = json.JSONDecoder(object_pairs_hook=_once, parse_float=Decimal, parse_constant=_no_number)
_scan = _decoder.scan_once  # type: ignore[attr-defined] # documented in the source alone
