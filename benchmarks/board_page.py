"""How long the board takes as a web page: `python -m benchmarks.board_page BOOK DAY OTHER`.

First, again (warm), and on another day, in one process, without a network.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from pathlib import Path

from starlette.testclient import TestClient

from trucebook.book import open_book
from trucebook.web.app import web_app
from trucebook.web.desk import Desk
from trucebook.web.gate import LOOPBACK

AGAIN = 11


def main() -> None:
    """Ask, and print each line."""
    asked = argparse.ArgumentParser(prog="benchmarks.board_page", description=__doc__)
    asked.add_argument("book", type=Path)
    asked.add_argument("day")
    asked.add_argument("other")
    words = asked.parse_args()
    app = web_app(Desk(words.book, open_book, leaves_out=False), LOOPBACK)
    client = TestClient(app, base_url="http://127.0.0.1:8000")
    _put(f"first page        {_seconds(client, f'/?on={words.day}'):.3f} s of CPU")
    for name, path in (("page", "/"), ("JSON", "/board.json")):
        took = [_seconds(client, f"{path}?on={words.day}") for _ in range(AGAIN)]
        _put(f"{name} again, median {statistics.median(took):.3f} s of CPU")
    _put(f"another day       {_seconds(client, f'/?on={words.other}'):.3f} s of CPU")


def _put(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _seconds(client: TestClient, path: str) -> float:
    began = time.process_time()
    client.get(path).raise_for_status()
    return time.process_time() - began


if __name__ == "__main__":
    main()
