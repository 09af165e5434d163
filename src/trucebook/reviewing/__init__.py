"""The review queue of a book: what was proposed from its sources, and what people decided."""
