"""An office document (.docx) to its article: the paragraphs, as they read with changes accepted.

Source: spec/intake.md.
"""

from __future__ import annotations

import io
import zipfile

from trucebook.intake.xml import Told, read_xml
from trucebook.reading.about import about_words
from trucebook.reading.article import Article, UnreadableError
from trucebook.reading.intake import article_from

MOST = 20_000_000
"""Bytes of the document, unpacked."""
_STORY = "word/document.xml"
_BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "nobreakhyphen": "\N{NON-BREAKING HYPHEN}"}
_LEFT_OUT = frozenset({"del", "instrtext", "deltext", "movefrom"})


def docx_article(data: bytes) -> Article:
    """The article in an office document.

    Errors: UnreadableError.
    """
    text = _text(_story(data))
    return article_from(text, data, "docx", "paragraphs", about_words(text))


def _story(data: bytes) -> bytes:
    try:
        with (
            zipfile.ZipFile(io.BytesIO(data)) as archive,
            archive.open(archive.getinfo(_STORY)) as file,
        ):
            story = file.read(MOST + 1)
    except KeyError:
        raise UnreadableError(
            "it is an archive without a text document (.docx): unpack it, or save plain text"
        ) from None
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError):
        raise UnreadableError("it is a broken or locked archive") from None
    except Exception as fault:  # noqa: BLE001 - decompressors have errors of their own
        raise UnreadableError(f"it is a broken archive ({type(fault).__name__})") from None
    if len(story) > MOST:
        raise UnreadableError(f"unpacked it has more than {MOST:,} bytes")
    return story


def _text(story: bytes) -> str:
    parts: list[str] = []
    skipped: list[str] = []
    inside: list[str] = []

    def opened(name: str, _: dict[str, str]) -> None:
        inside.append(name)
        if name in _LEFT_OUT:
            skipped.append(name)
        elif name in _BREAKS and not skipped and "ppr" not in inside:
            parts.append(_BREAKS[name])

    def closed(name: str) -> None:
        inside.pop()
        if skipped and name == skipped[-1]:
            skipped.pop()
        elif name == "p":
            parts.append("\n")

    def words(found: str) -> None:
        if inside and inside[-1] == "t" and not skipped:
            parts.append(found)

    read_xml(story, Told(opened, closed, words))
    return "".join(parts)
