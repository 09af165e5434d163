from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.syntax.reading import FILE, HEAD, SPEC, blocks, named, spec_texts
from trucebook.model.from_syntax import Built, build
from trucebook.syntax import format_text, parse

TEXTS = spec_texts()


def meaning(text: str) -> Built:
    """What a text means, but for the places its diagnostics have in it."""
    parsed = parse(text, FILE)
    built = build([parsed.tree])
    rows = [replace(row, columns={**row.columns, "id": None}) for row in built.rows]
    return replace(built, diagnostics=(), rows=rows)


def laid_out(text: str) -> str:
    return format_text(parse(text, FILE))


def holds(text: str) -> None:
    """Laying out keeps the meaning and every comment, and twice is once."""
    once = laid_out(text)
    assert laid_out(once) == once
    assert parse(once, FILE).tree.items == parse(text, FILE).tree.items
    assert meaning(once) == meaning(text)
    assert _comments(once) == _comments(text)
    assert all(line == line.rstrip() for line in once.splitlines())


def _comments(text: str) -> list[str]:
    found = []
    for line in text.splitlines():
        bare, quotes = "", False
        for at, char in enumerate(line):
            quotes ^= char == '"'
            if char == "#" and not quotes and "<" not in bare.rsplit(">", 1)[-1]:
                found.append(line[at:].strip())
                break
            bare += char
    return found


@pytest.mark.parametrize("text", [text for _, text in TEXTS], ids=[name for name, _ in TEXTS])
def test_every_text_of_the_spec(text: str) -> None:
    holds(text)


AMENDMENTS = [
    (page.stem, blocks(page)[0], text)
    for page in sorted(SPEC.glob("*.md"))
    for _, text in named(page)
    if text.startswith("amendment to") and blocks(page)
]


@pytest.mark.parametrize(
    ("agreement", "text"),
    [(a, b) for _, a, b in AMENDMENTS],
    ids=[name for name, _, _ in AMENDMENTS],
)
def test_an_amendment_beside_its_agreement(agreement: str, text: str) -> None:
    known = parse(agreement, "agreement.truce").known
    wide = text.replace("] ", "]   ").replace("shall ", "shall\n        ", 1)
    once = format_text(parse(wide, FILE, known))
    assert format_text(parse(once, FILE, known)) == once
    read = parse(text, FILE, known)
    assert read.diagnostics == ()
    assert parse(once, FILE, known).tree.items == read.tree.items


@pytest.mark.parametrize(
    "line",
    [
        f'agreement "{"A long title " * 9}"',
        f'source "{"A long title " * 9}", 16 January 2025',
        f'basis published "{"A long title " * 9}", 16 January 2025',
    ],
)
def test_a_head_keeps_its_words_however_long(line: str) -> None:
    text = f"{line}\n"
    assert parse(text, FILE).diagnostics == ()
    holds(text)
    assert parse(laid_out(text), FILE).diagnostics == ()


def test_a_cited_clause_keeps_its_number() -> None:
    text = HEAD + '[a] (Art. 6.c, para. 2.1) alpha shall open "the road" by day 9.\n'
    assert "(Art. 6.c, para. 2.1)" in laid_out(text)
    holds(text)


NAMES = st.sampled_from(["alpha", "beta", "alpha and beta"])
DAYS = st.integers(1, 60)
WHEN = st.one_of(
    DAYS.map("by day {}".format),
    DAYS.map("on day {}".format),
    st.just("by 9 March 2025"),
    st.just("by the end of week 3"),
    st.just("by the end of phase one"),
    DAYS.map("within {} days".format),
    st.just(""),
)
CONDITION = st.sampled_from(
    [
        "",
        "once [c0] is met, ",
        "if day 3 has come and [c0] is met, ",
        'unless "a storm" has happened or [c0] is met, ',
        "while alpha and beta are in talks, ",
        "in return for [c0], ",
    ]
)
BODY = st.one_of(
    st.builds("shall release {} captives (living)".format, st.integers(1, 99)),
    st.builds("shall hand over at least {} tents".format, st.integers(1, 9999)),
    st.builds("shall admit {} trucks each day, of which 3 fuel".format, st.integers(3, 600)),
    st.sampled_from(
        [
            "shall not carry out attacks throughout",
            "shall keep the crossing open throughout",
            'shall withdraw from "P, the # road; and so on"',
            "may suspend [c0] from day 3 until day 9",
            "shall release 9 captives: 3 by day 1, 2 every 7 days from day 8, the rest by day 42",
            "shall hold at most 300 trucks throughout",
        ]
    ),
)
CLOSING = st.sampled_from(
    [
        "",
        " unconditional.",
        ' basis published "The Paper", 16 January 2025 <https://example.org/a#b>; steps unsourced.',
        " basis unsourced.",
        ' original en "thirty, or so; [x] # y.".',
        ' note "n".',
    ]
)
SPACE = st.sampled_from([" ", "  ", "\n      ", " # a remark\n   ", "\n\t# b\n  "])
COUNTS = (
    "count captives: by life (living, dead)\ncount tents\ncount trucks: by load (fuel, other)\n"
)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A small text: right sentences, laid out anyhow."""
    lines = [HEAD + COUNTS + "\nphase one, 42 days from day 1\n"]
    for number in range(draw(st.integers(1, 4))):
        sentence = (
            f"[c{number}] {draw(CONDITION)}{draw(NAMES)} {draw(BODY)} {draw(WHEN)}".rstrip()
            + "."
            + draw(CLOSING)
            + draw(CLOSING)
        )
        lines.append(_spaced(sentence, draw) + "\n")
        lines.append(draw(st.sampled_from(["", "\n", "\n\n", "# between\n", "\n# x\n# y\n"])))
    return "".join(lines)


def _spaced(sentence: str, draw: st.DrawFn) -> str:
    """The sentence with other white space after its commas and colons, outside quotations."""
    runs = sentence.split('"')
    for at in range(0, len(runs), 2):
        for mark in (", ", ": ", " shall "):
            if mark in runs[at]:
                runs[at] = runs[at].replace(mark, mark.rstrip() + draw(SPACE), 1)
    return '"'.join(runs)


@settings(max_examples=150)
@given(texts())
def test_small_texts_of_any_kind(text: str) -> None:
    holds(text)


def test_comments_stay_where_they_are() -> None:
    text = (
        HEAD + "\n# above\n[a] alpha shall pay beta 100 coins   # why so much\n"
        "   by day 10.  # and when\n# below\n"
    )
    assert laid_out(text) == (
        HEAD + "\n# above\n[a] alpha shall pay beta 100 coins  # why so much\n"
        "    by day 10.  # and when\n# below\n"
    )


def test_what_cannot_be_read_stays_as_it_was_written() -> None:
    text = HEAD + "   [a] alpha  pays\n       beta.\n"
    assert laid_out(text) == text
