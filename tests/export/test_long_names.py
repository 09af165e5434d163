"""A long name stands in full below the table, and its id in it."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from trucebook.cli import main

TEXT = """agreement "Example"
day 1 is 1 March 2025
parties
  alpha "Alpha"
  front "Front for the Liberation of the Upper and the Lower Valley"
[back] front shall withdraw from "the pass" by day 9.
[road] alpha shall open "the road" by day 9.
"""


def test_a_long_name_does_not_fill_the_table(tmp_path: Path) -> None:
    (tmp_path / "text.truce").write_text(TEXT, encoding="utf-8")
    shown = CliRunner().invoke(main, ["status", str(tmp_path), "--on", "2025-03-05"]).output
    table, _, legend = shown.partition("\n\nfront: ")
    assert "back  front  " in table
    assert "Liberation" not in table
    assert " ".join(legend.split()).startswith(
        "Front for the Liberation of the Upper and the Lower Valley."
    )
