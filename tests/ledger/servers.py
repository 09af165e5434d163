"""A PostgreSQL server for the tests, started when first asked for, with a new database for each."""

from __future__ import annotations

import atexit
import itertools
import shutil
import tempfile
from functools import cache
from pathlib import Path

import psycopg

from tools.servers import Server, start

_numbers = itertools.count(1)


@cache
def folder() -> Path:
    """Where the server keeps everything."""
    return Path(tempfile.mkdtemp(prefix="trucebook-postgres-"))


@cache
def server() -> Server:
    started = start(folder())
    atexit.register(lambda: (started.stop(), shutil.rmtree(folder(), ignore_errors=True)))
    return started


def new_database() -> str:
    """The address of an empty database."""
    name = f"book_{next(_numbers)}"
    with psycopg.connect(server().address("postgres"), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return server().address(name)
