"""The command line: asks the views, renders the answer, ends with a telling status."""

from trucebook.cli.group import main

__all__ = ["main"]
