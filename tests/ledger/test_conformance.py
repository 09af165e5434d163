"""One suite for every form of a ledger: folder, memory, SQLite, PostgreSQL."""

from __future__ import annotations

from typing import Any

import pytest

from tests.ledger.conftest import Make
from tests.ledger.kept import EMPTY, FILES, FORMS, PROVED, STORED, files, put_files, report
from trucebook.ledger.entry import Entry
from trucebook.ledger.faults import NOT_VALID, NOT_VERIFIED, LedgerError
from trucebook.ledger.folder import Folder
from trucebook.ledger.store import Head, Ledger
from trucebook.ledger.verified import verify

WHOLE = {name: data for name, data in FILES.items() if name not in EMPTY}


@pytest.fixture(params=FORMS)
def store(request: pytest.FixtureRequest, make: Make) -> Ledger | Folder:
    return make(request.param)


@pytest.fixture(params=PROVED)
def ledger(request: pytest.FixtureRequest, make: Make) -> Ledger:
    opened = make(request.param)
    assert not isinstance(opened, Folder)
    return opened


@pytest.fixture(params=STORED)
def stored(request: pytest.FixtureRequest, make: Make) -> Any:
    return make(request.param)


def test_what_went_in_comes_out_byte_for_byte(store: Ledger | Folder) -> None:
    appended = put_files(store, FILES)
    assert appended.there == 0
    assert files(store) == WHOLE


def test_the_same_again_is_not_put_in(store: Ledger | Folder) -> None:
    first = put_files(store, FILES)
    again = put_files(store, FILES)
    assert (again.new, again.there) == (0, first.new)
    assert files(store) == WHOLE


def test_one_id_in_other_words_is_refused_and_nothing_goes_in(store: Ledger | Folder) -> None:
    put_files(store, FILES)
    other = {"record/a.jsonl": report("new") + report("p2", quote="other")}
    with pytest.raises(LedgerError, match="p2") as refused:
        put_files(store, other)
    assert refused.value.status == NOT_VALID
    assert files(store) == WHOLE


def test_one_id_in_other_words_in_another_file_is_refused(store: Ledger | Folder) -> None:
    put_files(store, FILES)
    with pytest.raises(LedgerError, match="p2"):
        put_files(store, {"record/new.jsonl": report("p2", quote="other")})
    assert files(store) == WHOLE


def test_more_goes_to_the_end_of_its_file(store: Ledger | Folder) -> None:
    put_files(store, FILES)
    more = WHOLE["record/b.jsonl"] + b"\n" + report("p9")
    assert put_files(store, {"record/b.jsonl": more}).new == 1
    assert files(store) == WHOLE | {"record/b.jsonl": more}


def test_another_wording_of_a_text_takes_the_place_of_the_one_before(
    store: Ledger | Folder,
) -> None:
    put_files(store, FILES)
    first, second = WHOLE["agreement.truce"], WHOLE["agreement.truce"] + b"# more\n"
    assert put_files(store, {"agreement.truce": second}).new == 1
    assert files(store)["agreement.truce"] == second
    assert put_files(store, {"agreement.truce": first}).new == 1
    assert files(store) == WHOLE


def test_what_is_no_utf8_is_refused(store: Ledger | Folder) -> None:
    with pytest.raises(LedgerError, match=r"record/x\.jsonl is not UTF-8"):
        put_files(store, {"record/x.jsonl": b'{"id": "\xff"}\n'})
    assert files(store) == {}


def test_every_entry_holds(ledger: Ledger) -> None:
    put_files(ledger, FILES)
    put_files(ledger, {"record/a.jsonl": WHOLE["record/a.jsonl"] + report("p5")})
    verified = verify(ledger)
    assert verified.faults == ()
    assert verified.size == ledger.head().size == len(list(ledger.entries()))


def test_entries_go_on_from_any_number(ledger: Ledger) -> None:
    put_files(ledger, FILES)
    whole = [entry.data for entry in ledger.entries()]
    for first in (1, 2, len(whole), len(whole) + 1):
        assert [entry.data for entry in ledger.entries(first)] == whole[first - 1 :]


def test_words_are_sealed_and_not_in_the_hashed_bytes(ledger: Ledger) -> None:
    put_files(ledger, FILES)
    hashed = b"".join(entry.data for entry in ledger.entries())
    for word in ("words of", "Zo", "coins", "deep", "two"):
        assert word.encode() not in hashed
    assert all(entry.body["by"] == "desk 1" for entry in ledger.entries())


def test_two_seals_of_the_same_words_differ(ledger: Ledger) -> None:
    put_files(ledger, {"record/a.jsonl": report("a", quote="same") + report("b", quote="same")})
    first, second = (entry.body["seals"] for entry in ledger.entries())
    assert not set(first) & set(second)


def test_kinds_are_told(ledger: Ledger) -> None:
    put_files(ledger, FILES)
    kinds = {entry.body["row"]: entry.body["kind"] for entry in ledger.entries()}
    assert (kinds["p1"], kinds["p4"]) == ("report", "correction")
    assert "coverage" in {entry.body["kind"] for entry in ledger.entries()}


def test_entries_of_another_end_are_not_taken(ledger: Ledger) -> None:
    put_files(ledger, FILES)
    entries = list(ledger.entries())
    with pytest.raises(LedgerError):
        ledger.take(entries, Head())
    assert ledger.head().size == len(entries)


def test_a_changed_entry_is_named(stored: Any) -> None:
    put_files(stored, FILES)
    whole = list(stored.entries())
    for number in (1, 3, len(whole)):
        entry = whole[number - 1]
        for changed in (
            Entry(entry.data.replace(b'"desk 1"', b'"desk 2"'), entry.kept),
            Entry(entry.data.replace(b'"prev":"', b'"prev":"0'), entry.kept),
            Entry(entry.data, entry.kept.replace('"', "", 1) if entry.words else ""),
            Entry(entry.data, entry.kept + " "),
            Entry(b"{", entry.kept),
        ):
            _overwrite(stored, number, changed)
            verified = verify(stored)
            assert verified.first_bad == number
            assert f"entry {number}" in verified.faults[0]
        _overwrite(stored, number, entry)
    assert verify(stored).holds


def test_a_cut_off_end_is_found(stored: Any) -> None:
    put_files(stored, FILES)
    table, last = _table(stored), stored.head().size
    stored._db.execute(f"DELETE FROM {table} WHERE seq = {last}")  # noqa: S608, SLF001 - a stranger
    verified = verify(stored)
    assert verified.faults
    assert verified.first_bad == stored.head().size
    with pytest.raises(LedgerError) as refused:
        list(stored.entries())
    assert refused.value.status == NOT_VERIFIED


def _table(stored: Any) -> str:
    if "postgres" in type(stored).__module__:
        return "trucebook.entry"
    return "entry"


def _overwrite(stored: Any, seq: int, entry: Entry) -> None:
    words = "UPDATE {} SET data = {}, kept = {} WHERE seq = {}"
    if "postgres" in type(stored).__module__:
        values = (entry.data, entry.kept.encode(), seq)
        stored._db.execute(words.format("trucebook.entry", "%s", "%s", "%s"), values)  # noqa: SLF001 - as a stranger would
    else:
        words = words.format("entry", "?", "?", "?")
        stored._db.execute(words, (entry.data, entry.kept, seq))  # noqa: SLF001 - as a stranger would
