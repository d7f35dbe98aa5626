"""What is asked of a register's reach, and all that was found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
import pandas as pd

from stationmap.errors import Fault, ParameterError
from stationmap.pairs import Pairs
from stationmap.reach.by_district import Reach
from stationmap.reach.gaps import Gaps
from stationmap.reach.rules import Measure, Rule

__all__ = ["Asked", "ReachSurvey", "Walkable"]

_WIDEST_M = 100_000
Floats = npt.NDArray[np.float64]


class Walkable(Protocol):
    """Streets, as far as reach needs them.

    Examples
    --------
    >>> hasattr(Walkable, "pairs")
    True
    """

    def pairs(
        self, lat: Floats, lon: Floats, station_lat: Floats, station_lon: Floats, limit_m: float
    ) -> tuple[Pairs, Any, Any]:
        """Measure along streets; beside the pairs, how places and stations are placed on streets."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of the reach of a register.

    Parameters
    ----------
    on : date
        Day for which a station counts as in operation; hours are of the first day of each kind from it on.
    needs : tuple of str
        Amenity codes; only stations known to have all of them in working order count.
    hours, amenities, stations : bool
        Whether the tables by hour, by amenity and by station are made.
    spacing_m : float
        Metres; with `stations`, pairs of stations nearer to each other are listed.
    hour : int
        With `hours`, the hour of which there is a table of districts, 0 to 23.
    gaps : bool
        Whether places that no station covers are gathered.

    Raises
    ------
    ParameterError
        If the spacing or the hour is out of range.

    Examples
    --------
    >>> Asked(date(2026, 11, 25)).spacing_m
    300.0
    """

    on: date
    needs: tuple[str, ...] = ()
    hours: bool = False
    amenities: bool = False
    stations: bool = False
    spacing_m: float = 300.0
    hour: int = 3
    gaps: bool = False

    def __post_init__(self) -> None:
        """Refuse before anything is measured what would be refused after it."""
        for name, value, most in (("hour", self.hour, 23), ("spacing", self.spacing_m, _WIDEST_M)):
            if not 0 <= value <= most:
                fault = Fault(name, str(value), f"须在 0 与 {most:,} 之间 must lie between 0 and {most:,}")
                raise ParameterError(f"{name} 超出范围 is out of range: {value}", (fault,))


@dataclass(frozen=True, eq=False)
class ReachSurvey:
    """What was asked, and the tables.

    Parameters
    ----------
    asked : Asked
    rule : Rule
    measures : tuple of Measure
        The first is that of the tables by hour, amenity and station.
    reaches : tuple of Reach
        One for each measure.
    hours, at_hour, amenities, stations, near : pandas.DataFrame or None
        Tables by hour, of districts at one hour, by amenity, by station, and of pairs of stations close together; None
        where not asked for.
    each_hour : pandas.DataFrame or None
        As `at_hour`, for every hour.
    gaps : Gaps or None
        By the first measure along streets, or the first of all.
    off_streets : tuple of (int, float, int) or None
        Places too far from any street, their share of the demand, and stations too far; None without streets.
    mobile : int
        Stations among those that count that move; they count where the register has them.

    Examples
    --------
    >>> from stationmap.demand import spread_residents
    >>> from stationmap.loading import demonstration
    >>> from stationmap.reach.rules import rule_of
    >>> from stationmap.reach.surveying import survey_reach
    >>> catalogue, on = demonstration(), date(2026, 11, 25)
    >>> demand = spread_residents(catalogue.districts, spacing_m=4_000)
    >>> survey_reach(catalogue, demand, rule_of("dense-500m"), Asked(on)).reconciled
    True
    """

    asked: Asked
    rule: Rule
    measures: tuple[Measure, ...]
    reaches: tuple[Reach, ...]
    hours: pd.DataFrame | None = None
    at_hour: pd.DataFrame | None = None
    amenities: pd.DataFrame | None = None
    stations: pd.DataFrame | None = None
    near: pd.DataFrame | None = None
    each_hour: pd.DataFrame | None = None
    gaps: Gaps | None = None
    off_streets: tuple[int, float, int] | None = None
    mobile: int = 0

    @property
    def reconciled(self) -> bool:
        """Whether all totals agree with the inputs."""
        return all(reach.reconciled for reach in self.reaches)
