"""The published site of a shipped book, opened from disk: no server, no script, no dead link."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.spec_pages.command import in_process
from tests.wants import debian
from tests.web.conftest import GAZA
from trucebook.cli import main

OF_EACH_KIND = 1
NOTHING_FETCHED = {"preload": False}
"""What looks at a page must not read its style sheet again: from disk a browser forbids it."""


class Links(HTMLParser):
    """What a page leads to, and what can be led to in it."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.page = page
        self.to: list[str] = []
        self.ids: set[str] = set()
        self.programs: list[str] = []
        self.feed(page.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the links and the ids of one tag."""
        for name, value in attrs:
            if name in ("href", "src", "action") and value:
                self.to.append(value)
            if name == "id" and value:
                self.ids.add(value)
            if name.startswith("on"):
                self.programs.append(name)
        if tag in ("script", "form", "iframe", "object", "embed"):
            self.programs.append(tag)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, as the command makes it."""
    folder = tmp_path_factory.mktemp("published")
    outcome = in_process(main)(["publish", GAZA, "site", "--on", "2025-03-06"], folder)
    assert outcome.status == 0, outcome.stderr
    return folder / "site"


def test_every_link_leads_to_a_file_there_is(site: Path) -> None:
    pages = {page.resolve(): Links(page) for page in site.rglob("*.html")}
    assert len(pages) > 200
    for page, links in pages.items():
        assert links.programs == [], page
        for link in links.to:
            parts = urlsplit(link)
            if parts.scheme in ("http", "https"):
                continue
            assert not parts.scheme, (page, link)
            assert not link.startswith("/"), (page, link)
            to = (page.parent / unquote(parts.path)).resolve() if parts.path else page
            assert to.is_file(), (page, link)
            if parts.fragment and to in pages:
                assert unquote(parts.fragment) in pages[to].ids, (page, link)


@pytest.fixture
def opened(browser: Any) -> Iterator[Any]:
    """A narrow page of a browser; whatever it says or asks elsewhere fails the test."""
    context = browser.new_context(viewport={"width": 360, "height": 900}, color_scheme="dark")
    page = context.new_page()
    amiss: list[str] = []
    page.on("console", lambda message: amiss.append(message.text))
    page.on(
        "request",
        lambda asked: None if asked.url.startswith("file://") else amiss.append(asked.url),
    )
    yield page
    context.close()
    assert amiss == []


@debian("chromium", "chromium")
def test_it_opens_from_disk_and_axe_finds_nothing(site: Path, opened: Any) -> None:
    kinds: dict[str, list[Path]] = {}
    for path in sorted(site.rglob("*.html")):
        folders = path.relative_to(site).parts
        kinds.setdefault(folders[1] if len(folders) > 2 else path.name, []).append(path)
    assert len(kinds) > 10
    for paths in kinds.values():
        for path in paths[:OF_EACH_KIND]:
            opened.goto(path.as_uri())
            found = Axe().run(opened, options=NOTHING_FETCHED)
            assert found.response["passes"], path
            assert found.response["violations"] == [], (path, found.generate_report())
            width = opened.evaluate("document.documentElement.scrollWidth")
            assert width <= opened.viewport_size["width"], path
