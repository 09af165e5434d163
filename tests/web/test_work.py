"""Pages that write: the same as the commands, and nobody gets in who may not."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from starlette.testclient import TestClient

from tests.reviewing.test_review import ARTICLE, READ, TEXT
from trucebook.book import open_book
from trucebook.cli import main
from trucebook.people.who import Who
from trucebook.web.activity import MOST, activity_page
from trucebook.web.app import web_app
from trucebook.web.desk import Desk
from trucebook.web.faults import RequestError
from trucebook.web.gate import LOOPBACK
from trucebook.web.guard import Guard

HERE = "http://127.0.0.1:8000"
REPORT = {
    "event_date": "2025-03-04",
    "actor": "Alpha",
    "kind": "released",
    "count": "4",
    "object": "captives",
    "counterpart": "Beta",
    "asserted_by": "Beta",
    "source": "Courier",
    "published": "2025-03-05",
}
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{7*7}}"


def client(folder: Path, *, writes: bool = True, everybody: Who | None = None) -> TestClient:
    guard = Guard() if everybody is None else Guard(everybody=everybody)
    app = web_app(Desk(folder, open_book, leaves_out=False), LOOPBACK, guard, writes=writes)
    return TestClient(app, base_url=HERE, follow_redirects=False, raise_server_exceptions=False)


def run(*words: str) -> str:
    done = CliRunner().invoke(main, list(words))
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    book = tmp_path / "book"
    book.mkdir()
    (book / "a.truce").write_text(TEXT, encoding="utf-8")
    article = tmp_path / "article.txt"
    article.write_text(ARTICLE, encoding="utf-8")
    run("read", str(article), "--into", str(book), *READ)
    return book


def token(asked: TestClient, path: str = "/add") -> str:
    found = re.search(r'name="form_token" value="([0-9a-f]{64})"', asked.get(path).text)
    assert found is not None
    return found[1]


def ids(folder: Path) -> list[str]:
    return [bound.report.id for bound in open_book(folder).record.reports]


def test_a_report_is_looked_at_then_put_in_as_the_command_does(folder: Path) -> None:
    web = client(folder)
    form = REPORT | {"form_token": token(web), "by": "desk-3"}
    looked = web.post("/add", data=form | {"do": "look"})
    assert looked.status_code == 200
    assert "Bound to [host]" in looked.text
    assert "Put it in" in looked.text
    assert ids(folder) == []
    put = web.post("/add", data=form | {"do": "put"})
    assert put.status_code == 303
    (name,) = ids(folder)
    assert put.headers["location"] == f"/report/{name}"
    (bound,) = open_book(folder).record.reports
    assert (bound.report.kind, bound.commitments) == ("release", ("host",))
    assert bound.report.recorded_by == "desk-3"
    by_page = json.loads((folder / "record/added.jsonl").read_text("utf-8"))
    line = {k: v for k, v in by_page.items() if k not in ("recorded", "recorded_by")}
    again = json.loads(run("add", str(folder), json.dumps(line), "--json"))
    assert again["outcome"] == "there already"
    assert web.post("/add", data=form | {"do": "put"}).status_code == 303
    assert ids(folder) == [name]


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": ""},
        {"published": "yesterday"},
        {"count": "a few"},
        {"event_date": "2025-02-30"},
        {"asserted_by": "", "source": ""},
        {"hedge": "perhaps"},
        {"by": "a desk <b>"},
        {"count": "90 to 80"},
    ],
)
def test_what_cannot_be_read_is_told_and_nothing_goes_in(
    folder: Path, wrong: dict[str, str]
) -> None:
    web = client(folder)
    answer = web.post("/add", data=REPORT | wrong | {"form_token": token(web), "do": "put"})
    assert answer.status_code == 422
    assert "Nothing was put in." in answer.text
    assert 'value="Courier"' in answer.text or "source" in wrong
    assert ids(folder) == []


def test_correct_and_retract(folder: Path) -> None:
    web = client(folder)
    form = REPORT | {"form_token": token(web)}
    web.post("/add", data=form | {"do": "put"})
    (first,) = ids(folder)
    page = web.get(f"/correct/{first}")
    assert 'value="Alpha"' in page.text
    assert "do" in page.text
    done = web.post(f"/correct/{first}", data=form | {"count": "3", "do": "put"})
    assert done.status_code == 303
    second = done.headers["location"].removeprefix("/report/")
    reports = {bound.report.id: bound.report for bound in open_book(folder).record.reports}
    assert reports[second].corrects == first
    why = {"form_token": form["form_token"], "why": "The page spoke of another day."}
    assert "would do" in web.post(f"/retract/{second}", data=why | {"do": "look"}).text
    assert web.post(f"/retract/{second}", data=why | {"do": "put"}).status_code == 303
    assert f"{second}.retracted" in ids(folder)
    assert web.post(f"/retract/{second}", data=why | {"do": "put"}).status_code in (303, 422)
    assert web.get("/correct/nothing").status_code == 404


def test_the_queue_is_cleared_and_undone(folder: Path) -> None:
    web = client(folder)
    form = {"form_token": token(web, "/review"), "by": "desk-3"}
    claims = json.loads(web.get("/review.json").text)["claims"]
    assert json.loads(run("review", str(folder), "--json"))["claims"] == claims
    deeds = ["refuse", "back", "accept", "edit"]
    line = '2025-03-03 Beta rejects "the plan of March"; source "Courier", published 2025-03-04'
    for claim, do in zip(claims, deeds, strict=True):
        more = {"claim": claim["id"], "do": do, "because": "not clear", "line": line}
        answer = web.post("/review", data=form | more)
        assert answer.status_code == 303, answer.text
    assert [one["standing"] for one in json.loads(web.get("/review.json").text)["claims"]] == [
        "refused",
        "sent back",
        "accepted",
        "accepted",
    ]
    assert "2025-03-04-1.p03" in ids(folder)
    undone = web.post("/review", data=form | {"claim": claims[2]["id"], "do": "undo"})
    assert undone.status_code == 303
    assert "2025-03-04-1.p03.retracted" in ids(folder)
    activity = web.get("/activity").text
    assert "desk-3" in activity
    assert "takes back 2025-03-04-1.p03" in activity


def test_accept_is_no_default_and_nothing_is_decided_by_half_a_form(folder: Path) -> None:
    web = client(folder)
    page = web.get("/review").text
    for form in re.findall(r"<form method=\"post\".*?</form>", page, re.DOTALL):
        first = re.search(r"<button[^>]*>", form)
        assert first is not None
        assert "disabled" in first[0]
    (form_token, claim) = (token(web, "/review"), "2025-03-04-1/p03")
    for more in ({}, {"do": ""}, {"do": "everything"}, {"do": "refuse"}, {"do": "edit"}):
        answer = web.post("/review", data={"form_token": form_token, "claim": claim} | more)
        assert answer.status_code == 422, more
    assert len(json.loads(web.get("/review.json").text)["claims"]) == 4
    assert ids(folder) == []


def test_a_second_reader_does_not_see_the_first(folder: Path) -> None:
    web = client(folder)
    form = {"form_token": token(web, "/review"), "claim": "2025-03-04-1/p04"}
    web.post("/review", data=form | {"by": "a", "do": "refuse", "because": "secret reason"})
    page = web.get("/review?second=1&by=b").text
    assert "2025-03-04-1/p04" in page
    assert "secret reason" not in page
    assert "1 refused" not in page
    web.post("/review", data=form | {"by": "b", "second": "1", "do": "accept"})
    assert ids(folder) == []
    told = json.loads(web.get("/review.json").text)["agreement"]
    assert told == {
        "both": 1,
        "alike": 0,
        "beyond_chance": 0.0,
        "kinds": [{"kind": "stance", "both": 1, "alike": 0}],
        "differing": ["2025-03-04-1/p04"],
    }
    assert "of so few claims it says little" in web.get("/review").text


def test_a_book_that_is_not_for_writing_has_no_page_that_writes(folder: Path) -> None:
    web = client(folder, writes=False)
    for path in ("/add", "/review", "/review.json", "/activity", "/correct/x", "/retract/x"):
        assert web.get(path).status_code == 404, path
        assert web.post(path, data=REPORT).status_code in (403, 404, 405), path
    assert ids(folder) == []
    assert "/add" not in web.get("/").text


@pytest.mark.parametrize(
    ("headers", "keeps_token"),
    [
        ({}, False),
        ({"origin": "http://evil.example"}, True),
        ({"sec-fetch-site": "cross-site"}, True),
        ({"sec-fetch-site": "same-site"}, True),
    ],
)
def test_no_other_site_can_have_a_form_sent(
    folder: Path, headers: dict[str, str], *, keeps_token: bool
) -> None:
    web = client(folder)
    form_token = token(web) if keeps_token else "0" * 64
    forms = {
        "/add": REPORT | {"do": "put"},
        "/review": {"claim": "2025-03-04-1/p03", "do": "accept"},
        "/retract/2025-03-04-1.p03": {"why": "x", "do": "put"},
    }
    for path, fields in forms.items():
        answer = web.post(path, data=fields | {"form_token": form_token}, headers=headers)
        assert answer.status_code == 403, path
    json_body = json.dumps(REPORT | {"do": "put", "form_token": form_token})
    sent = web.post("/add", content=json_body, headers={"content-type": "text/plain"})
    assert sent.status_code in (400, 403, 415)
    assert ids(folder) == []


@pytest.mark.parametrize(
    ("role", "open_to"),
    [
        ("reader", ["/activity"]),
        ("reporter", ["/activity", "/add"]),
        ("verifier", ["/activity", "/add", "/review", "/correct/x", "/retract/x"]),
        ("", []),
    ],
)
def test_every_role_tries_what_it_must_not(folder: Path, role: str, open_to: list[str]) -> None:
    web = client(folder, everybody=Who("somebody", role))
    for path in ("/activity", "/add", "/review", "/correct/x", "/retract/x"):
        closed = path not in open_to
        assert (web.get(path).status_code == 403) is closed, path
        if path != "/activity":
            assert web.post(path, data={"do": "put"}).status_code == 403, path
    assert ids(folder) == []


def test_what_was_done_is_in_the_activity_log(folder: Path) -> None:
    lines: list[tuple[str, str, str]] = []

    class Noting(Guard):
        def log(self, key: str, action: str, outcome: str) -> None:
            lines.append((key, action, outcome))

    guard = Noting(everybody=Who("desk-1", "verifier"))
    app = web_app(Desk(folder, open_book, leaves_out=False), LOOPBACK, guard, writes=True)
    web = TestClient(app, base_url=HERE, follow_redirects=False)
    form = {"form_token": token(web)}
    web.post("/add", data=REPORT | form | {"do": "look"})
    web.post("/add", data=REPORT | form | {"do": "put"})
    web.post("/review", data=form | {"claim": "2025-03-04-1/p03", "do": "accept"})
    web.post("/retract/2025-03-04-1.p03", data=form | {"why": "x", "do": "put"})
    assert lines == [("desk-1", action, "done") for action in ("add", "review", "retract")]


def test_who_is_signed_in_cannot_write_as_another(folder: Path) -> None:
    web = client(folder, everybody=Who("desk-1", "verifier"))
    web.post("/add", data=REPORT | {"form_token": token(web), "by": "desk-9", "do": "put"})
    (bound,) = open_book(folder).record.reports
    assert bound.report.recorded_by == "desk-1"


def test_hostile_words_stay_words(folder: Path) -> None:
    web = client(folder)
    form_token = token(web)
    for do in ("look", "put"):
        fields = dict.fromkeys(("actor", "object", "source", "asserted_by", "quote"), HOSTILE)
        answer = web.post("/add", data=REPORT | fields | {"form_token": form_token, "do": do})
        assert "<script>alert" not in answer.text
        assert "<img src=x" not in answer.text
    claim = {"claim": HOSTILE, "do": "refuse", "because": HOSTILE, "line": HOSTILE}
    edit = {"claim": "2025-03-04-1/p04", "do": "edit"}
    pages = [
        web.post("/review", data=claim | {"form_token": form_token}),
        web.post("/review", data=claim | {"claim": "2025-03-04-1/p03", "form_token": form_token}),
        web.post("/review", data=claim | edit | {"form_token": form_token}),
        web.get("/review", params={"claim": HOSTILE, "by": "x"}),
        web.get("/review", params={"by": HOSTILE}),
        web.get("/activity"),
        web.get("/add"),
        web.get(f"/report/{ids(folder)[0]}"),
    ]
    for page in pages:
        assert page.status_code < 500, page.text
        assert "<script>alert" not in page.text
        assert "<img src=x" not in page.text
        policy = page.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy


def test_a_field_said_twice_or_too_long_is_refused(folder: Path) -> None:
    web = client(folder)
    form_token = token(web)
    twice = web.post(
        "/review",
        content=f"form_token={form_token}&do=accept&do=refuse",
        headers={"content-type": "application/x-www-form-urlencoded"},
    )
    assert twice.status_code == 400
    long = web.post("/add", data=REPORT | {"form_token": form_token, "quote": "x" * 30_000})
    assert long.status_code == 400
    assert ids(folder) == []


def test_the_script_evaluates_and_asks_nothing() -> None:
    script = (Path(web_app.__code__.co_filename).parent / "static" / "keys.js").read_text("utf-8")
    for word in ("eval", "Function", "fetch", "XMLHttp", "innerHTML", "import", "setTimeout"):
        assert word not in script.replace('"use strict"', "")


def test_what_programs_are_told_is_there(folder: Path) -> None:
    web, reading = client(folder), client(folder, writes=False)
    web.post("/add", data=REPORT | {"form_token": token(web), "do": "put"})
    (name,) = ids(folder)
    told = json.loads(web.get("/openapi.json").text)["paths"]
    assert not any(
        "post" in one for one in json.loads(reading.get("/openapi.json").text)["paths"].values()
    )
    posts = {path for path, one in told.items() if "post" in one}
    assert posts == {"/add", "/correct/{id}", "/retract/{id}", "/review"}
    for path in posts:
        page = web.get(path.replace("{id}", name)).text
        fields = told[path]["post"]["requestBody"]["content"]["application/x-www-form-urlencoded"]
        names = set(re.findall(r'name="([a-z_]+)"', page)) - {
            "form_token",
            "viewport",
            "color-scheme",
        }
        assert names <= set(fields["schema"]["properties"]) or "Not in this book" in page, path
    assert json.loads(web.get("/activity.json").text)["schema"] == "trucebook.activity/1"


def test_what_was_put_in_is_told_in_pages(folder: Path) -> None:
    web = client(folder)
    rows: list[dict[str, str]] = [{"at": str(number)} for number in range(2 * MOST + 1)]
    assert activity_page(rows, None) == (1, 3)
    assert activity_page(rows, "3") == (3, 3)
    assert activity_page([], None) == (1, 1)
    for asked in ("0", "4", "-1", "x", "\u0663", "9" * 400):
        with pytest.raises(RequestError):
            activity_page(rows, asked)
    assert web.get("/activity.json").json()["pages"] == 1
    assert web.get("/activity?page=2").status_code == 404
