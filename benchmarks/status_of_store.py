"""A board from a store beside the same from memory: `python -m benchmarks.status_of_store [N]`.

From memory: the bytes of the files are there, and are read, bound and asked for the board. From the
store: they come out of SQLite first, with the time at which each went in. In seconds of CPU.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from benchmarks.generate import generate
from benchmarks.ledger import WHEN, cpu
from trucebook import book as books
from trucebook.evaluation.result import Clocks
from trucebook.ledger.address import open_ledger
from trucebook.ledger.split import drafts_of

REPORTS = 100_000
COMMITMENTS = 1_000


def ask(book: books.Book) -> None:
    """Ask for the board on the last day on which something was published."""
    on = books.last_published(book)
    books.board(book, Clocks(on or 1))


def main() -> None:
    """Measure, and say it."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else REPORTS
    with tempfile.TemporaryDirectory(dir=".") as folder:
        place = generate(COMMITMENTS, count).write(Path(folder) / "book")
        paths = [path for path in place.rglob("*") if path.is_file()]
        files = {path.relative_to(place).as_posix(): path.read_bytes() for path in paths}
        address = f"sqlite:///{folder}/book.db"
        ledger = open_ledger(address, new=True)
        ledger.append(drafts_of(files), WHEN, "")
        ledger.close()
        memory = cpu(lambda: ask(books.book_of("book", files)))
        store = cpu(lambda: ask(books.open_book(address)))
    sys.stdout.write(
        f"{count} reports: from memory {memory:.2f} s, from the store {store:.2f} s, "
        f"{store / memory:.2f} times\n"
    )


if __name__ == "__main__":
    main()
