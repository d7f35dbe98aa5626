"""Access: E2SFCA of a city beside the package `access`, from the same pairs."""

from __future__ import annotations

import time
import warnings
from collections.abc import Callable
from statistics import median
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from benchmarks.bench import Bench, quiet
from benchmarks.table import Table, number, times
from stationmap.access import Steps, floating_catchment
from stationmap.pairs import Pairs

try:
    import access as peer
except ImportError:  # said in the table
    peer = None

__all__ = ["run"]

_PLACES, _STATIONS = 50_000, 348
_SIDE_M = 30_000.0
_RADII_M = (1_000.0, 3_000.0)
_ROUNDS = 5

Floats = NDArray[np.float64]


def run(_bench: Bench) -> list[Table]:
    """Time a city of 900 km² at two radii."""
    rows = [_row(radius) for radius in _RADII_M]
    note = (
        f"E2SFCA, {_PLACES:,} places and {_STATIONS} stations, seconds, median of {_ROUNDS}: from pairs and weights to"
        " the access of each place; finding the pairs is not in it. Largest difference: over the largest access."
    )
    columns = ("radius, m", "pairs", "stationmap, s", "access, s", "ratio", "largest difference")
    return [Table("Access", columns, rows, note)]


def _row(radius: float) -> list[str]:
    random = np.random.default_rng(1)
    pairs, weight = _city(random, radius), random.integers(0, 500, _PLACES).astype(float)
    steps, supply = Steps.thirds(radius), np.ones(_STATIONS)
    ours, found = _timed(lambda: floating_catchment(pairs, weight, supply, steps))
    told = [f"{radius:,.0f}", f"{len(pairs):,}", number(ours)]
    if peer is None:
        return [*told, "not measured: pip install access", "–", "–"]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its own, of pandas
        theirs, wanted = _timed(_peer(pairs, weight, steps))
    apart = float(np.abs(found - wanted).max() / found.max())
    return [*told, number(theirs), times(theirs / ours), f"{apart:.0e}"]


def _city(random: np.random.Generator, radius: float) -> Pairs:
    place, station = random.uniform(0, _SIDE_M, (_PLACES, 2)), random.uniform(0, _SIDE_M, (_STATIONS, 2))
    away = np.hypot(*(place[:, None, axis] - station[None, :, axis] for axis in (0, 1)))
    rows, columns = np.nonzero(away <= radius)
    return Pairs.of(rows, columns, away[rows, columns], places=_PLACES, stations=_STATIONS, limit_m=radius)


def _peer(pairs: Pairs, weight: Floats, steps: Steps) -> Callable[[], Floats]:
    demand = pd.DataFrame({"place": np.arange(_PLACES), "people": weight})
    supply = pd.DataFrame({"station": np.arange(_STATIONS), "one": 1.0})
    costs = pd.DataFrame({"origin": pairs.place, "dest": pairs.station, "cost": pairs.distance_m})
    decay = peer.weights.step_fn(dict(zip(steps.edges_m, steps.weights, strict=True)))
    opened: Any = peer.Access(
        demand_df=demand, demand_index="place", demand_value="people",
        supply_df=supply, supply_index="station", supply_value="one",
        cost_df=costs, cost_origin="origin", cost_dest="dest", cost_name="cost",
    )  # fmt: skip

    def ask() -> Floats:
        opened.access_df = opened.access_df[["people"]]  # it refuses, or warns, to write a name again
        opened.enhanced_two_stage_fca(name="e", weight_fn=decay, max_cost=steps.limit_m)
        column: Floats = opened.access_df["e_one"].fillna(0.0).to_numpy()  # unserved is NaN there
        return column

    return ask


def _timed(ask: Callable[[], Floats]) -> tuple[float, Floats]:
    found, spent = ask(), []
    with quiet():
        for _ in range(_ROUNDS):
            start = time.perf_counter()
            ask()
            spent.append(time.perf_counter() - start)
    return median(spent), found
