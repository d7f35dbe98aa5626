"""Places by name: built, asked in every way beside SQLite's trigrams and a plain scan, and beside an event loop."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
import numpy as np
import pandas as pd
from rapidfuzz import fuzz, process

from benchmarks.bench import Bench, quiet
from benchmarks.memory import array_bytes
from benchmarks.place_peers import Finder, sqlite_trigrams, whole_scan
from benchmarks.place_queries import Query, make_queries
from benchmarks.planners import make_register
from benchmarks.table import Table, number
from stationmap.catalogue import Catalogue
from stationmap.loading import demonstration
from stationmap.places import PlaceIndex, Places, find_places
from stationmap.places.plain import letters_of, plain_text
from stationmap.store import ImportRecord, open_store
from stationmap_api import create_app
from stationmap_api.settings import Settings

__all__ = ["run"]

_QUERIES = 150
_NEAR = (34.76, 113.66)
_SLOW = "rapidfuzz over all"


def run(bench: Bench) -> list[Table]:
    """Build, find and tick."""
    drawn = make_register(len(bench.stations))
    table = drawn[drawn["closed_on"] == ""].reset_index(drop=True)
    finders: dict[str, Finder] = {}
    tables = [_built(table, finders), _found(bench, table, finders)]
    return [*tables, _ticking(drawn, make_queries(table, 20))]


def _built(table: pd.DataFrame, finders: dict[str, Finder]) -> Table:
    catalogue = Catalogue.from_table(table, demonstration().districts, "1")
    start = time.process_time()
    index = PlaceIndex.of(catalogue)
    spent = [time.process_time() - start]
    with TemporaryDirectory() as folder:
        index.write(Path(folder) / "1")
        size = sum(part.stat().st_size for part in (Path(folder) / "1").iterdir())
    finders["stationmap"] = lambda text: [one.place.id for one in find_places(Places(index), text, 10, _NEAR)]
    for name, made in (("SQLite FTS5 trigram", sqlite_trigrams), (_SLOW, whole_scan)):
        start = time.process_time()
        finders[name] = made(table)
        spent.append(time.process_time() - start)
    rows = [[name, number(seconds)] for name, seconds in zip(finders, spent, strict=True)]
    note = (
        f"CPU seconds, pypinyin's tables included where they are read first. Our index is mapped by all processes: "
        f"{size / 1e6:,.0f} MB, of which {array_bytes(index.names) / 1e6:,.0f} MB are arrays of names."
    )
    return Table(f"Names of {len(table):,} stations", ("engine", "built, s"), rows, note)


def _found(bench: Bench, table: pd.DataFrame, finders: dict[str, Finder]) -> Table:
    names = dict(zip(table["id"], map(plain_text, table["name"]), strict=True))
    rows = []
    for kind, queries in make_queries(table, _QUERIES).items():
        for name, find in finders.items():
            spent, found = _asked(find, queries, bench.seconds)
            reached = [
                query.station in ids or ("slip" in kind and _outdone(query, names))
                for query, ids in zip(queries, found, strict=False)
            ]
            worst, best = np.percentile(spent, [99, 50])
            share = f"{100 * np.mean(reached):.1f} %"
            rows.append([kind, name, *map(number, (best, worst, max(spent))), share, str(len(spent))])
    columns = ("typed", "engine", "median, ms", "p99, ms", "most, ms", "found", "queries")
    note = (
        "CPU milliseconds of one query for ten places, nearest first among equals. Found: the station that was meant "
        "is among the ten; with a slip also where ten names or more are as alike to what was typed, by rapidfuzz's "
        "best window."
    )
    return Table("Finding places", columns, rows, note)


def _asked(find: Finder, queries: list[Query], seconds: float) -> tuple[list[float], list[list[str]]]:
    """Ask until all are asked, or five times the time of a case is over."""
    find(queries[0].text)
    spent, found, end = [], [], time.process_time() + 5 * seconds
    with quiet():
        for query in queries:
            start = time.process_time()
            found.append(find(query.text))
            spent.append((time.process_time() - start) * 1e3)
            if len(spent) >= 3 and time.process_time() > end:
                break
    return spent, found


def _outdone(query: Query, names: dict[str, str]) -> bool:
    """Tell whether ten other names are as alike to what was typed in Chinese as the one that was meant."""
    if letters_of(query.text):
        return False
    key = plain_text(query.text)
    own = fuzz.partial_ratio(key, names[query.station])
    alike = process.cdist([key], list(names.values()), scorer=fuzz.partial_ratio, dtype=np.float64)[0]
    return int((alike >= own - 1e-9).sum()) > 10


def _ticking(table: pd.DataFrame, queries: dict[str, list[Query]]) -> Table:
    """Measure how long a loop of events waits for its turn: idle, while an index is built, beside searches."""
    with TemporaryDirectory(prefix="bench-places-") as folder:
        db = Path(folder) / "register.db"
        with open_store(str(db), create=True) as store:
            record = ImportRecord("benchmark", "", "wgs84", len(table), len(table), 0)
            store.save(table, demonstration().districts.frame, record)
        texts = [query.text for some in queries.values() for query in some]
        gaps = asyncio.run(_beside(str(db), texts))
    rows = [
        [name, number(float(np.median(late))), number(float(np.percentile(late, 99))), number(max(late))]
        for name, late in gaps.items()
    ]
    note = (
        "Wall milliseconds beyond the one asked for, in the process that answers; to be compared with nothing beside."
    )
    return Table("An event loop that ticks every millisecond", ("beside", "median", "p99", "most"), rows, note)


async def _beside(db: str, texts: list[str]) -> dict[str, list[float]]:
    app = create_app(Settings(db=db, visits=None))
    transport = httpx.ASGITransport(app)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://stations.test", timeout=600) as client,
    ):

        async def ask(texts: list[str]) -> None:
            for text in texts:
                (await client.get("/v1/places", params={"q": text})).raise_for_status()

        async def first() -> None:
            while (await client.get("/v1/places", params={"q": texts[0]})).status_code == 503:
                pass

        gaps = {"nothing": await _late(lambda: asyncio.sleep(1.0))}
        gaps["an index being built"] = await _late(first)
        gaps["one search after the other"] = await _late(lambda: ask(texts))
    return gaps


async def _late(work: Callable[[], Awaitable[None]]) -> list[float]:
    """Tick beside some work, and tell by how many milliseconds each tick was late."""
    task = asyncio.ensure_future(work())
    late = []
    while not task.done():
        start = time.perf_counter()
        await asyncio.sleep(0.001)
        late.append((time.perf_counter() - start) * 1e3 - 1.0)
    await task
    return late
