"""Review on a terminal: one key decides, and no key is the default."""

from __future__ import annotations

import os
import pty
import select
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.reviewing.test_review import ARTICLE, READ, TEXT, ids
from trucebook.cli import main


class Reviewer:
    """A terminal, and who looks at it and presses keys."""

    def __init__(self, terminal: int) -> None:
        self._terminal = terminal
        self._screen = ""

    def sees(self, *all_of: str) -> None:
        """Wait until these words come, one after the other."""
        end = time.monotonic() + 60
        for words in all_of:
            while words not in self._screen:
                ready, _, _ = select.select([self._terminal], [], [], end - time.monotonic())
                assert ready, self._screen[-2000:]
                try:
                    self._screen += os.read(self._terminal, 65536).decode("utf-8", "replace")
                except OSError:
                    break
            assert words in self._screen, self._screen[-2000:]
            self._screen = self._screen.partition(words)[2]

    def press(self, keys: str) -> None:
        """Keys, once the program listens for them: what came before is let go of."""
        end = time.monotonic() + 30
        while termios.tcgetattr(self._terminal)[3] & termios.ICANON:
            assert time.monotonic() < end
            time.sleep(0.02)
        os.write(self._terminal, keys.encode())


@pytest.fixture
def book(tmp_path: Path) -> Path:
    folder = tmp_path / "book"
    folder.mkdir()
    (folder / "a.truce").write_text(TEXT, encoding="utf-8")
    article = tmp_path / "article.txt"
    article.write_text(ARTICLE, encoding="utf-8")
    done = CliRunner().invoke(main, ["read", str(article), "--into", str(folder), *READ])
    assert done.exit_code == 0, done.output
    return folder


@pytest.fixture
def reviewer(book: Path) -> Iterator[Reviewer]:
    pid, terminal = pty.fork()
    if pid == 0:  # the child is the reviewer's program
        os.environ.update(TERM="xterm", COLUMNS="80", LINES="50")
        words = ["-c", "from trucebook.cli import main; main()", "review", str(book)]
        os.execv(sys.executable, [sys.executable, *words])  # noqa: S606 - this Python itself
    yield Reviewer(terminal)
    os.close(terminal)
    os.waitpid(pid, 0)


def test_every_key_does_what_it_says(book: Path, reviewer: Reviewer) -> None:
    reviewer.sees("1 of 4: ", "\x1b[1mAlpha frees captives", "> ")
    reviewer.press("\r")
    reviewer.sees("nothing was decided")
    reviewer.press("n")
    reviewer.sees("2 of 4: ", "> ")
    reviewer.press("n")
    reviewer.sees("3 of 4: ", "in progress -> met", "> ")
    reviewer.press("a")
    reviewer.sees("is accepted: 2025-03-04-1.p03 went in.", "Any key")
    reviewer.press(" ")
    reviewer.sees("4 of 4: ", "> ")
    reviewer.press("u")
    reviewer.sees("takes its report back", "Any key")
    reviewer.press(" ")
    reviewer.sees("> ")
    reviewer.press("r")
    reviewer.sees("not decided): ")
    reviewer.press("no such plan\r")
    reviewer.sees("is refused", "Any key")
    reviewer.press(" ")
    reviewer.sees("> ")
    reviewer.press("q")
    reviewer.sees("3 waiting and 1 refused")
    assert "2025-03-04-1.p03.retracted" in ids(str(book))
