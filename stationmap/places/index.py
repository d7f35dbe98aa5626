"""An index of a register's places."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

from stationmap.catalogue import Catalogue
from stationmap.files import map_array, map_table, read_facts, whole_folder, write_parts
from stationmap.places.entries import KINDS, entries_of
from stationmap.places.matching import Matching
from stationmap.places.names import Names
from stationmap.places.ranks import NOWHERE
from stationmap.places.readings import Readings, readings

__all__ = ["Place", "PlaceIndex"]


@dataclass(frozen=True, slots=True)
class Place:
    """A place that can be found.

    Parameters
    ----------
    kind : str
        station, street, district or city.
    id : str
        Of a station its id; of others their kind and code.
    name, address : str
    district : str
        Adcode, "" if there is none.
    district_name : str
    lat, lon : float or None
        Degrees, WGS 84; None where nothing says where it lies.

    Examples
    --------
    >>> Place("city", "city:4101", "郑州市", "", "", "", 34.75, 113.62).name
    '郑州市'
    """

    kind: str
    id: str
    name: str
    address: str
    district: str
    district_name: str
    lat: float | None
    lon: float | None


@dataclass(frozen=True, eq=False)
class PlaceIndex:
    """Places of a register as it was at one version.

    Parameters
    ----------
    table : pandas.DataFrame
        As `Entries` has it.
    stations : int
        How many of its rows are stations, which come first, by id.
    names : Names
    readings : Readings
    version : str
        Of the register.

    Examples
    --------
    >>> from stationmap.loading import demonstration
    >>> index = PlaceIndex.of(demonstration())
    >>> index.place(0).kind
    'station'
    """

    table: pd.DataFrame
    stations: int
    names: Names
    readings: Readings
    version: str

    @classmethod
    def of(cls, catalogue: Catalogue, spoken: Readings | None = None, *, areas: bool = True) -> PlaceIndex:
        """Build it; without `areas`, of stations alone."""
        entries, spoken = entries_of(catalogue, areas=areas), spoken or readings()
        return cls(entries.table, entries.stations, Names.of(entries, spoken), spoken, catalogue.version)

    def write(self, folder: Path) -> None:
        """Write it, whole or not at all, so that many processes can map it.

        Parameters
        ----------
        folder : Path
            Must not exist; the folder above it must.
        """
        arrays = self.names.arrays()
        facts = {
            "version": self.version,
            "stations": str(self.stations),
            "named": str(self.names.named),
            "arrays": ",".join(arrays),
            **self.readings.facts(),
        }
        with whole_folder(folder) as unfinished:
            write_parts(unfinished, arrays, {"places": self.table}, facts)

    @classmethod
    def mapped(cls, folder: Path) -> PlaceIndex:
        """Map what `write` wrote.

        Raises
        ------
        MissingFileError
            If it is not there.
        """
        facts = read_facts(folder)
        arrays = {name: np.asarray(map_array(folder, name)) for name in facts["arrays"].split(",")}
        names = Names.from_arrays(arrays, int(facts["named"]))
        table = map_table(folder, "places")
        return cls(table, int(facts["stations"]), names, Readings.from_facts(facts), facts["version"])

    @cached_property
    def _columns(self) -> dict[str, Any]:
        arrow = pa.Table.from_pandas(self.table, preserve_index=False)
        return {name: arrow.column(name) for name in arrow.column_names}

    @cached_property
    def _matching(self) -> Matching:
        kinds, where, what = (self.table[name].to_numpy() for name in ("kind", "where", "what"))
        return Matching(self.names, kinds, where, what, self.readings)

    @cached_property
    def positions(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Latitudes and longitudes, degrees, WGS 84; NaN where nothing says where a place lies."""
        return self.table["lat"].to_numpy(), self.table["lon"].to_numpy()

    def place(self, row: int) -> Place:
        """Return the place of a row."""
        cells = {name: column[row].as_py() for name, column in self._columns.items()}
        known = cells["lat"] is not None and cells["lat"] == cells["lat"]
        position = (cells["lat"], cells["lon"]) if known else (None, None)
        texts = (cells[name] for name in ("id", "name", "address", "district", "district_name"))
        return Place(KINDS[cells["kind"]], *texts, *position)

    def rows_of(self, station_ids: set[str]) -> NDArray[np.int64]:
        """Return the rows of those stations that are here."""
        return np.flatnonzero(self.table["id"].iloc[: self.stations].isin(station_ids).to_numpy())

    def ranks(self, text: str, limit: int, hidden: NDArray[np.int64] | None = None) -> NDArray[np.int16]:
        """Rank all places by what was typed; `NOWHERE` for those that do not fit, or are hidden."""
        ranks = self._matching.ranks(text, limit + (0 if hidden is None else len(hidden)))
        if hidden is not None:
            ranks[hidden] = NOWHERE
        return ranks
