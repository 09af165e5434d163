"""A book as pages that need no server: what may be shown to everybody, on one day, for good.

Every page is a file, every link one from file to file; the pages that are linked are those there
are. Nothing here touches the disk: whoever asks writes the files.
Source: docs/how-to/publish.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from trucebook import __version__
from trucebook.book import Book, BookError
from trucebook.evaluation.result import Clocks
from trucebook.export.to_json import to_text
from trucebook.model.time import Day
from trucebook.question import Question, WrongQuestionError
from trucebook.syntax.tokens import tokens_and_comments
from trucebook.views.public import SAYS, Shown, public_record, vouched_names
from trucebook.views.public_words import Vouched
from trucebook.views.wording import WITHHELD
from trucebook.web.address import Address
from trucebook.web.desk import Opened
from trucebook.web.drawing import HERE, environment
from trucebook.web.faults import RequestError
from trucebook.web.page import Page, Visit
from trucebook.web.pages import PAGES

NAMES = (
    *("board", "timeline", "exchange", "due", "counts", "positions", "conflicts", "compare"),
    *("reports", "sources", "text", "why", "report"),
)
"""The pages that may be published."""
FILES = ("book.css", "mark.svg")
NEVER_A_SECOND = ("report",)
"""Pages without twins: the list of them has the same."""


@dataclass(frozen=True, slots=True)
class Publication:
    """What is published: of which book, on which day, by which account."""

    book: Book
    on: Day
    public: Day
    account: str
    left_out: tuple[tuple[str, int], ...]
    """In words, and how many."""

    @property
    def clocks(self) -> Clocks:
        """As of that day, by what was published then, whenever it was recorded."""
        return Clocks(self.on, self.public)


@dataclass(frozen=True, slots=True)
class _Board:
    """A board in another account, to be turned to."""

    words: str
    href: str
    here: bool


@dataclass(frozen=True, slots=True)
class _Fixed:
    """What stands above every page: the clocks, which cannot be moved, and the boards."""

    on: Day
    public: Day
    boards: tuple[_Board, ...]


@dataclass(frozen=True, slots=True)
class _Account:
    """An account on the page of a commitment; it is no link."""

    name: str
    words: str
    href: None = None
    here: bool = False


@dataclass(frozen=True, slots=True)
class _Bar:
    accounts: tuple[_Account, ...]


def publication(book: Book, clocks: Clocks, account: str, allowed: Sequence[str]) -> Publication:
    """The book as it may be shown to everybody; `allowed` are names that were vouched for."""
    public = clocks.on if clocks.public is None else clocks.public
    free = [
        words
        for bound in book.record.reports
        for words in (bound.report.text, bound.report.quote)
        if words is not None
    ]
    own = [commitment.text for commitment in book.agreement.commitments]
    names = vouched_names(book.agreement, book.names, own, allowed)
    texts = _public_texts(book)
    vouched = Vouched(names, [*free, *texts.values()])
    record = book.record.only(lambda bound: bound.report.published <= public)
    shown = public_record(record, vouched, clocks.on)
    return Publication(
        book.shown(shown.record, texts),
        clocks.on,
        public,
        account,
        _said(shown, len(book.text_names) - len(texts)),
    )


def _said(shown: Shown, texts: int) -> tuple[tuple[str, int], ...]:
    found = [(SAYS[kind], count) for kind, count in shown.left_out]
    if texts:
        found.append(("texts with names or reports in them, left out as a whole", texts))
    return tuple(found)


def _public_texts(book: Book) -> dict[str, str]:
    """The texts of the agreement and of proposals without their comments."""
    of_record = {
        bound.report.span.file for bound in book.record.reports if bound.report.span is not None
    }
    of_record |= {watch.span.file for watch in book.record.watches if watch.span is not None}
    found = {}
    for name in book.text_names:
        text = book.texts[name]
        if name in of_record or re.search(r"^names\b", text, re.MULTILINE):
            continue
        for token in tokens_and_comments(text, 0, len(text)):
            if token.kind == "COMMENT":
                blank = " " * (token.end - token.start)
                text = text[: token.start] + blank + text[token.end :]
        found[name] = text
    return found


def site(publication: Publication, command: str) -> Mapping[str, bytes]:
    """Every file of it by its name in the folder.

    `command`: as it may be asked for again. Shape: names with `/` between folders.
    Errors: raises `WrongQuestionError` where the account is none of the book's.
    """
    return _Site(publication, command).files()


@dataclass
class _Site:
    """The pages as they come to be linked."""

    publication: Publication
    command: str
    _names: dict[str, str] = field(default_factory=dict)
    _taken: set[str] = field(default_factory=set)
    _waiting: list[tuple[str, Page, str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._draw = environment()
        self._pages = {page.name: page for page in PAGES if page.name in NAMES}
        self._opened = Opened(self.publication.book)
        book, clocks = self.publication.book, self.publication.clocks
        self._board = book.board(clocks, self.publication.account)
        self._reports = {bound.report.id for bound in book.record.reports}
        self._menu: list[tuple[str, str, str]] = []

    def files(self) -> dict[str, bytes]:
        """Begin with the menu, then follow the links."""
        found: dict[str, bytes] = {name: (HERE / "static" / name).read_bytes() for name in FILES}
        for page in self._pages.values():
            if page.menu and self._can(page):
                self._menu.append((page.name, page.menu, page.path))
                self._name_of(page.path, page, "", self.publication.account)
        for name in self._board.accounts:
            if name != self.publication.account:
                self._name_of(f"/?{name}", self._pages["board"], "", name)
        self._names["/made"] = "made.html"
        while self._waiting:
            name, page, id_, account = self._waiting.pop(0)
            found |= self._page(name, page, id_, account)
        found["made.html"] = self._made()
        return found

    def _can(self, page: Page) -> bool:
        """Whether this book has anything for a page."""
        try:
            page.answer(self._visit(page, "", self.publication.account))
        except (RequestError, WrongQuestionError, BookError):
            return False
        return True

    def _visit(self, page: Page, id_: str, account: str) -> Visit:
        question = Question(self.publication.book, self.publication.clocks, account)
        return Visit(self._opened, question, Address(page.path, {}, {}, {}), id_)

    def _page(self, name: str, page: Page, id_: str, account: str) -> Iterator[tuple[str, bytes]]:
        visit = self._visit(page, id_, account)
        shown = page.answer(visit)
        twins: dict[str, str | None] = {"json_twin": None, "csv_twin": None}
        if page.name not in NEVER_A_SECOND:
            stem = name.removesuffix(".html")
            stem = "board" if stem == "index" else stem
            for ending, body in (("json", to_text(shown.json())), ("csv", shown.csv())):
                yield f"{stem}.{ending}", body.encode()
                twins[f"{ending}_twin"] = _link(name, f"{stem}.{ending}")
        words = {"page": page, "title": shown.title, "visit": visit, **twins, **shown.words()}
        yield name, self._drawn(f"{page.name}.html", name, account, words)

    def _made(self) -> bytes:
        visit = self._visit(self._pages["board"], "", self.publication.account)
        words = {
            "page": None,
            "title": "How these pages were made",
            "visit": visit,
            "json_twin": None,
            "csv_twin": None,
            "left_out": self.publication.left_out,
            "version": __version__,
            "command": self.command,
        }
        return self._drawn("made.html", "made.html", self.publication.account, words)

    def _drawn(self, template: str, name: str, account: str, words: Mapping[str, Any]) -> bytes:
        publication, agreement = self.publication, self.publication.book.agreement
        parties = {party.id: party.name for party in agreement.parties}
        says = {
            each: f"{parties[each]}'s account" if each in parties else each
            for each in self._board.accounts
        }
        boards = tuple(
            _Board(
                says[each],
                _link(name, self._names["/" if each == publication.account else f"/?{each}"]),
                template == "board.html" and each == account,
            )
            for each in self._board.accounts
        )
        told = {
            "book": publication.book,
            "agreement": agreement,
            "to": lambda path, **_own: _link(name, self._target(path)),
            "file": lambda path: _link(name, path),
            "bar": _Bar(tuple(_Account(each, says[each]) for each in self._board.accounts)),
            "fixed": _Fixed(publication.on, publication.public, boards),
            "change": None,
            "menu": self._menu,
            "notices": [WITHHELD] if publication.book.withholds else [],
            **words,
        }
        return self._draw.get_template(template).render(told).encode()

    def _target(self, path: str) -> str:
        """The file of a page that is linked to; it is made once it is."""
        known = self._names.get(path)
        if known is not None:
            return known
        name, _, id_ = path.strip("/").partition("/")
        page = self._pages.get(name)
        if page is None or not page.of or (name == "report" and id_ not in self._reports):
            return "made.html"
        return self._name_of(path, page, id_, self.publication.account)

    def _name_of(self, path: str, page: Page, id_: str, account: str) -> str:
        """A name for a page's file that no other has, on disks that know no capitals either."""
        plain = re.sub(r"[^\w.-]", "-", id_ or path.strip("/?"), flags=re.ASCII)
        stem = f"{page.name}/{plain}" if page.of else plain or "index"
        if path.startswith("/?"):
            stem = f"account-{plain}"
        tried, number = stem, 1
        while tried.casefold() in self._taken:
            number += 1
            tried = f"{stem}-{number}"
        self._taken.add(tried.casefold())
        self._names[path] = f"{tried}.html"
        self._waiting.append((f"{tried}.html", page, id_, account))
        return self._names[path]


def _link(source: str, target: str) -> str:
    """From one file to another."""
    up = len(PurePosixPath(source).parts) - 1
    return "../" * up + quote(target)
