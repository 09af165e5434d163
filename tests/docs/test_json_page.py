"""The page of JSON answers names every key that occurs, and none that does not."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.spec_pages.command import in_process
from trucebook.cli import main
from trucebook.shipped import shipped_book

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "json.md"
ARTICLE = Path(__file__).parents[1] / "reading" / "texts" / "harbour-exchange.txt"
LINE = (
    "2025-03-10 [zz1] israel released 4 captives to hamas; says israel; "
    'source "Courier", published 2025-03-10'
)
GAZA = "gaza-2025-01"
BOOKS = (GAZA, "black-sea-grain-2022")
ASKED: dict[str, list[tuple[str, ...]]] = {
    "status": [("status", book, "--on", "2025-03-06") for book in BOOKS],
    "why": [("why", GAZA, "talks", "--on", "2025-03-06", "--no-try")],
    "timeline": [("timeline", GAZA, "--from", "2025-02-20", "--to", "2025-02-22")],
    "due": [("due", GAZA, "--on", "2025-02-25")],
    "reports": [("reports", GAZA, "--number", "620")],
    "changes": [("changes", GAZA, "--since", "2025-03-10", "--on", "2025-03-01")],
    "add": [("add", str(shipped_book(GAZA)), LINE, "--dry-run")],
    "erase": [("erase", str(shipped_book(GAZA)), "No Such Person", "--dry-run")],
    "check": [("check", GAZA)],
    "positions": [("positions", GAZA, "--on", "2025-03-06")],
    "compare": [("compare", f"{GAZA}:signed", f"{GAZA}:revised")],
    "conflicts": [("conflicts", GAZA, "--on", "2025-03-06")],
    "counts": [("counts", GAZA, "--on", "2025-03-06")],
    "read": [("read", str(ARTICLE))],
    "copies": [("copies", str(ARTICLE), str(ARTICLE))],
    "panel": [("panel", GAZA, "--on", "2025-01-19", "--account", "any")],
}


def documented(title: str, level: str = "##") -> set[str]:
    """The keys in the first column of a section's table."""
    text = PAGE.read_text(encoding="utf-8")
    section = text.partition(f"\n{level} {title}\n")[2]
    section = re.split(r"^#", section, maxsplit=1, flags=re.MULTILINE)[0]
    cells = [line.split("|")[1] for line in section.splitlines() if line.startswith("| `")]
    return {key for cell in cells for key in re.findall(r"`(\w+)`", cell)}


def answers(title: str) -> list[Any]:
    run = in_process(main)
    return [json.loads(run([*words, "--json"], Path.cwd()).stdout) for words in ASKED[title]]


@pytest.mark.parametrize("title", list(ASKED))
def test_the_page_names_the_keys_of_each_answer(title: str) -> None:
    assert documented(title) == {key for answer in answers(title) for key in answer}
    schemas = {answer["schema"] for answer in answers(title)}
    assert all(f"`{schema}`" in PAGE.read_text(encoding="utf-8") for schema in schemas)


def test_the_page_names_the_keys_of_a_commitment() -> None:
    rows = [row for answer in answers("status") for row in answer["commitments"]]
    assert documented("A commitment", "###") == {key for row in rows for key in row}


def test_every_command_that_answers_has_its_section() -> None:
    assert all(shipped_book(book).is_dir() for book in BOOKS)
    titles = set(re.findall(r"^## (.+)$", PAGE.read_text(encoding="utf-8"), re.MULTILINE))
    assert titles == set(ASKED)
