"""A page, fetched from its site: once, within limits, without leaving more behind than it must.

Nothing is sent but the address and the program's name: no cookie, no language, no page before.
Source: spec/intake.md.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPResponse
from urllib.parse import urljoin

from trucebook import __version__
from trucebook.network.connection import opened
from trucebook.network.faults import AddressRefused, NetworkFault
from trucebook.network.guard import PUBLIC, Guard, Target, take_apart

SECONDS = 30.0
"""For each site that is asked, the whole answer included."""
MOST = 10_000_000
"""Bytes of an answer."""
HOPS = 5
"""Times that a site may send on to another address."""
TYPES = (
    *("text/html", "text/plain", "application/xhtml+xml", "application/pdf", "application/xml"),
    *("text/xml", "application/rss+xml", "application/atom+xml"),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
)
_SENT_ON = frozenset({301, 302, 303, 307, 308})
_FINE = 200
_CHUNK = 65_536


@dataclass(frozen=True, slots=True)
class Page:
    """What a site answered: the bytes, what it said they are, and the address they came from."""

    data: bytes
    declared: str
    address: str


@dataclass(frozen=True, slots=True)
class Limits:
    """What a page may take."""

    seconds: float = SECONDS
    most: int = MOST


def fetch(
    address: str,
    tell: Callable[[str], None],
    guard: Guard = PUBLIC,
    limits: Limits | None = None,
) -> Page:
    """The page at an address; `tell` is called with the name of each site before it is asked.

    Errors: AddressRefused, NetworkFault.
    """
    target = take_apart(address)
    for _ in range(HOPS + 1):
        answer = _ask(target, tell, guard, limits or Limits())
        if isinstance(answer, Page):
            return answer
        if target.scheme == "https" and answer.scheme != "https":
            raise AddressRefused(f"{target.host} sends on to an address that anybody could read")
        target = answer
    raise NetworkFault(f"{target.host} sends on from address to address, and to no page")


def _ask(
    target: Target, tell: Callable[[str], None], guard: Guard, limits: Limits
) -> Page | Target:
    """The page, or where the site says it is."""
    numbers = guard.numbers(target)
    tell(target.host)
    with opened(target, numbers[0], limits.seconds) as connection:
        headers = {
            "User-Agent": f"trucebook/{__version__}",
            "Accept": ", ".join(TYPES),
            "Accept-Encoding": "identity",
            "Connection": "close",
        }
        connection.request("GET", target.path, headers=headers)
        response = connection.getresponse()
        if response.status in _SENT_ON:
            return take_apart(urljoin(target.address, response.headers.get("Location") or ""))
        return Page(*_body(response, target, limits), target.address)


def _body(response: HTTPResponse, target: Target, limits: Limits) -> tuple[bytes, str]:
    if response.status != _FINE:
        raise NetworkFault(f"{target.host} answered {response.status} {response.reason}")
    declared = response.headers.get("Content-Type") or ""
    kind = declared.partition(";")[0].strip().lower()
    if kind and kind not in TYPES:
        raise NetworkFault(f"{target.host} answered with {kind}, which is no article")
    if (response.headers.get("Content-Encoding") or "identity").lower() != "identity":
        raise NetworkFault(f"{target.host} answered packed, which it was not asked for")
    parts: list[bytes] = []
    size = 0
    while part := response.read(_CHUNK):
        parts.append(part)
        size += len(part)
        if size > limits.most:
            raise NetworkFault(f"{target.host} answered with more than {limits.most:,} bytes")
    return b"".join(parts), declared
