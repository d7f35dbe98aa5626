"""A frozen snapshot of a register: its stations, their index and their districts."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from stationmap.amenities import amenity_bits
from stationmap.datum import Datum, from_wgs84
from stationmap.districts import Districts
from stationmap.errors import StationNotFoundError
from stationmap.index import StationIndex, Wanted
from stationmap.station import ACCESS, KINDS, STATION_COLUMNS, Position, Station, check_codes

__all__ = ["Catalogue"]

_KIND_SHIFT, _ACCESS_SHIFT = 48, 56  # above the amenities' bits
_PARTS = {"lat", "lon", "datum_received", "lat_received", "lon_received", "position_source"}


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

    @classmethod
    def from_table(cls, table: pd.DataFrame, districts: Districts, version: str, *, made_up: bool = False) -> Catalogue:
        """Order a table of stations by id and make a catalogue of it."""
        return cls(table.sort_values("id", ignore_index=True), districts, version, made_up)

    def __len__(self) -> int:
        return len(self.table)

    @cached_property
    def index(self) -> StationIndex:
        """Spatial index over the rows of `table`; ties by row are ties by id."""
        return StationIndex(self.table["lat"].to_numpy(), self.table["lon"].to_numpy(), _bits(self.table))

    @cached_property
    def _columns(self) -> dict[str, NDArray[Any]]:
        return {
            name: self.table[name].astype(object).where(self.table[name].notna(), None).to_numpy()
            for name in STATION_COLUMNS
        }

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {str(station_id): row for row, station_id in enumerate(self._columns["id"])}

    @cached_property
    def _days(self) -> tuple[NDArray[Any], NDArray[Any]]:
        opened, closed = self._columns["opened_on"], self._columns["closed_on"]
        return opened, np.where(closed == "", "9999-12-31", closed)

    @cached_property
    def _masks(self) -> dict[str, NDArray[np.bool_]]:
        return {}

    @cached_property
    def _shifted(self) -> dict[Datum, tuple[NDArray[np.float64], NDArray[np.float64]]]:
        return {}

    @cached_property
    def middle(self) -> tuple[float, float]:
        """Median latitude and longitude of the stations, degrees, WGS 84; 0, 0 if there is none."""
        if self.table.empty:
            return 0.0, 0.0
        return float(self.table["lat"].median()), float(self.table["lon"].median())

    def row_of(self, station_id: str) -> int:
        """Return the row of a station.

        Raises
        ------
        StationNotFoundError
            If the register has no station of that id.
        """
        try:
            return self._rows[station_id]
        except KeyError:
            raise StationNotFoundError(f"没有这个编号的站点 no station has the id {station_id!r}") from None

    def station(self, row: int) -> Station:
        """Return the station in a row of `table`."""
        cells = {name: column[row] for name, column in self._columns.items()}
        position = Position(
            lat=float(cells["lat"]),
            lon=float(cells["lon"]),
            datum_received=cells["datum_received"],
            lat_received=_float(cells["lat_received"]),
            lon_received=_float(cells["lon_received"]),
            source=cells["position_source"],
        )
        for name in ("access", "amenities", "amenities_no", "warnings"):
            cells[name] = _codes(cells[name])
        cells["out_of_order"] = tuple(_code_and_day(item) for item in _codes(cells["out_of_order"]))
        return Station(position=position, **{name: cell for name, cell in cells.items() if name not in _PARTS})

    def in_operation(self, on: date) -> NDArray[np.bool_]:
        """Tell which rows are in operation on a day: opened by then, and not closed yet."""
        day = on.isoformat()
        if day not in self._masks:
            opened, closed = self._days
            self._masks[day] = (opened <= day) & (day < closed)
        return self._masks[day]

    def positions(self, datum: Datum) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return latitudes and longitudes of all rows, in degrees of `datum`."""
        if datum not in self._shifted:
            self._shifted[datum] = from_wgs84(self.table["lat"].to_numpy(), self.table["lon"].to_numpy(), datum)
        return self._shifted[datum]

    def wanted(self, needs: tuple[str, ...], kind: tuple[str, ...], access: tuple[str, ...], on: date) -> Wanted:
        """Say in the index's words: all `needs` working, one of `kind`, one of `access`, in operation.

        Raises
        ------
        VocabularyError
            If a code is not in its vocabulary.
        """
        # An unknown code would have no bit, and no bits would mean no filter.
        groups = (
            _group_bits(check_codes("kind", kind, KINDS), KINDS, _KIND_SHIFT),
            _group_bits(check_codes("access", access, ACCESS), ACCESS, _ACCESS_SHIFT),
        )
        mask = self.in_operation(on)
        any_of = tuple(bits for bits in groups if bits)
        return Wanted(all_of=amenity_bits(needs), any_of=any_of, mask=None if mask.all() else mask)


def _float(cell: float | None) -> float:
    return math.nan if cell is None else float(cell)


def _codes(text: str) -> tuple[str, ...]:
    return tuple(text.split(",")) if text else ()


def _code_and_day(item: str) -> tuple[str, str]:
    code, _, day = item.partition("@")
    return code, day


def _group_bits(codes: tuple[str, ...], vocabulary: dict[str, tuple[str, str]], shift: int) -> int:
    return sum(1 << shift + number for number, code in enumerate(vocabulary) if code in codes)


def _bits(table: pd.DataFrame) -> NDArray[np.uint64]:
    def packed(column: str, pack: Any) -> NDArray[np.uint64]:  # noqa: ANN401
        numbers, texts = pd.factorize(table[column])
        return np.array([pack(_codes(text)) for text in texts], dtype=np.uint64)[numbers]

    if table.empty:
        return np.zeros(0, dtype=np.uint64)
    working = packed("amenities", amenity_bits) & ~packed(
        "out_of_order", lambda items: amenity_bits(_code_and_day(item)[0] for item in items)
    )
    kinds = packed("kind", lambda codes: _group_bits(codes, KINDS, _KIND_SHIFT))
    return working | kinds | packed("access", lambda codes: _group_bits(codes, ACCESS, _ACCESS_SHIFT))
