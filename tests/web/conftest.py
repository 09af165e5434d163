"""A book on the web as tests use it: asked in this process, or served to a real browser."""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from starlette.testclient import TestClient

from trucebook.book import open_book
from trucebook.shipped import shipped_book
from trucebook.web.app import web_app
from trucebook.web.desk import Desk
from trucebook.web.gate import LOOPBACK
from trucebook.web.serving import listen

GAZA = "gaza-2025-01"
Client = Callable[..., TestClient]


def client_of(folder: Path, **desk: bool) -> TestClient:
    """The pages of a book, asked in this process; a fault of the program is an answer too."""
    app = web_app(Desk(folder, open_book, leaves_out=desk.get("leaves_out", False)), LOOPBACK)
    return TestClient(
        app,
        base_url="http://127.0.0.1:8000",
        follow_redirects=False,
        raise_server_exceptions=False,
    )


@pytest.fixture(scope="session")
def gaza() -> TestClient:
    """The shipped book of January 2025."""
    return client_of(shipped_book(GAZA))


@contextmanager
def served(folder: Path, *, writes: bool = False) -> Iterator[str]:
    """A book at an address of its own, by the server that `serve` uses."""
    place = listen("127.0.0.1", 0)
    app = web_app(Desk(folder, open_book, leaves_out=False), LOOPBACK, writes=writes)
    server = uvicorn.Server(
        uvicorn.Config(app, log_level="critical", lifespan="off", ws="none", access_log=False)
    )
    thread = threading.Thread(target=server.run, kwargs={"sockets": [place]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{place.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)
    place.close()


@pytest.fixture(scope="session")
def gaza_address() -> Iterator[str]:
    """The shipped book, served."""
    with served(shipped_book(GAZA)) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """The browser that Debian brings."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only where it is there

    program = shutil.which("chromium")
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program, args=arguments)
        yield opened
        opened.close()
