"""A sealed book: what any store does, and no word of it in clear in any file."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyrage
import pytest

from tests.ledger.kept import EMPTY, FILES, WHEN, files, put_files, report
from tests.wants import debian
from trucebook.ledger.address import open_ledger
from trucebook.ledger.erase import erase, plan
from trucebook.ledger.faults import NOT_VALID, NOT_VERIFIED, WRONG_USAGE, LedgerError
from trucebook.ledger.sealed import IDENTITY, PASSPHRASE
from trucebook.ledger.spelling import Spellings
from trucebook.ledger.verified import verify

WHOLE = {name: data for name, data in FILES.items() if name not in EMPTY}
WORDS = "Quillfeather-in-clear"


@pytest.fixture
def keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    made = [pyrage.x25519.Identity.generate() for _ in range(3)]
    for number, key in enumerate(made):
        (tmp_path / f"{number}.key").write_text(f"# a key\n{key}\n", encoding="utf-8")
    monkeypatch.setenv(IDENTITY, str(tmp_path / "0.key"))
    return made


def sealed(tmp_path: Path, *to: Any) -> Any:
    asked = "&".join(f"to={one.to_public()}" for one in to)
    return open_ledger(f"sealed:///{tmp_path / 'book.age'}?{asked}", new=True)


def test_what_went_in_comes_out_and_holds(tmp_path: Path, keys: list[Any]) -> None:
    assert keys
    store = sealed(tmp_path)
    put_files(store, FILES)
    again = open_ledger(f"sealed:///{tmp_path / 'book.age'}")
    assert files(again) == WHOLE
    assert verify(again).holds
    put_files(again, {"record/more.jsonl": report("m1")})
    put_files(store, {"record/more.jsonl": report("m2")})  # it takes over what came meanwhile
    assert files(store)["record/more.jsonl"] == report("m1") + report("m2")
    erase(store, plan(store.entries(), Spellings(["Zo\u00eb"], "erased-1")), WHEN, "")
    assert verify(open_ledger(f"sealed:///{tmp_path / 'book.age'}")).holds


def test_who_is_named_can_open_it_and_stays_named(
    tmp_path: Path, keys: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    put_files(sealed(tmp_path, keys[1]), FILES)
    address = f"sealed:///{tmp_path / 'book.age'}"
    monkeypatch.setenv(IDENTITY, str(tmp_path / "1.key"))
    put_files(open_ledger(address), {"record/more.jsonl": report("m1")})
    monkeypatch.setenv(IDENTITY, str(tmp_path / "2.key"))
    with pytest.raises(LedgerError, match="cannot be opened") as refused:
        open_ledger(address)
    assert refused.value.status == NOT_VERIFIED
    monkeypatch.setenv(IDENTITY, str(tmp_path / "0.key"))
    assert files(open_ledger(address))["record/more.jsonl"] == report("m1")


def test_one_id_in_other_words_leaves_the_file_as_it_was(tmp_path: Path, keys: list[Any]) -> None:
    assert keys
    store = sealed(tmp_path)
    put_files(store, FILES)
    before = (tmp_path / "book.age").read_bytes()
    with pytest.raises(LedgerError, match="p2") as refused:
        put_files(store, {"record/a.jsonl": report("new") + report("p2", quote="other")})
    assert refused.value.status == NOT_VALID
    assert (tmp_path / "book.age").read_bytes() == before
    assert files(store) == WHOLE


def test_any_byte_changed_is_found(tmp_path: Path, keys: list[Any]) -> None:
    assert keys
    put_files(sealed(tmp_path), FILES)
    path = tmp_path / "book.age"
    data = path.read_bytes()
    for at in range(0, len(data), 97):
        path.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        with pytest.raises(LedgerError):
            open_ledger(f"sealed:///{path}")


@pytest.mark.parametrize("where", ["?to=age1nobody", "?for=age1x"])
def test_a_recipient_that_is_none(where: str, tmp_path: Path, keys: list[Any]) -> None:
    assert keys
    with pytest.raises(LedgerError) as refused:
        open_ledger(f"sealed:///{tmp_path / 'b.age'}{where}", new=True)
    assert refused.value.status == WRONG_USAGE
    assert not (tmp_path / "b.age").exists()


def test_without_a_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(IDENTITY, raising=False)
    monkeypatch.delenv(PASSPHRASE, raising=False)
    with pytest.raises(LedgerError, match="needs a key"):
        open_ledger(f"sealed:///{tmp_path / 'b.age'}", new=True)


@debian("strace", "strace")
def test_no_word_of_it_in_any_file_that_was_touched(tmp_path: Path, keys: list[Any]) -> None:
    """Every file opened by a whole day's work, and every byte written, as the system sees it."""
    assert keys
    work = tmp_path / "work"
    (work / "tmp").mkdir(parents=True)
    row = json.loads(report("p1", quote=WORDS, asserted_by="beta", source="Outlet"))
    script = work / "day.py"
    script.write_text(
        "import sys; from trucebook.cli import main\n"
        "def run(*words, given=None):\n"
        "    try: main(list(words), standalone_mode=False)\n"
        "    except SystemExit as end: assert not end.code, words\n"
        "book = 'sealed:///book.age'\n"
        "run('import', book, sys.argv[1])\n"
        "run('add', book, sys.stdin.readline())\n"
        "run('status', book)\n"
        "run('verify', book)\n"
        "run('retract', book, 'p1', '--why', 'another day')\n"
        "run('erase', book, 'Nobody Here')\n"
        "run('export', book, 'sealed:///copy.age')\n",
        encoding="utf-8",
    )
    source = tmp_path / "source"
    source.mkdir()
    (source / "a.truce").write_bytes(FILES["agreement.truce"])
    trace = tmp_path / "trace"
    done = subprocess.run(  # noqa: S603 - words of our own
        [
            "/usr/bin/strace",
            "-f",
            "-e",
            "trace=openat,open,creat,rename,renameat,renameat2,memfd_create",
            "-o",
            str(trace),
            sys.executable,
            str(script),
            str(source),
        ],
        cwd=work,
        env={**os.environ, "TMPDIR": str(work / "tmp"), "PYTHONDONTWRITEBYTECODE": "1"},
        input=json.dumps(row) + "\n",
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert WORDS in done.stdout
    written = {
        line.split('"')[1]
        for line in trace.read_text(encoding="utf-8", errors="replace").splitlines()
        if '"' in line and ("O_WRONLY" in line or "O_RDWR" in line or "O_CREAT" in line)
    }
    assert any("book.age" in name for name in written)
    assert {Path(name).name.lstrip(".").split(".age")[0] for name in written} - {"null"} <= {
        "book",
        "copy",
    }, written
    for path in work.rglob("*"):
        assert not path.is_file() or WORDS.encode() not in path.read_bytes(), path
