"""Runs the Markdown pages of `spec/`; the convention is written down in `spec/README.md`.

page.py         text of a page  → sections and blocks
files.py        file blocks     → the book's folder
command.py      the command     → what it printed, and its exit status
console.py      console blocks  → compared with what the command printed
rows.py         standings blocks → what each row says
standings.py    what a row says → compared with `status --json`
diagnostics.py  diagnostics blocks → compared with `check --json`
section.py      one section, from an empty folder to its findings
plugin.py       sections        → tests of pytest
"""
