"""A server for one book: takes its place first, so that a taken one is told before anything."""

from __future__ import annotations

import socket

import uvicorn

from trucebook.web.app import web_app
from trucebook.web.desk import Desk
from trucebook.web.gate import LOOPBACK
from trucebook.web.guard import Guard


def is_loopback(host: str) -> bool:
    """Whether only this machine can ask there."""
    return host in ("localhost", "::1") or host.startswith("127.")


def listen(host: str, port: int) -> socket.socket:
    """Take a place; port 0 takes any that is free.

    Errors: OSError where it is taken, or not this machine's.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    taken = socket.socket(family, socket.SOCK_STREAM)
    try:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind((host, port))
        taken.listen(128)
    except OSError:
        taken.close()
        raise
    return taken


def serve(
    desk: Desk, place: socket.socket, host: str, guard: Guard, *, writes: bool = False
) -> None:
    """Answer until it is broken off; whoever the guard knows may come in, and write if it may."""
    hosts = (*LOOPBACK, host) if is_loopback(host) else None
    config = uvicorn.Config(
        web_app(desk, hosts, guard, writes=writes),
        log_level="critical",
        access_log=False,
        server_header=False,
        lifespan="off",
        ws="none",
        timeout_graceful_shutdown=2,
    )
    try:
        uvicorn.Server(config).run(sockets=[place])
    finally:
        guard.close()
