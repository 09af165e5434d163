"""What a page says of itself: its head, and the description it carries for programs (JSON-LD)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from html.parser import HTMLParser
from typing import Any

from trucebook.reading.about import day_in
from trucebook.reading.article import About

_PUBLISHED = (
    *("article:published_time", "datepublished", "og:published_time", "dc.date.issued"),
    *("dcterms.issued", "dc.date", "parsely-pub-date", "sailthru.date", "publishdate", "pubdate"),
    *("publish-date", "date"),
)
_OUTLET = ("og:site_name", "application-name", "dc.publisher", "publisher")
_BYLINE = ("author", "article:author", "byl", "dc.creator", "parsely-author", "sailthru.author")
_TITLE = ("og:title", "dc.title", "twitter:title")
_STORIES = ("article", "newsarticle", "reportagenewsarticle", "analysisnewsarticle", "blogposting")
_LONGEST = 200
_DEEPEST = 6
_BY = re.compile(r"^by\s+", re.IGNORECASE)


class _Head(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: dict[str, str] = {}
        self.programs: list[str] = []
        self.title = ""
        self.canonical = ""
        self._in = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        self._in = ""
        if tag == "meta":
            name = told.get("property") or told.get("name") or told.get("itemprop") or ""
            if told.get("content"):
                self.said.setdefault(name.lower(), told["content"])
        elif tag == "time" and (told.get("itemprop", "").lower() == "datepublished"):
            self.said.setdefault("datepublished", told.get("datetime", ""))
        elif tag == "link" and told.get("rel", "").lower() == "canonical":
            self.canonical = self.canonical or told.get("href", "")
        elif tag == "script" and told.get("type", "").lower() == "application/ld+json":
            self._in = "program"
            self.programs.append("")
        elif tag == "title" and not self.title:
            self._in = "title"

    def handle_endtag(self, tag: str) -> None:
        if tag in {"script", "title"}:
            self._in = ""

    def handle_data(self, data: str) -> None:
        if self._in == "program":
            self.programs[-1] += data
        elif self._in == "title":
            self.title += data


def about_page(page: str) -> About:
    """What a page says of the article on it."""
    head = _Head()
    head.feed(page)
    head.close()
    story = next(_stories(head.programs), {})
    outlet = _words(_first(head.said, _OUTLET) or _name(story.get("publisher")))
    title = _words(_first(head.said, _TITLE) or story.get("headline") or head.title)
    return About(
        title=_without(title, outlet),
        outlet=outlet,
        byline=_byline(_name(story.get("author")) or _first(head.said, _BYLINE)),
        published=day_of(str(story.get("datePublished") or ""))
        or next(filter(None, (day_of(head.said.get(name, "")) for name in _PUBLISHED)), None),
        address=_words(head.canonical or head.said.get("og:url")),
    )


def day_of(words: str) -> date | None:
    """The day of a time as pages and feeds write it, in the zone in which it is written."""
    words = words.strip()[:_LONGEST]
    with suppress(ValueError, OverflowError):
        return datetime.fromisoformat(words).date()
    with suppress(ValueError, OverflowError):
        return date.fromisoformat(words[:10])
    with suppress(ValueError, OverflowError, TypeError, IndexError):
        return parsedate_to_datetime(words).date()
    return day_in(words)


def _first(said: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((said[name] for name in names if said.get(name)), None)


def _words(found: Any) -> str | None:  # noqa: ANN401 - a page may put anything there
    """Words on one line, if they are such."""
    words = " ".join(found.split()) if isinstance(found, str) else ""
    return words[:_LONGEST] or None


def _without(title: str | None, outlet: str | None) -> str | None:
    """The title without the outlet's name behind it."""
    if title and outlet and title.endswith(outlet):
        return title.removesuffix(outlet).rstrip(" |-–—:·") or title
    return title


def _byline(found: str | None) -> str | None:
    words = _words(found)
    if words is None or words.startswith(("http:", "https:", "//")):
        return None
    return _BY.sub("", words)


def _name(found: Any) -> str | None:  # noqa: ANN401 - a page may put anything there
    """A name, or several, as JSON-LD has them."""
    if isinstance(found, dict):
        found = found.get("name")
    if isinstance(found, list):
        names = [name for name in map(_name, found[:5]) if name]
        return ", ".join(names) or None
    return found if isinstance(found, str) and found.strip() else None


def _stories(programs: list[str]) -> Iterator[dict[str, Any]]:
    """The articles that a page describes for programs."""
    for words in programs:
        with suppress(ValueError, RecursionError):
            yield from _in_description(json.loads(words), 0)


def _in_description(found: Any, depth: int) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - as above
    if depth > _DEEPEST:
        return
    if isinstance(found, list):
        for one in found[:50]:
            yield from _in_description(one, depth + 1)
    elif isinstance(found, dict):
        kinds = found.get("@type")
        kinds = kinds if isinstance(kinds, list) else [kinds]
        if any(isinstance(kind, str) and kind.lower() in _STORIES for kind in kinds):
            yield found
        yield from _in_description(found.get("@graph", []), depth + 1)
