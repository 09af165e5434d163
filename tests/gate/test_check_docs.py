"""The check of the Markdown pages finds what it should, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.check_docs import broken_links, crowded_lines


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[a](other.md) [b](other.md#two-words) [c](#here) [d](https://example.org)", []),
        ("[a](missing.md)", ["there is no file missing.md"]),
        ("[a](other.md#three)", ["there is no heading other.md#three"]),
        ("[a](#there)", ["there is no heading #there"]),
        ("[a]: missing.md", ["there is no file missing.md"]),
        ("`[a](missing.md)`\n```\n[a](missing.md)\n```", []),
    ],
)
def test_links_lead_somewhere(text: str, found: list[str], tmp_path: Path) -> None:
    (tmp_path / "other.md").write_text("# Other\n## Two words\n", encoding="utf-8")
    page = tmp_path / "page.md"
    page.write_text(f"# Here\n{text}\n", encoding="utf-8")
    assert [message for _, message in broken_links(page)] == found


@pytest.mark.parametrize(
    ("line", "crowded"),
    [
        ("One sentence.", False),
        ("One sentence. Another one.", True),
        ("Is it? (It is.)", True),
        ("1. A point of a list.", False),
        ("It is held, e.g. Outlet C says so.", False),
        ('He said "No. Never." and left.', False),
        ("The call `a. B` is code.", False),
        ("| a cell. Another. | b |", False),
        ("See para. 4 of the annex.", False),
    ],
)
def test_one_sentence_stands_on_one_line(line: str, *, crowded: bool, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(line, encoding="utf-8")
    assert bool(list(crowded_lines(page))) is crowded
