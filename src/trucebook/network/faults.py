"""What can go wrong when others are asked."""

from __future__ import annotations


class AddressRefused(Exception):
    """An address is not asked; the words say why."""


class NetworkFault(Exception):
    """What was asked did not answer as it should; the words say how."""
