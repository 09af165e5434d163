"""Trucebook: where each commitment of an agreement stands, by whose word, and why."""

__version__ = "0.1.0"
