"""The command `brief`, as a user meets it: two pages, all of it from other answers."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections import Counter
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from tests.laws.swap import GAZA
from tests.spec_pages.command import in_process
from tests.wants import debian
from trucebook.book import board, last_published, open_book
from trucebook.cli import main
from trucebook.evaluation.result import Clocks
from trucebook.evaluation.standing import standing
from trucebook.export.brief_to_sheet import brief_to_sheet
from trucebook.export.sheet_to_markdown import plain, sheet_to_markdown
from trucebook.model.agreement import Agreement
from trucebook.model.report import Record
from trucebook.model.time import day_of, iso
from trucebook.shipped import shipped_book, shipped_books
from trucebook.views.brief import MOST, brief
from trucebook.views.changes import record_until

RUN = in_process(main)
PRINTED = """<meta charset="utf-8"><style>@page {{ size: A4; margin: 17mm }}
body {{ font: 9pt/1.3 serif; margin: 0 }} h1 {{ font-size: 14pt; margin: 0 0 4pt }}
h2 {{ font-size: 10pt; margin: 6pt 0 2pt }} p, ul {{ margin: 2pt 0 }}</style>{}"""
"""A page as printed: A4, 9 points."""


def _brief(name: str, tmp_path: Path, *more: str) -> str:
    outcome = RUN(["brief", name, *more], tmp_path)
    assert outcome.status == 0, outcome.stderr
    return outcome.stdout


@debian("chromium", "chromium")
def test_every_shipped_book_is_two_pages_on_its_fullest_days(tmp_path: Path) -> None:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only where it is there

    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=arguments
        )
        page = browser.new_page()
        for name in shipped_books():
            last = last_published(open_book(shipped_book(name)))
            assert last is not None
            for on, since in ((last, 1), (last - 60, last - 90)):
                told = _brief(name, tmp_path, "--on", iso(on), "--since", iso(since))
                page.set_content(PRINTED.format(MarkdownIt().render(told)))
                pages = len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))
                assert 1 <= pages <= 2, (name, iso(on), pages)
        browser.close()


@pytest.mark.parametrize("account", ["undisputed", "hamas", "confirmed"])
@pytest.mark.parametrize("on", ["2025-01-25", "2025-02-24", "2025-03-06"])
def test_it_says_what_the_other_commands_say(tmp_path: Path, on: str, account: str) -> None:
    clocks = ["--on", on, "--public", on, "--account", account]
    told = _brief("gaza-2025-01", tmp_path, *clocks, "--since", "2025-01-20")
    rows = json.loads(RUN(["status", "gaza-2025-01", *clocks, "--json"], tmp_path).stdout)
    stands = told.split("## Where the commitments stand")[1].split("##")[0]
    for word, count in Counter(
        row["standing"] for row in rows["commitments"] if row["standing"]
    ).items():
        lines = [line for line in stands.splitlines() if line.startswith(f"- {word}")]
        lines = [line for line in lines if re.match(rf"- {word}(:| \()", line)]
        shown = sum(line.count("`") // 2 for line in lines)
        more = sum(int(n) for line in lines for n in re.findall(r"and (\d+) more", line))
        assert shown + more == count, word
    asked = ["changes", "gaza-2025-01", *clocks, "--since", "2025-01-20", "--json"]
    moved = json.loads(RUN(asked, tmp_path).stdout)["moved"]
    part = told.split("## Moved by")[1].split("## ")[0]
    assert part.count("→") == min(MOST, len(moved))
    assert all(f"- `{one['id']}`: " in part for one in moved[:MOST])
    differ = [row["id"] for row in rows["commitments"] if row["accounts_differ"]]
    part = told.split("## Where the accounts differ")[1].split("## ")[0]
    assert all(f"- `{name}`: " in part for name in differ[:MOST])
    assert (f"{len(differ) - MOST} more commitments" in part) is (len(differ) > MOST)


def test_each_figure_has_its_source_and_the_command_gives_the_same_again(tmp_path: Path) -> None:
    told = _brief("gaza-2025-01", tmp_path, "--on", "2025-03-06", "--account", "hamas")
    figures = told.split("## Figures")[1].split("## ")[0].strip().splitlines()[2:]
    figures = [line for line in figures if " more figures: " not in line]
    assert figures
    assert all(re.search(r"\. Said by .+, \d+ \w+ 20\d\d.*; \S+$", line) for line in figures)
    again = told.rpartition("The same again: `trucebook ")[2].partition("`")[0]
    assert RUN(again.split(), tmp_path).stdout == told


def _told(agreement: Agreement, record: Record, on: str, account: str) -> str:
    since, clocks = day_of("2025-02-10"), Clocks(day_of(on), day_of(on))
    before = standing(agreement, record_until(record, since), clocks, account)
    answer = brief(before, standing(agreement, record, clocks, account), agreement, record, since)
    return sheet_to_markdown(
        brief_to_sheet(
            answer, agreement, book="book", digest="0" * 64, since=since, command="again"
        )
    )


@pytest.mark.parametrize("account", ["undisputed", "israel"])
@pytest.mark.parametrize("on", ["2025-02-24", "2025-03-06"])
def test_exchanging_the_two_parties_exchanges_it(on: str, account: str) -> None:
    """Every line, whatever the order in which names sort; lists that are cut are left out."""
    book = open_book(shipped_book("gaza-2025-01"))
    one = GAZA(_told(book.agreement, book.record, on, account))
    two = _told(GAZA(book.agreement), GAZA(book.record), on, GAZA(account))
    assert _lines(one) == _lines(two)


def _lines(told: str) -> Counter[tuple[str, ...]]:
    whole = [part for part in told.split("## ") if " more " not in part]
    assert len(whole) >= 5
    words = (re.split(r"[\s,;()]+", line) for part in whole for line in part.splitlines())
    return Counter(tuple(sorted(word for word in line if word)) for line in words)


@pytest.mark.parametrize(
    "words",
    [
        "<script>alert(1)</script>",
        "[a](javascript:alert(1))",
        "![a](https://example.org/a.png)",
        "**bold** _soft_ `code` ~~gone~~",
        "a | b",
        "line\n# head",
        "\x1b[31mred",
    ],
)
def test_words_of_a_record_stay_words(words: str) -> None:
    shown = MarkdownIt("default").render(f"- {plain(words)}")
    inner = shown.removeprefix("<ul>\n<li>").removesuffix("</li>\n</ul>\n")
    assert "<" not in inner


WRONG: dict[str, list[str]] = {
    "Invalid value for '--since'": ["--since", "soon"],
    "Invalid value for '--on'": ["--on", "2025-02-30"],
    "Invalid value for '--to'": ["--to", "html"],
    "nobody": ["--account", "nobody"],
    "--since is later than --public": ["--public", "2025-02-01", "--since", "2025-02-02"],
    "No such option": ["--csv"],
}


@pytest.mark.parametrize("says", WRONG)
def test_what_is_wrong_is_said(tmp_path: Path, says: str) -> None:
    outcome = RUN(["brief", "gaza-2025-01", *WRONG[says]], tmp_path)
    assert (outcome.status, outcome.stdout, outcome.crash) == (2, "", None)
    assert says in outcome.stderr


def test_a_book_without_a_report_and_one_without_phases(tmp_path: Path) -> None:
    text = 'agreement "A"\nday 1 is 1 March 2025\nparties\n  alpha "A"\n  beta "B"\ncount coins\n'
    text += "[pay] alpha shall pay beta 100 coins by day 10.\n"
    (tmp_path / "a.truce").write_text(text, encoding="utf-8")
    told = _brief("a.truce", tmp_path, "--on", "2025-03-05")
    assert "0 new reports. No standing moved." in told
    assert "- in progress: `pay`" in told
    assert board(open_book(tmp_path / "a.truce"), Clocks(day_of("2025-03-05"))).rows
