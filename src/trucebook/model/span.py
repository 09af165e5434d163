"""Where in a file something stands: the same spans the syntax tree carries."""

from trucebook.syntax.span import Span

__all__ = ["Span"]
