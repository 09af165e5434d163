"""A sheet as PDF: A4, tagged for who does not see it, in the largest of some sizes that fits.

The words reach the typesetter as data and are never read as its own language.
Shape: the same sheet gives the same bytes, with the same fonts at hand.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import assert_never

from trucebook.export.layout import clean
from trucebook.export.sheet import Block, Code, Heading, Item, Pieces, Sheet, Words

NEEDS = "typst"
"""What has to be installed: the extra `print` brings it."""
PAGES = 2
SIZES = ("10pt", "9.5pt", "9pt", "8.5pt", "8pt")
"""Sizes of the letters, the first that stays within the pages is taken; else the last."""
_FORM = rb"""
#let sheet = json(bytes(sys.inputs.sheet))
#let size = eval(sys.inputs.size)
#set document(title: sheet.title, date: none)
#set page(
  paper: "a4", margin: (x: 18mm, top: 15mm, bottom: 16mm),
  footer: context align(center, text(size: 0.85em)[
    #counter(page).display() of #counter(page).final().first()
  ]),
)
#set text(font: ("Libertinus Serif", "DejaVu Sans Mono"), size: size, lang: "en")
#set par(leading: 0.5em, spacing: 0.6em)
#set list(indent: 0pt, body-indent: 0.5em, spacing: 0.5em, marker: [#sym.bullet])
#show heading.where(level: 1): set text(size: 1.5em)
#show heading.where(level: 2): set text(size: 1.1em)
#show heading.where(level: 2): set block(above: 1.05em, below: 0.5em)
#show raw: set text(font: "DejaVu Sans Mono", size: 0.98em)
#let piece(one) = if type(one) == str { text(one) } else { raw(one.at(0)) }
#let pieces(all) = all.map(piece).join()
#for block in sheet.blocks {
  if block.kind == "heading" { heading(level: block.level, text(block.words)) }
  else if block.kind == "words" { par(pieces(block.pieces)) }
  else { list(..block.items.map(pieces)) }
}
#context [#metadata(counter(page).final().first()) <pages>]
"""
Told = Mapping[str, object]


def sheet_to_pdf(sheet: Sheet) -> bytes:
    """The whole document."""
    import typst  # noqa: PLC0415 - only where a PDF is asked for

    told = json.dumps({"title": clean(sheet.title), "blocks": _blocks(sheet)})
    for size in SIZES:
        asked = {"sheet": told, "size": size}
        pages = typst.query(_FORM, "<pages>", field="value", one=True, sys_inputs=asked)
        if int(json.loads(pages)) <= PAGES:
            break
    made = typst.compile(_FORM, format="pdf", sys_inputs=asked, pdf_standards="ua-1")
    return bytes(made)


def _blocks(sheet: Sheet) -> list[Told]:
    """Every block; entries that follow each other are put together as the list they are."""
    found: list[Told] = []
    items: list[list[object]] = []
    for block in sheet.blocks:
        if isinstance(block, Item):
            if not items:
                found.append({"kind": "list", "items": items})
            items.append(_pieces(block.pieces))
        else:
            items = []
            found.append(_block(block))
    return found


def _block(block: Block) -> Told:
    match block:
        case Heading(level, words):
            return {"kind": "heading", "level": level, "words": clean(words)}
        case Words(pieces):
            return {"kind": "words", "pieces": _pieces(pieces)}
        case Item():
            raise AssertionError("entries are put together as lists")
        case _:
            assert_never(block)


def _pieces(pieces: Pieces) -> list[object]:
    return [[clean(one.words)] if isinstance(one, Code) else clean(one) for one in pieces]
