"""`trucebook serve` as a process: up soon, says where, refuses a taken place."""

from __future__ import annotations

import importlib.util
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from trucebook.cli import serve as command
from trucebook.web.serving import is_loopback

GAZA = "gaza-2025-01"


def start(*words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603 - our own program
        [str(Path(sys.executable).with_name("trucebook")), "serve", *words],
        stderr=subprocess.PIPE,
        text=True,
    )


def test_it_is_up_says_where_and_ends_when_broken_off() -> None:
    began = time.monotonic()
    process = start(GAZA, "--port", "0")
    assert process.stderr is not None
    told = process.stderr.readline()
    address = re.search(r"http://127\.0\.0\.1:\d+/", told)
    assert address, told
    with urllib.request.urlopen(address[0] + "static/book.css") as answer:  # noqa: S310 - ours
        assert answer.status == 200
    took = time.monotonic() - began
    process.send_signal(signal.SIGINT)
    rest = process.communicate(timeout=20)[1]
    assert "Traceback" not in rest
    assert took < 2 or os.getloadavg()[0] > 2, f"{took:.1f} s"


def test_a_taken_place_is_told() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        process = start(GAZA, "--port", str(port))
        told = process.communicate(timeout=60)[1]
    assert process.returncode == 5
    assert f"127.0.0.1:{port} cannot be listened at" in told


def test_a_host_that_is_none_is_told() -> None:
    process = start(GAZA, "--host", "no such host", "--port", "0")
    told = process.communicate(timeout=60)[1]
    assert process.returncode == 5
    assert "Traceback" not in told


def test_an_extra_that_is_missing_is_named(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "NEEDS", ("jinja2", "no_such_library"))
    assert importlib.util.find_spec("no_such_library") is None
    outcome = run("serve", GAZA)
    assert outcome.status == 2
    assert "[web] (no_such_library is not installed)" in outcome.stderr


@pytest.mark.parametrize("host", ["127.0.0.1", "127.9.9.9", "localhost", "::1"])
def test_what_only_this_machine_can_ask(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "example.org"])  # noqa: S104 - asked about
def test_what_others_can_ask(host: str) -> None:
    assert not is_loopback(host)


def test_a_book_without_people_is_for_this_machine_alone() -> None:
    process = start(GAZA, "--host", "0.0.0.0", "--port", "0")  # noqa: S104 - refused
    told = process.communicate(timeout=60)[1]
    assert process.returncode == 2
    assert "has no people who could sign in" in told


def test_others_may_look_where_that_is_said_and_never_more() -> None:
    process = start(GAZA, "--host", "0.0.0.0", "--port", "0", "--without-sign-in")  # noqa: S104 - said
    assert process.stderr is not None
    warned, told = process.stderr.readline(), process.stderr.readline()
    port = re.search(r":(\d+)/", told)
    assert port, told
    assert "nobody has to sign in" in warned
    with urllib.request.urlopen(f"http://127.0.0.1:{port[1]}/board.json") as answer:
        assert answer.status == 200
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=20)
