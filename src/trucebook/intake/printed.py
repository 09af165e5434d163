"""A PDF to its article: lines of print put together again to paragraphs.

Source: spec/intake.md.
"""

from __future__ import annotations

import io
import logging
import re
from statistics import median

from trucebook.intake.missing import missing
from trucebook.reading.about import about_words
from trucebook.reading.article import Article, UnreadableError
from trucebook.reading.intake import MOST, article_from

PAGES = 300
"""Pages that are read: an article has some ten."""
_FULL = 0.75
"""Share of the usual width from which a line goes on in the next one."""
_NUMBER = re.compile(r"(?:page\s+)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?", re.IGNORECASE)
_ENDS = re.compile(r"[.!?…:][\"”’')\]]*$")


def pdf_article(data: bytes) -> Article:
    """The article in a PDF.

    Errors: UnreadableError; ExtraMissing.
    """
    try:
        import pypdf  # noqa: PLC0415 - only the extra `read` brings it
    except ImportError:
        raise missing("pypdf", "PDF files") from None
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        pages = _pages(pypdf.PdfReader(io.BytesIO(data)))
    except UnreadableError:
        raise
    except Exception as fault:  # noqa: BLE001 - the library tells of a broken file in many ways
        raise UnreadableError(f"the PDF is broken or locked ({type(fault).__name__})") from None
    if not "".join(pages).strip():
        raise UnreadableError(
            "the PDF has no text in it, only pictures of pages: have them read first (OCR)"
        )
    text = "\n".join(filter(None, map(paragraphs, pages)))
    return article_from(text, data, "pdf", f"pypdf {pypdf.__version__}", about_words(text))


def _pages(reader) -> list[str]:  # type: ignore[no-untyped-def] # noqa: ANN001 - the extra's own type
    if len(reader.pages) > PAGES:
        raise UnreadableError(f"it has {len(reader.pages):,} pages; up to {PAGES} are read")
    pages: list[str] = []
    length = 0
    for page in reader.pages:
        pages.append(page.extract_text() or "")
        length += len(pages[-1])
        if length > MOST:
            raise UnreadableError(f"its text has more than {MOST:,} characters")
    return pages


def paragraphs(page: str) -> str:
    """The paragraphs of a printed page, one a line; numbers of pages are left out."""
    lines = [" ".join(line.split()) for line in page.splitlines()]
    lengths = [len(line) for line in lines if line]
    usual = median(sorted(lengths)[len(lengths) // 2 :]) if lengths else 0
    whole: list[str] = []
    joins = False
    for line in lines:
        if not line or _NUMBER.fullmatch(line):
            joins = joins and bool(line)
            continue
        if joins:
            whole[-1] = _joined(whole[-1], line)
        else:
            whole.append(line)
        joins = len(line) >= _FULL * usual or not (_ENDS.search(line) or _is_heading(line, usual))
    return "\n".join(whole)


def _is_heading(line: str, usual: float) -> bool:
    return len(line) < _FULL * usual and line[:1].isupper()


def _joined(before: str, line: str) -> str:
    """Two lines as one: a word that was broken at the end of a line is whole again."""
    if before.endswith("-") and line[:1].islower() and before[-2:-1].isalpha():
        return before[:-1] + line
    return f"{before} {line}"
