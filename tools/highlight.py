"""How the site shows texts of the language: ids, dates, quotations, comments, a few words.

Only for readers; what a word means is decided by `trucebook.syntax`.
"""

from __future__ import annotations

from typing import ClassVar

from pygments.lexer import RegexLexer
from pygments.token import Comment, Keyword, Literal, Name, Number, Operator, String, Text

_HEADS = (
    r"(?:agreement|amendment to|proposal|demands|zone|day (?=\d+ is)|source|ids|basis|parties|"
    r"guarantors|mediators|verifiers|monitors|beneficiaries|count|phase|throughout|after phase|"
    r"reading|names|object|kind|monitor|watched|finding)\b"
)


class Truce(RegexLexer):
    """The language of texts."""

    name = "Truce"
    aliases: ClassVar[list[str]] = ["truce"]
    filenames: ClassVar[list[str]] = ["*.truce"]
    tokens: ClassVar = {
        "root": [
            (r"#[^\n]*", Comment),
            (r'"[^"\n]*"', String),
            (r"<[^<>\s]*>", String.Other),
            (r"\[[^\[\]\n]*\]", Name.Label),
            (r"\d{4}-[\dX]{2}-[\dX]{2}\S*", Literal.Date),
            (rf"^[ \t]*{_HEADS}", Keyword),
            (r"\b(?:shall not|shall|may|unconditional)\b", Operator.Word),
            (r"\d[\d,.]*\b", Number),
            (r"\s+", Text),
            (r"[^\s\"#<\[\d]+", Text),
            (r".", Text),
        ]
    }


class Shown(RegexLexer):
    """Rows of a record and expectations: nothing is marked but ids and remarks."""

    name = "Shown"
    aliases: ClassVar[list[str]] = ["shown"]
    tokens: ClassVar = {"root": [(r"^#[^\n]*", Comment), (r"[^\n]+|\n", Text)]}
