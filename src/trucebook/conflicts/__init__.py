"""Demands that cannot all be met: every smallest set of them, and what would dissolve each."""
