"""What ``stationmap site`` stands on: demand, stations, candidates, and who reaches whom."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from stationmap.catalogue import Catalogue
from stationmap.demand import Demand, demand_unit, read_demand
from stationmap.errors import Fault, InputError
from stationmap.files import read_areas
from stationmap.findings import Findings
from stationmap.pairs import Pairs
from stationmap.reach import rule_of, straight_pairs
from stationmap.siting import candidates_of, forbidden, grid_candidates, near_each_other, near_existing
from stationmap.siting.limits import NO_PAIRS
from stationmap.streets import Streets, streets_notes

__all__ = ["Ground", "Mask", "apart", "candidates_from", "radius_of"]

Mask = npt.NDArray[np.bool_]


@dataclass
class Ground:
    """Who is where, what exists, and how distances are measured.

    Parameters
    ----------
    catalogue : Catalogue
    demand : Demand
    stations : pandas.DataFrame
        Those in operation.
    streets : Streets, optional
        Without them straight lines are measured.

    Examples
    --------
    >>> Ground.__name__
    'Ground'
    """

    catalogue: Catalogue
    demand: Demand
    stations: pd.DataFrame
    streets: Streets | None = None

    def pairs(self, table: pd.DataFrame, limit_m: float, notes: list[str]) -> Pairs:
        """Measure from every place of demand to the rows of a table."""
        asked = self.demand.lat, self.demand.lon, table["lat"].to_numpy(), table["lon"].to_numpy()
        if self.streets is None:
            return straight_pairs(*asked, limit_m)
        pairs, places, sites = self.streets.pairs(*asked, limit_m)
        if len(places) and not places.on.any():  # nothing to win there would look like a finding
            fault = Fault(
                "--streets",
                self.streets.facts.source,
                f"{len(places):,} 处需求都离街道太远 all places of demand are too far from its streets",
            )
            raise InputError(
                "街道文件不含任何需求所在的地方 the extract of streets is of a place without demand", (fault,)
            )
        notes.extend(streets_notes(self.streets.facts, places, sites))
        return pairs

    @property
    def names(self) -> dict[str, str]:
        """Names of the districts by adcode."""
        frame = self.catalogue.districts.frame
        return dict(zip(frame["adcode"], frame["name"], strict=True))

    def notes(self) -> list[str]:
        """Say what the demand is, and what of it has no place."""
        demand, unit = self.demand, demand_unit(self.demand.what)
        lines = [f"需求 demand: {demand.total:,.10g} {unit}；{demand.how}；来源 source: {demand.source}"]
        lost = float(demand.unplaced.sum())
        if lost:
            lines.append(
                f"没有位置、不参与选址 without a place, and so not in the siting: {lost:,.10g} {unit} "
                f"({lost / demand.total:.2%})"
            )
        return lines

    def with_nearest(self, candidates: pd.DataFrame) -> pd.DataFrame:
        """Add how far each candidate is from the nearest station, a geodesic in metres; unknown where there is none."""
        here = candidates["lat"].to_numpy(), candidates["lon"].to_numpy()
        pairs = straight_pairs(*here, self.stations["lat"].to_numpy(), self.stations["lon"].to_numpy(), 0.0)
        return candidates.assign(nearest_station_m=np.where(np.isinf(pairs.nearest_m), np.nan, pairs.nearest_m))

    def barred(self, candidates: pd.DataFrame, zones: Path | None, spacing_m: float) -> tuple[Mask, Mask]:
        """Tell which candidates lie in forbidden zones, and which are too near to a station."""
        inside = np.zeros(len(candidates), dtype=np.bool_)
        if zones is not None:
            inside = forbidden(candidates, _zones(zones))
        here = candidates["lat"].to_numpy(), candidates["lon"].to_numpy()
        there = self.stations["lat"].to_numpy(), self.stations["lon"].to_numpy()
        return inside, near_existing(*here, *there, spacing_m)


def _zones(path: Path) -> npt.NDArray[np.object_]:
    areas = read_areas(path)
    if areas is None:
        fault = Fault("--forbid", path.name, "须为面文件 must hold polygons: GeoJSON, GeoPackage, GeoParquet")
        raise InputError("禁区文件没有面 the file of forbidden zones holds no polygon", (fault,))
    return areas[1]


def radius_of(preset: str | None, radius_m: float | None, *, streets: bool) -> float:
    """Take the metres of a norm, or one's own: those of a walk along streets, of a straight line without.

    Examples
    --------
    >>> radius_of(None, None, streets=False), radius_of(None, 800.0, streets=True)
    (1000.0, 800.0)
    """
    rule = rule_of(preset, radius_m=radius_m, streets=streets)
    walk = rule.walk_m
    if streets and walk is not None:
        return walk
    if rule.radius_m is not None:
        return float(rule.radius_m)
    return float(walk or 0.0) / rule.detour


def candidates_from(
    ground: Ground, path: Path | None, grid_m: float | None, cost: str | None, datum: str
) -> tuple[pd.DataFrame, Findings]:
    """Take candidates from a file, from a grid, or from the junctions of the streets.

    Raises
    ------
    InputError
        If costs are named without a file.
    """
    districts = ground.catalogue.districts
    if path is None and cost is not None:
        fault = Fault("--cost", cost, "须与 --candidates 同用 goes with --candidates")
        raise InputError("没有候选点文件 no file of candidates", (fault,))
    if path is not None:
        given, findings = read_demand(path, districts, weight=cost, datum=datum)
        table = candidates_of(given.lat, given.lon, districts, given.frame["id"])
        return table.assign(cost=given.weight if cost is not None else 1.0), findings
    if ground.streets is not None and grid_m is None:
        return candidates_of(*ground.streets.junctions(100.0), districts), Findings()
    return grid_candidates(districts, grid_m or 500.0), Findings()


def apart(candidates: pd.DataFrame, usable: Mask, spacing_m: float) -> npt.NDArray[np.int64]:
    """List the pairs of usable candidates that are too near to each other."""
    rows = np.flatnonzero(usable)
    if not len(rows) or spacing_m <= 0:
        return NO_PAIRS
    lat, lon = (candidates[name].to_numpy()[rows] for name in ("lat", "lon"))
    return rows[near_each_other(lat, lon, spacing_m)]
