"""The runner of the spec pages, held to `spec/README.md` with a command that answers as told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.spec_pages.command import in_process
from tests.spec_pages.console import matches
from tests.spec_pages.fake import main
from tests.spec_pages.page import PageFault, Section, parse_page, whole_page
from tests.spec_pages.section import run_section

BOARD = """\
```text status.json
{"phase": {"id": "one", "standing": "ran out", "from": "2025-01-19", "to": "2025-03-01",
           "to_latest": "2025-03-02"},
 "gap": {"now": false, "from": "2025-03-06", "by_reading": {"goes on": false, "ran out": true}},
 "commitments": [
  {"id": "free", "standing": "unknown", "possible": ["met", "overdue"], "because": ["category"],
   "due": "2025-02-23", "due_latest": "2025-02-23", "grade": "own word", "reports": ["r2", "r1"],
   "required": {"low": 290, "high": 290.0, "unit": "prisoners"},
   "done": {"low": 290, "high": 380, "by_category": {"life, living": {"low": 1, "high": 2}}},
   "days": {"kept": {"low": 2, "high": 3}, "missed": {"low": 2, "high": 2}, "unknown": null},
   "by_reading": {"from day 0": "in progress"}, "by_account": {"alpha": "met"},
   "accounts_differ": true, "remarks": ["alpha says it holds them back"],
   "rounds": [{"id": "free.2025-03-07", "standing": "overdue", "possible": ["overdue"],
               "done": {"low": 0, "high": 0}, "required": {"low": 60, "high": null}}]},
  {"id": "may", "standing": null, "possible": null, "done": null, "required": null}]}
```
"""


def findings(page: str, book: Path) -> list[str]:
    """What the last section of a page finds, each as `line: first line of the message`."""
    section = parse_page(page)[-1]
    found = run_section(section, in_process(main), book)
    return [f"{line}: {message.splitlines()[0]}" for line, message in found]


def row(text: str) -> str:
    return f"# Page\n{BOARD}```standings\n{text}\n```\n"


def fault(page: str, book: Path) -> str:
    with pytest.raises(PageFault) as caught:
        findings(page, book)
    return f"{caught.value.line}: {caught.value.message}"


# --- pages ----------------------------------------------------------------------------------


def sections(page: str) -> list[Section]:
    return [section for section in parse_page(page) if section.expects]


def test_a_section_is_named_by_its_headings_below_the_title() -> None:
    page = "# T\n## A\n### B\n```console\n$ cat x\n```\n## C\n```console\n$ cat x\n```\n"
    assert [(each.name, each.line) for each in sections(page)] == [("A > B", 3), ("C", 7)]


def test_a_heading_inside_a_block_is_text_and_longer_fences_hold_shorter_ones() -> None:
    page = "# T\n````markdown\n# no heading\n```console\n$ cat x\n```\n````\n"
    assert [section.title for section in parse_page(page)] == ["", "T"]
    assert sections(page) == []


@pytest.mark.parametrize(
    ("page", "message"),
    [
        ("# T\n```truce\nday 1", "2: this block is never closed"),
        ("# T\n```standing\n```\n", "2: no kind of block is called 'standing'"),
        ("# T\n## A\n```console\n```\n## A\n```console\n```\n", "5: the section on line 2 has"),
    ],
)
def test_a_page_that_would_not_run_is_refused(page: str, message: str) -> None:
    with pytest.raises(PageFault) as caught:
        parse_page(page)
    assert f"{caught.value.line}: {caught.value.message}".startswith(message)


# --- files ----------------------------------------------------------------------------------

INHERITED = """\
# T
```truce
one
```
## Case
```truce add
two
```
```jsonl
{"id": "d1"}
{"id": "d2"}
{"id": "d3"}
```
### Smaller case
```jsonl without d1,d3
```
```jsonl add
{"id": "d4"}
```
```jsonl instead
{"id": "d2", "count": 1}
```
```console
$ cat text.truce record/record.jsonl
one
two
{"id": "d2", "count": 1}
{"id": "d4"}
```
```csv more.csv
id,kind
```
```truce
three
```
```console
$ cat record/more.csv text.truce
id,kind
three
```
"""


def test_a_section_starts_from_the_files_around_it_and_changes_them(tmp_path: Path) -> None:
    assert findings(INHERITED, tmp_path) == []


@pytest.mark.parametrize(
    ("block", "message"),
    [
        ("```jsonl add\n```", "2: there is no record.jsonl yet to change"),
        ("```jsonl\n```\n```jsonl without x\n```", "4: no line of the record has the id x"),
        ("```jsonl\n```\n```jsonl without\n```", "4: `without` needs the ids"),
        ('```jsonl\n```\n```jsonl instead\n{"id":"x"}\n```', "4: no line of the record has the"),
        ("```truce a b\n```", "2: does not understand 'a b'"),
        ("```text ../x\n```", "2: a file of the book lies in its folder"),
        ("```truce-bad\n```", "2: no diagnostics block says"),
    ],
)
def test_a_file_block_that_makes_no_sense_is_refused(
    block: str, message: str, tmp_path: Path
) -> None:
    assert fault(f"# T\n{block}\n", tmp_path).startswith(message)


# --- console --------------------------------------------------------------------------------


def console(body: str) -> str:
    return f"# T\n```console\n{body}\n```\n"


@pytest.mark.parametrize(
    "body",
    [
        "$ trucebook status . --on D\non: D\npublic: None\nknown: None\naccount: None",
        "$ trucebook status . \\\n> --on 'a b'\non: a b\n...",
        "$ trucebook status .\n...\naccount: None\n$ trucebook status .\n...\nknown: None\n...",
        "$ trucebook statu\n[exit 2]",
        "$ trucebook statu\n2> Usage: trucebook [OPTIONS] COMMAND [ARGS]...\n2> ...\n[exit 2]",
        "$ cat nothing\n2> cat: nothing: no such file\n[exit 1]",
    ],
)
def test_the_output_is_the_one_on_the_page(body: str, tmp_path: Path) -> None:
    assert findings(console(body), tmp_path) == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("$ trucebook status .\non: x\n...", ["3: not the output expected"]),
        ("$ trucebook status .", ["3: not the output expected"]),
        ("$ cat x\n[exit 1]\n$ trucebook statu\n", ["5: exit status 2, expected 0"]),
        ("$ trucebook crash\n[exit 1]", ["3: the command crashed"]),
    ],
)
def test_other_output_is_found_on_its_line(body: str, expected: list[str], tmp_path: Path) -> None:
    assert findings(console(body), tmp_path) == expected


@pytest.mark.parametrize("body", ["on: x", "$ rm -r .", "$ trucebook 'x", ""])
def test_a_console_block_without_a_command_to_run_is_refused(body: str, tmp_path: Path) -> None:
    assert fault(console(body), tmp_path)


@pytest.mark.parametrize(
    ("expected", "actual", "same"),
    [
        ("a ... c", "a b b c", True),
        ("a ... c", "a c", True),
        ("...", "", True),
        ("... b ... b", "b a b", True),
        ("... b", "b a", False),
        ("a", "a b", False),
        ("", "", True),
    ],
)
def test_three_dots_stand_for_any_number_of_lines(
    expected: str, actual: str, *, same: bool
) -> None:
    assert matches(expected.split(), actual.split()) is same


# --- standings ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "items",
    [
        "free: unknown, done 290..380, required 290 prisoners, grade own word, due 2025-02-23",
        "free: unknown 290..380/290, possible overdue/met, because category, accounts differ",
        "free: unknown, of living + life = 1..2, kept 2..3, missed 2, unknown .., rounds 1",
        "free: unknown, under from day 0 = in progress, account alpha = met, reports r1/r2",
        "free: unknown, remark holds them back",
        "free.2025-03-07: overdue 0/60.. | may: no standing, done .., grade none",
        "phase one: ran out, from 2025-01-19, to 2025-03-01..2025-03-02",
        "gap from 2025-03-06 under ran out | no gap under goes on | gap",
        "free: unknown\n# a remark\n\n| may: no standing",
    ],
)
def test_a_row_that_says_what_the_board_says_passes(items: str, tmp_path: Path) -> None:
    assert findings(row(f"on=2025-03-08 account=any\n| {items}"), tmp_path) == []


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ("free: met", "free: unknown, expected met (possible met/overdue, because category)"),
        ("free: unknown, done 290", "free: done 290..380, expected 290"),
        ("free: unknown, done ..", "free: done 290..380, expected .."),
        ("free: unknown, required 290 lorries", "free: required prisoners, expected lorries"),
        ("free: unknown, grade found", "free: grade own word, expected found"),
        ("free: unknown, possible met", "free: possible met/overdue, expected met"),
        ("free: unknown, because nothing", "free: because category, expected nothing"),
        ("free: unknown, due none", "free: due 2025-02-23, expected none"),
        ("free: unknown, accounts agree", "free: accounts differ, expected agree"),
        ("free: unknown, account beta = met", "free: account beta = (not on the board), expected"),
        ("free: unknown, remark x", "free: remark 'alpha says it holds them back', expected 'x'"),
        ("free: unknown, of dead = 1", "free: of .., expected 1"),
        ("free.2025-03-07: overdue 0/60", "free.2025-03-07: required 60.., expected 60"),
        ("host: met", "host: the board has no such commitment or round"),
        ("phase two: running", "two: the board has no such phase"),
        ("phase one: running", "one: ran out, expected running"),
        ("no gap", "there is a gap, from 2025-03-06, expected none"),
        ("gap now", "no gap under every reading, expected one"),
        ("gap from 2025-03-07", "gap from 2025-03-06, expected from 2025-03-07"),
        ("gap under goes on", "gap under goes on: False, expected True"),
    ],
)
def test_a_row_that_says_otherwise_is_found(items: str, expected: str, tmp_path: Path) -> None:
    page = row(f"on=2025-03-08 | may: no standing | {items}")
    line = page.split("on=2025-03-08")[0].count("\n") + 1
    (found,) = findings(page, tmp_path)
    assert found.startswith(f"{line}: {expected}")
    assert found.endswith("   [status . --on 2025-03-08]")


@pytest.mark.parametrize(
    "text",
    [
        "on=2025-03-08",
        "free: met",
        "day=3 | free: met",
        "on=2025-03-08 | free met",
        "on=2025-03-08 | free: fine",
        "on=2025-03-08 | free: met, grade good",
        "on=2025-03-08 | free: met, because of rain",
        "on=2025-03-08 | free: met, done many",
        "on=2025-03-08 | phase one: met",
        "| free: met",
        "# nothing but a remark",
    ],
)
def test_a_row_nobody_understands_is_refused(text: str, tmp_path: Path) -> None:
    assert fault(row(text), tmp_path)


def test_settings_in_the_info_string_hold_for_every_row(tmp_path: Path) -> None:
    page = row("public=P | free: met\naccount=any public=Q | free: met")
    found = findings(page.replace("```standings", "```standings on=D public=O"), tmp_path)
    assert [each.split("   ")[1] for each in found] == [
        "[status . --on D --public P]",
        "[status . --on D --public Q --account any]",
    ]


# --- diagnostics ----------------------------------------------------------------------------

BAD = """\
# T
```truce-bad
day 1 is
[a] before day 7
```
```text check.json
{"faults": [{"code": "no-date", "file": "text.truce", "line": 1},
            {"code": "before-a-day", "span": {"file": "text.truce", "start": 9, "end": 12}}]}
```
```diagnostics
CODES
```
"""


@pytest.mark.parametrize(
    "codes",
    [
        "no-date\nbefore-a-day",
        "1: no-date\n2: before-a-day",
        "text.truce:1: no-date\n...",
        "...\ntext.truce:2: before-a-day\n...",
    ],
)
def test_diagnostics_are_listed_by_code_and_line(codes: str, tmp_path: Path) -> None:
    assert findings(BAD.replace("CODES", codes), tmp_path) == []


@pytest.mark.parametrize("codes", ["no-date", "before-a-day\nno-date", "2: no-date\n..."])
def test_other_diagnostics_are_found(codes: str, tmp_path: Path) -> None:
    assert findings(BAD.replace("CODES", codes), tmp_path) == ["10: not the diagnostics expected"]


@pytest.mark.parametrize("codes", ["", "No Date"])
def test_a_diagnostics_block_lists_codes(codes: str, tmp_path: Path) -> None:
    assert fault(BAD.replace("CODES", codes), tmp_path)


# --- a page that is one example -----------------------------------------------------------------

ONE = """\
<!-- one book -->
# T
```truce
one
```
## First
```truce add
two
```
## Second
```console
$ cat text.truce
one
two
```
"""


def test_a_page_of_one_book_goes_on_with_the_files_of_the_sections_before(tmp_path: Path) -> None:
    section = whole_page(parse_page(ONE))
    assert run_section(section, in_process(main), tmp_path) == ()
    assert section.title == "T"


def test_a_directive_of_the_site_is_for_the_reader_alone() -> None:
    assert sections("# T\n```{toctree}\nx\n```\n") == []


# --- pytest ---------------------------------------------------------------------------------


def test_pytest_names_sections_and_points_to_lines(pytester: pytest.Pytester) -> None:
    pytester.makeini(
        f"[pytest]\npythonpath = {Path(__file__).parents[1]}\n"
        "spec_command = tests.spec_pages.fake:main\nspec_pages = spec\n"
    )
    pages = pytester.mkdir("spec")
    (pages / "good.md").write_text("# T\n## A\n```console\n$ trucebook status .\n...\n```\n")
    (pages / "other.md").write_text("# T\n## A\n```console\n$ trucebook statu\n```\n")
    (pages / "fault.md").write_text("# T\n```standing\n```\n")
    (pages / "prose.md").write_text("# T\nNothing to run.\n")
    result = pytester.runpytest_inprocess("-p", "tests.spec_pages.plugin", "spec", "-v")
    result.stdout.fnmatch_lines(["*spec/fault.md:2: no kind of block*"])
    result.assert_outcomes(errors=1)
    (pages / "fault.md").unlink()
    result = pytester.runpytest_inprocess("-p", "tests.spec_pages.plugin", "spec", "-v")
    result.stdout.fnmatch_lines(
        [
            "spec/good.md::A PASSED*",
            "spec/other.md::A FAILED*",
            "*spec/other.md:4: exit status 2, expected 0*",
        ]
    )
    result.assert_outcomes(passed=1, failed=1)
