"""A web page to its article: the story alone, without what stands around it on the page.

Menus, teasers, comments and notices are taken away by trafilatura; lines of that sort that it lets
through are left out when the text is cut into sentences, as they are in plain text.
Source: spec/intake.md.
"""

from __future__ import annotations

import logging
import re

from trucebook.intake.forms import decode
from trucebook.intake.head import about_page
from trucebook.intake.missing import missing
from trucebook.reading.article import Article, UnreadableError
from trucebook.reading.intake import article_from

_SENTENCE = re.compile(r"(?:\S+\s+){3}\S+[.!?…][\"”’)]*(?:\s|$)")
"""What a story has at least one of; a page without has only menus and headings."""
_SAME = 0.8
"""Share of the title's words that the first line has where it is the headline."""


def page_article(data: bytes, declared: str = "") -> Article:
    """The article on a page.

    Errors: UnreadableError; ExtraMissing.
    """
    try:
        import trafilatura  # noqa: PLC0415 - only the extra `read` brings it
    except ImportError:
        raise missing("trafilatura", "Web pages") from None
    page = decode(data, declared)
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        found = trafilatura.extract(
            page,
            include_comments=False,
            include_tables=False,
            include_formatting=False,
            with_metadata=False,
        )
    except (ValueError, TypeError, AttributeError, RecursionError, AssertionError):
        found = None
    if not found or not _SENTENCE.search(found):
        raise UnreadableError("no article was found on the page: save its text, and read that")
    way = f"trafilatura {trafilatura.__version__}"
    about = about_page(page)
    return article_from(_titled(found, about.title), data, "page", way, about)


def _titled(text: str, title: str | None) -> str:
    """The text under its headline: where it stands outside of the story, the title is put first."""
    if not title:
        return text
    sought = set(title.lower().split())
    first = set(text.split("\n", 1)[0].lower().split())
    return text if len(sought & first) >= _SAME * len(first or sought) else f"{title}\n\n{text}"
