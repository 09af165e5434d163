"""The hashed bytes are those of RFC 8785, and the fast look at them lets nothing else pass."""

from __future__ import annotations

import random

import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from tests.ledger.kept import FILES, WHEN
from trucebook.ledger import entry as entries
from trucebook.ledger.entry import Entry, canonical
from trucebook.ledger.memory import MemoryLedger
from trucebook.ledger.split import drafts_of

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@given(st.dictionaries(st.sampled_from(sorted(entries.COLUMNS)), TEXTS | st.lists(TEXTS)))
def test_the_form_is_that_of_a_library(body: dict[str, object]) -> None:
    body = body | {"v": 1}
    assert canonical(body) == rfc8785.dumps(body)  # type: ignore[arg-type] # texts and lists


def whole() -> list[Entry]:
    ledger = MemoryLedger("m")
    ledger.append(drafts_of(FILES), WHEN, 'desk \u0001 "1"')
    return list(ledger.entries())


def test_what_is_written_is_seen_fast() -> None:
    before = ""
    for entry in whole():
        assert entries._holds(entry, before)  # noqa: SLF001 - the fast look by itself
        before = entry.hash


def test_a_change_the_slow_look_finds_the_fast_one_lets_pass_never() -> None:
    chance = random.Random(5)  # noqa: S311 - chance, not secrets
    before = ""
    for entry in whole():
        data, kept = entry.data, entry.kept.encode()
        for _ in range(300):
            at = chance.randrange(len(data) + len(kept))
            new = bytes(
                [
                    chance.choice(b'"\\,:[]{}09afu\xff\x01\xc3 ')
                    if chance.random() < 0.7
                    else chance.randrange(256)
                ]
            )
            both = data + kept
            how = chance.choice(("instead", "before", "without"))
            changed = (
                both[:at] + (b"" if how == "without" else new) + both[at + (how != "before") :]
            )
            cut = len(data) + (0 if at >= len(data) else len(changed) - len(both))
            try:
                other = Entry(changed[:cut], changed[cut:].decode())
            except UnicodeDecodeError:
                continue
            if entries._holds(other, before):  # noqa: SLF001 - as above
                assert entries._looked_at(other, before) is None  # noqa: SLF001 - the slow one
        before = entry.hash
