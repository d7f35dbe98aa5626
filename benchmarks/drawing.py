"""Time and memory that a page takes to draw in Chromium."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Error, Route, sync_playwright

__all__ = ["HOSTS", "Drawn", "browser_open", "draw"]

HOSTS = re.compile(r"^https?://")
"""Addresses that a page must not ask for: they are answered from packages."""

_CHROMIUM = "/usr/bin/chromium"
_FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
_PATIENCE_MS = 60_000
_PAGE = os.sysconf("SC_PAGE_SIZE")
# Two frames after everything was put on the map: the first may still be at work.
_SETTLED = """() => new Promise((done) => {
    const frame = () => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now())));
    const look = () => (typeof stationmap === "undefined" || stationmap.drawn ? frame() : setTimeout(look, 5));
    look();
})"""


@dataclass(frozen=True)
class Drawn:
    """What drawing took.

    Parameters
    ----------
    seconds : float
        From navigation until two frames after all stations were drawn.
    bytes : int
        Of the page's process, in memory.
    """

    seconds: float
    bytes: int


@contextmanager
def browser_open() -> Iterator[Browser]:
    """Open the system's Chromium."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=_CHROMIUM, args=_FLAGS)
        yield browser
        browser.close()


def draw(browser: Browser, page_file: Path, answer: Callable[[str], bytes]) -> Drawn | None:
    """Open a page from its file; None if it is not drawn within a minute.

    Parameters
    ----------
    browser : Browser
    page_file : pathlib.Path
    answer : callable
        Gives the content of an address that the page asks a host for, so that no network is waited for.
    """
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.set_default_timeout(_PATIENCE_MS)
    page.route(HOSTS, lambda route: _fulfil(route, answer))
    try:
        page.goto(page_file.as_uri())
        seconds = page.evaluate(_SETTLED) / 1000
        return Drawn(seconds, _renderer_bytes(browser))
    except Error:
        return None
    finally:
        context.close()


def _fulfil(route: Route, answer: Callable[[str], bytes]) -> None:
    kind = "text/css" if route.request.resource_type == "stylesheet" else "text/javascript"
    route.fulfill(body=answer(route.request.url), content_type=kind)


def _renderer_bytes(browser: Browser) -> int:
    told = browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
    found = [
        int(Path(f"/proc/{each['id']}/statm").read_text().split()[1]) for each in told if each["type"] == "renderer"
    ]
    return max(found) * _PAGE
