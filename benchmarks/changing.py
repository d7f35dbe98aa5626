"""A register that changes while it is served, and what an answer of each of its versions should be."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from threading import Event, Lock

import numpy as np

from benchmarks.cases import Case
from benchmarks.data import Stations, make_stations
from benchmarks.oracle import oracle
from benchmarks.refine import Answer, measured
from stationmap.amenities import codes_of_bits
from stationmap.districts import national
from stationmap.store import Store, open_store

__all__ = ["Changing", "station_id"]

_SOON = 2.0  # seconds after its commit in which every answer must know a change
_MILLIMETRE = 1e-3
_MOST = 2_000  # changes a run
_CLOSED = 10  # every tenth change closes a station, the others move one
_NOT_YET = np.iinfo(np.int64).max


def station_id(row: int) -> str:
    """Give the id of a row; ids sort as rows do."""
    return f"B{row:07d}"


@dataclass(eq=False)
class Changing:
    """Commits changes, each of another station, and judges answers by the version that they name.

    Parameters
    ----------
    stations : Stations
        As they are in the register at first.
    db : Path
        The register.
    """

    stations: Stations
    db: Path

    def __post_init__(self) -> None:
        self._rows = np.random.default_rng(42).permutation(len(self.stations))[:_MOST]
        self._after = make_stations(_MOST, seed=41)
        self._closes = np.arange(_MOST) % _CLOSED == _CLOSED - 1
        self._versions, self._times = np.full(_MOST, _NOT_YET), np.full(_MOST, np.inf)
        self._oracle: Callable[[Case], Callable[[float, float], Answer]] = lru_cache(self._of_the_first)
        self._noted = Lock()  # held from before a commit until it is noted here
        self.commits = 0
        with open_store(str(self.db)) as store:
            self._first_version = store.sequence()

    def change_many(self, count: int) -> None:
        """Commit several changes, one transaction each."""
        with open_store(str(self.db)) as store:
            for _ in range(count):
                self._change(store)

    def keep_changing(self, pause: float, end: Event) -> None:
        """Commit a change every `pause` seconds until the end."""
        with open_store(str(self.db)) as store:
            start, first = time.monotonic(), self.commits
            while not end.wait(max(0.0, start + (self.commits - first) * pause - time.monotonic())):
                self._change(store)

    def _change(self, store: Store) -> None:
        i, after = self.commits, self._after
        before = store.stations(station_id(self._rows[i]))
        moved = {"lat": after.lat[i], "lon": after.lon[i], "amenities": ",".join(codes_of_bits(int(after.bits[i])))}
        values: dict[str, object] = {"closed_on": "2020-01-01"} if self._closes[i] else moved
        with self._noted:
            self._versions[i] = store.put("edit", before, before.assign(**values), national().frame.iloc[:0])
            self._times[i] = time.monotonic()
            self.commits += 1

    def fault(self, body: bytes, lat: float, lon: float, case: Case, sent: float) -> str:
        """Say what is wrong with an answer to a request of the moment `sent`; nothing if it is right."""
        version, document = _version(body), json.loads(body)
        with self._noted:
            newest = self._versions[: self.commits].max(initial=self._first_version)
        due = self._versions[self._times < sent - _SOON].max(initial=self._first_version)
        if not due <= version <= newest:
            return f"version {version} was not in force: {due} to {newest} were"
        rows, metres = self._truth(version, lat, lon, case)
        got = [feature["id"] for feature in document["features"]]
        said = np.array([feature["properties"]["distance_m"] for feature in document["features"]])
        if got != list(map(station_id, rows.tolist())) or np.abs(said - metres).max(initial=0.0) > _MILLIMETRE:
            return f"version {version} at {lat}, {lon}, {case.needs}: {got} instead of {rows.tolist()}"
        return ""

    def lag(self, body: bytes, sent: float) -> float:
        """Give the seconds for which, at `sent`, a change had been committed that an answer does not know."""
        missed = self._times[(self._versions > _version(body)) & (self._times < sent)]
        return float(sent - missed.min(initial=sent))

    def _of_the_first(self, case: Case) -> Callable[[float, float], Answer]:
        # so many more that none is missing however many of them have changed
        return oracle(self.stations, replace(case, k=case.k + _MOST))

    def _truth(self, version: int, lat: float, lon: float, case: Case) -> Answer:
        rows, metres = self._oracle(case)(lat, lon)
        known = np.flatnonzero(self._versions <= version)
        kept = ~np.isin(rows, self._rows[known])
        bits = np.uint64(case.bits)
        new = known[~self._closes[known] & ((self._after.bits[known] & bits) == bits)]
        rows = np.concatenate((rows[kept], self._rows[new]))
        metres = np.concatenate((metres[kept], measured(self._after, lat, lon, new)))
        order = np.lexsort((rows, metres))[: case.k]
        order = order[metres[order] <= case.radius]
        return rows[order], metres[order]


def _version(body: bytes) -> int:
    return int(json.loads(body)["register_version"])
