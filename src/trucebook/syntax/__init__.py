"""From text to a tree and diagnostics, and back to text: the language as it is written."""

from trucebook.syntax.declared import Declared
from trucebook.syntax.diagnostic import Diagnostic, Fix, Related, in_order
from trucebook.syntax.layout import format_text
from trucebook.syntax.parser import Parsed, parse
from trucebook.syntax.span import Span

__all__ = [
    "Declared",
    "Diagnostic",
    "Fix",
    "Parsed",
    "Related",
    "Span",
    "format_text",
    "in_order",
    "parse",
]
