"""`brief --to docx|pdf`: the same words as the Markdown, two pages, the same bytes again."""

from __future__ import annotations

import io
import re
from pathlib import Path

import docx
import pypdf
import pytest

from tests.spec_pages.command import in_process
from trucebook.book import last_published, open_book
from trucebook.cli import main
from trucebook.export.sheet import Code, Heading, Item, Sheet, Words
from trucebook.export.sheet_to_docx import sheet_to_docx
from trucebook.export.sheet_to_markdown import sheet_to_markdown
from trucebook.export.sheet_to_pdf import sheet_to_pdf
from trucebook.model.time import iso
from trucebook.shipped import shipped_book, shipped_books

RUN = in_process(main)
GAZA = ["brief", "gaza-2025-01", "--on", "2025-03-06", "--public", "2025-03-06"]
HOSTILE = '#panic("read") $x$ `raw` \\ *b* <script> @cite // "quoted" \x1b[31mred \x00'
SCRIPTS = "رفح רפח Рафах Ράφα"
SHEET = Sheet(
    (
        Heading(1, f"Title {HOSTILE}"),
        Words((f"{SCRIPTS}: {HOSTILE}", Code(f"code {HOSTILE}"))),
        Item((Code("a"), ": one")),
        Item((Code("b"), ": two")),
    )
)


def _written(tmp_path: Path, form: str, *more: str) -> bytes:
    outcome = RUN([*GAZA, *more, "--to", form, "--out", f"brief.{form}"], tmp_path)
    assert (outcome.status, outcome.stdout) == (0, ""), outcome.stderr
    assert [path.name for path in tmp_path.iterdir()] == [f"brief.{form}"]
    return (tmp_path / f"brief.{form}").read_bytes()


def _letters(words: str) -> str:
    """Words without what a form of them may change: blanks, hyphens at ends of lines, marks."""
    return re.sub(r"[\W_]+", "", words)


def test_the_document_says_word_for_word_what_the_markdown_says(tmp_path: Path) -> None:
    told = RUN([*GAZA, "--since", "2025-01-20"], tmp_path).stdout
    made = docx.Document(io.BytesIO(_written(tmp_path, "docx", "--since", "2025-01-20")))
    said = "\n".join(paragraph.text for paragraph in made.paragraphs)
    assert _letters(said) == _letters(told)
    heads = [one.text for one in made.paragraphs if one.style.name == "Heading 2"]
    assert heads == re.findall(r"(?m)^## (.*)$", told)
    listed = [one for one in made.paragraphs if one.style.name == "List Bullet"]
    assert len(listed) == len(re.findall(r"(?m)^- ", told))


def test_the_pdf_says_word_for_word_what_the_markdown_says(tmp_path: Path) -> None:
    told = RUN([*GAZA, "--since", "2025-01-20"], tmp_path).stdout
    made = pypdf.PdfReader(io.BytesIO(_written(tmp_path, "pdf", "--since", "2025-01-20")))
    pages = [page.extract_text() for page in made.pages]
    assert len(pages) == 2
    said = "".join(re.sub(rf"{n} of 2\s*$", "", page) for n, page in enumerate(pages, 1))
    assert _letters(said.replace("•", "")) == _letters(told)
    assert made.metadata is not None
    assert made.metadata.title == "Gaza: ceasefire and exchange of 15 January 2025"
    assert made.trailer["/Root"]["/MarkInfo"]["/Marked"]


@pytest.mark.parametrize("name", shipped_books())
def test_every_shipped_book_is_two_pages_on_its_fullest_days(tmp_path: Path, name: str) -> None:
    last = last_published(open_book(shipped_book(name)))
    assert last is not None
    for on, since in ((last, 1), (last - 60, last - 90)):
        asked = ["brief", name, "--on", iso(on), "--since", iso(since), "--to", "pdf"]
        assert RUN([*asked, "--out", "b.pdf"], tmp_path).status == 0
        assert 1 <= len(pypdf.PdfReader(tmp_path / "b.pdf").pages) <= 2, iso(on)


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_the_same_again_has_the_same_bytes(tmp_path: Path, form: str) -> None:
    assert _written(tmp_path, form) == _written(tmp_path, form)


def test_words_of_a_record_stay_words_in_every_form() -> None:
    pdf = pypdf.PdfReader(io.BytesIO(sheet_to_pdf(SHEET))).pages[0].extract_text()
    made = docx.Document(io.BytesIO(sheet_to_docx(SHEET)))
    document = "\n".join(paragraph.text for paragraph in made.paragraphs)
    assert "\x1b" not in sheet_to_markdown(SHEET)
    for said in (pdf, document):
        bare = re.sub(r"\s+", "", said)
        assert bare.count('#panic("read")$x$`raw`\\*b*<script>@cite//') == 3
        assert not set(said) & {"\x1b", "\x00"}
        assert "Рафах" in said
    assert "رفح רפח" in document


def test_a_brief_of_any_length_is_set_smaller_before_it_runs_over() -> None:
    many = Sheet((Heading(1, "T"), *(Item((f"line {n} " + "word " * 12,)) for n in range(130))))
    assert len(pypdf.PdfReader(io.BytesIO(sheet_to_pdf(many))).pages) == 2


def test_what_cannot_be_written_is_said_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "old.pdf").write_bytes(b"old")
    outcome = RUN([*GAZA, "--to", "pdf", "--out", "no/such/b.pdf"], tmp_path)
    assert (outcome.status, outcome.crash) == (5, None)
    assert "cannot be written: No such file" in outcome.stderr
    outcome = RUN([*GAZA, "--to", "pdf", "--out", "."], tmp_path)
    assert (outcome.status, outcome.crash) == (2, None)
    assert [path.name for path in tmp_path.iterdir()] == ["old.pdf"]
