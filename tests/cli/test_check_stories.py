"""`check --json` gives the rows of a story, and `whatif` takes them: it comes out as it is told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run
from tests.syntax.reading import blocks

PAGES = Path(__file__).parents[2] / "spec" / "diagnostics"
TOLD = ("asked-too-early", "deadline-before-condition", "gap", "mutual-hold-back", "never-begins")


@pytest.mark.parametrize("code", TOLD)
def test_a_story_handed_to_whatif_comes_out_as_told(code: str, run: Run, tmp_path: Path) -> None:
    text = blocks(PAGES / f"{code}.md", "truce-bad")[0]
    book = tmp_path / "book"
    book.mkdir()
    (book / "text.truce").write_text(text, encoding="utf-8")
    answer = run("check", str(book), "--json")
    assert answer.status == 1
    found = next(f for f in json.loads(answer.stdout)["findings"] if f["code"] == code)
    assert {"clauses", "code", "fixes", "mend", "message", "start", "story", "why"} <= set(found)
    rows = "".join(json.dumps(row) + "\n" for row in found["story"]["record"])
    (tmp_path / "story.jsonl").write_text(rows, encoding="utf-8")
    checked = 0
    for line in found["story"]["lines"]:
        board = _board(run, book, tmp_path / "story.jsonl", line["day"])
        if "standing" in line:
            assert _standing(board, line["id"]) == line["standing"]
            checked += 1
        if "gap" in line:
            assert board["gap"]["now"]
            checked += 1
    assert checked


def _board(run: Run, book: Path, story: Path, day: str) -> Any:
    answer = run("whatif", str(book), str(story), "--on", day, "--json")
    assert answer.status == 0, answer.stderr
    return json.loads(answer.stdout)


def _standing(board: Any, name: str) -> str:
    rows = [*board["commitments"], *(r for row in board["commitments"] for r in row["rounds"])]
    return str(next(row["standing"] for row in rows if row["id"] == name))
