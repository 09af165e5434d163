"""Bytes of any form to articles: pages, plain text, PDF, office documents, feeds."""
