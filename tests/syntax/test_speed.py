"""Large texts are read in well under a second; the help page does not wait for the parser."""

from __future__ import annotations

import subprocess
import sys
import time

from trucebook.syntax import parse

HEAD = """\
agreement "Large"
day 1 is 1 March 2025
parties alpha, beta
count captives: by life (living, dead); by group (civilian, soldier)
count prisoners: by term (life, other)
phase one, 90 days from day 1
"""
CLAUSES = """\
  [h{0}] beta shall release 33 captives to alpha by day 42:
    3 by day 1, 4 more by day 7, 3 more every 7 days from day 14, the rest by day 42.
  [f{0}] in return for [h{0}], alpha shall release, by the day after each act,
    30 prisoners for each living civilian, 50 prisoners for each living soldier, of whom 30 life.
  [w{0}] once [h{0}] is met, alpha shall withdraw from "place {0}" by day 50. basis unsourced.
"""
LINE = """\
2025-03-{1:02} beta released {2} captives (living, soldier) to alpha
  says "Agency"; source "Wire", published 2025-03-{1:02} <https://example.org/{0}>; for [h{2}]
"""


def test_300_commitments_and_10000_reports() -> None:
    text = HEAD + "".join(CLAUSES.format(i) for i in range(100)) + "\n"
    text += "".join(LINE.format(i, 1 + i % 28, 1 + i % 5) for i in range(10_000))
    parse(HEAD + CLAUSES.format(0), "warm")
    began = time.process_time()
    parsed = parse(text, "large")
    took = time.process_time() - began
    assert parsed.diagnostics == ()
    assert len(parsed.tree.items) == 10_306
    # It takes half a second where it was written; a slow machine is given three times that.
    assert took < 1.5


def test_names_and_record_are_read_without_the_grammar() -> None:
    code = (
        "import sys; from trucebook.syntax import parse; "
        "parse('2025-03-01 alpha opened roads\\n  says a', 'x'); "
        "print('trucebook.syntax.sentences' in sys.modules)"
    )
    run = subprocess.run(  # noqa: S603 - this interpreter
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "False"
