"""Vector tiles: our encoder of points beside the common one, tiles of every zoom, and the route under load."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import numpy as np

from benchmarks.bench import Bench, quiet
from benchmarks.load import fetch, loaded, wrk_missing
from benchmarks.register import save_register
from benchmarks.serving import missing, serving
from benchmarks.table import Table, number, times
from stationmap.catalogue import Catalogue, LiveCatalogue
from stationmap.loading import load_catalogue
from stationmap.tiles import Address, tile
from stationmap.tiles.encoding import point_layer
from stationmap.tiles.mercator import to_square

__all__ = ["run"]

_POINTS = (500, 10_000)
_ZOOMS = (0, 4, 7, 9, 11, 14, 18)
_TILES = 60
_ROUNDS = 5


def run(bench: Bench) -> list[Table]:
    """Encode, cut and serve."""
    with TemporaryDirectory(prefix="bench-tiles-") as folder:
        db = Path(folder) / "register.db"
        save_register(bench.stations, db)
        catalogue = load_catalogue(str(db))
        return [_encoding(), _cutting(catalogue), _serving(bench, catalogue, Path(folder))]


def _spent(work: Callable[[], object], rounds: int = _ROUNDS) -> float:
    """Time one piece of work, ms, the median of some rounds."""
    with quiet():
        spent = []
        for _ in range(rounds):
            start = time.perf_counter()
            work()
            spent.append((time.perf_counter() - start) * 1e3)
    return median(spent)


def _encoding() -> Table:
    columns = ("points", "stationmap", "mapbox-vector-tile")
    if why := missing("mapbox_vector_tile"):
        return Table("Encoding points", columns, [["", "", why]])
    import mapbox_vector_tile

    rows = []
    for count in _POINTS:
        x = np.random.default_rng(1).integers(4_096, size=(2, count))
        names, kinds = [f"站点{row}" for row in range(count)], ["fixed"] * count
        points = [
            {"geometry": f"POINT({a} {b})", "properties": {"name": name, "kind": "fixed"}, "id": row}
            for row, (a, b, name) in enumerate(zip(*x.tolist(), names, strict=True))
        ]
        ids = np.arange(count, dtype=np.uint64)
        named = {"name": names, "kind": kinds}
        ours = _spent(lambda x=x, named=named, ids=ids: point_layer("stations", 4_096, x[0], x[1], named, ids))
        layer = {"name": "stations", "features": points}
        theirs = _spent(lambda layer=layer: mapbox_vector_tile.encode(layer, default_options={"y_coord_down": True}))
        rows.append([f"{count:,}", number(ours), f"{number(theirs)} ({times(theirs / ours)})"])
    return Table("Encoding points", columns, rows, "ms, an id and two properties each.")


def _cutting(catalogue: Catalogue) -> Table:
    live = LiveCatalogue(catalogue)
    first = _spent(lambda: tile(live, Address(0, 0, 0)), 1)
    rows = []
    for zoom in _ZOOMS:
        found = []
        for address in _addresses(catalogue, zoom):
            start = time.perf_counter()
            size = len(tile(live, address))
            found.append(((time.perf_counter() - start) * 1e3, size))
        spent, sizes = zip(*found, strict=True)
        rows.append([str(zoom), number(median(spent)), number(max(spent)), f"{median(sizes) / 1e3:,.1f}"])
    live.apply(catalogue.table.head(1), version="changed")
    after = _spent(lambda: tile(live, Address(0, 0, 0)), 1)
    note = (
        f"Up to {_TILES} tiles a zoom about stations, none asked before; the first of all, which sorts the register, "
        f"took {number(first)} ms, the first after a change {number(after)} ms."
    )
    return Table("Tiles", ("zoom", "median, ms", "most, ms", "median size, kB"), rows, note)


def _addresses(catalogue: Catalogue, zoom: int) -> list[Address]:
    rows = np.random.default_rng(zoom).integers(len(catalogue), size=_TILES)
    table = catalogue.table.iloc[rows]
    x, y, _ = to_square(table["lat"].to_numpy(), table["lon"].to_numpy())
    tiles = {(int(a) >> (32 - zoom), int(b) >> (32 - zoom)) for a, b in zip(x, y, strict=True)}
    return [Address(zoom, *place) for place in sorted(tiles)]


def _serving(bench: Bench, catalogue: Catalogue, home: Path) -> Table:
    columns = ("route", "requests/s", "p99, ms", "failed")
    if why := wrk_missing() or missing("uvicorn", "uvloop", "httptools"):
        return Table("Tiles over HTTP", columns, [["to install", why, "", ""]])
    asked = [address for zoom in _ZOOMS for address in _addresses(catalogue, zoom)]
    paths = [f"/tiles/{at.z}/{at.x}/{at.y}.mvt" for at in asked]
    (home / "paths").write_text("\n".join(paths), encoding="utf-8")
    env = {"STATIONMAP_DB": str(home / "register.db")}
    with serving("uvicorn", "stationmap_api.app:create_app()", env, home / "log") as (port, pid):
        fetch(port, paths[0])
        load = loaded(port, home / "paths", 3 * bench.seconds, [pid])
    rows = [["/tiles/{z}/{x}/{y}.mvt", number(load.rate), number(load.p99), str(load.failed)]]
    note = f"One worker, 32 connections, {len(paths)} tiles of zooms {_ZOOMS[0]} to {_ZOOMS[-1]}, uncompressed."
    return Table("Tiles over HTTP", columns, rows, note)
