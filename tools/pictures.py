"""Make pictures of the web pages: `tools/pictures.py DIR`, of those in the documentation.

With `--all` of every page in light and dark, narrow and wide. Wants the Debian package chromium.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.web.conftest import served
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
SIZES = {"narrow": 360, "wide": 1280}
SCHEMES = ("light", "dark")
TALL = 1500
"""Pixels of a page that are shown."""
SHOWN = {"board": ("wide", "light"), "why": ("narrow", "dark"), "timeline": ("wide", "light")}
"""Pictures that stand in the documentation."""
SHORT = 900
"""Pixels of these."""


def main(folder: Path, *, every: bool) -> None:
    """Write the pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with served(shipped_book("gaza-2025-01")) as address, sync_playwright() as playwright:
        program = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=program, args=arguments)
        looks = [(name, size, scheme) for name in PICTURES for size in SIZES for scheme in SCHEMES]
        if not every:
            looks = [(name, *look) for name, look in SHOWN.items()]
        for name, size, scheme in looks:
            view = {"width": SIZES[size], "height": TALL if every else SHORT}
            page = browser.new_page(viewport=view, color_scheme=scheme, locale="en-GB")
            page.goto(address + PICTURES[name])
            page.screenshot(path=folder / f"{name}-{size}-{scheme}.png")
            page.close()
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), every="--all" in sys.argv)
