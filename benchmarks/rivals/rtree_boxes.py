"""rtree (libspatialindex) over earth-centred points, three dimensions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import numpy as np
from numpy.typing import NDArray
from rtree.index import Index, Property

from benchmarks.cases import Case
from benchmarks.data import Stations
from benchmarks.geometry import chords, place_of
from benchmarks.refine import Answer, Rows, first_guess, grow
from benchmarks.rivals.engine import Engine, Search

__all__ = ["opened"]

_LEAF = 16  # of 16, 40 and 100 the quickest for a few neighbours


@contextmanager
def opened(stations: Stations) -> Iterator[Engine]:
    """Build the tree in bulk; it can change."""
    points = stations.points
    properties = Property(dimension=3, leaf_capacity=_LEAF, index_capacity=_LEAF)
    tree = Index((np.arange(len(points)), points, points), properties=properties)

    def put(row: int, lat: float, lon: float, bits: int) -> None:
        tree.delete(row, (*points[row], *points[row]))
        stations.change(row, lat, lon, bits)
        tree.insert(row, (*points[row], *points[row]))

    yield Engine("rtree, 3-D", _prepared(stations, points, tree), held=points, put=put)
    tree.close()


def _prepared(stations: Stations, points: NDArray[np.float64], tree: Index) -> Callable[[Case], Search]:
    def prepare(case: Case) -> Search:
        guess = first_guess(stations, case)

        def search(lat: float, lon: float) -> Answer:
            place = place_of(lat, lon)
            box = place[np.newaxis]

            def fetch(size: int) -> tuple[Rows, NDArray[np.float64]]:
                rows = tree.nearest_v(box, box, num_results=size, strict=True)[0]
                chord = chords(points[rows], place)
                order = np.argsort(chord)
                return rows[order], chord[order]

            return grow(stations, (lat, lon), case, fetch, guess)

        return search

    return prepare
