"""A sheet as a document for word processors: A4, headings as headings, lists as lists.

Shape: the same sheet gives the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from typing import TYPE_CHECKING, assert_never

from trucebook.export.layout import clean
from trucebook.export.sheet import Code, Heading, Item, Pieces, Sheet, Words

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

NEEDS = "docx"
"""What has to be installed: the extra `print` brings it."""
EPOCH = datetime(1980, 1, 1, tzinfo=UTC)
"""The day in the file's own papers: the first that they can hold, since none is meant."""
SERIF, MONO = "Times New Roman", "Courier New"


def sheet_to_docx(sheet: Sheet) -> bytes:
    """The whole document."""
    import docx  # noqa: PLC0415 - only where a document is asked for

    made = docx.Document()
    _set_up(made, sheet.title)
    for block in sheet.blocks:
        match block:
            case Heading(level, words):
                made.add_heading(clean(words), level)
            case Words(pieces):
                _fill(made.add_paragraph(), pieces)
            case Item(pieces):
                _fill(made.add_paragraph(style="List Bullet"), pieces)
            case _:
                assert_never(block)
    out = io.BytesIO()
    made.save(out)
    return _without_a_day(out.getvalue())


def _set_up(made: Document, title: str) -> None:
    from docx.enum.style import WD_STYLE_TYPE  # noqa: PLC0415 - as above
    from docx.oxml.ns import qn  # noqa: PLC0415
    from docx.shared import Mm, Pt, RGBColor  # noqa: PLC0415

    page = made.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(17)
    page.top_margin = page.bottom_margin = Mm(15)
    for name, size, before, after in (
        ("Normal", 9, 0, 2),
        ("Heading 1", 14, 0, 4),
        ("Heading 2", 10, 6, 1),
        ("List Bullet", 9, 0, 1),
    ):
        style = made.styles[name]
        style.font.name, style.font.size = SERIF, Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for attribute in list(fonts.attrib):
            if attribute.endswith("Theme"):
                del fonts.attrib[attribute]
        for script in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{script}"), SERIF)
        style.font.color.rgb = RGBColor(0, 0, 0)
        style.paragraph_format.space_before = Pt(before)
        style.paragraph_format.space_after = Pt(after)
        style.paragraph_format.line_spacing = 1.0
    code = made.styles.add_style("Code", WD_STYLE_TYPE.CHARACTER)
    code.font.name, code.font.size = MONO, Pt(8)
    papers = made.core_properties
    papers.title, papers.author, papers.comments, papers.language = clean(title), "", "", "en"
    papers.created = papers.modified = EPOCH
    papers.last_modified_by = ""


def _fill(paragraph: Paragraph, pieces: Pieces) -> None:
    for piece in pieces:
        if isinstance(piece, Code):
            paragraph.add_run(clean(piece.words), style="Code")
        else:
            paragraph.add_run(clean(piece))


def _without_a_day(data: bytes) -> bytes:
    """The same archive, without the minute in which it was made."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            papers = zipfile.ZipInfo(name, EPOCH.timetuple()[:6])
            new.writestr(papers, old.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()
