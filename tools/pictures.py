"""Make pictures of the web pages: `tools/pictures.py DIR`, of those in the documentation.

With `--all` of every page in light and dark, narrow and wide. Wants the Debian package chromium.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.web.conftest import served
from tests.web.test_work_browser import book_with_a_queue
from trucebook.shipped import shipped_book

CLOCKS = "on=2025-02-24&public=2025-02-24"
LATER = "on=2025-03-06&public=2025-03-06"
"""A day by which people had said what they want."""
PICTURES = {
    "board": f"/?{CLOCKS}",
    "moved": f"/?{CLOCKS}&was_on=2025-02-20&was_public=2025-02-24&was_account=undisputed",
    "why": f"/why/free?{CLOCKS}",
    "timeline": f"/timeline?{CLOCKS}",
    "exchange": f"/exchange?{CLOCKS}",
    "due": f"/due?{CLOCKS}",
    "changes": f"/changes?{CLOCKS}",
    "reports": f"/reports?{CLOCKS}&about=free",
    "report": f"/report/gz25-001?{CLOCKS}",
    "positions": f"/positions?{LATER}",
    "conflicts": f"/conflicts?{LATER}",
    "counts": f"/counts?{LATER}",
    "compare": f"/compare?{LATER}&a=signed&b=revised",
    "sources": f"/sources?{CLOCKS}",
    "check": "/check",
    "text": f"/text?{CLOCKS}",
    "fault": "/why/nothing",
}
WORK = {
    "add": "/add",
    "correct": "/correct/a1",
    "retract": "/retract/a1",
    "review": "/review",
    "second": "/review?second=1&by=desk-9",
    "activity": "/activity",
    "source": "/source/2025-03-04-1",
}
"""Pages of a book that is served for writing, with one report and a queue."""
SIZES = {"narrow": 360, "wide": 1280}
SCHEMES = ("light", "dark")
TALL = 1500
"""Pixels of a page that are shown."""
SHOWN = {"board": ("wide", "light"), "why": ("narrow", "dark"), "timeline": ("wide", "light")}
"""Pictures that stand in the documentation."""
SHORT = 900
"""Pixels of these."""


Look = tuple[str, str]
EVERY = [(size, scheme) for size in SIZES for scheme in SCHEMES]


def main(folder: Path, *, every: bool) -> None:
    """Write the pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright, TemporaryDirectory() as kept:
        program = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=program, args=arguments)
        with served(shipped_book("gaza-2025-01")) as address:
            for name, path in PICTURES.items():
                looks = EVERY if every else [SHOWN[name]] if name in SHOWN else []
                take(browser, address + path, folder / name, looks, TALL if every else SHORT)
        if every:
            with served(book_with_a_queue(Path(kept)), writes=True) as address:
                for name, path in WORK.items():
                    take(browser, address + path, folder / name, EVERY, TALL)
        browser.close()


def take(browser: Browser, address: str, to: Path, looks: Sequence[Look], tall: int) -> None:
    """One page as each of its looks, each a file of its own."""
    for size, scheme in looks:
        view = {"width": SIZES[size], "height": tall}
        page = browser.new_page(viewport=view, color_scheme=scheme, locale="en-GB")
        page.goto(address)
        page.screenshot(path=to.with_name(f"{to.name}-{size}-{scheme}.png"))
        page.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), every="--all" in sys.argv)
