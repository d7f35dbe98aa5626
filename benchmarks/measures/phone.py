"""The worker's page on a slow phone: bytes and seconds until its first answer, the second visit, without a server."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.bench import Bench
from benchmarks.load import fetch
from benchmarks.serving import serving
from benchmarks.table import Table, number

__all__ = ["run"]

_ROUNDS = 3
_SLOWER = 4  # times that the processor is throttled
_LINES = {"slow 3G: 400 kbit/s, 400 ms": (400, 400), "3G: 1.6 Mbit/s, 300 ms": (1600, 300)}
_ZHENGZHOU = {"latitude": 34.7579, "longitude": 113.6654, "accuracy": 20}
_PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True, "locale": "zh-CN"}
_APP = "stationmap_api.app:create_app()"
_KEPT = (
    "(async () => Boolean(await caches.match('/kept/around') && await caches.match('/assets/leaflet/leaflet.js')))()"
)
# Playwright's own waiting evaluates texts, which the page's policy forbids.
_WAIT = (
    "async () => { while (!(await CONDITION)) await new Promise((done) => setTimeout(done, 50)); return CONDITION; }"
)
_LEAFLET = ("/assets/leaflet/leaflet.js", "/assets/leaflet/leaflet.css")
_SHELL = ("/", "/service-worker.js", "/manifest.webmanifest", "/icon.svg", "/icon.png", *_LEAFLET)
# A thumb that waits for the button, and a witness of the frame in which the first station is seen.
_THUMB = """
const look = () => {
  if (document.querySelector(".card")) {
    requestAnimationFrame(() => setTimeout(() => (window.drawn = performance.now())));
    return;
  }
  const near = document.querySelector("[data-need]") && document.getElementById("near");
  if (near && !window.tapped) {
    window.tapped = true;
    if (TAPS) near.click();
  }
  setTimeout(look, 5);
};
look();
"""


def run(_bench: Bench) -> list[Table]:
    """Visit the page over the demonstration as a phone would, twice, and once more when its server is gone."""
    if find_spec("playwright") is None or (browser := which("chromium")) is None:
        return [Table("The worker's page", ("", "to install"), [["phone", "pip install playwright; chromium"]])]
    rows = [[name, *_rounds(browser, kbit, delay)] for name, (kbit, delay) in _LINES.items()]
    columns = (
        "line", "first answer, s", "again, s", "offline, s", "page, kB", "until the first answer, kB", "in all, kB",
    )  # fmt: skip
    note = (
        f"Medians of {_ROUNDS} in Chromium, the processor {_SLOWER} × throttled, the line by its developer tools, which"
        " delay each request but know no handshakes. Seconds from the navigation to the frame with the first station, a"
        " thumb tapping as soon as there is a button; again: the second visit, which shows the answer that the phone"
        " keeps; offline: the same with the server stopped. kB of 1,000 as sent; in all: with the stations around and"
        " what is kept for a visit without a network, Leaflet included."
    )
    return [Table("The worker's page", columns, rows, note)]


def _rounds(browser: str, kbit: int, delay: int) -> list[str]:
    measured = [_visits(browser, kbit, delay) for _ in range(_ROUNDS)]
    return [number(median(values)) for values in zip(*measured, strict=True)]


def _visits(browser: str, kbit: int, delay: int) -> tuple[float, ...]:
    with TemporaryDirectory(prefix="bench-phone-") as folder, ExitStack() as stack:
        context = stack.enter_context(_phone(browser))
        with serving("uvicorn", _APP, {}, Path(folder) / "log") as (port, _):
            address = f"http://127.0.0.1:{port}"
            page, sent = _page(context, kbit, delay, taps=True)
            first = _drawn(page, address)
            until = dict(sent)
            page.evaluate(_WAIT.replace("CONDITION", _KEPT))
            kept = sum(len(gzip.compress(fetch(port, path), 5)) for path in _SHELL)
            sizes = sent["document"], sum(until.values()), sum(sent.values()) + kept
            page.close()
            page, _ = _page(context, kbit, delay, taps=False)
            again = _drawn(page, address)
            page.close()
        page, _ = _page(context, kbit, delay, taps=False)
        offline = _drawn(page, address)
        return first, again, offline, *(size / 1e3 for size in sizes)


@contextmanager
def _phone(browser: str) -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=browser, args=["--no-sandbox", "--disable-gpu"])
        yield chromium.new_context(geolocation=_ZHENGZHOU, permissions=["geolocation"], **_PHONE)
        chromium.close()


def _page(context: Any, kbit: int, delay: int, *, taps: bool) -> tuple[Any, dict[str, float]]:  # noqa: ANN401
    """Open a page on a slow line; the bytes that it was sent are counted as they come."""
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.add_init_script(_THUMB.replace("TAPS", str(taps).lower()))
    session, sent, kinds = context.new_cdp_session(page), {"document": 0.0, "other": 0.0}, {}
    session.send("Network.enable")
    rate = kbit * 1000 / 8
    conditions = {"offline": False, "latency": delay, "downloadThroughput": rate, "uploadThroughput": rate}
    session.send("Network.emulateNetworkConditions", conditions)
    session.send("Emulation.setCPUThrottlingRate", {"rate": _SLOWER})
    session.on("Network.requestWillBeSent", lambda event: kinds.update({event["requestId"]: event.get("type")}))

    def count(event: dict[str, Any]) -> None:
        kind = "document" if kinds.get(event["requestId"]) == "Document" else "other"
        sent[kind] += event["encodedDataLength"]

    session.on("Network.loadingFinished", count)
    return page, sent


def _drawn(page: Any, address: str) -> float:  # noqa: ANN401
    page.goto(address, wait_until="commit")
    return float(page.evaluate(_WAIT.replace("CONDITION", "window.drawn"))) / 1e3
