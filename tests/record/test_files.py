from __future__ import annotations

import json
import random
import time
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.record.rows import Row, least, lines, rows
from tests.wants import shared
from trucebook.model.report import Report
from trucebook.record.files import Recorded, read_files, read_text, record_files
from trucebook.record.write import json_lines, table, write_file

SHARED_CASES = Path(__file__).parents[3] / "shared" / "cases"
ZONE = "Asia/Jerusalem"


def same(one: Recorded, other: Recorded) -> None:
    """Nothing lost, nothing changed: columns without a meaning here included."""
    assert one.reports == other.reports
    assert [report.others for report in one.reports] == [report.others for report in other.reports]
    assert one.watches == other.watches
    assert [watch.others for watch in one.watches] == [watch.others for watch in other.watches]


def codes(recorded: Recorded) -> list[str]:
    return [fault.code for fault in recorded.faults]


@given(rows())
def test_what_is_written_is_read_back(row: Row) -> None:
    first = read_text("a", lines(row), ZONE)
    assert not first.faults
    written = json_lines(first.reports, first.watches)
    again = read_text("a", written, ZONE)
    same(first, again)
    assert json_lines(again.reports) == written
    as_table = table(first.reports)
    same(first, read_text("a.csv", as_table, ZONE, table=True))


@given(st.text(max_size=80))
def test_any_text_is_rows_or_faults(text: str) -> None:
    for as_table in (False, True):
        recorded = read_text("a", text, ZONE, table=as_table)
        assert len(recorded.faults) >= recorded.refused
        for fault in recorded.faults:
            assert 0 <= fault.span.start <= fault.span.end <= len(text)


def test_a_bad_line_is_refused_and_the_good_ones_stand() -> None:
    text = (
        lines(least("r1")) + "{broken\n\n[1]\n" + lines(least("r2", hedge="perhaps"), least("r3"))
    )
    recorded = read_text("record/r.jsonl", text, ZONE)
    assert [report.id for report in recorded.reports] == ["r1", "r3"]
    assert (recorded.good, recorded.refused) == (2, 3)
    assert codes(recorded) == [
        "record-unreadable-line",
        "record-unreadable-line",
        "record-unknown-word",
    ]
    broken = recorded.faults[0].span
    assert text[broken.start : broken.end] == "{broken"
    assert broken.file == "record/r.jsonl"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"id": "a", "id": "b"}', 'the column "id" is given twice'),
        ('{"id": NaN}', "NaN is no number"),
        ('{"id": "\\ud800"}', "half a character"),
        ('{"id": 1} {"id": 2}', "extra data"),
        ("[" * 100_000, "nested too deeply"),
        ('"r1"', "a value of another kind"),
    ],
)
def test_why_a_line_is_no_row(line: str, reason: str) -> None:
    recorded = read_text("a", line, ZONE)
    assert codes(recorded) == ["record-unreadable-line"]
    assert reason in recorded.faults[0].message


def test_bytes_that_are_no_text_spoil_their_own_line_alone(tmp_path: Path) -> None:
    for name in ("r.jsonl", "r.csv"):
        good, bad = lines(least("r1")), lines(least("r2", text="caf"))
        if name == "r.csv":
            good = table(read_text("a", good, ZONE).reports)
            bad = "r2" + good.splitlines()[1][2:].replace("X", "caf") + "\n"
        path = tmp_path / name
        path.write_bytes(good.encode() + bad.encode().replace(b"caf", b"caf\xe9"))
        recorded = read_files([path], ZONE)
        assert [report.id for report in recorded.reports] == ["r1"]
        assert recorded.refused == 1
        assert "not UTF-8" in recorded.faults[0].message


def test_breaks_inside_text_do_not_end_a_line() -> None:
    text = "a\u2028b\x85c\u2029d"
    recorded = read_text("a", json.dumps(least("r1", text=text), ensure_ascii=False), ZONE)
    assert recorded.reports[0].text == text
    written = json_lines(recorded.reports)
    assert len(written.splitlines()) == 1
    same(recorded, read_text("a", written, ZONE))


def test_numbers_with_a_point_are_exact() -> None:
    line = '{"id": "r1", "published": "2025-02-01", "kind": "k", "source": "X", "count_low": 0.10, '
    recorded = read_text("a", line + '"count_high": 0.1, "share": 1.50}', ZONE)
    count = recorded.reports[0].count
    assert count is not None
    assert count.low == Decimal("0.10")
    assert '"count_low": 0.10' in json_lines(recorded.reports)
    assert '"share": 1.50' in json_lines(recorded.reports)


def test_same_id_same_words_is_one_report() -> None:
    row = least("r1", text="a")
    recorded = read_text("a", lines(row, dict(reversed(row.items()))), ZONE)
    assert len(recorded.reports) == 1
    assert not recorded.faults


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_same_id_other_words_is_a_fault_and_none_is_taken(order: tuple[int, ...]) -> None:
    written = [least("r1", text="a"), least("r1", text="b"), least("r2")]
    recorded = read_text("a", lines(*(written[i] for i in order)), ZONE)
    assert [report.id for report in recorded.reports] == ["r2"]
    assert codes(recorded) == ["record-id-twice"]
    assert recorded.refused == 2
    assert "other words in text" in recorded.faults[0].message
    assert len(recorded.faults[0].related) == 1


def test_neither_the_order_of_files_nor_of_lines_matters(tmp_path: Path) -> None:
    written = [least(f"r{i}") for i in range(9)]
    watch: Row = {"kind": "coverage", "for": "host", "from": "2025-01-19", "to": "2025-02-01"}
    everything = [*written, watch | {"by": "a"}, watch | {"by": "b"}]
    found = []
    for seed in range(4):
        random.Random(seed).shuffle(everything)  # noqa: S311  # an order, not a secret
        for name, part in (("a.jsonl", everything[:5]), ("b.jsonl", everything[5:])):
            (tmp_path / name).write_text(lines(*part))
        recorded = read_files(record_files(tmp_path), ZONE, tmp_path)
        found.append((recorded.reports, json_lines(recorded.reports, recorded.watches)))
    assert all(one == found[0] for one in found)
    assert len(found[0][0]) == 9


def test_a_folder_has_json_lines_and_tables(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(lines(least("r1")))
    (tmp_path / "b.CSV").write_text("id;published;kind;source\r\nr2;2025-02-01;release;X\r\n")
    (tmp_path / "notes.txt").write_text("no record")
    recorded = read_files(record_files(tmp_path), ZONE, tmp_path)
    assert [report.id for report in recorded.reports] == ["r1", "r2"]
    assert record_files(tmp_path / "absent") == ()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("id,kind\nr1\n", "1 cells for 2 columns"),
        ("id,kind,id\nr1,release,r1\n", 'the column "id" is given twice'),
        ("r1,2025-02-01,release\n", "this one names none"),
        ('id,kind\n"r1,release\n', "a cell in quotes is not closed"),
        ("id,kind,\nr1,release,x\n", "under no column"),
    ],
)
def test_why_a_line_of_a_table_is_no_row(text: str, reason: str) -> None:
    recorded = read_text("r.csv", text, ZONE, table=True)
    assert codes(recorded) == ["record-unreadable-line"]
    assert reason in recorded.faults[0].message


def test_a_cell_may_hold_several_lines_and_a_fault_spans_them() -> None:
    text = 'id,published,kind,source,hedge,text\nr1,2025-02-01,k,X,perhaps,"a\nb"\n'
    recorded = read_text("r.csv", text, ZONE, table=True)
    span = recorded.faults[0].span
    assert text[span.start : span.end] == 'r1,2025-02-01,k,X,perhaps,"a\nb"'


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    recorded = read_text("a", lines(least("r1"), least("r2")), ZONE)
    for name in ("a.jsonl", "a.csv"):
        path = tmp_path / name
        write_file(path, recorded.reports)
        same(recorded, read_files([path], ZONE))
        before = path.read_bytes()
        with pytest.raises(ValueError, match="Out of range"):
            write_file(path, [*recorded.reports, _unwritable()])
        assert path.read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.csv", "a.jsonl"]


def _unwritable() -> Report:
    return Report("r3", 1, "k", others={"x": float("nan")})


@shared("cases")
@pytest.mark.parametrize("case", ["gaza-2025-01", "black-sea-grain-2022"])
def test_every_row_of_a_case_in_the_earlier_form_loads(case: str) -> None:
    path = SHARED_CASES / case / "reports.jsonl"
    recorded = read_files([path], ZONE)
    written = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert not recorded.faults
    assert len(recorded.reports) == len(written)
    told = {report.id: report for report in recorded.reports}
    for row in written:
        kept = {key: value for key, value in row.items() if value is not None}
        if "known_error" in kept:
            kept["noted_error"] = kept.pop("known_error")
        assert json.loads(json_lines([told[row["id"]]])) == kept


def test_ten_thousand_lines_load_in_a_quarter_of_a_second() -> None:
    text = lines(
        *(
            least(
                f"r{i}",
                asserted_by="PS",
                actor="alpha",
                counterpart="beta",
                object="prisoners",
                event_date=f"2025-{i % 12 + 1:02}-{i % 28 + 1:02}",
                count_low=i,
                count_high=i,
                count_basis="increment",
                text="A sentence of ours of about the length that sentences have in a record.",
                quote="The words of the source, as they stood on the page on the day it came out.",
                url="https://example.org/a/long/address/of/a/page",
            )
            for i in range(10_000)
        )
    )
    best = 9.0
    for _ in range(3):
        began = time.process_time()
        recorded = read_text("a", text, ZONE)
        best = min(best, time.process_time() - began)
    assert len(recorded.reports) == 10_000
    assert best < 0.5, "twice the target, so that a busy machine does not fail it"
