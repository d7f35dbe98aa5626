"""scikit-learn's BallTree with the haversine metric."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.cases import Case
from benchmarks.data import Stations
from benchmarks.geometry import LEAST_R, sphere_reach
from benchmarks.refine import Answer, Rows, first_guess, grow
from benchmarks.rivals.engine import Engine, MissingRivalError, Search

try:
    from sklearn.neighbors import BallTree
except ImportError:  # said when it is opened
    BallTree = None

__all__ = ["opened"]


@contextmanager
def opened(stations: Stations) -> Iterator[Engine]:
    """Build the tree; it cannot change."""
    if BallTree is None:
        raise MissingRivalError("pip install scikit-learn")
    tree = BallTree(np.radians(np.column_stack((stations.lat, stations.lon))), metric="haversine")
    yield Engine("scikit-learn BallTree", lambda case: _search(stations, tree, case), held=tree)


def _search(stations: Stations, tree: Any, case: Case) -> Search:  # noqa: ANN401
    guess = first_guess(stations, case)

    def search(lat: float, lon: float) -> Answer:
        place = np.radians([[lat, lon]])

        def fetch(size: int) -> tuple[Rows, NDArray[np.float64]]:
            angle, rows = tree.query(place, size)
            return rows[0], angle[0] * LEAST_R

        return grow(stations, (lat, lon), case, fetch, guess, sphere_reach)

    return search
