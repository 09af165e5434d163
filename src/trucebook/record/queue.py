"""Files of the review queue of a book: what was proposed from its sources, and what was decided.

Each kept source has one file of JSON lines in the folder `queue`: claims and reviews, in the order
in which they came. Nothing in it is part of the record.
Source: spec/record/review.md.
"""

from __future__ import annotations

from pathlib import Path

QUEUE = "queue"
"""The folder of a book that holds its review queue."""
FOLDER = f"{QUEUE}/"
ENDING = ".jsonl"
CLAIM = "claim"
REVIEW = "review"
"""What a line of the queue is, in its column `kind`."""


def queue_file(source: str) -> str:
    """The file of a source's claims, by its name in the book."""
    return f"{FOLDER}{source}{ENDING}"


def is_queued(name: str) -> bool:
    """Whether a file of a book belongs to its queue."""
    return name.startswith(FOLDER)


def queue_files(folder: Path) -> tuple[Path, ...]:
    """The files of the queue of a book in a folder, sorted, but for hidden ones."""
    inside = folder / QUEUE
    if not inside.is_dir():
        return ()
    files = (path for path in inside.iterdir() if path.suffix == ENDING and path.is_file())
    return tuple(sorted(path for path in files if not path.name.startswith(".")))
