"""Reach: pairs of places and stations within 1 km, beside scipy's cKDTree and pyproj; and what is made of them."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from statistics import median

import numpy as np
from numpy.typing import NDArray

from benchmarks.bench import Bench, quiet
from benchmarks.geometry import GEOD
from benchmarks.table import Table, number, times
from stationmap.demand import spread_residents
from stationmap.index import centred
from stationmap.loading import demonstration
from stationmap.pairs import Pairs
from stationmap.reach import Asked, rule_of, straight_pairs, survey_reach

__all__ = ["run"]

_RADIUS_M = 1_000.0
_SLACK_M = 0.01  # a geodesic of 1 km is less than 2 µm longer than its chord
_PIECE = 50_000
_ROUNDS = 3
Floats = NDArray[np.float64]


def run(bench: Bench) -> list[Table]:
    """Time pairs of a city and of a country, and a survey of the demonstration."""
    demo = demonstration().table
    random = np.random.default_rng(5)
    city = random.uniform([34.2, 112.8], [35.0, 115.0], (1_000_000, 2))
    land = bench.stations
    around = np.column_stack([land.lat, land.lon]) + random.normal(0, 0.01, (len(land), 2))
    cases = {
        f"1,000,000 places × {len(demo)}": (city, demo[["lat", "lon"]].to_numpy()),
        f"{len(land):,} places × {len(land):,}": (around, np.column_stack([land.lat, land.lon])),
    }
    rows = [_pairs(name, places, stations) for name, (places, stations) in cases.items()]
    note = f"Seconds, all cores, medians of {_ROUNDS}: every pair within 1 km and the nearest station of each place."
    return [
        Table("Reach: pairs", ("case", "pairs", "stationmap", "cKDTree + pyproj", "ratio", "same"), rows, note),
        _survey(),
    ]


def _pairs(name: str, places: Floats, stations: Floats) -> list[str]:
    columns = places[:, 0], places[:, 1], stations[:, 0], stations[:, 1]
    straight_pairs(*(column[:1_000] for column in columns), _RADIUS_M)
    ours, found = _timed(lambda: straight_pairs(*columns, _RADIUS_M))
    theirs, peer = _timed(lambda: _by_tree(*columns))
    same = np.array_equal(found.place, peer.place) and np.array_equal(found.station, peer.station)
    near = np.abs(found.nearest_m - peer.nearest_m).max() < 1e-3
    return [
        name,
        f"{len(found):,}",
        number(ours),
        number(theirs),
        times(theirs / ours),
        "yes" if same and near else "NO",
    ]


def _timed(work: Callable[[], Pairs]) -> tuple[float, Pairs]:
    spent = []
    with quiet():
        for _ in range(_ROUNDS):
            start = time.perf_counter()
            found = work()
            spent.append(time.perf_counter() - start)
    return median(spent), found


def _by_tree(lat: Floats, lon: Floats, station_lat: Floats, station_lon: Floats) -> Pairs:
    """Do the same with a tree of chords: candidates within a hair more, and the nearest, measured with pyproj."""
    from scipy.spatial import cKDTree

    tree, points = cKDTree(centred(station_lat, station_lon)), centred(lat, lon)
    parts = []
    for start in range(0, len(points), _PIECE):
        found = tree.query_ball_point(points[start : start + _PIECE], _RADIUS_M + _SLACK_M, workers=-1)
        counts = np.fromiter(map(len, found), dtype=np.int64, count=len(found))
        place = np.repeat(np.arange(start, start + len(found)), counts)
        station = np.concatenate([np.asarray(one, dtype=np.int64) for one in found])
        metres = GEOD.inv(lon[place], lat[place], station_lon[station], station_lat[station])[2]
        parts.append((place, station, metres))
    first = tree.query(points, workers=-1)[1]
    nearest = GEOD.inv(lon, lat, station_lon[first], station_lat[first])[2]
    place, station, metres = (np.concatenate(column) for column in zip(*parts, strict=True))
    sizes = {"places": len(lat), "stations": len(station_lat)}
    return Pairs.of(place, station, metres, limit_m=_RADIUS_M, nearest_m=nearest, **sizes)


def _survey() -> Table:
    catalogue = demonstration()
    demand = spread_residents(catalogue.districts)
    spent: list[tuple[float, str]] = []
    asked = Asked(date(2026, 11, 25), hours=True, amenities=True, stations=True)

    def told(_: float, step: str) -> None:
        spent.append((time.perf_counter(), step))

    survey_reach(catalogue, demand, rule_of(), asked, progress=told)
    spent.append((time.perf_counter(), ""))
    steps: dict[str, float] = {}
    for (begin, step), (end, _) in pairwise(spent):
        steps[step] = steps.get(step, 0.0) + end - begin
    rows = [[step.split()[-1], f"{seconds:.2f}"] for step, seconds in steps.items()]
    note = (
        f"Seconds of a survey of the demonstration, {len(demand):,} places × {len(catalogue)} stations, two measures."
    )
    return Table("Reach: a survey", ("step", "seconds"), rows, note)
