"""What is published opens from disk, leads nowhere missing, and holds nothing it may not."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from pathlib import Path

import pytest

from tests.spec_pages.command import Outcome, in_process
from trucebook.cli import main
from trucebook.views.public import columns_without_a_rule
from trucebook.views.public_words import Vouched

DAY = "2025-03-06"
TEXT = """\
agreement "Small truce"
day 1 is 1 March 2025
parties
  north "North"
  south "South"
guarantors kin "Kinshasa Desk"
count captives
# Our go-between is Zoltan Brackwater, keep that from everybody.
phase one, 20 days from day 1
  [free] north shall release 5 captives to south by day 10.
  [meet] south shall hand over 3 vehicles to north by day 15.
"""
NAMES = """\
names
  "North army" speaks for north
"""
SECRETS = (
    *("Zoltan", "Brackwater", "Mirela", "Ostrander", "Kettle Crossing", "31.5017", "34.4668"),
    *("mirela@example.org", "Yevgenia", "Dunmore", "in the old mill", "06:40", "desk-seven"),
    *("nobody-may-know", "شاهد", "internal.lan", "Quillfeather"),
)
"""Planted; none of them may be found in a byte of what is published."""
ROWS: list[dict[str, object]] = [
    {
        "id": "r1",
        "published": "2025-03-03",
        "recorded": "2025-03-03T10:00",
        "recorded_by": "desk-seven",
        "source": "Valley Times",
        "url": "https://news.example/1",
        "asserted_by": "North army",
        "kind": "release",
        "actor": "North",
        "counterpart": "South",
        "object": "captives",
        "count_low": 2,
        "count_high": 2,
        "event_date": "2025-03-03",
        "place": "Kettle Crossing",
        "text": "Two captives were let go; Mirela Ostrander was one of them.",
        "quote": "We let two captives go this morning.",
        "case_file": "nobody-may-know",
    },
    {
        "id": "r2",
        "published": "2025-03-04",
        "source": "Valley Times",
        "url": "http://internal.lan/quillfeather/2",
        "asserted_by": "Yevgenia Dunmore",
        "kind": "release",
        "actor": "North",
        "counterpart": "South",
        "object": "captives",
        "count_low": 1,
        "count_high": 1,
        "event_date": "2025-03-04",
        "quote": "One more came out at 31.5017, 34.4668; write to mirela@example.org.",
    },
    {
        "id": "r3",
        "published": "2025-03-05",
        "source": "Valley Times",
        "asserted_by": "Yevgenia Dunmore",
        "kind": "release",
        "actor": "North",
        "counterpart": "South",
        "object": "captives",
        "hedge": "planned",
        "count_low": 2,
        "count_high": 2,
        "event_date": "2025-03-08",
        "place": "in the old mill",
        "quote": "Two go out on the 8th, in the old mill, at 06:40.",
    },
    {
        "id": "r4",
        "published": "2025-03-05",
        "source": "Quillfeather",
        "asserted_by": "شاهد",
        "kind": "release",
        "actor": "North",
        "object": "captives",
        "count_low": 1,
        "count_high": 1,
        "event_date": "2025-03-05",
        "language": "ar",
        "quote": "شاهد",
    },
]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A small book with much in it that is nobody else's business."""
    folder = tmp_path / "small"
    (folder / "record").mkdir(parents=True)
    (folder / "agreement.truce").write_text(TEXT, "utf-8")
    (folder / "names.truce").write_text(NAMES, "utf-8")
    lines = [json.dumps(row, ensure_ascii=False) for row in ROWS]
    (folder / "record" / "reports.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    return folder


def run(words: list[str]) -> Outcome:
    """Run a command where nothing is."""
    return in_process(main)(words, Path("/"))


def published(book: Path, site: Path, *words: str) -> Path:
    """Publish; the folder of the publication."""
    found = run(["publish", str(book), str(site), "--on", DAY, *words])
    assert found.status == 0, found.stderr
    return Path(found.stdout.strip())


def test_nothing_is_found_that_the_list_leaves_out(book: Path, tmp_path: Path) -> None:
    site = published(book, tmp_path / "site")
    files = [path for path in site.rglob("*") if path.is_file()]
    assert len(files) > 20
    for path in files:
        data = path.read_bytes()
        for secret in SECRETS:
            shapes = {secret, json.dumps(secret)[1:-1]}
            assert not any(shape.encode() in data for shape in shapes), (path.name, secret)
    names = "".join(str(path.relative_to(site)) for path in files)
    assert not any(secret in names for secret in SECRETS)


def test_what_is_left_out_is_counted_and_standings_stay(book: Path, tmp_path: Path) -> None:
    site = published(book, tmp_path / "site")
    made = (site / "made.html").read_text("utf-8")
    rows = dict(re.findall(r'<td role="cell">([^<]+)</td><td[^>]*>(\d+)</td>', made))
    assert {words[:24]: int(count) for words, count in rows.items()} == {
        "reports of what was stil": 1,  # r3
        "quotes, summaries and ot": 5,  # text of r1, source and quote of r2 and of r4
        "names of somebody that n": 2,  # r2, r4
        "places that nobody vouch": 1,  # r1
        "addresses of sources tha": 1,  # r2
        "reports with who entered": 1,  # r1
        "columns without a meanin": 1,  # r1
        "texts with names or repo": 1,  # names.truce
    }
    asked = run(["status", str(book), "--on", DAY, "--public", DAY, "--json"])
    board = json.loads((site / "board.json").read_text("utf-8"))
    for here, there in zip(
        board["commitments"], json.loads(asked.stdout)["commitments"], strict=True
    ):
        assert here["standing"] == there["standing"]
        assert here["done"] == there["done"]
        assert here["by_account"] == there["by_account"]
    reports = (site / "reports.html").read_text("utf-8")
    assert "We let two captives go this morning." in reports
    assert "Valley Times" in reports
    assert "somebody not named here (1)" in reports
    assert "somebody not named here (2)" in reports


def test_a_list_vouches_for_names(book: Path, tmp_path: Path) -> None:
    allowed = tmp_path / "names.txt"
    allowed.write_text("Kettle Crossing # a village\n\nMirela Ostrander\n", "utf-8")
    site = published(book, tmp_path / "site", "--allow", str(allowed))
    report = (site / "report" / "r1.html").read_text("utf-8")
    assert "Mirela Ostrander was one of them" in report
    assert "Kettle Crossing" in report
    assert "Dunmore" not in (site / "reports.html").read_text("utf-8")


def test_the_folder_says_what_is_in_it(book: Path, tmp_path: Path) -> None:
    site = published(book, tmp_path / "site")
    sums = (site / "SHA256SUMS").read_bytes()
    assert site.name == f"{DAY}-{sha256(sums).hexdigest()[:16]}"
    listed = dict(reversed(line.split("  ", 1)) for line in sums.decode().splitlines())
    files = {str(p.relative_to(site)): p for p in site.rglob("*") if p.is_file()}
    assert set(listed) == set(files) - {"SHA256SUMS"}
    assert all(sha256(files[name].read_bytes()).hexdigest() == listed[name] for name in listed)
    assert published(book, tmp_path / "site") == site
    later = run(["publish", str(book), str(tmp_path / "site"), "--on", "2025-03-12"])
    names = {path.name for path in (tmp_path / "site").iterdir()}
    assert names == {"index.html", site.name, Path(later.stdout.strip()).name}
    index = (tmp_path / "site" / "index.html").read_text("utf-8")
    assert index.index("2025-03-12") < index.index(DAY)


@pytest.mark.parametrize(
    ("words", "status", "says"),
    [
        (("--on", "2025-13-01"), 2, "is no day"),
        (("--account", "nobody"), 2, "no account"),
        (("--allow", "nowhere.txt"), 2, "does not exist"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    book: Path, tmp_path: Path, words: tuple[str, ...], status: int, says: str
) -> None:
    found = run(["publish", str(book), str(tmp_path / "site"), *words])
    assert found.status == status
    assert says in found.stderr
    assert not (tmp_path / "site").exists()


def test_a_disk_that_says_no_is_told(book: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    found = run(["publish", str(book), str(tmp_path / "file" / "under"), "--on", DAY])
    assert found.status == 5
    assert "Nothing was published" in found.stderr


def test_every_column_of_a_report_has_a_rule() -> None:
    """A column that comes later is not shown because nobody thought of it."""
    assert columns_without_a_rule() == []


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("Three captives went home.", True),
        ("Three went home with Anneke Vrolijk.", False),
        ("Anneke went home.", False),
        ("On Monday the UN counted three.", True),
        ("North's captives went home.", True),
        ("Captives went home by the North Gate.", False),
        ("At 31.50170, 34.46680 three went home.", False),
        ("At 31° 30' N three went home.", False),
        ("Ring +243 999 123 456.", False),
        ("三人回家", False),
    ],
)
def test_a_name_nobody_vouched_for_is_told_by_its_capitals(words: str, shown: bool) -> None:  # noqa: FBT001
    vouched = Vouched(["North"], ["three captives went home by the with at counted ring"])
    assert vouched.may_be_shown(words) is shown
