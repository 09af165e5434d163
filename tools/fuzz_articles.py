"""Read thousands of broken, strange and hostile inputs: each has to end in a result or a refusal.

    python tools/fuzz_articles.py [HOW_MANY] [--seed N]

Pages with torn tags, archives and entities that blow up, control characters, writing from right to
left, deep nesting, 50 MB of one letter: each is read as `trucebook read` reads it, two at a time.
Of a result it is asked that every quote stands at its place and that nothing of it can steer a
terminal. Prints what came of each kind, and the seeds of what ended in anything else (status 1).
"""

from __future__ import annotations

import argparse
import html
import io
import random
import sys
import time
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from trucebook.cli.proposing import Received, proposed
from trucebook.export.article_to_text import article_to_text
from trucebook.export.proposals_to_json import proposals_to_json
from trucebook.export.proposals_to_text import proposals_to_text
from trucebook.export.to_json import to_text
from trucebook.intake.apart import TooLong, side_by_side
from trucebook.intake.forms import MOST
from trucebook.reading.article import UnreadableError

TEXTS = Path(__file__).parents[1] / "tests" / "reading" / "texts"
WORDS = " ".join(path.read_text("utf-8") for path in sorted(TEXTS.glob("*.txt"))).split()
SPICE = (
    *("\u202e", "\u2066", "\x00", "\x1b[2J", "\x07", "\u200f\u05d0\u05d1", "\ufeff", "\x85"),
    *("<p>", "</div>", "<!--", "&#x1b;", "&lt;", "]]>", "\u201d", "\n", "\r\n", "9" * 60),
    *("half of ", "(", ",", "\U0001f54a", "e\u0301", "\u3002", "1e999", "nine " * 9, "."),
)
_NO_BRACKETS = str.maketrans("()\\", "   ")
WHOLE = 2_000
"""Nested tags of the deepest page."""

Chance = random.Random
Make = Callable[[Chance], bytes]


def words(chance: Chance, most: int = 200) -> str:
    """Words of our texts, spiced."""
    often = chance.choice((0.0, 0.01, 0.1))
    some = (
        chance.choice(SPICE) if chance.random() < often else chance.choice(WORDS)
        for _ in range(chance.randrange(1, most))
    )
    return " ".join(some)


def escape(found: str) -> str:
    """Words as XML may hold them, but for the controls that none may hold, now and then."""
    return html.escape(found).replace("\0", "").replace("\x1b", "").replace("\x07", "")


def text(chance: Chance) -> bytes:
    """Plain text in any encoding."""
    code = chance.choice(("utf-8", "utf-8", "utf-8", "utf-16", "latin-1", "cp1255"))
    return words(chance).encode(code, "replace")


TAGS = ("html", "head", "body", "div", "p", "article", "main", "nav", "aside", "table", "td")
MORE_TAGS = ("script", "style", "a", "b", "time", "meta", "template", "svg", "iframe")


def page(chance: Chance) -> bytes:
    """A page of tags in any order, with a story somewhere in it."""
    parts = ["<!doctype html>"]
    for _ in range(chance.randrange(2, 80)):
        tag = chance.choice(TAGS + MORE_TAGS)
        value = words(chance, 4).replace('"', "")
        parts.append(
            chance.choice((f"<{tag}>", f"</{tag}>", f'<{tag} class="{value}">', f"<{tag}"))
        )
        parts.append(words(chance, 60))
    charset = chance.choice(("utf-8", "latin-1", "utf-7", "zip", "\x00", "x" * 90))
    parts.insert(
        1, f'<meta charset="{charset}"><meta property="og:title" content="{words(chance, 9)}">'
    )
    return "".join(parts).encode("utf-8", "surrogatepass")


def deep(chance: Chance) -> bytes:
    """Tags that are never closed."""
    tag = chance.choice(("div", "p", "b", "table", "ul><li", "blockquote", "svg"))
    return (f"<html><body>{f'<{tag}>' * chance.randrange(WHOLE)}" + words(chance)).encode()


def feed(chance: Chance) -> bytes:
    """A feed, whole or torn, with entities or without."""
    items = "".join(
        f"<item><title>{escape(words(chance, 9))}</title><pubDate>{chance.choice(WORDS)}</pubDate>"
        f"<description>{escape(words(chance, 90))}</description></item>"
        for _ in range(chance.randrange(6))
    )
    bomb = "<!DOCTYPE r [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;&a;'>]>"
    head = chance.choice(("", "", "", bomb, "<?xml version='1.0' encoding='zip'?>"))
    title = "&b;" if head == bomb or chance.random() < 0.1 else "The Courier"
    return f"{head}<rss><channel><title>{title}</title>{items}</channel></rss>".encode()


def office(chance: Chance) -> bytes:
    """An office document, or an archive that is none; some blow up."""
    body = "".join(
        f"<w:p><w:r><w:t>{escape(words(chance, 40))}</w:t></w:r></w:p>" for _ in range(5)
    )
    story = f"<w:document xmlns:w='w'><w:body>{body}</w:body></w:document>".encode()
    if chance.random() < 0.05:
        story = b" " * 30_000_000
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        name = chance.choice(("word/document.xml",) * 5 + ("../../evil", "a" * 300))
        archive.writestr(name, story)
    return out.getvalue()


def pdf(chance: Chance) -> bytes:
    """A PDF, whole but for what it says of itself; some blow up, some lead round in a ring."""
    shown = words(chance, 60).translate(_NO_BRACKETS)
    stream, packed = f"BT /F1 11 Tf 50 760 Td ({shown}) Tj ET".encode("latin-1", "replace"), b""
    if chance.random() < 0.5:
        times = 1 if chance.random() < 0.9 else 20_000
        stream, packed = zlib.compress(stream * times), b"/Filter /FlateDecode"
    kids = chance.choice((b"3 0 R",) * 6 + (b"2 0 R", b"9 0 R"))
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, chance.choice((1, 1, 1, -1, 10**9))),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources 6 0 R>>",
        b"<</Length %d %s>>\nstream\n%s\nendstream" % (len(stream), packed, stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Font<</F1 5 0 R>>>>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(b"%010d 00000 n \n" % len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"xref\n0 7\n0000000000 65535 f \n" + b"".join(places)
    return out + table + b"trailer <</Size 7/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(out)


def noise(chance: Chance) -> bytes:
    """Bytes of any kind, some under the mark of a form."""
    marks = (
        b"",
        b"PK\x03\x04",
        b"%PDF-1.7",
        b"<rss>",
        b"<html>",
        b"\xff\xfe",
        b"\x1f\x8b",
        b"GIF8",
    )
    return chance.choice(marks) + chance.randbytes(chance.randrange(2_000))


def huge(chance: Chance) -> bytes:
    """What is too large, by a little or by much, and what is just not."""
    one = chance.choice((b"a", b"\n", b"<p>", b"9 ", b"said ", "\u05d0".encode(), b"\x00"))
    size = chance.choice((299_999, 300_001, 2_000_000, MOST, MOST + 1, 50_000_000))
    return (one * (size // len(one) + 1))[:size]


def torn(make: Make) -> Make:
    """The same, cut off or with some bytes changed."""

    def broken(chance: Chance) -> bytes:
        data = bytearray(make(chance))
        for _ in range(chance.randrange(1, 9)):
            if data:
                data[chance.randrange(len(data))] = chance.randrange(256)
        return bytes(data[: chance.randrange(1, len(data) + 1)] if chance.random() < 0.5 else data)

    return broken


KINDS: dict[str, tuple[Make, int]] = {
    "text": (text, 20),
    "torn text": (torn(text), 8),
    "page": (page, 20),
    "torn page": (torn(page), 8),
    "deep page": (deep, 5),
    "feed": (feed, 10),
    "torn feed": (torn(feed), 5),
    "office": (office, 8),
    "torn office": (torn(office), 5),
    "pdf": (pdf, 10),
    "torn pdf": (torn(pdf), 5),
    "noise": (noise, 10),
    "huge": (huge, 1),
}
"""Each kind of input, and how often it comes."""


def matter(seed: int) -> tuple[str, bytes]:
    """The input of a seed, and its kind."""
    chance = random.Random(seed)  # noqa: S311 - the same inputs every time
    kind = chance.choices(list(KINDS), [often for _, often in KINDS.values()])[0]
    return kind, KINDS[kind][0](chance)


def read(seed: int) -> tuple[str, str, float]:
    """What comes of the input of a seed: read, refused, or what is wrong with the result."""
    kind, data = matter(seed)
    start = time.process_time()
    try:
        found = proposed(Received(kind, data))
    except UnreadableError as fault:
        outcome = (
            "refused" if str(fault).strip() and str(fault).isprintable() else f"bad: {fault!r}"
        )
        return kind, outcome, time.process_time() - start
    for one in found:
        whole = one.article.text
        for record in one.records:
            if whole[record["start"] : record["end"]] != record["quote"]:
                return kind, "bad: a quote is off its place", 0.0
        shown = article_to_text(one.article, kind) + proposals_to_text(one)
        if not shown.replace("\n", "").isprintable() and any(
            ord(c) < 32 for c in shown if c != "\n"
        ):
            return kind, "bad: what is shown could steer a terminal", 0.0
        to_text(proposals_to_json(one)).encode()
    return kind, "read", time.process_time() - start


def main() -> int:
    """Read them all, and say what came of it."""
    options = argparse.ArgumentParser()
    options.add_argument("how_many", nargs="?", type=int, default=10_000)
    options.add_argument("--seed", type=int, default=0)
    given = options.parse_args()
    seeds = range(given.seed, given.seed + given.how_many)
    tally: Counter[tuple[str, str]] = Counter()
    slowest = (0.0, -1)
    bad: list[tuple[int, str]] = []
    for seed, answer in zip(seeds, side_by_side(read, _told(seeds), 2), strict=True):
        if isinstance(answer, TooLong):
            tally["(any)", "ended, and told so"] += 1
            bad += [] if _may_be_long(seed) else [(seed, "took too long")]
        elif isinstance(answer, Exception):
            bad.append((seed, repr(answer)))
        else:
            kind, outcome, taken = answer
            tally[kind, outcome] += 1
            slowest = max(slowest, (taken, seed))
            if outcome.startswith("bad"):
                bad.append((seed, outcome))
    for (kind, outcome), count in sorted(tally.items()):
        sys.stdout.write(f"{kind:12} {outcome:20} {count:6,}\n")
    sys.stdout.write(f"slowest: {slowest[0]:.1f} s of CPU, seed {slowest[1]}\n")
    for seed, why in bad:
        sys.stdout.write(f"seed {seed}: {why}\n")
    sys.stdout.write(f"{given.how_many:,} inputs, {len(bad)} with neither result nor refusal.\n")
    return 1 if bad else 0


def _told(seeds: range) -> Iterator[int]:
    for number, seed in enumerate(seeds):
        if number % 500 == 0:
            sys.stderr.write(f"{number:,}\n")
        yield seed


def _may_be_long(seed: int) -> bool:
    """Whether an input is of those that are made to take too long: to be ended is a refusal."""
    return matter(seed)[0] in {"huge", "deep page", "pdf", "torn pdf"}


if __name__ == "__main__":
    sys.exit(main())
