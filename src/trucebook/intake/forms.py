"""Which form bytes have: told by the bytes themselves, and by what was said of them."""

from __future__ import annotations

import codecs
import re
from typing import Literal, get_args

from trucebook.reading.article import UnreadableError

Form = Literal["text", "page", "pdf", "docx", "feed"]
FORMS: tuple[Form, ...] = get_args(Form)

MOST = 10_000_000
"""Bytes of a page or document: a long page with everything in it has two million."""
ENDINGS = (".txt", ".html", ".htm", ".xhtml", ".pdf", ".docx", ".xml", ".rss", ".atom")
"""Files of a folder that are read when the folder is named; others are left alone."""

_OPENING = 4_096
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]")
_PAGE = re.compile(
    rb"\s*<(?:!doctype\s+html|html|head|body)\b|</(?:html|p|div|body|span|head)>", re.IGNORECASE
)
_REFUSED = {
    b"\x1f\x8b": "it is compressed: unpack it first",
    b"\x28\xb5\x2f\xfd": "it is compressed: unpack it first",
    b"BZh": "it is compressed: unpack it first",
    b"\xd0\xcf\x11\xe0": "it is a document of an old form (.doc): save it as .docx or plain text",
    b"{\\rtf": "it is RTF: save it as .docx or plain text",
    b"\x89PNG": "it is a picture, not text",
    b"\xff\xd8\xff": "it is a picture, not text",
    b"GIF8": "it is a picture, not text",
}
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_DECLARED = re.compile(r"""charset\s*=\s*["']?([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_MARKS = {codecs.BOM_UTF8: "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_AS_BROWSERS = {"iso8859-1": "cp1252", "ascii": "cp1252"}
"""What pages call Latin-1 is read as browsers do."""
_KNOWN = re.compile(
    r"utf-8|utf-16(?:-[lb]e)?|cp125\d|iso8859-\d+|gbk|gb2312|gb18030|big5|shift_jis|euc[_-]\w+|"
    r"koi8-[ru]|mac-roman"
)
_MOST_LOST = 1_000
"""One character in so many may be lost in decoding before a page is refused."""


def form_of(data: bytes) -> Form:
    """The form of some bytes.

    Errors: UnreadableError where it is one that is not read.
    """
    if len(data) > MOST:
        raise UnreadableError(f"it has more than {MOST:,} bytes")
    for start, why in _REFUSED.items():
        if data.startswith(start):
            raise UnreadableError(why)
    if b"%PDF-" in data[:1_024]:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return "docx"
    opening = data[:_OPENING]
    if opening.startswith((b"\xff\xfe", b"\xfe\xff")):
        opening = opening.replace(b"\0", b"")
    if _FEED.search(opening):
        return "feed"
    return "page" if _PAGE.search(opening) else "text"


def decode(data: bytes, declared: str = "") -> str:
    """The text of a page: by its mark, what was declared with it, its own word, or as UTF-8.

    Errors: UnreadableError where none of these fits.
    """
    name = next((known for mark, known in _MARKS.items() if data.startswith(mark)), None)
    if name is None:
        told = _DECLARED.search(declared)
        own = _CHARSET.search(data[:_OPENING])
        name = _codec(told[1] if told else own[1].decode() if own else "utf-8")
    text = data.decode(name, "replace")
    lost = text.count("\N{REPLACEMENT CHARACTER}")
    if lost * _MOST_LOST > len(text):
        raise UnreadableError(f"its bytes are not in the encoding that it names, {name}")
    return text


def _codec(name: str) -> str:
    """The codec of a name, if pages are written in it."""
    try:
        known = codecs.lookup(name).name
    except LookupError:
        known = ""
    if not _KNOWN.fullmatch(_AS_BROWSERS.get(known, known)):
        raise UnreadableError(f"it says that it is encoded as {name}, which is not read here")
    return _AS_BROWSERS.get(known, known)
