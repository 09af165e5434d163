"""A real browser walks every page: nothing is asked elsewhere, nothing is said on the console."""

from __future__ import annotations

import re
import statistics
import threading
import time
import urllib.request
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from tests.wants import debian
from tests.web.axe import axe_finds_nothing
from tests.web.links import Links

pytestmark = debian("chromium", "chromium")

CLOCKS = "on=2025-02-24&public=2025-02-24"
LATER = "on=2025-03-06&public=2025-03-06"
"""A day by which people had said what they want."""
PAGES = {
    "board": f"/?{CLOCKS}",
    "moved": f"/?{CLOCKS}&was_on=2025-02-20&was_account=hamas",
    "another book": f"/?hash={'0' * 64}",
    "why": f"/why/free?{CLOCKS}",
    "why of several": f"/why/halt?{CLOCKS}",
    "timeline": f"/timeline?{CLOCKS}",
    "exchange": f"/exchange?{CLOCKS}",
    "due": f"/due?{CLOCKS}",
    "changes": f"/changes?{CLOCKS}",
    "reports": f"/reports?{CLOCKS}&about=free",
    "report": "/report/gz25-001",
    "positions": f"/positions?{LATER}",
    "conflicts": f"/conflicts?{LATER}",
    "counts": f"/counts?{LATER}",
    "compare": f"/compare?{LATER}&a=signed&b=revised",
    "compare alike": f"/compare?{LATER}&a=signed&b=signed",
    "compare told otherwise": "/compare?a=proposal-revised-press&b=proposal-revised-source",
    "sources": f"/sources?{CLOCKS}",
    "check": "/check",
    "text": f"/text?{CLOCKS}",
    "fault": "/why/nothing",
}
Open = Callable[..., Any]


@pytest.fixture
def opened(browser: Any, gaza_address: str) -> Open:
    """A page, opened; whatever it says on the console or asks elsewhere fails the test."""
    pages = []
    amiss: list[str] = []

    def open_(path: str, **view: Any) -> Any:
        context = browser.new_context(**view)
        page = context.new_page()
        pages.append(context)
        page.on("console", lambda message: amiss.append(message.text))
        page.on("pageerror", lambda error: amiss.append(str(error)))
        page.on(
            "request",
            lambda request: (
                None if request.url.startswith(gaza_address) else amiss.append(request.url)
            ),
        )
        page.goto(gaza_address + path)
        return page

    yield open_
    for context in pages:
        context.close()
    assert [words for words in amiss if "404 (Not Found)" not in words] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_and_nothing_sticks_out(
    opened: Open, name: str, width: int, scheme: str
) -> None:
    page = opened(PAGES[name], viewport={"width": width, "height": 900}, color_scheme=scheme)
    axe_finds_nothing(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_clocks_and_account_are_moved_without_a_script(opened: Open) -> None:
    page = opened(f"/?{CLOCKS}", java_script_enabled=False)
    page.get_by_role("link", name="changed on 23 February 2025").click()
    assert "on=2025-02-23" in page.url
    assert page.get_by_role("heading", name="What moved").is_visible()
    page.get_by_label("Account", exact=True).select_option("hamas")
    page.get_by_role("button", name="Look").click()
    assert "account=hamas" in page.url
    assert "Account: hamas" in page.locator(".lead").inner_text()
    page.get_by_text("Days on which reports were published").click()
    page.locator("details[open] .days a").first.click()
    assert "public=2024-02-09" in page.url
    page.get_by_role("link", name="Address to cite").click()
    assert "hash=" in page.url
    assert page.get_by_text("are those that this address was made from").is_visible()


def test_a_slider_moves_a_clock_in_place_and_says_what_moved(opened: Open) -> None:
    page = opened(f"/?{CLOCKS}")
    slider = page.get_by_role("slider", name="On", exact=True)
    slider.focus()
    page.keyboard.press("ArrowLeft")
    page.wait_for_url("**on=2025-02-23*")
    page.wait_for_function("document.querySelector('main').ariaBusy === null")
    assert page.get_by_role("heading", name="What moved").is_visible()
    assert page.evaluate("document.activeElement.id") == "slide-on"
    assert slider.get_attribute("aria-valuetext") == "23 February 2025"
    assert page.get_by_role("status").inner_text() == "1 commitment stands otherwise."
    written = page.get_by_label("On", exact=True).first.input_value()
    assert written == "2025-02-23"
    page.get_by_label("Account", exact=True).select_option("hamas")
    page.wait_for_url("**account=hamas*")
    page.locator(".lead", has_text="Account: hamas").wait_for()
    page.go_back()
    page.locator(".lead", has_text="Account: undisputed").wait_for()
    assert "on=2025-02-23" in page.url


def test_a_slider_marks_the_days_on_which_a_standing_changed(
    opened: Open, gaza_address: str
) -> None:
    page = opened(f"/?{CLOCKS}")
    slider = page.get_by_role("slider", name="On", exact=True)
    first = date.fromisoformat(slider.get_attribute("data-first"))
    marked = [first + timedelta(int(n)) for n in slider.get_attribute("data-days").split()]
    page.get_by_text("Days on which a standing changed").click()
    listed = page.locator("details[open] .days a").evaluate_all("all => all.map(a => a.href)")
    assert [day.isoformat() for day in marked] == [
        re.findall(r"[?&]on=([^&]+)", a)[0] for a in listed
    ]
    told = page.request.get(f"{gaza_address}/timeline.json?on={marked[-1]}").json()
    changed = {one["day"] for one in told["moments"] if one["entry"] == "standing"}
    assert changed <= {day.isoformat() for day in marked}


def test_every_link_leads_somewhere(gaza: Any) -> None:
    todo, seen = ["/", *PAGES.values()], set()
    while todo and len(seen) < 250:
        path = todo.pop(0)
        shape = path.split("?")[0]
        if shape in seen or shape == "/why/nothing":
            continue
        seen.add(shape)
        answer = gaza.get(path, follow_redirects=True)
        assert answer.status_code == 200, path
        if "text/html" in answer.headers["content-type"]:
            todo += [link for link in Links(answer.text).to if link.startswith("/")]
    assert len(seen) > 60


def test_the_board_reads_in_order_to_who_does_not_see_it(opened: Open) -> None:
    for width in (360, 1280):
        page = opened(f"/?{CLOCKS}", viewport={"width": width, "height": 900})
        told = page.locator("body").aria_snapshot()
        order = [
            'link "To the page itself"',
            "banner",
            'navigation "Pages"',
            'region "Clocks and account"',
            'textbox "On"',
            'combobox "Account"',
            "main",
            'heading "Where every commitment stands" [level=1]',
            'heading "Phase one: running" [level=2]',
            'table "Phase one: running"',
            'columnheader "Commitment"',
            'rowheader "free"',
            'heading "Said on these rows; it decides none of them" [level=2]',
            "contentinfo",
            "Standing under this text only.",
        ]
        at = 0
        for words in order:
            found = told.find(words, at)
            assert found >= 0, f"{words} at {width}"
            at = found


def test_a_page_can_be_reached_and_moved_by_keyboard(opened: Open) -> None:
    page = opened(f"/?{CLOCKS}")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "To the page itself"
    page.keyboard.press("Enter")
    for _ in range(3):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize("name", ["board", "timeline", "sources"])
def test_on_paper_a_table_is_a_table(opened: Open, name: str) -> None:
    """A sheet of A4 between its margins is as wide as a narrow screen, and is none."""
    page = opened(PAGES[name], viewport={"width": 680, "height": 900})
    assert page.locator("thead").first.evaluate("one => getComputedStyle(one).position") != "static"
    page.emulate_media(media="print")
    shown = page.locator("td").evaluate_all("all => all.map(td => getComputedStyle(td).display)")
    assert set(shown) == {"table-cell"}
    assert page.locator("thead").first.evaluate("one => getComputedStyle(one).position") == "static"
    assert not page.locator(".clocks").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 680


def test_fifty_readers_at_once_and_a_board_in_a_tenth_of_a_second(gaza_address: str) -> None:
    faults: list[str] = []
    took: list[float] = []

    def read(number: int) -> None:
        day = 1 + number % 28
        try:
            for path in (f"/?on=2025-02-{day:02d}", "/why/free", "/timeline", "/board.json"):
                with urllib.request.urlopen(gaza_address + path, timeout=120) as answer:  # noqa: S310 - ours
                    answer.read()
        except OSError as error:
            faults.append(f"{path}: {error}")

    readers = [threading.Thread(target=read, args=(number,)) for number in range(50)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert faults == []
    for _ in range(21):
        began = time.thread_time(), time.process_time()
        with urllib.request.urlopen(f"{gaza_address}/?{CLOCKS}") as answer:  # noqa: S310 - ours
            answer.read()
        took.append(time.process_time() - began[1])
    assert statistics.median(took) < 0.1
