"""A folder of articles read by `trucebook read`: how long a thousand take, and in how much memory.

    python -m benchmarks.articles [HOW_MANY]

The articles are made of the sentences of the tests' own texts, half of them plain text, half pages
with what stands around a story on a page. A tenth as many are read too: memory that does not grow
is about the same for both.
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TEXTS = Path(__file__).parents[1] / "tests" / "reading" / "texts"
WORDS = 700
"""Words of an article."""
AROUND = "<nav><ul>" + "<li><a href='/x'>Section of the paper</a></li>" * 40 + "</ul></nav>"
BEHIND = "<aside><h3>Related stories</h3>" + "<p><a href='/y'>Nine freed</a></p>" * 20 + "</aside>"


def write(folder: Path, how_many: int) -> None:
    """Put so many articles into a folder."""
    texts = (path.read_text("utf-8") for path in sorted(TEXTS.glob("*.txt")))
    lines = [line for text in texts for line in text.splitlines() if line.endswith((".", "\u201d"))]
    chance = random.Random(7)  # noqa: S311 - the same articles every time
    for number in range(how_many):
        story: list[str] = []
        while sum(len(line.split()) for line in story) < WORDS:
            story.append(chance.choice(lines))
        if number % 2:
            body = "".join(f"<p>{line}</p>" for line in story)
            page = f"<html><body>{AROUND}<article><h1>Day {number}</h1>{body}</article>{BEHIND}"
            (folder / f"{number:05}.html").write_text(f"{page}</body></html>", "utf-8")
        else:
            (folder / f"{number:05}.txt").write_text("\n".join(story), "utf-8")


def measure(how_many: int) -> tuple[float, float, float, int]:
    """Seconds that passed, seconds of CPU, megabytes of the largest process, claims proposed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "articles"
        folder.mkdir()
        write(folder, how_many)
        program = Path(sys.executable).with_name("trucebook")
        command = [str(program), "read", str(folder), "--json"]
        before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        claims = lines = 0
        with subprocess.Popen(command, stdout=subprocess.PIPE) as process:  # noqa: S603 - our own
            for line in process.stdout or ():
                lines += 1
                claims += line.count(b'"anchor_start"')
        passed = time.perf_counter() - start
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode or lines != how_many:
        raise SystemExit(f"{lines} of {how_many} were read, status {process.returncode}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return passed, cpu, after.ru_maxrss / 1_000, claims


def main() -> None:
    """A line for a tenth, and one for all."""
    whole = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    for how_many in (max(1, whole // 10), whole):
        passed, cpu, memory, claims = measure(how_many)
        sys.stdout.write(
            f"{how_many:,} articles of {WORDS} words: {passed:.0f} s, {cpu:.0f} s of CPU, largest "
            f"process {memory:.0f} MB, {claims:,} claims\n"
        )


if __name__ == "__main__":
    main()
