"""Everything the design wants said has a line on the page of needs, and the line a page that runs.

Source: spec/language/needs.md.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.wants import shared

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "spec" / "language" / "needs.md"
DESIGN = ROOT.parent / "shared" / "design" / "language.md"

LINES: dict[str, tuple[tuple[str, ...], ...]] = {
    "Time": (
        ("the clock starts on entry into force", "within 72 hours of the pull-back"),
        ("D+5, counted from day 0",),
        ("24 hours before each release",),
        ("by the end of week 5",),
        ("on day 9, or sooner by consent",),
        ("whichever is earlier",),
    ),
    "Term": (
        ("renews for 120 days unless notice",),
        (),  # stands under Time
        ("goes on while talks go on",),
        ("the right to suspend",),
        ("its expiry is no breach",),
    ),
    "Quantity": (
        ("30 for 1; 50 for 1", "3 + 27 for 1; 15 for 1", "a lump for a class"),
        ("at least, at most",),
        ("all that remain, half of what remains",),
        ("all who are alive",),
        ("30 per cent of those registered",),
        ("a number to be negotiated",),
        ("600 a day, of which 50 fuel",),
        ("no more than 300 kg in stock",),
        ("more, so that there are sixty",),
        ("it is expected that",),
    ),
    "Order": (
        ("the living before the dead",),
        ("only after the other side has confirmed",),
        ("simultaneously, hand over hand", "through escrow"),
        ("in parallel with the deployment",),
        ("each round after the one before was kept", "each stage after the same stage"),
        ("a phase opened by agreement",),
        (),  # stands under Term
        ("a right to step back",),
    ),
    "Objects": (
        ("those named in Annex 2", "the list may be objected to"),
        ("a list of who is alive",),
        ("the wrong one, and another",),
        ("what is over in one round",),
        ("acts outside the agreement",),
    ),
    "Parties": (
        ("guarantors, mediators, verifiers",),
        ("the same words signed with a third party each",),
        ("a side letter that one side relies on",),
        ("what hangs on a court",),
        ("the other side freed them itself",),
        ("the rest is released by another",),
    ),
    "Change": (
        ("an amendment that moves dates",),
        ("a side deal that adds or ends",),
        ("early, late", "a remainder that is disputed"),
        ("a clause the sides read differently",),
    ),
}
"""For each item of a heading of the design, in its order, how its lines on our page begin."""

ELSEWHERE = {
    ("Term", 1): ("Time", "one day more for each ten more"),
    ("Order", 6): ("Term", "the measures apply again unless a vote"),
}
"""Items whose line stands under another heading."""


def rows() -> dict[str, list[tuple[str, str]]]:
    """What agreements say, and the cell that leads to the page, by heading."""
    found: dict[str, list[tuple[str, str]]] = {}
    heading = ""
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            heading = line.removeprefix("## ")
        cells = [cell.strip() for cell in line.strip("|").split(" | ")]
        if line.startswith("| ") and len(cells) == 3 and cells[2] != "page":
            found.setdefault(heading, []).append((cells[0], cells[2]))
    return found


def beginning(heading: str, words: str) -> list[tuple[str, str]]:
    return [row for row in rows()[heading] if row[0].startswith(words)]


@pytest.mark.parametrize("heading", LINES)
def test_each_item_has_its_lines(heading: str) -> None:
    for at, each in enumerate(LINES[heading]):
        place = ELSEWHERE.get((heading, at))
        wanted = [place] if place else [(heading, words) for words in each]
        assert wanted
        for one, words in wanted:
            assert len(beginning(one, words)) == 1, words


@shared("design/language.md")
def test_no_item_of_the_design_is_left_out() -> None:
    text = DESIGN.read_text(encoding="utf-8").split("## What real agreements need")[1]
    items = dict(re.findall(r"^\*(\w+)\*: (.*)$", text, re.MULTILINE))
    assert {name: len(said.split(" · ")) for name, said in items.items()} == {
        name: len(lines) for name, lines in LINES.items()
    }


def test_each_line_leads_to_a_section_with_text_that_runs() -> None:
    for each in rows().values():
        for said, cell in each:
            links = re.findall(r"\]\(([^)]+)\)", cell)
            assert links, said
            for link in links:
                file, _, anchor = link.partition("#")
                page = (PAGE.parent / file).resolve()
                assert "```" in section(page.read_text(encoding="utf-8"), anchor), link


def section(text: str, anchor: str) -> str:
    """The section of a page with that anchor, up to the next heading of its rank."""
    if not anchor:
        return text
    parts = re.split(r"^(?=#{1,4} )", text, flags=re.MULTILINE)
    for at, part in enumerate(parts):
        head = part.split("\n", 1)[0]
        slug = re.sub(r"[^\w\- ]", "", head.lstrip("# ").lower()).strip().replace(" ", "-")
        if slug == anchor:
            rank = len(head) - len(head.lstrip("#"))
            found = [part]
            for later in parts[at + 1 :]:
                if len(later) - len(later.lstrip("#")) <= rank:
                    break
                found.append(later)
            return "".join(found)
    return ""
