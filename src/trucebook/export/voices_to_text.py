"""Independent voices among articles, as text and as JSON, with what makes each a copy."""

from __future__ import annotations

from typing import Any

from trucebook.export.layout import PLAIN, WIDTH, Style, clean, paragraph
from trucebook.model.overlap import Overlap
from trucebook.views.copies import Copy, Voice, Voices
from trucebook.views.likeness import COPIED

_HALF = 0.5
_TO_BE_ASKED = "Perhaps copies: look at these."


def voices_to_text(found: Voices, width: int = WIDTH, style: Style = PLAIN) -> str:
    """A paragraph for each voice, and one for what has to be asked."""
    articles = sum(1 + len(voice.copies) for voice in found.voices)
    head = f"{_many(articles, 'article')}, {_many(len(found.voices), 'independent voice')}."
    blocks = [paragraph(head, width)]
    blocks += [_voice(number, one, width, style) for number, one in enumerate(found.voices, 1)]
    if found.perhaps:
        lines = [
            f"{clean(one.one.name)} and {clean(one.other.name)} share {_share(one.words)}"
            for one in found.perhaps
        ]
        blocks.append("\n".join([_TO_BE_ASKED, *(f"   {line}" for line in lines)]))
    return "\n\n".join(blocks) + "\n"


def _voice(number: int, voice: Voice, width: int, style: Style) -> str:
    from_whom = f" ({clean(voice.origin)})" if voice.origin else ""
    rest = f": carried on by {len(voice.copies)}" if voice.copies else ": by itself"
    lines = [f"{number}. {style.strong(clean(voice.first.name))}{from_whom}{rest}"]
    lines += [
        paragraph(f"{clean(copy.story.name)}: {_why(copy)}", width, first="   ")
        for copy in voice.copies
    ]
    return "\n".join(lines)


def _why(copy: Copy) -> str:
    if copy.stated:
        return "says it is from there"
    if copy.words is None:
        return "the agency's own page"
    if copy.words.share >= _HALF:
        return "most of the same words"
    if copy.words.share >= COPIED:
        return "many of the same words"
    if copy.words.longest:
        return f"words in a row: {' '.join(copy.words.longest)}"
    return "like another of them"


def _share(words: Overlap) -> str:
    return f"{words.share:.0%} of their words, {len(words.longest)} in a row at most"


def _many(count: int, of: str) -> str:
    return f"{count} {of}" if count == 1 else f"{count} {of}s"


def voices_to_json(found: Voices) -> dict[str, Any]:
    """The same for programs."""
    return {
        "schema": "trucebook.voices/1",
        "voices": [
            {
                "origin": voice.origin,
                "first": voice.first.name,
                "copies": [_copy(copy) for copy in voice.copies],
            }
            for voice in found.voices
        ],
        "perhaps": [
            {"one": pair.one.name, "other": pair.other.name, **_words(pair.words)}
            for pair in found.perhaps
        ],
    }


def _copy(copy: Copy) -> dict[str, Any]:
    shared = _words(copy.words) if copy.words else {"share": None, "longest": None}
    return {"name": copy.story.name, "stated": copy.stated, **shared}


def _words(words: Overlap) -> dict[str, Any]:
    return {"share": round(words.share, 3), "longest": " ".join(words.longest)}
