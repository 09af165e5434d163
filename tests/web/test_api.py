"""The API as its own document describes it, asked with whatever a generator thinks of."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode

from trucebook.book import open_book
from trucebook.web.app import web_app
from trucebook.web.desk import Desk
from trucebook.web.pages import PAGES

EXAMPLE = Path(str(files("trucebook.cli") / "example"))
PATHS = [
    f"{page.stem.replace('{id:path}', '{id}')}.{ending}"
    for page in PAGES
    for ending in ("json", "csv")
]

BETWEEN_DAYS = ("days-the-wrong-way",)
"""Faults of two days that are each fine: a document of this kind cannot say them."""


@pytest.fixture(scope="module")
def api() -> Any:
    """The example book's pages for programs."""
    app = web_app(Desk(EXAMPLE, open_book, leaves_out=False), None)
    return schemathesis.openapi.from_asgi("/openapi.json", app)


def test_the_document_tells_of_every_page(api: Any) -> None:
    assert {result.ok().path for result in api.get_all_operations()} == set(PATHS)


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
@pytest.mark.parametrize("path", PATHS)
def test_every_answer_is_one_that_the_document_has(
    api: Any, path: str, mode: GenerationMode
) -> None:
    """What fits the document is answered, what does not is refused, and each in its shape."""

    @settings(
        max_examples=6,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=api[path]["GET"].as_strategy(generation_mode=mode))
    def asked(case: Any) -> None:
        answer = case.call()
        if answer.status_code == 400 and answer.json()["code"] in BETWEEN_DAYS:
            return
        case.validate_response(answer)

    asked()
