"""Where a page leads, what can be led to in it, and the programs in it."""

from __future__ import annotations

from html.parser import HTMLParser


class Links(HTMLParser):
    """What a page leads to, and what can be led to in it."""

    def __init__(self, page: str) -> None:
        """Read the page."""
        super().__init__()
        self.to: list[str] = []
        self.ids: set[str] = set()
        self.programs: list[str] = []
        self.feed(page)

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
