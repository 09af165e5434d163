"""What axe says of a page: nothing, or the test fails with its report."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe

OPTIONS = {
    "preload": False,  # it would read style sheets by script, which a page from disk may not
    "resultTypes": ["violations"],  # places of what is well are not spelled out: half of its time
}


def axe_finds_nothing(page: Any) -> None:
    """Hold a page against every rule that axe has."""
    found = Axe().run(page, options=OPTIONS)
    assert found.response["passes"], page.url
    assert found.response["violations"] == [], (page.url, found.generate_report())
