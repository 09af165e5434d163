"""Whatever a book, a file or a word of the command line holds, the answer is words and a status."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from trucebook.cli import main
from trucebook.record.json_line import read_line
from trucebook.record.table import write_table
from trucebook.shipped import shipped_book

QUESTIONS = (
    ["check"],
    ["format", "--check"],
    ["status", "--keep-going"],
    ["status", "--json", "--keep-going"],
    ["why", "host", "--keep-going"],
    ["timeline", "--keep-going"],
    ["due", "--keep-going"],
    ["reports", "--keep-going"],
    ["changes", "--since", "2025-03-02", "--keep-going"],
    ["panel", "--on", "2025-03-05", "--keep-going"],
    ["positions", "--keep-going"],
    ["conflicts", "--keep-going"],
    ["compare", "aceh-2005"],
)
"""Every command that reads a book, with its words; the book goes behind the first of them."""
JUNK = (
    *('"', "[", "]", "(", ")", "{", "}", ",", ".", ":", ";", "\n", "\t", " ", "#", "\x00", "\r"),
    *("é", "²", "\u0661", "\u202e", "\u2028", "\x85", "-1", "1e999", "NaN", "null", "9" * 30),
    *("day 0", "day 99999", "by", "once", "of which", "phase two", "2025-02-30", "9999-12-31"),
    *("31 February 2025", "the rest", "%", 'amendment to "x"', "watched [", "zone Mars/One"),
)


def ask(words: list[str], book: Path | str, given: bytes | None = None) -> Result:
    """Run one command in this process."""
    return CliRunner().invoke(main, [words[0], str(book), *words[1:]], input=given)


def is_an_answer(result: Result) -> bool:
    """Whether it ended with a status of its own, and not with a fault of the program."""
    return result.exit_code in {0, 1, 2, 3}


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """The commented example, which checks clean."""
    folder = tmp_path / "book"
    assert is_an_answer(CliRunner().invoke(main, ["init", str(folder)]))
    return folder


def changed(text: str, chance: random.Random) -> str:
    """The text with a few things taken out, put in, doubled or exchanged."""
    for _ in range(chance.choice([1, 1, 2, 5])):
        at = chance.randrange(len(text) + 1)
        match chance.randrange(4):
            case 0:
                text = text[:at] + text[at + chance.randint(1, 12) :]
            case 1:
                text = text[:at] + chance.choice(JUNK) + text[at:]
            case 2:
                text = text[:at] + text[at : at + 40] + text[at:]
            case _:
                lines = text.split("\n")
                one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
                lines[one], lines[other] = lines[other], lines[one]
                text = "\n".join(lines)
    return text


@pytest.mark.parametrize("batch", range(6))
def test_changed_books_are_answered_by_every_command(book: Path, batch: int) -> None:
    chance = random.Random(batch)  # noqa: S311 - the same changes in every run
    files = sorted([*book.glob("*.truce"), *book.glob("record/*")])
    whole = {path: path.read_text(encoding="utf-8") for path in files}
    rows = book / "record" / "reports.jsonl"
    if batch % 2:
        lines = [read_line(line) for line in whole.pop(rows).splitlines()]
        rows.unlink()
        whole[rows.with_suffix(".csv")] = write_table(lines)
    for _ in range(4):
        for path, text in whole.items():
            path.write_text(text, encoding="utf-8")
        path = chance.choice(sorted(whole))
        path.write_bytes(changed(whole[path], chance).encode("utf-8", "surrogatepass"))
        for words in QUESTIONS:
            assert is_an_answer(ask(words, book)), (words, path.read_bytes())


@pytest.mark.parametrize("name", ["agreement.truce", "names.truce", "record/reports.jsonl"])
def test_ten_thousand_bytes_of_garbage(book: Path, name: str) -> None:
    garbage = random.Random(name).randbytes(10_000)  # noqa: S311 - the same in every run
    (book / name).write_bytes(garbage)
    for words in QUESTIONS:
        assert is_an_answer(ask(words, book))
    assert is_an_answer(ask(["whatif", "-"], shipped_book("gaza-2025-01"), garbage))


@pytest.mark.parametrize(
    "words", ["x" * 3_000, "\u202e\u2028 []\"'%", "-", "2025-02-30", "9999-12-31", "0001-01-01"]
)
def test_odd_words_on_the_command_line(book: Path, words: str) -> None:
    for option in ("--on", "--public", "--known", "--account"):
        for command in ("status", "timeline", "due", "panel", "positions", "conflicts"):
            assert is_an_answer(ask([command, option, words], book))
    for option in ("--about", "--by", "--side", "--kind", "--number", "--text"):
        assert is_an_answer(ask(["reports", option, words], book))
    assert is_an_answer(ask(["why", words], book))
    assert is_an_answer(ask(["check"], words))


def test_a_file_that_cannot_be_opened_is_named(book: Path) -> None:
    (book / "record" / "more.jsonl").symlink_to(book / "nowhere")
    result = ask(["status"], book)
    assert result.exit_code == 3
    assert "more.jsonl: No such file or directory." in result.stderr
    assert result.stdout == ""
    (book / "record" / "more.jsonl").unlink()
    (book / "side.truce").symlink_to(book / "nowhere")
    assert "side.truce: No such file or directory." in ask(["check"], book).stderr


def test_folders_and_hidden_files_are_none_of_the_book(book: Path) -> None:
    before = ask(["status"], book).stdout
    (book / "record" / "old.jsonl").mkdir()
    (book / "old.truce").mkdir()
    (book / ".#agreement.truce").symlink_to("somebody@somewhere.1234")
    (book / "._agreement.truce").write_bytes(b"\x00\x05\x16\x07")
    (book / "record" / "._reports.jsonl").write_bytes(b"\x00\x05\x16\x07")
    assert ask(["status"], book).stdout == before


def test_huge_lines_are_read_or_refused(book: Path) -> None:
    text = (book / "agreement.truce").read_text(encoding="utf-8")
    marks = '"' * 5_000 + "\n" + "(" * 5_000 + "\n" + "[" * 5_000 + "\n" + " " * 50_000 + "x"
    said = "2025-03-05 " + "beta " * 3_000 + '\n  says "x"\n2025-03-06 beta released 4 captives'
    for more in (
        f"[x] beta shall {'release ' * 5_000}.",
        f"[x] once {' or '.join(['[host] is met'] * 1_000)}, beta shall open it by day 3.",
        f"[x] {marks}",
        said + ' at "x"' * 500,
        f"2025-03-05 beta released 1 captive, of which {'1 living and ' * 2_000}1 dead",
    ):
        (book / "agreement.truce").write_text(f"{text}\n{more}\n", encoding="utf-8")
        assert is_an_answer(ask(["check"], book))
    nested = "[" * 50_000 + "\n" + '{"a":' * 50_000 + "\n"
    (book / "record" / "deep.jsonl").write_text(nested, encoding="utf-8")
    shutil.copy(book / "record" / "deep.jsonl", book / "record" / "deep.csv")
    assert is_an_answer(ask(["check"], book))
