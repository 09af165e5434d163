"""The slow evaluator against the worked examples: `python -m tests.slow.check_examples`."""

from __future__ import annotations

import sys

from tests.slow.evaluate import Answer, evaluate
from tests.slow.examples import EXAMPLES
from tests.slow.expectation import Expectation
from trucebook.evaluation.result import Clocks

SHOWN_ELSEWHERE = {"remark", "fact", "grade", "accounts_differ", "leaves out", "due"}
"""Fields that this evaluator does not compute."""


def value(answers: dict[str, Answer], e: Expectation) -> object:
    """What the slow evaluator has for an expectation."""
    if e.field.startswith("by_reading:"):
        return answers[e.id].by_reading[e.field.removeprefix("by_reading:")]
    if e.id in answers:
        return getattr(answers[e.id], e.field)
    commitment = e.id.split(".")[0]
    found = answers[commitment].rounds[e.id]
    if e.field == "standing" and len(found.possible) > 1:
        return "unknown"
    return getattr(found, e.field)


def differences() -> list[str]:
    """Every expectation the slow evaluator does not meet."""
    wrong = []
    for example in EXAMPLES:
        for e in example.expectations:
            if e.field in SHOWN_ELSEWHERE or e.id == "board":
                continue
            case = example.cases[e.case]
            try:
                clocks = Clocks(e.on, e.public)
                got = value(evaluate(case.agreement, case.record, clocks, e.account), e)
            except Exception as error:  # noqa: BLE001 - shown to whoever runs it
                got = repr(error)
            if got != e.value:
                wrong.append(
                    f"{e.cites} [{e.case}] {e.account} {e.id} {e.field}: {got} not {e.value}"
                )
    return wrong


if __name__ == "__main__":
    found = differences()
    sys.stdout.write("\n".join([*found, f"{len(found)} differences", ""]))
