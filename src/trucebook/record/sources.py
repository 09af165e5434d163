"""Sources kept in a book: the page as it came, its text, and what is known of both.

Each has a file of its own in the folder `sources`: one line of JSON, beside the bytes as they were
received and the text that was taken out of them.
Source: spec/record/sources.md.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from trucebook.model.source import Source
from trucebook.record.json_line import NotOneRow, Row, read_line, write_value

SOURCES = "sources"
"""The folder of a book that holds its sources."""
FOLDER = f"{SOURCES}/"
ROW_ENDING = ".json"
TEXT_ENDING = ".txt"
_ENDINGS = {"text": TEXT_ENDING, "page": ".html", "pdf": ".pdf", "docx": ".docx", "feed": ".xml"}
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")
COLUMNS = (
    *("id", "form", "way", "captured", "published", "address", "title", "outlet", "byline"),
    *("origin", "received", "text", "sha256", "text_sha256"),
)


def is_id(words: str) -> bool:
    """Whether a source may be called so: it becomes the name of its files."""
    return _ID.fullmatch(words) is not None and not words.endswith((ROW_ENDING, TEXT_ENDING))


def source_files(folder: Path) -> tuple[Path, ...]:
    """The files of the sources a book in a folder keeps, sorted, but for hidden ones."""
    inside = folder / SOURCES
    if not inside.is_dir():
        return ()
    files = (path for path in inside.iterdir() if path.is_file())
    return tuple(sorted(path for path in files if not path.name.startswith(".")))


def files_for(row: Row, data: bytes, text: str) -> dict[str, bytes]:
    """The files of a new source; the bytes are left out where the row names those of another."""
    name = str(row["id"])
    files = {
        f"{FOLDER}{name}{ROW_ENDING}": f"{write_value(row)}\n".encode(),
        f"{FOLDER}{row['text']}": text.encode(),
    }
    if str(row["received"]).startswith(f"{name}."):
        files.setdefault(f"{FOLDER}{row['received']}", data)
    return files


def names_for(name: str, form: str, data: bytes, text: str) -> tuple[str, str]:
    """The names of the files with the bytes and with the text; one file where they are the same."""
    if text.encode() == data:
        return (f"{name}{TEXT_ENDING}",) * 2
    ending = _ENDINGS[form]
    return f"{name}{'.received' if ending == TEXT_ENDING else ''}{ending}", f"{name}{TEXT_ENDING}"


def read_sources(files: Mapping[str, bytes]) -> tuple[Source, ...]:
    """Every source among the files of a book, by id, each held to its hashes."""
    rows = sorted(n for n in files if n.startswith(FOLDER) and n.endswith(ROW_ENDING))
    return tuple(_source(name, files) for name in rows)


def _source(name: str, files: Mapping[str, bytes]) -> Source:
    own = name.removeprefix(FOLDER).removesuffix(ROW_ENDING)
    try:
        row = read_line(files[name].decode().strip())
    except (UnicodeDecodeError, NotOneRow) as fault:
        return Source(own, {}, None, (f"its row cannot be read: {fault}",))
    if row.get("id") != own:
        return Source(own, row, None, (f"its row is that of {row.get('id')!r}",))
    faults = []
    found = files.get(f"{FOLDER}{row.get('text')}")
    for column, what in (("sha256", "received"), ("text_sha256", "text")):
        data = files.get(f"{FOLDER}{row.get(what)}")
        told = f"the file {'as received' if what == 'received' else 'of its text'}"
        if data is None:
            faults.append(f"{told}, {row.get(what)}, is not there")
        elif sha256(data).hexdigest() != row.get(column):
            faults.append(f"{told}, {row.get(what)}, is not what was kept")
    text = None
    if found is not None:
        text = found.decode("utf-8", "replace")
    return Source(own, row, text, tuple(faults))
