"""A map in one file: time to make it, bytes, and time and memory to draw it, beside plain Folium."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import pandas as pd
from playwright.sync_api import Browser

from benchmarks.bench import Bench
from benchmarks.drawing import browser_open, draw
from benchmarks.folium_pages import PAGES, answer, missing
from benchmarks.planners import make_register
from benchmarks.table import Table, number
from stationmap.maps import station_map

__all__ = ["run"]

_COUNTS = (3_000, 20_000, 200_000)
_ROUNDS = 3
_LEFT_OUT = "left out"


def run(bench: Bench) -> list[Table]:
    """Make and draw each kind of page with 3,000 stations and with 20,000; with 200,000 if the bench has as many."""
    lacking = missing()
    pages = {"stationmap": (_ours, _COUNTS[-1]), **({} if lacking else PAGES)}
    with TemporaryDirectory(prefix="bench-maps-") as folder, browser_open() as browser:
        tables = [_table(count, pages, Path(folder), browser) for count in _COUNTS if count <= len(bench.stations)]
    return [*tables, Table("Maps, not measured", ("pages", "to install"), [["folium", lacking]])] if lacking else tables


def _ours(table: pd.DataFrame) -> str:
    return station_map(table, None, None, title="stations", notes=[])


def _table(
    count: int, pages: dict[str, tuple[Callable[[pd.DataFrame], str], int]], folder: Path, browser: Browser
) -> Table:
    stations = make_register(count)
    _ours(stations.head(1))  # what is imported when first used is no part of making a page
    rows = [
        [name, *(_measured(page, stations, folder, browser) if count <= most else [_LEFT_OUT] * 4)]
        for name, (page, most) in pages.items()
    ]
    note = (
        "Seconds to make the page, megabytes of the file, seconds from navigation until two frames after all was drawn "
        f"(median of {_ROUNDS}), megabytes of the page's process. Folium's popups hold four facts, ours all, with "
        "search, filters, hours and table. What Folium asks foreign hosts for comes from local packages at once; what "
        "draws no station (bootstrap, icon fonts) comes as an empty file. Left out: more than a minute to make or draw."
    )
    return Table(f"Maps of {count:,} stations", ("page", "made, s", "MB", "drawn, s", "memory, MB"), rows, note)


def _measured(page: Callable[[pd.DataFrame], str], stations: pd.DataFrame, folder: Path, browser: Browser) -> list[str]:
    start = time.perf_counter()
    html = page(stations)
    made = time.perf_counter() - start
    file = folder / "map.html"
    file.write_bytes(html.encode("utf-8"))
    told = [draw(browser, file, answer) for _ in range(_ROUNDS)]
    drawn = [each for each in told if each is not None]
    if len(drawn) < _ROUNDS:
        return [number(made), number(file.stat().st_size / 1e6), "not within a minute", "–"]
    seconds, memory = median(each.seconds for each in drawn), median(each.bytes for each in drawn)
    return [number(made), number(file.stat().st_size / 1e6), number(seconds), number(memory / 1e6)]
