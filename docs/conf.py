"""How the pages under docs/ and spec/ become one site: `make docs`.

The source folder is the root of the project, so that a link between two pages is the same on the
site and where the code is read.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tools.highlight import Shown, Truce  # the site's own lexers
from trucebook import __version__

project = "Trucebook"
author = "The Trucebook maintainers"
copyright = author  # noqa: A001 - the name Sphinx gives it
release = version = __version__

extensions = ["myst_parser"]
root_doc = "docs/index"
include_patterns = ["docs/**.md", "spec/**.md", "books/**.md", "benchmarks/*.md", "*.md"]
exclude_patterns = [".*", "**/.*"]
suppress_warnings = ["myst.header"]  # a page may begin its sections where it likes
nitpicky = True

myst_heading_anchors = 4
myst_enable_extensions = ["colon_fence"]
myst_links_external_new_tab = False

html_theme = "furo"
html_title = "Trucebook"
html_copy_source = False
html_show_sphinx = False
pygments_style = "default"
pygments_dark_style = "native"


def setup(app: object) -> None:
    """Show texts, records and expectations as what they are."""
    add = app.add_lexer  # type: ignore[attr-defined]  # Sphinx's application
    for name in ("truce", "truce-bad"):
        add(name, Truce)
    for name in ("standings", "diagnostics", "jsonl", "csv"):
        add(name, Shown)
