"""A backup comes back to the same root, and takes the place of no other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.ledger.kept import FILES, put_files, report
from tests.ledger.servers import new_database
from trucebook.cli import main
from trucebook.ledger.address import open_ledger
from trucebook.ledger.verified import verify


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main(list(words))
    out, err = capsys.readouterr()
    return int(ended.value.code or 0), out, err


def filled(address: str, more: bytes = b"") -> str:
    ledger = open_ledger(address, new=True)
    put_files(ledger, FILES | ({"record/more.jsonl": more} if more else {}))
    ledger.close()
    return address


def root(words: str) -> str:
    found = re.search(r"Root: ([0-9a-f]{64})", words)
    assert found is not None
    return found[1]


def test_round_all_stores_to_the_same_root(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    address, other = filled(f"sqlite:///{tmp_path / 'a.db'}"), new_database()
    roots = set()
    for source, target in ((address, other), (other, f"sqlite:///{tmp_path / 'b.db'}")):
        file = str(tmp_path / f"{len(roots)}{source[:4]}.bundle")
        status, out, _ = run(capsys, "backup", source, file)
        assert status == 0
        roots.add(root(out))
        status, out, _ = run(capsys, "restore", file, target)
        assert status == 0
        roots.add(root(out))
        ledger = open_ledger(target)
        roots.add(verify(ledger).root.hex())
        ledger.close()
    assert len(roots) == 1


def test_a_later_backup_takes_the_place_of_its_own_earlier_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    address = filled(f"sqlite:///{tmp_path / 'a.db'}")
    file = tmp_path / "a.bundle"
    assert run(capsys, "backup", address, str(file))[0] == 0
    filled(address, report("m1"))
    assert run(capsys, "backup", address, str(file))[0] == 0
    kept = file.read_bytes()
    for address_of_another in (
        filled(f"sqlite:///{tmp_path / 'b.db'}", report("m1") + report("m2")),
        filled(f"sqlite:///{tmp_path / 'c.db'}"),
    ):
        status, _, err = run(capsys, "backup", address_of_another, str(file))
        assert status == 3
        assert "another book" in err
        assert file.read_bytes() == kept


def test_a_bad_backup_makes_no_store(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.bundle"
    run(capsys, "backup", filled(f"sqlite:///{tmp_path / 'a.db'}"), str(file))
    data = file.read_bytes()
    file.write_bytes(data[:500] + bytes([data[500] ^ 1]) + data[501:])
    assert run(capsys, "restore", str(file), f"sqlite:///{tmp_path / 'new.db'}")[0] == 4
    assert not (tmp_path / "new.db").exists()


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("backup", "a-folder", "x.bundle"), 2),
        (("backup", "sqlite:///a.db", "x.zip"), 2),
        (("backup", "sqlite:///none.db", "x.bundle"), 5),
        (("backup", "sqlite:///a.db", "no/where/x.bundle"), 5),
        (("restore", "none.bundle", "sqlite:///b.db"), 2),
        (("restore", "a.db", "sqlite:///b.db"), 3),
        (("restore", "a.db", "b"), 2),
    ],
)
def test_what_is_refused(
    words: tuple[str, ...],
    status: int,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    filled("sqlite:///a.db")
    assert run(capsys, *words)[0] == status
    assert not (tmp_path / "b.db").exists()
