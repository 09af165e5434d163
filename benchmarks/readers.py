"""How `serve` keeps up with many readers: `python -m benchmarks.readers BOOK DAY [--far DAY]`.

The server is a process of its own, as a user starts it: how long it takes until it answers, then
so many readers at once, each asking a few pages on days of its own, and what each waited.
With `--far` somebody asks for a day that takes long all the while.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import threading
import time
import urllib.request
from datetime import date, timedelta
from pathlib import Path

PAGES = ("/", "/why/{id}", "/timeline", "/reports", "/board.json")
READY = " is served at "


def main() -> None:
    """Serve, ask, and print each line."""
    asked = argparse.ArgumentParser(prog="benchmarks.readers", description=__doc__)
    asked.add_argument("book")
    asked.add_argument("day", type=date.fromisoformat)
    asked.add_argument("--id", default="free", help="a commitment whose page is asked")
    asked.add_argument("--readers", type=int, default=50)
    asked.add_argument("--far", type=date.fromisoformat)
    words = asked.parse_args()
    began = time.monotonic()
    program = Path(sys.executable).with_name("trucebook")
    command = [str(program), "serve", words.book, "--port", "0"]
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)  # noqa: S603 - our own
    try:
        address = _address(server)
        _put(f"it listens after        {time.monotonic() - began:6.2f} s")
        _get(f"{address}board.json?on={words.day}")
        _put(f"first answer after      {time.monotonic() - began:6.2f} s")
        _read(address, words.day, words.id, words.readers, words.far)
    finally:
        server.terminate()
        server.wait()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    _put(f"CPU of the server       {used.ru_utime + used.ru_stime:6.2f} s")
    _put(f"its memory, at most     {used.ru_maxrss / 1024:6.0f} MB")


def _read(address: str, day: date, name: str, readers: int, far: date | None) -> None:
    took: list[float] = []
    faults: list[str] = []

    def read(number: int) -> None:
        on = day - timedelta(number % 28)
        for page in PAGES:
            began = time.monotonic()
            try:
                _get(f"{address.rstrip('/')}{page.format(id=name)}?on={on}")
            except OSError as error:
                faults.append(f"{page} on {on}: {error}")
            took.append(time.monotonic() - began)

    threads = [threading.Thread(target=read, args=(number,)) for number in range(readers)]
    slow: list[float] = []
    if far is not None:

        def look_far() -> None:
            began = time.monotonic()
            _get(f"{address}?on={far}")
            slow.append(time.monotonic() - began)

        threads.insert(0, threading.Thread(target=look_far))
    began = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    whole = time.monotonic() - began
    took.sort()
    _put(f"{readers} readers, {len(took)} pages  {whole:6.2f} s, faults: {len(faults)}")
    _put(f"a page, median          {statistics.median(took):6.2f} s")
    _put(f"a page, 19 of 20 within {took[len(took) * 19 // 20]:6.2f} s")
    for seconds in slow:
        _put(f"the far day             {seconds:6.2f} s")
    for fault in faults[:5]:
        _put(fault)


def _address(server: subprocess.Popen[str]) -> str:
    """Where it says that it answers."""
    assert server.stderr is not None  # noqa: S101 - it was asked for
    for line in server.stderr:
        if READY in line:
            return line.partition(READY)[2].split()[0]
    raise SystemExit("the server ended")


def _get(address: str) -> None:
    with urllib.request.urlopen(address, timeout=300) as answer:  # noqa: S310 - our own
        answer.read()


def _put(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
