"""Rows of a table as stations."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
import pyarrow as pa

from stationmap.station import STATION_COLUMNS, Position, Station

__all__ = ["Records"]

_PARTS = {"lat", "lon", "datum_received", "lat_received", "lon_received", "position_source"}


class Records:
    """Cells of a table by row, read where they lie: a table in mapped memory stays there.

    Parameters
    ----------
    table : pandas.DataFrame
        Columns of `STATION_COLUMNS`.

    Examples
    --------
    >>> from stationmap.loading import demonstration
    >>> Records(demonstration().table).station(0).kind
    'fixed'
    """

    def __init__(self, table: pd.DataFrame) -> None:
        arrow = pa.Table.from_pandas(table[list(STATION_COLUMNS)], preserve_index=False)
        self._columns = {name: arrow.column(name) for name in STATION_COLUMNS}

    def cell(self, name: str, row: int) -> Any:  # noqa: ANN401  (of any column's type)
        """Return one cell, None where it is missing."""
        return self._columns[name][row].as_py()

    def station(self, row: int) -> Station:
        """Return the station in a row."""
        cells = {name: column[row].as_py() for name, column in self._columns.items()}
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


def _float(cell: float | None) -> float:
    return math.nan if cell is None else float(cell)


def _codes(text: str) -> tuple[str, ...]:
    return tuple(text.split(",")) if text else ()


def _code_and_day(item: str) -> tuple[str, str]:
    code, _, day = item.partition("@")
    return code, day
