"""The book as web pages: the same answers as the command line, by the same seam.

Read-only: nothing here writes to a book. Needs the extra `[web]`.
"""
