"""What an article says of itself, as text: title, outlet, day, byline, whom it had it from."""

from __future__ import annotations

from typing import Any

from trucebook.export.layout import PLAIN, WIDTH, Style, clean, paragraph
from trucebook.reading.article import Article
from trucebook.views.wording import say_day

_OPEN, _CLOSE = "\N{LEFT DOUBLE QUOTATION MARK}", "\N{RIGHT DOUBLE QUOTATION MARK}"


def article_to_text(
    article: Article, name: str = "", width: int = WIDTH, style: Style = PLAIN
) -> str:
    """A paragraph, and an empty line after it; nothing where there is nothing to say."""
    about = article.about
    said = [
        f"{_OPEN}{about.title}{_CLOSE}" if about.title else "",
        about.outlet or "",
        f"published {say_day(about.published.toordinal())}" if about.published else "",
        f"by {about.byline}" if about.byline else "",
        f"from {about.origin}" if about.origin else "",
    ]
    words = clean(", ".join(filter(None, said)))
    if name:
        whole = style.strong(clean(name)) + (f": {words}." if words else "")
    else:
        whole = f"{words[:1].upper()}{words[1:]}." if words else ""
    return f"{paragraph(whole, width)}\n\n" if whole else ""


def article_to_json(article: Article) -> dict[str, Any]:
    """What an article came as, and what it says of itself."""
    about = article.about
    return {
        "form": article.form,
        "way": article.way,
        "title": about.title,
        "outlet": about.outlet,
        "byline": about.byline,
        "published": about.published.isoformat() if about.published else None,
        "origin": about.origin,
        "address": about.address,
    }
