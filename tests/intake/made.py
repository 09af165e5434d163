"""Documents of every form, made here: no file of strangers lies in the tests."""

from __future__ import annotations

import io
import zipfile

STORY = (
    "Alpha freed nine captives at the Osk bridge on Sunday.",
    "The Red Cross said nearly 40 of their relatives had come.",
)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(body: str, *, name: str = "word/document.xml") -> bytes:
    """An office document with a body."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(name, f"<w:document {W}><w:body>{body}</w:body></w:document>")
    return out.getvalue()


def paragraphs(*words: str) -> str:
    """Paragraphs of an office document."""
    return "".join(f"<w:p><w:r><w:t>{one}</w:t></w:r></w:p>" for one in words)


def pdf(*pages: tuple[str, ...]) -> bytes:
    """A PDF with lines of text on its pages."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    kids = []
    font = len(objects) + 1
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    for lines in pages:
        shown = " ".join(f"({line}) Tj T*" for line in lines)
        stream = f"BT /F1 11 Tf 14 TL 50 760 Td {shown} ET"
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {len(objects)} 0 R "
            f"/Resources << /Font << /F1 {font} 0 R >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    trailer = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF"
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n"
    return out + (head + table + trailer).encode()


def page(story: str, *, head: str = "", around: str = "") -> bytes:
    """A web page round a story."""
    whole = (
        f"<!doctype html><html lang='en'><head>{head}</head><body><nav><a href='/'>Home</a></nav>"
        f"<main><article>{story}</article></main>{around}</body></html>"
    )
    return whole.encode()
