"""The published site of a shipped book, opened from disk: no server, no script, no dead link."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

from tests.spec_pages.command import in_process
from tests.wants import debian
from tests.web.axe import axe_finds_nothing
from tests.web.conftest import GAZA
from tests.web.links import Links
from trucebook.cli import main


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, as the command makes it."""
    folder = tmp_path_factory.mktemp("published")
    outcome = in_process(main)(["publish", GAZA, "site", "--on", "2025-03-06"], folder)
    assert outcome.status == 0, outcome.stderr
    return folder / "site"


def test_every_link_leads_to_a_file_there_is(site: Path) -> None:
    pages = {page.resolve(): Links(page.read_text("utf-8")) for page in site.rglob("*.html")}
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


@debian("chromium", "chromium")
@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
def test_it_opens_from_disk_and_axe_finds_nothing(
    browser: Any, site: Path, width: int, scheme: str
) -> None:
    """One page of each kind: the accounts' boards are one kind, reports another."""
    kinds: dict[str, Path] = {}
    for path in sorted(site.rglob("*.html")):
        of = path.relative_to(site)
        name = "account" if of.name.startswith("account-") else of.name
        kinds.setdefault(of.parts[1] if len(of.parts) > 2 else f"{of.parent}/{name}", path)
    assert len(kinds) > 10
    amiss: list[str] = []
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    page.on("console", lambda message: amiss.append(message.text))
    page.on(
        "request",
        lambda asked: None if asked.url.startswith("file://") else amiss.append(asked.url),
    )
    for path in kinds.values():
        page.goto(path.as_uri())
        axe_finds_nothing(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert page.evaluate("getComputedStyle(document.body).fontFamily") != "serif", path
    context.close()
    assert amiss == []
