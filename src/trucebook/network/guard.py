"""Which addresses may be asked for a page: those of the public network, by name and by number.

An address in an article must not reach what only this machine or its network can see: every
address that a name stands for is looked at, and the one that was looked at is the one asked.
Source: spec/intake.md; RFC 6890 (special addresses), RFC 6052 (IPv4 within IPv6).
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from trucebook.network.faults import AddressRefused, NetworkFault

PORTS = {"http": 80, "https": 443}
_LONGEST = 2_000
_HOLDS_V4 = tuple(map(ipaddress.IPv6Network, ("64:ff9b::/96", "64:ff9b:1::/48")))
_OWN = tuple(map(ipaddress.IPv4Network, ("168.63.129.16/32", "192.0.0.0/24")))
"""Public by number, and yet the inside of a host's network: services of some clouds."""


@dataclass(frozen=True, slots=True)
class Target:
    """An address, taken apart."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def address(self) -> str:
        """The address again."""
        port = "" if self.port == PORTS[self.scheme] else f":{self.port}"
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}{port}{self.path}"


@dataclass(frozen=True, slots=True)
class Guard:
    """What may be asked: how names are looked up, which numbers and which ports are allowed."""

    look_up: Callable[[str, int], list[str]]
    is_allowed: Callable[[str], bool]
    ports: frozenset[int] = frozenset(PORTS.values())

    def numbers(self, target: Target) -> list[str]:
        """The numbers a target may be asked at.

        Errors: AddressRefused; NetworkFault where the name stands for nothing.
        """
        if target.port not in self.ports:
            raise AddressRefused(f"{target.address} names another port than pages are at")
        found = list(dict.fromkeys(self.look_up(target.host, target.port)))
        if not found:
            raise NetworkFault(f"no address is known for {target.host}")
        for number in found:
            if not self.is_allowed(number):
                raise AddressRefused(
                    f"{target.host} stands for {number}, which is no place of the public network"
                )
        return found


def take_apart(address: str) -> Target:
    """An address of a page.

    Errors: AddressRefused where it is none.
    """
    if len(address) > _LONGEST or any(c <= " " or c == "\x7f" for c in address) or "\\" in address:
        raise AddressRefused("the address has spaces or signs in it that no address has")
    try:
        parts = urlsplit(address)
        port = parts.port
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        raise AddressRefused(f"{address} is no address of a page") from None
    if parts.scheme not in PORTS:
        raise AddressRefused(f"{address} is no address of a page: it begins with https://")
    if parts.username is not None or parts.password is not None:
        raise AddressRefused("the address holds a name or password, which a site would see")
    if ":" not in host:
        try:
            host = host.encode("idna").decode()
        except UnicodeError:
            host = ""
    if not host:
        raise AddressRefused(f"{address} names no site")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    if not path.isascii():
        raise AddressRefused("the address has letters in its path that are to be written as %…")
    return Target(parts.scheme, host, port or PORTS[parts.scheme], path)


def is_public(number: str) -> bool:
    """Whether a number is one of the public network, also where it is wrapped in another."""
    try:
        found = ipaddress.ip_address(number.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        inside = found.ipv4_mapped or found.sixtofour
        if found.teredo is not None:
            inside = found.teredo[1]
        if any(found in network for network in _HOLDS_V4):
            inside = ipaddress.IPv4Address(int(found) & 0xFFFF_FFFF)
        if inside is not None:
            return is_public(str(inside))
        if found.is_site_local:
            return False
    if (
        any(found in network for network in _OWN)
        or found.is_multicast
        or found.is_reserved
        or found.is_unspecified
    ):
        return False
    return found.is_global


def look_up(host: str, port: int) -> list[str]:
    """The numbers a name stands for; none where nobody knows it."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return []
    return [str(one[4][0]) for one in found]


PUBLIC = Guard(look_up, is_public)
"""The guard of every address that a user gives."""
