"""A frozen snapshot of a register: its stations, their index and their districts."""

from __future__ import annotations

import time
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, lru_cache

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from stationmap.catalogue.bits import filter_bits, offered_bits
from stationmap.catalogue.opening import CHINA, OpeningRules, RowTimes
from stationmap.catalogue.records import Records
from stationmap.clock import today
from stationmap.datum import Datum, from_wgs84
from stationmap.districts import Districts
from stationmap.errors import StationNotFoundError
from stationmap.index import StationIndex, Wanted, When
from stationmap.station import Station
from stationmap.timetable import Moment

__all__ = ["Catalogue"]

_FILTERS, _FRESH, _DAYS = 4_096, 16, 8  # kept; a filter is small, a day has a byte a station


@dataclass(frozen=True, eq=False)
class Catalogue:
    """Stations ready to be searched; knows no database and never changes.

    Parameters
    ----------
    table : pandas.DataFrame
        Columns of `STATION_COLUMNS`, ordered by id; use `from_table` to have it ordered.
    districts : Districts
        Districts that the stations are counted in.
    version : str
        Version of the register that this is a snapshot of.
    made_up : bool
        True for the demonstration data.
    ready : StationIndex, optional
        The index over the rows of `table`, where there is one already; else it is built when first asked for.
    rules : OpeningRules
        By which clock and calendar hours are evaluated.

    Examples
    --------
    >>> from stationmap.loading import demonstration
    >>> catalogue = demonstration()
    >>> len(catalogue), catalogue.made_up
    (667, True)
    """

    table: pd.DataFrame
    districts: Districts
    version: str
    made_up: bool = False
    ready: StationIndex | None = field(default=None, repr=False)
    rules: OpeningRules = field(default=CHINA, repr=False)

    @classmethod
    def from_table(
        cls,
        table: pd.DataFrame,
        districts: Districts,
        version: str,
        *,
        made_up: bool = False,
        rules: OpeningRules = CHINA,
    ) -> Catalogue:
        """Order a table of stations by id and make a catalogue of it."""
        return cls(table.sort_values("id", ignore_index=True), districts, version, made_up, rules=rules)

    def under(self, rules: OpeningRules) -> Catalogue:
        """Give the same stations by another clock or calendar."""
        return self if rules is self.rules else replace(self, rules=rules, ready=self.index)

    def __len__(self) -> int:
        return len(self.table)

    @cached_property
    def index(self) -> StationIndex:
        """Spatial index over the rows of `table`; ties by row are ties by id."""
        if self.ready is not None:
            return self.ready
        return StationIndex(self.table["lat"].to_numpy(), self.table["lon"].to_numpy(), offered_bits(self.table))

    @cached_property
    def _records(self) -> Records:
        return Records(self.table)

    @cached_property
    def _filters(self) -> Callable[..., Wanted]:
        return lru_cache(_FILTERS)(self._wanted)

    @cached_property
    def _fresh(self) -> Callable[..., Wanted]:
        return lru_cache(_FRESH)(self._wanted)

    @cached_property
    def _days(self) -> Callable[[str], NDArray[np.bool_]]:
        return lru_cache(_DAYS)(self._in_operation)

    @cached_property
    def _laid(self) -> list[RowTimes]:
        return [RowTimes(self.table, self.rules, today())]

    def times(self, at: int) -> RowTimes:
        """Give the hours of the rows over a year and more, laid out anew where an instant shows that they are old."""
        laid = self._laid[0]
        if at > laid.stale_after and time.time() > laid.stale_after:
            laid = self._laid[0] = RowTimes(self.table, self.rules, today())
        return laid

    def moment(self, row: int, at: int) -> Moment:
        """Say whether a row is open at an instant (UTC epoch seconds), and what comes next."""
        return self.times(at).moment(row, at)

    def open_at(self, at: int) -> NDArray[np.bool_]:
        """Tell which rows are known to be open at an instant (UTC epoch seconds)."""
        return self.times(at).open_at(at)

    def when(self, at: int, pace: float, stay: int) -> When:
        """Say in the index's words: set out at an instant, so many seconds a metre, and stay so many seconds."""
        return When(self.times(at).open_times, at, pace, stay)

    @cached_property
    def in_order(self) -> NDArray[np.int64]:
        """All rows in order of id."""
        return np.arange(len(self))

    @cached_property
    def licences(self) -> frozenset[str]:
        """The licences that stations name."""
        return frozenset(self.table["licence"].unique()) - {""}

    @cached_property
    def _by_district(self) -> tuple[NDArray[np.intp], dict[str, int]]:
        codes, adcodes = pd.factorize(self.table["district"])
        return codes, {str(adcode): code for code, adcode in enumerate(adcodes)}

    def in_district(self, adcode: str) -> NDArray[np.bool_]:
        """Tell which rows name a district."""
        codes, adcodes = self._by_district
        mask: NDArray[np.bool_] = codes == adcodes.get(adcode, -2)
        return mask

    @cached_property
    def _shifted(self) -> dict[Datum, tuple[NDArray[np.float64], NDArray[np.float64]]]:
        return {}

    @cached_property
    def middle(self) -> tuple[float, float]:
        """Median latitude and longitude of the stations, degrees, WGS 84; 0, 0 if there is none."""
        if self.table.empty:
            return 0.0, 0.0
        return float(self.table["lat"].median()), float(self.table["lon"].median())

    def id_of(self, row: int) -> str:
        """Return the id of the station in a row of `table`."""
        return str(self._records.cell("id", row))

    def __contains__(self, station_id: str) -> bool:
        row = self._place_of(station_id)
        return row < len(self) and self.id_of(row) == station_id

    def _place_of(self, station_id: str) -> int:
        return bisect_left(range(len(self)), station_id, key=self.id_of)

    def row_of(self, station_id: str) -> int:
        """Return the row of a station.

        Raises
        ------
        StationNotFoundError
            If the register has no station of that id.
        """
        row = self._place_of(station_id)
        if row == len(self) or self.id_of(row) != station_id:
            raise StationNotFoundError(f"没有这个编号的站点 no station has the id {station_id!r}")
        return row

    def station(self, row: int) -> Station:
        """Return the station in a row of `table`."""
        return self._records.station(row)

    def in_operation(self, on: date) -> NDArray[np.bool_]:
        """Tell which rows are in operation on a day: opened by then, and not closed yet."""
        return self._days(on.isoformat())

    def _in_operation(self, day: str) -> NDArray[np.bool_]:
        opened, closed = self.table["opened_on"], self.table["closed_on"]
        mask: NDArray[np.bool_] = ((opened <= day) & ((closed == "") | (closed > day))).to_numpy(dtype=np.bool_)
        mask.flags.writeable = False
        return mask

    def position(self, row: int, datum: Datum) -> tuple[float, float]:
        """Return latitude and longitude of a row, in degrees of `datum`."""
        lat, lon = self.positions(datum)
        return float(lat[row]), float(lon[row])

    def positions(self, datum: Datum) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return latitudes and longitudes of all rows, in degrees of `datum`."""
        if datum not in self._shifted:
            self._shifted[datum] = from_wgs84(self.table["lat"].to_numpy(), self.table["lon"].to_numpy(), datum)
        return self._shifted[datum]

    def verified_since(self, day: str) -> NDArray[np.bool_]:
        """Tell which rows were verified on a day (ISO 8601) or later; nothing is known of those without a day."""
        mask: NDArray[np.bool_] = (self.table["verified_on"] >= day).to_numpy(dtype=np.bool_)
        return mask

    def wanted(
        self, needs: tuple[str, ...], kind: tuple[str, ...], access: tuple[str, ...], on: date, since: str = ""
    ) -> Wanted:
        """Say in the index's words: all `needs` working, one of `kind`, one of `access`, in operation, verified since.

        Returns
        -------
        Wanted
            The same object for the same filter, which what the index prepares for it belongs to.

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
