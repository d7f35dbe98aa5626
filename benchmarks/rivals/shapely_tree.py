"""shapely's STRtree over degrees."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import shapely

from benchmarks.data import Stations
from benchmarks.refine import Rows
from benchmarks.rivals.discs import boxes_about, prepared
from benchmarks.rivals.engine import Engine

__all__ = ["opened"]


@contextmanager
def opened(stations: Stations) -> Iterator[Engine]:
    """Build the tree; it cannot change."""
    tree = shapely.STRtree(shapely.points(stations.lon, stations.lat))
    tree.query(shapely.box(0, 0, 0, 0))  # built when first asked

    def find(lat: float, lon: float, radius: float) -> Rows:
        found = [tree.query(shapely.box(*box)) for box in boxes_about(lat, lon, radius)]
        return found[0] if len(found) == 1 else np.unique(np.concatenate(found))

    yield Engine("shapely STRtree", prepared(stations, lambda _: find), held=tree)
