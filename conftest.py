"""What holds for every test: the spec's pages run, and nothing is skipped in silence."""

from __future__ import annotations

import hypothesis
import pytest

from tests.wants import DEBIAN, SHARED

pytest_plugins = ["pytester", "tests.spec_pages.plugin"]

hypothesis.settings.register_profile("gate", derandomize=True, deadline=None)
hypothesis.settings.load_profile("gate")


def pytest_unconfigure(config: pytest.Config) -> None:
    """Say, on the last line, how many tests were skipped for want of something outside."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if hasattr(config, "workerinput") or reporter is None:
        return
    reasons = [str(report.longrepr) for report in reporter.stats.get("skipped", ())]
    debian, shared = (sum(want in reason for reason in reasons) for want in (DEBIAN, SHARED))
    reporter.write_line(f"skipped for want of a Debian package: {debian}, of ../shared: {shared}")
