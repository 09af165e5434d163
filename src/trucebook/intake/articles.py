"""Bytes of any form to the articles in them.

Source: spec/intake.md.
"""

from __future__ import annotations

from typing import assert_never

from trucebook.intake.feed import feed_articles
from trucebook.intake.forms import decode, form_of
from trucebook.intake.office import docx_article
from trucebook.intake.page import page_article
from trucebook.intake.printed import pdf_article
from trucebook.reading.article import NOTHING_SAID, Article
from trucebook.reading.intake import article_from, take_in


def articles_in(data: bytes, declared: str = "") -> tuple[Article, ...]:
    """Every article in some bytes, at least one. `declared` is the content type they came with.

    Errors: UnreadableError; ExtraMissing.
    """
    form = form_of(data)
    match form:
        case "text":
            if "charset" in declared.lower() and "utf-8" not in declared.lower():
                return (
                    article_from(decode(data, declared), data, "text", "decoded", NOTHING_SAID),
                )
            return (take_in(data),)
        case "page":
            return (page_article(data, declared),)
        case "pdf":
            return (pdf_article(data),)
        case "docx":
            return (docx_article(data),)
        case "feed":
            return feed_articles(data)
        case _:
            assert_never(form)
