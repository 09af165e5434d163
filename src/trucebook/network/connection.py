"""A connection to one number, under the name of its site, that ends when its time is over."""

from __future__ import annotations

import contextlib
import http.client
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from trucebook.network.faults import NetworkFault
from trucebook.network.guard import Target


class _Pinned(http.client.HTTPConnection):
    """Asks the number that was looked at, whatever the name stands for a moment later."""

    def __init__(self, target: Target, number: str, seconds: float) -> None:
        super().__init__(target.host, target.port, timeout=seconds)
        self._number = number
        self._target = target
        self.wire: socket.socket | None = None
        """The socket, also after the connection has handed it to its answer."""

    def connect(self) -> None:
        """Open it."""
        self.sock = socket.create_connection((self._number, self.port), self.timeout)
        if self._target.scheme == "https":
            context = ssl.create_default_context()
            self.sock = context.wrap_socket(self.sock, server_hostname=self.host)
        self.wire = self.sock


@contextmanager
def opened(target: Target, number: str, seconds: float) -> Iterator[http.client.HTTPConnection]:
    """A connection for so many seconds, all that is sent and received included.

    Errors: NetworkFault, in words, whatever goes wrong while it is used.
    """
    connection = _Pinned(target, number, seconds)
    over = threading.Event()

    def end() -> None:
        over.set()
        if connection.wire is not None:
            with contextlib.suppress(OSError):
                connection.wire.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield connection
    except (OSError, http.client.HTTPException) as fault:
        if over.is_set() or isinstance(fault, TimeoutError):
            raise NetworkFault(f"{target.host} took longer than {seconds:g} seconds") from None
        words = getattr(fault, "reason", None) or str(fault) or type(fault).__name__
        raise NetworkFault(f"{target.host} did not answer as a site does: {words}") from None
    finally:
        timer.cancel()
        connection.close()
    if over.is_set():
        raise NetworkFault(f"{target.host} took longer than {seconds:g} seconds")
