"""A few hundred of the inputs that `tools/fuzz_articles.py` makes by the thousand."""

from __future__ import annotations

import importlib.util
import sys
from collections import Counter
from pathlib import Path

import pytest

TOOL = Path(__file__).parents[2] / "tools" / "fuzz_articles.py"


@pytest.mark.filterwarnings("ignore")
def test_each_ends_in_a_result_or_a_refusal() -> None:
    spec = importlib.util.spec_from_file_location("fuzz_articles", TOOL)
    assert spec is not None
    assert spec.loader is not None
    tool = sys.modules["fuzz_articles"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    seeds = [seed for seed in range(300) if tool.matter(seed)[0] not in {"huge", "pdf"}]
    came = Counter(tool.read(seed)[1] for seed in seeds)
    assert set(came) == {"read", "refused"}
    assert min(came.values()) > 50
