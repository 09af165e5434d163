"""Tree, canonical form and note, held against libraries and other tools."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st
from pymerkle import InmemoryTree

from trucebook.ledger.checkpoint import Checkpoint, read_checkpoint, read_private, read_public
from trucebook.ledger.faults import LedgerError
from trucebook.ledger.tree import root_of


@given(st.lists(st.binary(max_size=20), min_size=1, max_size=40))
def test_the_root_is_that_of_another_tree(entries: list[bytes]) -> None:
    other = InmemoryTree(algorithm="sha256")
    for data in entries:
        other.append_entry(data)
    assert root_of(entries) == other.get_root()


def test_the_root_of_nothing_is_the_hash_of_nothing() -> None:
    assert root_of([]).hex().startswith("e3b0c44298fc1c149afbf4c8996fb924")


@given(st.integers(0, 10**9), st.binary(min_size=32, max_size=32))
def test_a_note_is_read_as_it_was_written(size: int, root: bytes) -> None:
    made = Checkpoint("trucebook.ledger/ab", size, root).signed(Ed25519PrivateKey.generate())
    assert read_checkpoint(made.note) == made


def test_a_signature_is_of_its_key_and_its_words() -> None:
    key, other = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
    made = Checkpoint("trucebook.ledger/ab", 3, b"r" * 32).signed(key)
    assert made.is_signed_by(key.public_key())
    assert not made.is_signed_by(other.public_key())
    assert not Checkpoint(made.origin, 4, made.root, made.signatures).is_signed_by(key.public_key())


@pytest.mark.parametrize(
    "text", ["", "a\n1\nAA==\n\n", "a\n-\n" + "A" * 43 + "=\n\n", "a\nb", "\n\n\n\n"]
)
def test_what_is_no_checkpoint(text: str) -> None:
    with pytest.raises(LedgerError):
        read_checkpoint(text)


@pytest.mark.skipif(shutil.which("openssl") is None, reason="wants the Debian package openssl")
def test_openssl_checks_a_signature(tmp_path: Path) -> None:
    def run(*words: str) -> None:
        subprocess.run(  # noqa: S603 - words of our own
            ["openssl", *words],  # noqa: S607 - wherever it is
            cwd=tmp_path,
            check=True,
            capture_output=True,
        )

    run("genpkey", "-algorithm", "ed25519", "-out", "desk.key")
    run("pkey", "-in", "desk.key", "-pubout", "-out", "desk.pub")
    key = read_private((tmp_path / "desk.key").read_bytes())
    made = Checkpoint("trucebook.ledger/ab", 3, b"r" * 32).signed(key)
    assert made.is_signed_by(read_public((tmp_path / "desk.pub").read_bytes()))
    (tmp_path / "body").write_text(made.body, encoding="utf-8")
    (tmp_path / "signature").write_bytes(made.signatures[0][1][4:])
    words = "pkeyutl -verify -rawin -pubin -inkey desk.pub -in body -sigfile signature"
    run(*words.split())
