"""Work on what strangers wrote, in a process of its own: with an end to its time and its memory.

Libraries that take pages and documents apart can be led into hours of work by a few bytes. What
takes too long is ended, and told as one article that cannot be read; the others go on.
"""

from __future__ import annotations

import contextlib
import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from multiprocessing.connection import Connection
from typing import Any, Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")

SECONDS = 30.0
"""That one piece of work may take."""
STARTS = 60.0
"""Seconds that a process may take to start, on a machine that has much else to do."""
MEMORY = 2_000_000_000
"""Bytes that the process may use, where the system can hold it to that."""


class TooLong(Exception):
    """The work took too long, or too much memory, and was ended."""


class Apart(Generic[T, R]):
    """A process that does one kind of work, started when there is some."""

    def __init__(self, work: Callable[[T], R], seconds: float = SECONDS) -> None:
        """Name the work: a function of a module, for the process to find; it never gives None."""
        self._work = work
        self.seconds = seconds
        self._process: multiprocessing.process.BaseProcess | None = None
        self._pipe: Connection[Any, Any] | None = None
        self._starts = False

    def begin(self, matter: T) -> Connection[Any, Any]:
        """Hand over the matter; what comes back has the answer."""
        if self._pipe is None:
            context = multiprocessing.get_context("spawn")
            self._pipe, theirs = context.Pipe()
            self._process = context.Process(target=_serve, args=(theirs, self._work), daemon=True)
            self._process.start()
            theirs.close()
            self._starts = True
        self._pipe.send(matter)
        return self._pipe

    def answer(self) -> R:
        """The answer to what was handed over, waited for.

        Errors: raises what the work raises, and TooLong.
        """
        assert self._pipe is not None, "nothing was handed over"  # noqa: S101 - a program's mistake
        told: tuple[R | None, Exception | None] = None, None
        with contextlib.suppress(EOFError, OSError):
            if self._starts and self._pipe.poll(STARTS):
                self._starts = self._pipe.recv() is not None
            if not self._starts and self._pipe.poll(self.seconds):
                told = self._pipe.recv()
        value, fault = told
        if value is None:
            if fault is not None:
                raise fault
            self.close()
            raise TooLong
        return value

    def ask(self, matter: T) -> R:
        """The answer to one piece of work.

        Errors: raises what the work raises, and TooLong.
        """
        self.begin(matter)
        return self.answer()

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
        if self._pipe is not None:
            self._pipe.close()
        self._process = self._pipe = None


def side_by_side(
    work: Callable[[T], R], matters: Iterable[T], processes: int, seconds: float = SECONDS
) -> Iterator[R | Exception]:
    """The answer to each piece of work, in order; what went wrong with one is given as its answer.

    So many processes work at a time, and no more matter is taken up than they have in hand.
    """
    free = [Apart(work, seconds) for _ in range(processes)]
    everyone = tuple(free)
    busy: deque[Apart[T, R]] = deque()
    try:
        for matter in matters:
            if not free:
                free.append(busy.popleft())
                answer: R | Exception = _answer(free[0])
                yield answer
            busy.append(free.pop())
            busy[-1].begin(matter)
        while busy:
            answer = _answer(busy.popleft())
            yield answer
    finally:
        for worker in everyone:
            worker.close()


def _answer(worker: Apart[Any, R]) -> R | Exception:
    try:
        return worker.answer()
    except Exception as fault:  # noqa: BLE001 - it is the answer of this one piece
        return fault


def _serve(pipe: Connection[Any, Any], work: Callable[[Any], Any]) -> None:
    """Answer until nobody asks."""
    _limit()
    with contextlib.suppress(EOFError, OSError, KeyboardInterrupt):
        pipe.send(None)  # it has started
        while True:
            matter = pipe.recv()
            answer: tuple[Any, Exception | None]
            try:
                answer = (work(matter), None)
            except MemoryError:
                return
            except Exception as fault:  # noqa: BLE001 - told to whoever asked
                answer = (None, fault)
            pipe.send(answer)


def _limit() -> None:
    try:
        import resource  # noqa: PLC0415 - not on every system
    except ImportError:
        return
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
