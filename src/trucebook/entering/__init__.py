"""One report into a book, or none: the same for the command line and for pages."""
