"""A feed (RSS, Atom) to its articles: one for each entry.

Source: spec/intake.md; RSS 2.0, RFC 4287.
"""

from __future__ import annotations

from trucebook.intake.fragment import words_of
from trucebook.intake.head import day_of
from trucebook.intake.xml import Told, read_xml
from trucebook.reading.article import About, Article, UnreadableError
from trucebook.reading.intake import article_from

MOST = 500
"""Entries that are read of one feed."""
_ENTRIES = frozenset({"item", "entry"})
_BODY = ("encoded", "content", "description", "summary")
"""Where an entry's words stand, the fullest first."""
_KEPT = frozenset({*_BODY, "title", "link", "pubdate", "published", "date", "creator", "name"})
_ADDRESSES = frozenset({"http", "https"})

Entry = dict[str, str]


def feed_articles(data: bytes) -> tuple[Article, ...]:
    """The articles of a feed, in its order; entries that no article can be made of are left out.

    Errors: UnreadableError where there is none.
    """
    outlet, entries = _entries(data)
    found: list[Article] = []
    why = "the feed has no entries"
    for entry in entries:
        try:
            found.append(_article(entry, outlet, data))
        except UnreadableError as fault:
            why = f"no entry of the feed can be read; of the last, {fault}"
    if not found:
        raise UnreadableError(why)
    return tuple(found)


def _article(entry: Entry, outlet: str | None, data: bytes) -> Article:
    title = words_of(entry.get("title", "")).replace("\n", " ")
    body = words_of(next((entry[name] for name in _BODY if entry.get(name)), ""))
    days = (entry.get(name, "") for name in ("pubdate", "published", "date"))
    address = entry.get("link", "").strip()
    about = About(
        title=title or None,
        outlet=outlet,
        byline=" ".join((entry.get("creator") or entry.get("name") or "").split()) or None,
        published=next(filter(None, map(day_of, days)), None),
        address=address if address.partition(":")[0] in _ADDRESSES else None,
    )
    return article_from(f"{title}\n\n{body}", data, "feed", "entries", about)


def _entries(data: bytes) -> tuple[str | None, list[Entry]]:
    """What a feed calls itself, and its entries."""
    walk = _Walk()
    read_xml(data, Told(walk.opened, walk.closed, walk.words))
    return " ".join(walk.about.get("title", "").split()) or None, walk.entries


class _Walk:
    """The way through a feed: which entry and which of its fields it is in."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.about: Entry = {}
        self._path: list[str] = []
        self._parts: list[str] = []

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        field = self._field()
        if field in _BODY:  # Atom may hold its words as tags of its own
            self._parts.append(f"<{name}>")
        else:
            self._parts = []
        self._path.append(name)
        if name in _ENTRIES:
            if len(self.entries) >= MOST:
                raise UnreadableError(f"it has more than {MOST} entries")
            self.entries.append({})
        if name == "link" and attributes.get("rel", "alternate") == "alternate":
            self._put("link", attributes.get("href", ""))

    def closed(self, name: str) -> None:
        self._path.pop()
        if self._field() in _BODY:
            self._parts.append(f"</{name}>")
            return
        if name in _KEPT:
            self._put(name, "".join(self._parts))
        self._parts = []

    def words(self, found: str) -> None:
        self._parts.append(found)

    def _put(self, name: str, value: str) -> None:
        inside = any(one in _ENTRIES for one in self._path)
        under = self._path[-1] if self._path else ""
        if value.strip() and under not in {"image", "source", "textinput"}:
            (self.entries[-1] if inside else self.about).setdefault(name, value)

    def _field(self) -> str:
        """The field of an entry that holds words, if it is in one."""
        return next((name for name in self._path if name in _BODY), "")
