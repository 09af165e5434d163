"""Every rule the program names is a section of the spec, and every page of meaning is named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import get_args

import pytest

from tests.spec_pages.page import Section, parse_page
from trucebook.evaluation.reasons import PAGES
from trucebook.evaluation.result import GRADES, RemarkKind, Standing

ROOT = Path(__file__).parents[2]
SPEC = ROOT / "spec"
ROOMS = (
    *("comparing", "conflicts", "evaluation", "findings", "intake", "model", "positions"),
    *("reading", "tallies", "views"),
)
CORE = tuple(
    source for room in ROOMS for source in sorted((ROOT / "src" / "trucebook" / room).glob("*.py"))
)
EXPLAINS_ITSELF = {"README"}
"""The page that only says how the others are written."""

RULE = re.compile(r'Reason\(\s*f?"(?P<page>[a-z]+)#(?P<anchor>[^"]+)"')
NAMED = re.compile(r"spec/(?P<page>[a-z_/]+)\.md(?:#(?P<anchor>[a-z-]+))?")


def anchor_of(title: str) -> str:
    """The anchor a heading has on the web: small letters, hyphens, nothing else."""
    return re.sub(r"[^\w\- ]", "", title.lower()).strip().replace(" ", "-")


@cache
def sections_of(page: str) -> tuple[Section, ...]:
    return parse_page((SPEC / f"{page}.md").read_text(encoding="utf-8"))


def sections_at(page: str, anchor: str) -> list[Section]:
    """The section of that name with those under it."""
    under: list[Section] = []
    for section in sections_of(page):
        above: Section | None = section
        while above is not None and anchor_of(above.title) != anchor:
            above = above.parent
        if above is not None:
            under.append(section)
    return under


def rules() -> Iterator[tuple[str, str]]:
    """Page and anchor of every rule a reason can name."""
    for source in CORE:
        for found in RULE.finditer(source.read_text(encoding="utf-8")):
            if "{" not in found["anchor"]:
                yield found["page"], found["anchor"]
    for standing in PAGES:
        yield "standings", anchor_of(standing)
    yield from (("standings", own) for own in ("power", "expectation"))


def sources() -> Iterator[tuple[str, str, str | None]]:
    """File, page and anchor of everything the evaluation and the model say they rest on."""
    for source in CORE:
        for found in NAMED.finditer(source.read_text(encoding="utf-8")):
            yield source.name, found["page"], found["anchor"]


@pytest.mark.parametrize(("page", "anchor"), sorted(set(rules())))
def test_a_rule_is_a_section_that_runs(page: str, anchor: str) -> None:
    found = sections_at(page, anchor)
    assert found, f"spec/{page}.md has no section {anchor}"
    if anchor != "amended":  # nothing amends a text yet
        assert any(section.expects for section in found), f"{page}#{anchor} has no case"


def test_rules_are_found_in_the_code() -> None:
    assert {"time#due", "accounts#grades", "coverage#unwatched", "agreements#basis"} <= {
        f"{page}#{anchor}" for page, anchor in rules()
    }


@pytest.mark.parametrize(("source", "page", "anchor"), sorted(set(sources()), key=str))
def test_a_source_is_a_page(source: str, page: str, anchor: str | None) -> None:
    assert (SPEC / f"{page}.md").exists(), f"{source} rests on spec/{page}.md, which is not there"
    if anchor is not None:
        assert sections_at(page, anchor), f"{source}: spec/{page}.md has no section {anchor}"


@pytest.mark.parametrize("page", sorted({one.stem for one in SPEC.glob("*.md")} - EXPLAINS_ITSELF))
def test_a_page_of_meaning_is_named_in_the_code(page: str) -> None:
    named = {one for _, one, _ in sources()} | {one for one, _ in rules()}
    assert page in named, f"no room of the core names spec/{page}.md"


# --- closed lists ---------------------------------------------------------------------------


def cells(page: str) -> set[str]:
    """What stands in the first column of the page's tables."""
    text = (SPEC / f"{page}.md").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line.startswith("|")]
    first = (line.split("|")[1].strip().strip("`") for line in rows)
    return {word.strip() for cell in first for word in cell.split(",")}


def test_the_page_of_standings_lists_them_all() -> None:
    assert set(get_args(Standing)) <= cells("standings")


def test_the_page_of_standings_has_a_section_for_each() -> None:
    titles = {anchor_of(section.title) for section in sections_of("standings")}
    assert {anchor_of(word) for word in get_args(Standing)} <= titles


def test_every_standing_of_the_table_of_combinations_is_in_the_list() -> None:
    text = (SPEC / "standings.md").read_text(encoding="utf-8")
    table = text.partition("## All combinations")[2].partition("\n## ")[0]
    body = [line for line in table.splitlines() if line.startswith("|")][2:]
    words = {cell.strip() for line in body for cell in line.strip("|").split("|")[1:]}
    assert words - {"–"} <= set(get_args(Standing))


def test_the_page_of_accounts_lists_every_grade() -> None:
    assert set(GRADES) <= cells("accounts")


def test_the_page_of_remarks_lists_every_kind() -> None:
    made = {kind for kind in get_args(RemarkKind) if kind not in NOT_MADE}
    assert made <= cells("remarks")


NOT_MADE = {"correction", "hold-back"}
"""Kinds of remark that nothing makes yet."""


@pytest.mark.parametrize("page", ["index"])
def test_the_index_leads_to_every_page(page: str) -> None:
    text = (SPEC / f"{page}.md").read_text(encoding="utf-8")
    pages = {one.stem for one in SPEC.glob("*.md")} - {page}
    pages |= {f"examples/{one.stem}" for one in (SPEC / "examples").glob("*.md")}
    assert {one for one in pages if f"({one}.md)" not in text} == set()
