"""The codebook of a panel as Markdown, CSV and JSON."""

from __future__ import annotations

from collections.abc import Iterable

from trucebook.export.to_csv import to_csv
from trucebook.export.to_json import Json
from trucebook.views.codebook import Codebook, CodebookEntry
from trucebook.views.panel_codes import MISSING
from trucebook.views.panel_columns import BETWEEN

SCHEMA = "trucebook.codebook/1"
HOLDS = {
    "words": "words",
    "code": "one word of a list",
    "codes": f"words of a list, parted by `{BETWEEN.strip()}`",
    "number": "a number, or empty",
    "day": "a day as 2025-03-06, or empty",
}


def codebook_to_markdown(codebook: Codebook) -> str:
    """A page: what a row is, the missing codes, every column with its codes."""
    return "\n".join(_page(codebook)) + "\n"


def _page(codebook: Codebook) -> Iterable[str]:
    yield "# Codebook of the panel"
    yield ""
    yield f"Made by Trucebook {codebook.version}."
    for book in codebook.books:
        yield f"Book {book.name}: {book.agreement.title}; SHA-256 of its files {book.hash}."
    yield ""
    yield "One row for each commitment, party, account, reading and day."
    yield "Standing under the text only; duties under other law are not assessed."
    yield "Accounts are told apart and never averaged; living and dead people are never one figure."
    yield ""
    yield "## Missing"
    yield ""
    yield "Columns of words hold one of these codes, columns of numbers and days are empty."
    yield ""
    yield from _table(("code", "means"), MISSING.items())
    yield ""
    yield "## Columns"
    for entry in codebook.entries:
        yield ""
        yield f"### {entry.name}"
        yield ""
        yield entry.means
        yield f"Holds {HOLDS[entry.holds]}."
        if entry.empty is not None:
            yield _empty(entry, codebook)
        listed = [*entry.codes, *entry.missing]
        if listed:
            yield ""
            yield from _table(("code", "means"), listed)


def _empty(entry: CodebookEntry, codebook: Codebook) -> str:
    if any(entry.empty == other.name for other in codebook.entries):
        return f"Where it is empty, the column `{entry.empty}` says why."
    return f"Empty: {entry.empty}."


def _table(heading: tuple[str, str], rows: Iterable[tuple[str, str]]) -> Iterable[str]:
    yield f"| {heading[0]} | {heading[1]} |"
    yield "|---|---|"
    for code, means in rows:
        yield f"| {_cell(code)} | {_cell(means)} |"


def _cell(words: str) -> str:
    return words.replace("|", "\\|")


def codebook_to_csv(codebook: Codebook) -> str:
    """One row a column and code; a column without a list of codes has one row."""
    heading = ("column", "holds", "means", "empty", "code", "code_means", "missing")
    return to_csv(heading, (row for entry in codebook.entries for row in _rows(entry)))


def _rows(entry: CodebookEntry) -> Iterable[dict[str, Json]]:
    one: dict[str, Json] = {
        "column": entry.name,
        "holds": entry.holds,
        "means": entry.means,
        "empty": entry.empty,
    }
    if not entry.codes and not entry.missing:
        yield one
    for is_missing, codes in ((False, entry.codes), (True, entry.missing)):
        for code, means in codes:
            yield one | {"code": code, "code_means": means, "missing": is_missing}


def codebook_to_json(codebook: Codebook) -> dict[str, Json]:
    """Every column with its codes."""
    return {
        "schema": SCHEMA,
        "version": codebook.version,
        "books": [{"book": book.name, "hash": book.hash} for book in codebook.books],
        "missing": dict(MISSING),
        "columns": [
            {
                "name": entry.name,
                "holds": entry.holds,
                "means": entry.means,
                "codes": dict(entry.codes),
                "missing": [code for code, _ in entry.missing],
                "empty": entry.empty,
            }
            for entry in codebook.entries
        ],
    }
