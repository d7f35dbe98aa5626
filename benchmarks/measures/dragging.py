"""The served map of a large register and its file, dragged beside Folium's cluster: time to draw, gaps of frames."""

from __future__ import annotations

import time
import urllib.request
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Error, Page, Route

from benchmarks.bench import Bench
from benchmarks.drawing import HOSTS, browser_open
from benchmarks.folium_pages import PAGES, answer, missing
from benchmarks.register import save_register
from benchmarks.serving import missing as lacking
from benchmarks.serving import serving
from benchmarks.table import Table, number
from stationmap.catalogue import Catalogue
from stationmap.loading import load_catalogue
from stationmap.maps import station_map

__all__ = ["run"]

_ZOOMS = (4, 7, 10, 13)
_STROKES = 4
_STEPS = 40
_FULL_MS = 300_000
_MAP = (
    "(typeof stationmap === 'undefined' ? Object.values(window).find((each) => each instanceof L.Map) : stationmap.map)"
)
_DRAWN = """() => new Promise((done) => {
    const frame = () => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now())));
    const look = () => (typeof stationmap === "undefined" || stationmap.drawn ? frame() : setTimeout(look, 5));
    look();
})"""
_VIEW = f"""([zoom, lat, lon]) => new Promise((done) => {{
    const map = {_MAP};
    map.setView([lat, lon], zoom, {{ animate: false }});
    const busy = () => typeof stationmap !== "undefined" && stationmap.crowd.layer.isLoading();
    const calm = () => (busy() ? setTimeout(calm, 20) : done());
    setTimeout(calm, 300);
}})"""
_WATCH = """() => {
    window.gaps = [];
    let before = performance.now();
    const look = (now) => {
        window.gaps.push(now - before);
        before = now;
        window.watching = requestAnimationFrame(look);
    };
    window.watching = requestAnimationFrame((now) => { before = now; window.watching = requestAnimationFrame(look); });
}"""
_TOLD = "() => { cancelAnimationFrame(window.watching); return window.gaps; }"
_COLUMNS = ("page", "made, s", "MB", "drawn, s", *(f"zoom {zoom}" for zoom in _ZOOMS))


def run(bench: Bench) -> list[Table]:
    """Draw and drag all stations of the bench."""
    if why := lacking("uvicorn", "uvloop", "httptools") or missing():
        return [Table("Maps moved by hand", ("to install",), [[why]])]
    with TemporaryDirectory(prefix="bench-dragging-") as name, browser_open() as browser:
        folder = Path(name)
        save_register(bench.stations, folder / "register.db")
        catalogue = load_catalogue(str(folder / "register.db"))
        rows = [_served(catalogue, folder, browser), *(_file(kind, catalogue, folder, browser) for kind in _FILES)]
    note = (
        "Served: made from the first request on, in a process of its own; MB as sent. Drawn: from navigation until two "
        "frames after all was drawn. By zoom: milliseconds between frames while a hand drags the map, median / 95th "
        "percentile / most."
    )
    return [Table(f"Maps of {len(catalogue):,} stations, moved by hand", _COLUMNS, rows, note)]


def _served(catalogue: Catalogue, folder: Path, browser: Browser) -> list[str]:
    env = {"STATIONMAP_DB": str(folder / "register.db")}
    with serving("uvicorn", "stationmap_api.app:create_app()", env, folder / "log") as (port, _):
        start = time.perf_counter()
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/map") as sent:
            size = len(sent.read())
        made = time.perf_counter() - start
        return ["stationmap, served", *_moved(browser, f"http://127.0.0.1:{port}/map", made, size, catalogue)]


_FILES = ("stationmap, file", "folium, FastMarkerCluster")


def _file(kind: str, catalogue: Catalogue, folder: Path, browser: Browser) -> list[str]:
    start = time.perf_counter()
    if kind in PAGES:
        html = PAGES[kind][0](catalogue.table)
    else:
        html = station_map(catalogue.table, None, None, title="stations", notes=[])
    made = time.perf_counter() - start
    file = folder / "map.html"
    file.write_bytes(html.encode("utf-8"))
    return [kind, *_moved(browser, file.as_uri(), made, file.stat().st_size, catalogue)]


def _moved(browser: Browser, url: str, made: float, size: int, catalogue: Catalogue) -> list[str]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.set_default_timeout(_FULL_MS)
    if url.startswith("file:"):
        page.route(HOSTS, lambda route: route.fulfill(body=answer(route.request.url), content_type=_kind(route)))
    try:
        page.goto(url)
        drawn = page.evaluate(_DRAWN) / 1000
        middle = catalogue.table[["lat", "lon"]].median().tolist()
        gaps = [_gaps(page, zoom, *middle) for zoom in _ZOOMS]
    except Error as error:
        return [number(made), number(size / 1e6), str(error).splitlines()[0], *["–"] * len(_ZOOMS)]
    finally:
        context.close()
    return [number(made), number(size / 1e6), number(drawn), *gaps]


def _kind(route: Route) -> str:
    return "text/css" if route.request.resource_type == "stylesheet" else "text/javascript"


def _gaps(page: Page, zoom: int, lat: float, lon: float) -> str:
    page.evaluate(_VIEW, [zoom, lat, lon])
    page.evaluate(_WATCH)
    for stroke in range(_STROKES):
        across = 250 if stroke % 2 else 650
        page.mouse.move(across, 400)
        page.mouse.down()
        page.mouse.move(900 - across, 420, steps=_STEPS)
        page.mouse.up()
    gaps = page.evaluate(_TOLD)
    return f"{median(gaps):.0f} / {quantiles(gaps, n=20)[-1]:.0f} / {max(gaps):.0f}"
