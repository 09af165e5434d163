"""Tallies: what a record's figures allow for each cell, and which of them cannot all be true."""
