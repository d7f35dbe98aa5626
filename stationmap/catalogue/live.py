"""A catalogue that follows the register: a frozen base, and what changed since."""

from __future__ import annotations

from bisect import bisect_left
from datetime import date
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from stationmap.catalogue.bits import filter_bits, offered_bits
from stationmap.catalogue.catalogue import Catalogue
from stationmap.catalogue.opening import OpeningRules, RowTimes
from stationmap.catalogue.records import Records
from stationmap.clock import today
from stationmap.datum import Datum, from_wgs84
from stationmap.districts import Districts
from stationmap.index import LiveIndex, OpenTimes, Wanted, When, check_degrees
from stationmap.station import DTYPES, STATION_COLUMNS, Station
from stationmap.timetable import Moment

__all__ = ["LiveCatalogue"]

_FILTERS, _FRESH, _DAYS = 4_096, 16, 8  # kept until something changes
_TYPES = {name: DTYPES[column.type] for name, column in STATION_COLUMNS.items()}
_NAMES = list(STATION_COLUMNS)


class LiveCatalogue:
    """Stations ready to be searched, and changed by `apply`; is searched and asked as a `Catalogue` is.

    A station keeps its row as long as the object lives; new ones get the rows above. One thread at a time may
    apply changes, and only where none searches; `frozen` may be called from any.

    Parameters
    ----------
    base : Catalogue
        The register as it was.

    Examples
    --------
    >>> from stationmap.loading import demonstration
    >>> live = LiveCatalogue(demonstration())
    >>> live.apply(live.base.table.tail(1).assign(id="new", name="新站"), version="2")
    >>> len(live), live.station(live.row_of("new")).name, live.version
    (668, '新站', '2')
    """

    def __init__(self, base: Catalogue) -> None:
        self.base = base
        self.index = LiveIndex(base.index, self.id_of)
        self._stations: dict[int, Station] = {}
        self._rows: dict[str, int] = {}  # of stations that the base lacks
        # together, so that a thread that reads them finds cells of that version
        self._changes: tuple[dict[str, tuple[Any, ...]], str, Districts] = {}, base.version, base.districts
        self._laid = base
        self._filters = lru_cache(_FILTERS)(self._wanted)
        self._fresh = lru_cache(_FRESH)(self._wanted)
        self._days = lru_cache(_DAYS)(self._in_operation)
        self._places = lru_cache()(self._positions)
        self._order = lru_cache(1)(self._ordered)
        self._opened: tuple[RowTimes, OpenTimes] | None = None
        self._times = lru_cache(1)(self._times_of_changed)

    def __len__(self) -> int:
        """Count the stations; none ever leaves a register."""
        return len(self.index)

    @property
    def version(self) -> str:
        """Version of the register, with all that was applied."""
        return self._changes[1]

    @property
    def pending(self) -> int:
        """How many stations are not as they are in the base."""
        return len(self._stations)

    @property
    def districts(self) -> Districts:
        """Districts of the register, with all that was applied."""
        return self._changes[2]

    @property
    def made_up(self) -> bool:
        """True for the demonstration data."""
        return self.base.made_up

    @property
    def rules(self) -> OpeningRules:
        """By which clock and calendar hours are evaluated."""
        return self.base.rules

    @property
    def middle(self) -> tuple[float, float]:
        """Median latitude and longitude of the base's stations, degrees, WGS 84."""
        return self.base.middle

    def apply(self, table: pd.DataFrame, version: str, districts: Districts | None = None) -> None:
        """Put stations in place of those that have their ids, or beside them; all of them, or none.

        Parameters
        ----------
        table : pandas.DataFrame
            Columns of `STATION_COLUMNS`, each id once; positions in degrees, WGS 84.
        version : str
            The register's, once they are applied.
        districts : Districts, optional
            All of the register, where they changed.

        Raises
        ------
        VocabularyError, CoordinateError
            If a station has a code or a position that cannot be; then nothing is applied.
        """
        records, offered = Records(table), offered_bits(table).tolist()
        changed = [records.station(at) for at in range(len(table))]
        check_degrees("lat", table["lat"])
        check_degrees("lon", table["lon"])
        for station, bits in zip(changed, offered, strict=True):
            row = self._row_of_changed(station.id)
            self._stations[row] = station
            self.index.put(row, station.position.lat, station.position.lon, bits)
        cells = {str(row[0]): row for row in table[_NAMES].itertuples(index=False, name=None)}
        self._changes = self._changes[0] | cells, version, self.districts if districts is None else districts
        for kept in (self._filters, self._fresh, self._days, self._places, self._order, self._times):
            kept.cache_clear()

    def _row_of_changed(self, station_id: str) -> int:
        if station_id in self.base:
            return self.base.row_of(station_id)
        return self._rows.setdefault(station_id, len(self))

    def frozen(self) -> Catalogue:
        """Return the register as it is now, rows ordered by id; the same until the next change."""
        cells, version, districts = self._changes
        if self._laid.version != version:
            changed = pd.DataFrame(list(cells.values()), columns=_NAMES).astype(_TYPES)
            kept = self.base.table[~self.base.table["id"].isin(changed["id"])]
            table = pd.concat([kept[_NAMES], changed], ignore_index=True)
            self._laid = Catalogue.from_table(table, districts, version, made_up=self.made_up, rules=self.base.rules)
        return self._laid

    def id_of(self, row: int) -> str:
        """Return the id of the station in a row."""
        return self._stations[row].id if row in self._stations else self.base.id_of(row)

    def row_of(self, station_id: str) -> int:
        """Return the row of a station.

        Raises
        ------
        StationNotFoundError
            If the register has no station of that id.
        """
        return self._rows[station_id] if station_id in self._rows else self.base.row_of(station_id)

    @property
    def changed_rows(self) -> list[int]:
        """Rows of the stations that are not as they are in the base."""
        return list(self._stations)

    def _times_of_changed(self) -> tuple[dict[int, int], RowTimes]:
        """Give the places of the changed rows in a table of their hours, and that."""
        cells = [self._changes[0][station.id] for station in self._stations.values()]
        hours = pd.DataFrame(cells, columns=_NAMES).astype(_TYPES)
        return {row: at for at, row in enumerate(self._stations)}, RowTimes(hours, self.base.rules, today())

    def moment(self, row: int, at: int) -> Moment:
        """Say whether a row is open at an instant (UTC epoch seconds), and what comes next."""
        if row not in self._stations:
            return self.base.moment(row, at)
        places, times = self._times()
        return times.moment(places[row], at)

    def open_at(self, at: int) -> NDArray[np.bool_]:
        """Tell which rows are known to be open at an instant (UTC epoch seconds)."""
        mask = np.append(self.base.open_at(at), np.zeros(len(self) - len(self.base), dtype=np.bool_))
        places, times = self._times()
        mask[list(places)] = times.open_at(at)
        return mask

    def when(self, at: int, pace: float, stay: int) -> When:
        """Say in the index's words: set out at an instant, so many seconds a metre, and stay so many seconds."""
        times = self.base.times(at)
        if self._opened is None or self._opened[0] is not times:
            self._opened = times, OpenTimes(times.of_index, times.timetable.slots, self._states)
            self._times.cache_clear()
        return When(self._opened[1], at, pace, stay)

    def _states(self, rows: NDArray[np.int64], arrive: NDArray[np.int64], stay: int) -> NDArray[np.uint8]:
        places, times = self._times()
        states, is_changed = np.empty(len(rows), np.uint8), np.array([row in places for row in rows.tolist()], bool)
        states[~is_changed] = self.base.times(0).states(rows[~is_changed], arrive[~is_changed], stay)
        changed = np.array([places[row] for row in rows[is_changed].tolist()], np.int64)
        states[is_changed] = times.states(changed, arrive[is_changed], stay)
        return states

    @property
    def in_order(self) -> NDArray[np.int64]:
        """All rows in order of id."""
        return self._order()

    def _ordered(self) -> NDArray[np.int64]:
        added = sorted(self._rows)
        places = [bisect_left(range(len(self.base)), station_id, key=self.base.id_of) for station_id in added]
        return np.insert(self.base.in_order, places, [self._rows[station_id] for station_id in added])

    @property
    def licences(self) -> frozenset[str]:
        """The licences that stations name, or named since the base was built."""
        return self.base.licences | {station.licence for station in self._stations.values() if station.licence}

    def in_district(self, adcode: str) -> NDArray[np.bool_]:
        """Tell which rows name a district."""
        mask = np.append(self.base.in_district(adcode), np.zeros(len(self) - len(self.base), dtype=np.bool_))
        for row, station in self._stations.items():
            mask[row] = station.district == adcode
        return mask

    def station(self, row: int) -> Station:
        """Return the station in a row."""
        return self._stations[row] if row in self._stations else self.base.station(row)

    def position(self, row: int, datum: Datum) -> tuple[float, float]:
        """Return latitude and longitude of a row, in degrees of `datum`."""
        if row not in self._stations:
            return self.base.position(row, datum)
        place = self._stations[row].position
        return from_wgs84(place.lat, place.lon, datum)

    def positions(self, datum: Datum) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return latitudes and longitudes of all rows, in degrees of `datum`."""
        return self._places(datum)

    def _positions(self, datum: Datum) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        lat, lon = (np.append(values, np.zeros(len(self) - len(values))) for values in self.base.positions(datum))
        for row in self._stations:
            lat[row], lon[row] = self.position(row, datum)
        return lat, lon

    def in_operation(self, on: date) -> NDArray[np.bool_]:
        """Tell which rows are in operation on a day: opened by then, and not closed yet."""
        return self._days(on)

    def _in_operation(self, on: date) -> NDArray[np.bool_]:
        mask = np.ones(len(self), dtype=np.bool_)
        mask[: len(self.base)] = self.base.in_operation(on)
        day = on.isoformat()
        for row, station in self._stations.items():
            mask[row] = station.opened_on <= day < (station.closed_on or "9999-12-31")
        mask.flags.writeable = False
        return mask

    def verified_since(self, day: str) -> NDArray[np.bool_]:
        """Tell which rows were verified on a day (ISO 8601) or later."""
        mask = np.append(self.base.verified_since(day), np.zeros(len(self) - len(self.base), dtype=np.bool_))
        for row, station in self._stations.items():
            mask[row] = station.verified_on >= day
        return mask

    def wanted(
        self, needs: tuple[str, ...], kind: tuple[str, ...], access: tuple[str, ...], on: date, since: str = ""
    ) -> Wanted:
        """Say in the index's words: all `needs` working, one of `kind`, one of `access`, in operation, verified since.

        Returns
        -------
        Wanted
            The same object for the same filter until something changes.

        Raises
        ------
        VocabularyError
            If a code is not in its vocabulary.
        """
        return (self._fresh if since else self._filters)(needs, kind, access, on, since)

    def _wanted(
        self, needs: tuple[str, ...], kind: tuple[str, ...], access: tuple[str, ...], on: date, since: str
    ) -> Wanted:
        all_of, any_of = filter_bits(needs, kind, access)
        mask = self.in_operation(on) & self.verified_since(since) if since else self.in_operation(on)
        return Wanted(all_of, any_of, None if mask.all() else mask)
