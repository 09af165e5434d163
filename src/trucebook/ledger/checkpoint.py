"""A checkpoint: a few lines that say how a ledger stands, to be kept elsewhere, signed if wanted.

Source: the C2SP forms `tlog-checkpoint` and `signed-note`; RFC 8032 (Ed25519).
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from trucebook.ledger.faults import NOT_VALID, ExtraMissing, LedgerError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (
        Ed25519PrivateKey,
        Ed25519PublicKey,
    )

_ED25519 = b"\x01"
_DASH = "\u2014 "
ROOT_BYTES = 32


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """How a ledger stood: whose it is, how many entries, their root, and who signed that."""

    origin: str
    size: int
    root: bytes
    signatures: tuple[tuple[str, bytes], ...] = ()

    @property
    def body(self) -> str:
        """The lines that are signed."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"

    @property
    def note(self) -> str:
        """The whole note."""
        signed = "".join(
            f"{_DASH}{name} {base64.b64encode(value).decode()}\n" for name, value in self.signatures
        )
        return f"{self.body}\n{signed}"

    def signed(self, key: Ed25519PrivateKey) -> Checkpoint:
        """The checkpoint with one signature more, under its origin's name."""
        public = _raw(key.public_key())
        value = _key_id(self.origin, public) + key.sign(self.body.encode())
        return Checkpoint(
            self.origin, self.size, self.root, (*self.signatures, (self.origin, value))
        )

    def is_signed_by(self, key: Ed25519PublicKey) -> bool:
        """Whether one of the signatures is that key's."""
        from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 - of the extra

        for name, value in self.signatures:
            if value[:4] != _key_id(name, _raw(key)):
                continue
            try:
                key.verify(value[4:], self.body.encode())
            except InvalidSignature:
                continue
            return True
        return False


def read_checkpoint(text: str) -> Checkpoint:
    """The checkpoint a note holds.

    Errors: raises `LedgerError` where it is none.
    """
    body, blank, signed = text.partition("\n\n")
    lines = body.split("\n")
    try:
        origin, size, root = lines
        checkpoint = Checkpoint(
            origin,
            int(size),
            base64.b64decode(root, validate=True),
            tuple(_signature(line) for line in signed.splitlines()),
        )
    except (ValueError, binascii.Error):
        checkpoint = None
    if (
        checkpoint is None
        or not blank
        or checkpoint.note != text
        or len(checkpoint.root) != ROOT_BYTES
    ):
        raise LedgerError(
            NOT_VALID,
            "This is no checkpoint.",
            "A checkpoint has a name, a count and a root on three lines, an empty line, and its "
            "signatures.",
        )
    return checkpoint


def _signature(line: str) -> tuple[str, bytes]:
    name, _, value = line.removeprefix(_DASH).rpartition(" ")
    if not line.startswith(_DASH) or not name:
        raise ValueError(line)
    return name, base64.b64decode(value, validate=True)


def read_private(pem: bytes) -> Ed25519PrivateKey:
    """The key of a file in PEM, as `openssl genpkey -algorithm ed25519` makes it.

    Errors: raises `LedgerError` where it is none; `ExtraMissing`.
    """
    try:
        from cryptography.hazmat.primitives import serialization  # noqa: PLC0415 - of the extra
        from cryptography.hazmat.primitives.asymmetric import ed25519  # noqa: PLC0415 - as above
    except ImportError:
        raise ExtraMissing("cryptography") from None
    try:
        key = serialization.load_pem_private_key(pem, password=None)
    except (ValueError, TypeError):
        key = None
    if not isinstance(key, ed25519.Ed25519PrivateKey):
        raise LedgerError(
            NOT_VALID,
            "This is no private key of Ed25519 without a password.",
            "Make one with: openssl genpkey -algorithm ed25519 -out desk.key",
        )
    return key


def read_public(pem: bytes) -> Ed25519PublicKey:
    """The key of a file in PEM, as `openssl pkey -pubout` writes it.

    Errors: raises `LedgerError` where it is none; `ExtraMissing`.
    """
    try:
        from cryptography.hazmat.primitives import serialization  # noqa: PLC0415 - of the extra
        from cryptography.hazmat.primitives.asymmetric import ed25519  # noqa: PLC0415 - as above
    except ImportError:
        raise ExtraMissing("cryptography") from None
    try:
        key = serialization.load_pem_public_key(pem)
    except ValueError:
        key = None
    if not isinstance(key, ed25519.Ed25519PublicKey):
        raise LedgerError(
            NOT_VALID,
            "This is no public key of Ed25519.",
            "Write it with: openssl pkey -in desk.key -pubout -out desk.pub",
        )
    return key


def _raw(key: Ed25519PublicKey) -> bytes:
    return key.public_bytes_raw()


def _key_id(name: str, public: bytes) -> bytes:
    """The four bytes by which a signature names its key (signed-note)."""
    return sha256(name.encode() + b"\n" + _ED25519 + public).digest()[:4]
