"""A book in short lines: `python -m tests.slow.show 7`."""

from __future__ import annotations

import sys

from tests.slow.build import MARCH
from tests.slow.generate import Book, make
from trucebook.model.report import Bound
from trucebook.model.time import MINUTES


def short(value: object) -> str:
    """A value without what every value says."""
    text = repr(value)
    for noise in ("frozenset", "commitment=", "number=", "phase=None", "day=", "terms="):
        text = text.replace(noise, "")
    return text


def report(b: Bound) -> str:
    """One report on one line, days counted in March."""
    r = b.report
    when = "?"
    if r.when is not None and r.when.first is not None and r.when.last is not None:
        hours = [
            f"{m % MINUTES // 60}h" if r.when.instant else "" for m in (r.when.first, r.when.last)
        ]
        days = [
            f"{m // MINUTES - MARCH}{h}"
            for m, h in zip((r.when.first, r.when.last), hours, strict=True)
        ]
        when = days[0] if days[0] == days[1] else "..".join(days)
    count = "" if r.count is None else f" {r.count.low}..{r.count.high}"
    more = {
        name: getattr(r, name)
        for name in (
            "event",
            "count_basis",
            "contrary",
            "corrects",
            "retracts",
            "accepted",
            "stage",
            "result",
            "wire_group",
            "breakdown",
        )
        if getattr(r, name) not in (None, ())
    }
    if r.hedge != "none":
        more["hedge"] = r.hedge
    about = ", ".join(b.rounds or b.commitments)
    told = f"{b.asserter}: {r.kind}{count} [{about}] {more or ''}"
    return f"  {r.id} pub {r.published - MARCH} on {when} {told}"


def show(book: Book) -> str:
    """The whole book."""
    lines = [f"book {book.seed}"]
    for c in book.agreement.commitments:
        more = {
            name: getattr(c, name)
            for name in ("phase", "conditions", "in_return_for", "only_after", "vague")
            if getattr(c, name)
        }
        if c.replaced is not None:
            more["replaced"] = c.replaced - MARCH
        lines.append(
            f"  [{c.id}] {'+'.join(c.liable)}: {short(c.terms)} {short(more) if more else ''}"
        )
    lines += [f"  {short(p)}" for p in book.agreement.phases]
    lines += [
        f"  {short(r.name)} {r.clauses or r.phrase} {short(r.change)[:200]}"
        for r in book.agreement.readings
    ]
    lines += [report(b) for b in book.record.reports]
    lines += [
        f"  watched {', '.join(w.ids)} {w.first - MARCH}..{w.last - MARCH}"
        for w in book.record.watches
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    for seed in sys.argv[1:]:
        sys.stdout.write(show(make(int(seed))) + "\n")
