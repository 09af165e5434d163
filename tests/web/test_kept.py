"""A report's words in the source that the book keeps: on its page, and in the whole text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tests.web.conftest import client_of
from tests.web.links import Links
from trucebook.cli import main

TEXT = """\
agreement "Captives"
day 1 is 1 March 2025
parties
  alpha "Alpha"
  beta "Beta"
count captives
[host] alpha shall release 12 captives to beta by day 10.
"""
ARTICLE = """\
Nine at the bridge

OSK - Alpha <freed> nine captives at the Osk bridge on Sunday.

The mission said that it had seen the bridge’s nine captives.
"""
LINE = (
    '2025-03-02 [a1] alpha released 9 captives to beta; says alpha; source "Courier", '
    'published 2025-03-04; for [host]; quote "seen the bridge\'s nine"'
)
FILE = "sources/2025-03-04-1.txt"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    book = tmp_path / "book"
    book.mkdir()
    (book / "a.truce").write_text(TEXT, encoding="utf-8")
    article = tmp_path / "article.txt"
    article.write_text(ARTICLE, encoding="utf-8")
    kept = ["keep", str(book), str(article), "--published", "2025-03-04"]
    kept += ["--captured", "2025-03-05T09:30Z"]
    for words in (kept, ["add", str(book), LINE, "--kept", "2025-03-04-1"]):
        done = CliRunner().invoke(main, words)
        assert done.exit_code == 0, done.output
    return book


@pytest.fixture
def client(folder: Path) -> Any:
    return client_of(folder)


def test_a_reader_goes_from_a_standing_to_the_words_in_the_kept_text(client: Any) -> None:
    page = client.get("/why/host?on=2025-03-06").text
    told = [link for link in Links(page).to if link.startswith("/source/")]
    assert told
    address, _, place = told[0].partition("#")
    assert "report=a1" in address
    assert place == "words"
    text = client.get(address).text
    assert '<mark id="words">seen the bridge’s nine</mark> captives.' in text
    assert "Alpha &lt;freed&gt; nine captives" in text
    assert place in Links(text).ids


def test_a_report_shows_its_words_with_what_stands_round_them(client: Any) -> None:
    page = client.get("/report/a1").text
    assert "it had <mark>seen the bridge’s nine</mark> captives." in page


def test_programs_get_text_and_places(client: Any) -> None:
    told = client.get("/source/2025-03-04-1.json").json()
    assert told["schema"] == "trucebook.source/1"
    assert told["text"] == ARTICLE
    (one,) = told["reports"]
    assert (one["report"], one["words"]) == ("a1", "seen the bridge’s nine")
    assert ARTICLE[one["start"] : one["end"]] == one["words"]
    lines = client.get("/source/2025-03-04-1.csv").text.split()
    assert lines[0] == "report,start,end,words"
    assert len(client.get("/source/2025-03-04-1.csv").text.splitlines()) == 2


def test_a_text_that_was_changed_is_shown_without_a_mark(client: Any, folder: Path) -> None:
    (folder / FILE).write_text(ARTICLE.replace("nine", "ten"), encoding="utf-8")
    page = client.get("/source/2025-03-04-1?report=a1").text
    assert "Not as it was kept" in page
    assert "do not stand in the kept text" in page
    assert "<mark" not in page
    assert "do not stand in the kept text" in client.get("/report/a1").text


def test_a_text_that_is_gone_says_so(client: Any, folder: Path) -> None:
    (folder / FILE).unlink()
    assert "Its text is gone." in client.get("/source/2025-03-04-1").text
    assert "is not kept here" in client.get("/report/a1").text
    assert "/source/" not in client.get("/why/host").text


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ("nothing", "no-such-source"),
        ("..%2f..%2fetc%2fpasswd", "no-such-source"),
        ("2025-03-04-1.txt", "no-such-source"),
        ("2025-03-04-1.json?public=2025-03-03", "no-such-source"),
        ("2025-03-04-1.json?report=b9", "no-such-report"),
        ("2025-03-04-1.json?reports=a1", "no-such-parameter"),
    ],
)
def test_what_is_not_there_is_told(client: Any, asked: str, code: str) -> None:
    path = asked if ".json" in asked else f"{asked}.json"
    answer = client.get(f"/source/{path}")
    assert answer.status_code in (400, 404)
    assert answer.json()["code"] == code


def test_a_source_that_came_later_is_not_seen(client: Any) -> None:
    assert client.get("/source/2025-03-04-1?public=2025-03-04").status_code == 200
    assert client.get("/source/2025-03-04-1?public=2025-03-03").status_code == 404


def test_what_is_published_holds_no_kept_text(folder: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    done = CliRunner().invoke(main, ["publish", str(folder), str(site), "--on", "2025-03-06"])
    assert done.exit_code == 0, done.output
    for path in site.rglob("*.*"):
        if path.is_file():
            assert "The mission said" not in path.read_text("utf-8"), path
            assert "/source/" not in path.read_text("utf-8"), path


def test_what_a_source_says_of_itself_is_shown_as_words(client: Any, folder: Path) -> None:
    path = folder / "sources/2025-03-04-1.json"
    row = json.loads(path.read_text("utf-8"))
    hostile = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"
    row |= {"title": hostile, "outlet": hostile, "address": f"javascript:{hostile}"}
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    page = client.get("/source/2025-03-04-1?report=a1").text
    assert "&lt;script&gt;alert" in page
    assert "<script>alert" not in page
    assert "<img" not in page
    assert 'href="javascript:' not in page
