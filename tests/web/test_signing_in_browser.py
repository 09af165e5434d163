"""Somebody signs in and out in a real browser, which sends forms in its own way."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from typing import Any

import uvicorn

from tests.wants import debian
from tests.web.axe import axe_finds_nothing
from tests.web.people import WORDS, site
from trucebook.web.serving import listen

pytestmark = debian("chromium", "chromium")


def test_somebody_signs_in_by_keyboard_and_out(browser: Any, tmp_path: Path) -> None:
    made = site("sqlite", tmp_path)
    place = listen("127.0.0.1", 0)
    config = uvicorn.Config(made.app, log_level="critical", lifespan="off", ws="none")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [place]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    page = browser.new_page(bypass_csp=True)  # for axe, which is a script
    said: list[str] = []
    page.on("console", lambda one: said.append(one.text) if one.type == "error" else None)
    try:
        page.goto(f"http://127.0.0.1:{place.getsockname()[1]}/due")
        axe_finds_nothing(page)
        page.focus("#key")
        page.keyboard.type("the-reader")
        page.keyboard.press("Tab")
        page.keyboard.type(WORDS)
        page.keyboard.press("Enter")
        page.wait_for_selector("text=Signed in as")
        assert page.url.endswith("/due")
        page.click("text=Sign out")
        page.wait_for_url("**/sign-in")
        assert said == []
    finally:
        page.close()
        server.should_exit = True
        thread.join(10)
        place.close()
        made.guard.close()
