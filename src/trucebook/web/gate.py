"""What stands before every answer: who may ask, and headers that let nothing else in.

A name that is not the server's own is refused, so that no page of another site can have the
browser read a book on this machine by a name that it made lead here.
"""

from __future__ import annotations

from collections.abc import Collection

from starlette.datastructures import MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from trucebook.export.to_json import to_text
from trucebook.web.faults import Fault, fault_to_json

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-cache",
}


class Gate:
    """An application behind its headers."""

    def __init__(self, inner: ASGIApp, hosts: Collection[str] | None) -> None:
        """Name the hosts it answers to; None: any."""
        self._inner = inner
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""

        async def headed(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        if scope["type"] == "http" and not self._is_ours(scope):
            fault = Fault("another-host", "This book is not served by that name.")
            body = to_text(fault_to_json(fault))
            refused = Response(body, fault.status, media_type="application/json")
            await refused(scope, receive, headed)
            return
        await self._inner(scope, receive, headed)

    def _is_ours(self, scope: Scope) -> bool:
        if self._hosts is None:
            return True
        given = [value for name, value in scope["headers"] if name == b"host"]
        host = given[0].decode("latin-1").casefold() if len(given) == 1 else ""
        name = host[: host.index("]") + 1] if host.startswith("[") and "]" in host else ""
        return (name or host.partition(":")[0]) in self._hosts
