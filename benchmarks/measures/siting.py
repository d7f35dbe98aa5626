"""Where to build next: ours beside spopt with HiGHS, and beside HiGHS alone, on one made-up city."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from benchmarks.bench import Bench, quiet
from benchmarks.table import Table, number, times
from stationmap.pairs import Pairs
from stationmap.siting import Effort, Limits, Siting, site

__all__ = ["run"]

_RADIUS_M = 1_000.0
_SIDE_M = 30_000.0
_SMALL, _WHOLE = (500, 5_000, 10), (2_000, 20_000, 20)  # candidates, places of demand, sites to choose
_EXISTING = 348
_LIMIT_S = 1_800.0
Floats = NDArray[np.float64]


def run(bench: Bench) -> list[Table]:
    """Time sitings; with --full spopt solves the whole instance, which takes ten minutes."""
    full = bench.queries >= 10_000
    return [_alone(), _beside(_WHOLE if full else _SMALL, full=full)]


def _city(candidates: int, places: int) -> tuple[Pairs, Floats]:
    rng = np.random.default_rng(1)
    centres, spread = rng.uniform(0, _SIDE_M, (40, 2)), rng.uniform(600, 3_000, 40)
    home = rng.choice(40, places, p=rng.dirichlet(np.ones(40)))
    people = np.clip(centres[home] + rng.normal(size=(places, 2)) * spread[home][:, None], 0, _SIDE_M)
    sites = people[rng.choice(places, candidates)] + rng.normal(size=(candidates, 2)) * 200
    apart = [np.hypot(*(person - sites).T) for person in people]
    near = [np.flatnonzero(metres <= _RADIUS_M) for metres in apart]
    place = np.repeat(np.arange(places), [len(some) for some in near])
    metres = np.concatenate([metres[some] for metres, some in zip(apart, near, strict=True)])
    pairs = Pairs.of(place, np.concatenate(near), metres, places=places, stations=candidates, limit_m=_RADIUS_M)
    return pairs, np.rint(rng.lognormal(3, 1, places)) + 1


def _timed(call: Callable[[], Siting]) -> tuple[float, Siting]:
    with quiet():
        start = time.perf_counter()
        found = call()
        return time.perf_counter() - start, found


def _alone() -> Table:
    candidates, places, _ = _WHOLE
    pairs, weight = _city(candidates, places)
    site(pairs, weight, Limits(np.ones(candidates, dtype=bool), 1))  # what is imported late, is imported
    rows = []
    for title, count, gap, existing in (
        ("20 from scratch, at 1 %", 20, 0.01, False),
        ("20 from scratch, at 0.2 %", 20, 0.002, False),
        ("100 from scratch, at 1 %", 100, 0.01, False),
        (f"20 beside {_EXISTING} that exist, at 0.1 %", 20, 0.001, True),
    ):
        there = _only(pairs, _EXISTING) if existing else None
        limits, effort = Limits(np.ones(candidates, dtype=bool), count), Effort(gap=gap)
        seconds, found = _timed(lambda: site(pairs, weight, limits, existing=there, effort=effort))  # noqa: B023
        rows.append([title, number(seconds), f"{found.gap:.3%}", f"{found.gap_of_gain:.3%}", number(found.objective)])
    note = f"{candidates:,} candidates, {places:,} places, {len(pairs):,} pairs within 1 km."
    return Table("Siting, ours", ("sites", "s", "proven gap", "of what is added", "weight in reach"), rows, note)


def _only(pairs: Pairs, count: int) -> Pairs:
    kept = np.isin(pairs.station, np.random.default_rng(0).choice(pairs.stations, count, replace=False))
    some = pairs.place[kept], pairs.station[kept], pairs.distance_m[kept]
    return Pairs.of(*some, places=pairs.places, stations=pairs.stations, limit_m=pairs.limit_m)


def _beside(size: tuple[int, int, int], *, full: bool) -> Table:
    candidates, places, count = size
    pairs, weight = _city(candidates, places)
    limits = Limits(np.ones(candidates, dtype=bool), count)
    ours, found = _timed(lambda: site(pairs, weight, limits, effort=Effort(gap=0.01)))
    proof, proved = _timed(lambda: site(pairs, weight, limits, effort=Effort(gap=0.0, prove=True, seconds=_LIMIT_S)))
    start = time.perf_counter()
    best = _spopt(pairs, weight, count)
    peer = time.perf_counter() - start
    rows = [
        ["stationmap, to 1 %", number(ours), times(peer / ours), number(found.objective), f"{found.gap:.3%}"],
        ["stationmap, proved", number(proof), times(peer / proof), number(proved.objective), f"{proved.gap:.3%}"],
        ["spopt with HiGHS", number(peer), times(1.0), number(best), "HiGHS's own tolerance"],
    ]
    note = f"{candidates:,} candidates, {places:,} places, {count} sites. "
    note += "The whole instance." if full else "Smaller: with --full 2,000 × 20,000, where spopt takes minutes."
    return Table("Siting beside spopt", ("engine", "s", "quicker than spopt", "weight in reach", "gap"), rows, note)


def _spopt(pairs: Pairs, weight: Floats, count: int) -> float:
    import pulp
    from spopt.locate import MCLP

    metres = np.full((pairs.places, pairs.stations), 1e6)
    metres[pairs.place, pairs.station] = pairs.distance_m
    model = MCLP.from_cost_matrix(metres, weight, service_radius=_RADIUS_M, p_facilities=count)
    model.solve(pulp.HiGHS(msg=False, timeLimit=_LIMIT_S))
    return float(pulp.value(model.problem.objective))
