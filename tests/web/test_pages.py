"""The pages asked in this process: the same answers as the command line, and no way in."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest

from benchmarks.generate import generate
from tests.spec_pages.command import in_process
from tests.web.conftest import GAZA, client_of
from trucebook.book import open_book
from trucebook.cli import main
from trucebook.shipped import shipped_book, shipped_books
from trucebook.web.pages import PAGES

CLOCKS = "on=2025-02-24&public=2025-03-01&account=hamas"
SAME = {
    "/board": "status",
    "/why/free": "why free",
    "/why/free.2025-02-22": "why free.2025-02-22",
    "/why/halt/israel": "why halt/israel",
    "/timeline": "timeline",
    "/due": "due",
    "/changes": "changes",
    "/positions": "positions",
    "/conflicts": "conflicts",
    "/counts": "counts",
}
FOUND = 1
"""The exit status of a command that found something."""
OWN_SCRIPT = '<script type="module" src="/static/clocks.js"></script>'
"""The one program that a page names."""
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{7*7}}\u202e\x00"


def _command(words: str, tmp_path: Path) -> str:
    outcome = in_process(main)(words.split(), tmp_path)
    finds = words.startswith(("conflicts", "compare"))
    assert outcome.status in ((0, FOUND) if finds else (0,)), outcome.stderr
    return outcome.stdout


@pytest.mark.parametrize("path", SAME)
def test_twins_say_what_the_command_says(gaza: Any, tmp_path: Path, path: str) -> None:
    command, *name = SAME[path].split()
    own = {"since": "2025-02-20"} if command == "changes" else {}
    options = "--on 2025-02-24 --public 2025-03-01 --account hamas"
    more = " ".join(f"--{key} {value}" for key, value in own.items())
    said = _command(f"{command} {GAZA} {' '.join(name)} {options} {more} --json", tmp_path)
    asked = "".join(f"&{key}={value}" for key, value in own.items())
    assert gaza.get(f"{path}.json?{CLOCKS}{asked}").text == said
    if "/why/" not in path:
        said = _command(f"{command} {GAZA} {options} {more} --csv", tmp_path)
        assert gaza.get(f"{path}.csv?{CLOCKS}{asked}").text == said


@pytest.mark.parametrize(
    ("a", "b", "since"),
    [
        ("signed", "revised", None),
        ("revised", "signed", "2025-03-02"),
        ("proposal-revised-press", "proposal-revised-israel", None),
        ("signed", "signed", None),
    ],
)
def test_two_texts_differ_as_by_the_command(
    gaza: Any, tmp_path: Path, a: str, b: str, since: str | None
) -> None:
    more, asked = (f"--from {since}", f"&from={since}") if since else ("", "")
    for kind in ("json", "csv"):
        said = _command(f"compare {GAZA}:{a} {GAZA}:{b} {more} --{kind}", tmp_path)
        assert gaza.get(f"/compare.{kind}?a={a}&b={b}{asked}").text == said
    page = gaza.get(f"/compare?a={a}&b={b}{asked}").text
    assert ("The two texts do not differ" in page) is (a == b)


def test_reports_and_findings_are_those_of_the_commands(gaza: Any, tmp_path: Path) -> None:
    said = _command(f"reports {GAZA} --about free --public 2025-02-01 --json", tmp_path)
    assert gaza.get("/reports.json?about=free&public=2025-02-01").text == said
    found = in_process(main)(["check", GAZA, "--json"], tmp_path)
    assert gaza.get("/check.json").text == found.stdout


@pytest.mark.parametrize("name", shipped_books())
def test_page_and_command_line_give_the_same_standings(name: str, tmp_path: Path) -> None:
    """On 50 days, publication days and accounts of chance."""
    client = client_of(shipped_book(name))
    first = client.get("/board.json").json()
    chance = random.Random(7)  # noqa: S311 - no secret hangs on it
    for _ in range(50):
        on = date.fromisoformat(first["on"]) - timedelta(chance.randrange(400))
        public = on + timedelta(chance.randrange(-30, 60))
        account = chance.choice(first["accounts"])
        options = f"--on {on} --public {public} --account {account}"
        said = json.loads(_command(f"status {name} {options} --json", tmp_path))
        asked = f"on={on}&public={public}&account={account}"
        assert client.get(f"/board.json?{asked}").json() == said
        page = client.get(f"/?{asked}").text
        for row in said["commitments"]:
            if row["standing"]:
                cells = page.split(f">{row['id']}</a></th>")[1].split("</tr>")[0]
                assert f'<span class="word">{row["standing"]}</span>' in cells


@pytest.mark.parametrize("name", shipped_books())
def test_page_and_command_line_tell_the_same_positions_and_conflicts(
    name: str, tmp_path: Path
) -> None:
    """On days, publication days and accounts of chance; each demand and report is on the page."""
    client = client_of(shipped_book(name))
    first = client.get("/board.json").json()
    chance = random.Random(11)  # noqa: S311 - no secret hangs on it
    for _ in range(25):
        on = date.fromisoformat(first["on"]) - timedelta(chance.randrange(60))
        public = on + timedelta(chance.randrange(-30, 60))
        account = chance.choice(first["accounts"])
        options = f"--on {on} --public {public} --account {account}"
        asked = f"on={on}&public={public}&account={account}"
        said = {}
        for command in ("positions", "conflicts"):
            said[command] = _command(f"{command} {name} {options} --json", tmp_path)
            assert client.get(f"/{command}.json?{asked}").text == said[command]
        page = client.get(f"/positions?{asked}").text
        for one in json.loads(said["positions"])["positions"]:
            for told in one["reports"]:
                assert f"/report/{told['report']}?" in page
        page = client.get(f"/conflicts?{asked}").text
        told = json.loads(said["conflicts"])
        assert page.count('aria-labelledby="set-') == len(told["conflicts"])
        for one in told["demands"]:
            assert (f'id="demand-{one["id"]}"' in page) is one["counts"]


@pytest.mark.parametrize("page", [page for page in PAGES if not page.of], ids=lambda p: p.name)
def test_every_page_has_its_three_forms(gaza: Any, page: Any) -> None:
    shown = gaza.get(f"{page.path}?{CLOCKS}")
    assert shown.status_code == 200
    assert "Standing under this text only." in shown.text
    value = gaza.get(f"{page.stem}.json?{CLOCKS}").json()
    assert value["schema"].startswith("trucebook.")
    table = gaza.get(f"{page.stem}.csv?{CLOCKS}")
    assert table.headers["content-type"] == "text/csv; charset=utf-8"
    for twin in (f"{page.stem}.json?", f"{page.stem}.csv?"):
        assert twin in shown.text


WRONG = {
    "/?on=yesterday": (400, "no-day"),
    "/?on=2025-02-30": (400, "no-day"),
    "/?on=2025-02-0\u0661": (400, "no-day"),
    "/?public=1": (400, "no-day"),
    "/?known=noon": (400, "no-moment"),
    "/?account=nobody": (404, "no-such-account"),
    "/?acount=any": (400, "no-such-parameter"),
    "/?on=2025-02-24&on=2025-02-25": (400, "said-twice"),
    "/?hash=abc": (400, "no-hash"),
    "/?was_on=x": (400, "no-day"),
    f"/?account={'a' * 501}": (400, "address-too-long"),
    "/why/nothing": (404, "no-such-id"),
    "/why/": (404, "no-such-id"),
    "/report/nothing": (404, "no-such-report"),
    "/report/gz25-150?public=2025-01-01": (404, "no-such-report"),
    "/nothing": (404, "no-such-page"),
    "/static/../app.py": (404, "no-such-page"),
    "/static/..%2fapp.py": (404, "no-such-page"),
    "/static/%2e%2e/%2e%2e/book.py": (404, "no-such-page"),
    "/timeline?from=2025-03-01&to=2025-02-01": (400, "days-the-wrong-way"),
    "/due?next=many": (400, "no-length"),
    "/due?next=99999999999999999999": (400, "no-length"),
    "/changes?since=2025-03-01&public=2025-02-01": (400, "days-the-wrong-way"),
    "/compare?a=nothing": (404, "no-such-text"),
    "/compare?a=signed&b=..%2f..%2fetc%2fpasswd": (404, "no-such-text"),
    "/compare?from=soon": (400, "no-day"),
    "/compare?from=9999-12-31": (404, "day-too-far"),
    "/reports?number=NaN": (400, "no-number"),
    "/reports?number=1e999999999": (400, "no-number"),
    "/reports?number=1.8e-258": (400, "no-number"),
    "/timeline?on=2049-01-01": (404, "too-many-days"),
    "/cite?page=https://example.org/": (404, "no-such-page"),
    "/cite?page=//example.org/why/free": (404, "no-such-page"),
    "/openapi.json?x=1": (400, "no-such-parameter"),
}


@pytest.mark.parametrize("path", WRONG)
def test_what_cannot_be_answered_is_told_in_one_shape(gaza: Any, path: str) -> None:
    status, code = WRONG[path]
    answer = gaza.get(path)
    assert answer.status_code == status
    assert "Traceback" not in answer.text
    assert code in answer.text
    if not path.startswith(("/static", "/cite", "/openapi", "/nothing")) and "was_" not in path:
        where, _, asked = path.partition("?")
        twin = gaza.get(f"{'/board' if where == '/' else where}.json?{asked}")
        assert twin.status_code == status
        value = twin.json()
        assert value["schema"] == "trucebook.error/1"
        assert (value["status"], value["code"]) == (status, code)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("clock", ["on", "public"])
@pytest.mark.parametrize("page", [*(p.path for p in PAGES if not p.of), "/why/free"])
def test_the_first_and_the_last_day_there_are(gaza: Any, page: str, clock: str, day: str) -> None:
    assert gaza.get(f"{page}?{clock}={day}").status_code in (200, 400, 404)


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
def test_nothing_can_be_written(gaza: Any, method: str) -> None:
    answer = gaza.request(method, "/board.json")
    assert (answer.status_code, answer.json()["code"]) == (405, "read-only")
    assert answer.headers["allow"] == "GET, HEAD"


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8000", "", "127.0.0.1.evil.example"]
)
def test_another_name_is_refused(gaza: Any, host: str) -> None:
    answer = gaza.get("/", headers={"host": host})
    assert (answer.status_code, answer.json()["code"]) == (421, "another-host")


@pytest.mark.parametrize("path", ["/", "/nothing", "/board.json", "/static/book.css"])
def test_headers_let_nothing_in(gaza: Any, path: str) -> None:
    headers = gaza.get(path, headers={"X-Forwarded-Host": "evil.example"}).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert {"script-src 'self'", "connect-src 'self'"} < set(policy.split("; "))
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


def test_an_address_to_cite_leaves_nothing_open_and_says_the_same(gaza: Any) -> None:
    for account in ("undisputed", "hamas", "confirmed"):
        for on in ("2025-02-24", "2025-03-18", "2025-06-01"):
            answer = gaza.get(f"/cite?page=/&on={on}&account={account}")
            assert answer.status_code == 303
            address = answer.headers["location"]
            asked = parse_qs(urlsplit(address).query)
            assert set(asked) == {"on", "public", "account", "hash"}
            assert asked["hash"] == [open_book(shipped_book(GAZA)).hash]
            cited = gaza.get(address.replace("/?", "/board.json?")).json()
            plain = gaza.get(f"/board.json?on={on}&account={account}").json()
            assert cited["commitments"] == plain["commitments"]


def test_a_cited_page_says_when_the_book_has_changed(gaza: Any) -> None:
    other = "0" * 64
    assert "made from other files" in gaza.get(f"/why/free?hash={other}").text
    twin = gaza.get(f"/why/free.json?hash={other}")
    assert (twin.status_code, twin.json()["code"]) == (409, "another-book")


def test_moving_a_clock_says_what_moved(gaza: Any) -> None:
    """[free] is overdue from the 24th: the 620 of the 22nd were due on the 23rd."""
    shown = gaza.get("/?on=2025-02-24&was_on=2025-02-23&was_account=undisputed").text
    moved = shown.split('<h2 id="moved">')[1].split("</section>")[0]
    assert re.search(r">free</a> <span class=\"was\">in progress</span>.*overdue", moved)
    same = gaza.get("/?on=2025-02-24&was_on=2025-02-24&was_account=undisputed").text
    assert "no commitment stands otherwise" in same


TEXT = """agreement "A <b>text</b> & more"
day 1 is 1 March 2025
parties
  alpha "<script>alert(3)</script>"
  beta "עברית عربي"
[pay] alpha shall pay beta 100 coins by day 10.
  basis published "<i>Paper</i>", 1 March 2025 <javascript:alert(4)>.
watched [pay] from 2025-03-01 to 2025-03-20 by "<u>nobody</u>"
"""


@pytest.fixture
def hostile(tmp_path: Path) -> Callable[[], Any]:
    """A book whose record tries to be a program, in every field there is."""
    fields = (
        "source",
        "asserted_by",
        "ground",
        "actor",
        "counterpart",
        "object",
        "place",
        "stance",
        "text",
        "quote",
        "wire_group",
        "noted_error",
        "language",
        "event",
    )
    rows = []
    for number, url in enumerate(
        ("javascript:alert(5)", 'https://x.example/"onmouseover=alert(6)')
    ):
        row = {"id": f"d{number}{HOSTILE}", "published": "2025-03-05", "kind": HOSTILE, "url": url}
        rows.append(row | {"for": ["pay"]} | dict.fromkeys(fields, HOSTILE) | {HOSTILE: HOSTILE})
    (tmp_path / "text.truce").write_text(TEXT, encoding="utf-8")
    (tmp_path / "record").mkdir()
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    (tmp_path / "record" / "reports.jsonl").write_text(lines, encoding="utf-8")
    return lambda: client_of(tmp_path)


def test_no_word_of_a_record_becomes_a_program(hostile: Callable[[], Any]) -> None:
    client = hostile()
    name = quote(f"d0{HOSTILE}", safe="")
    paths = [*(page.path for page in PAGES if not page.of), "/why/pay", f"/report/{name}"]
    paths += [f"/why/{quote(HOSTILE, safe='')}", f"/reports?text={quote(HOSTILE, safe='')}"]
    seen = 0
    for path in paths:
        answer = client.get(path)
        assert answer.status_code in (200, 404), (path, answer.text)
        assert answer.text.count(OWN_SCRIPT) == (answer.status_code == 200)
        shown = answer.text.replace(OWN_SCRIPT, "")
        seen += "&lt;script&gt;" in shown
        for bad in ("<script", "<img", "<b>text", "<i>Paper", "<u>nobody", "\x00", ">49<"):
            assert bad not in shown, (path, bad)
        assert not re.search(r'(?:href|src|action)="(?!https?://|/|#)', shown), path
        assert not re.search(
            r"\son\w+=[^&]*alert", re.sub(r"&[^;]+;", "&", shown).replace("onerror", "")
        ), path
    assert seen >= 8


def test_a_book_that_changes_on_disk_is_read_again(tmp_path: Path) -> None:
    text = tmp_path / "text.truce"
    text.write_text(TEXT.replace(" <javascript:alert(4)>", ""), encoding="utf-8")
    client = client_of(tmp_path)
    asked = "/board.json?on=2025-03-05"
    assert client.get(asked).json()["commitments"][0]["id"] == "pay"
    text.write_text(text.read_text(encoding="utf-8").replace("[pay]", "[paid]"), encoding="utf-8")
    assert client.get(asked).json()["commitments"][0]["id"] == "paid"
    text.write_text("agreement", encoding="utf-8")
    broken = client.get(asked)
    assert (broken.status_code, broken.json()["code"]) == (503, "book-not-valid")
    text.unlink()
    assert client.get("/").status_code == 503


def test_a_book_too_large_is_turned_by_days_of_publication(tmp_path: Path) -> None:
    """What would keep a reader waiting is left out, and the page says so."""
    client = client_of(generate(60, 4_000, seed=1, doubt=0).write(tmp_path))
    shown = client.get("/?on=2025-07-20").text
    assert "too large to list here" in shown
    assert re.search(r"← reports of \d+ July 2025<", shown)
    assert re.search(r">reports of \d+ July 2025 →<", shown)
    assert "changed on" not in shown.split("<main")[0]
