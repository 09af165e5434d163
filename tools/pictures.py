"""Make pictures of every page of a shipped book: `tools/pictures.py DIR`.

In light and dark, narrow and wide, as a reader sees them. Wants the Debian package chromium.
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
    "sources": f"/sources?{CLOCKS}",
    "check": "/check",
    "text": f"/text?{CLOCKS}",
    "fault": "/why/nothing",
}
SIZES = {"narrow": 360, "wide": 1280}
TALL = 1500
"""Pixels of a page that are shown."""


def main(folder: Path, book: str) -> None:
    """Write the pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with served(shipped_book(book)) as address, sync_playwright() as playwright:
        program = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=program, args=arguments)
        for name, path in PICTURES.items():
            for scheme in ("light", "dark"):
                for size, width in SIZES.items():
                    page = browser.new_page(
                        viewport={"width": width, "height": TALL}, color_scheme=scheme
                    )
                    page.goto(address + path)
                    page.screenshot(path=folder / f"{name}-{size}-{scheme}.png")
                    page.close()
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "gaza-2025-01")
