"""How a register's file is meant to be read."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from stationmap.datum import Datum
from stationmap.districts import Districts
from stationmap.errors import ParameterError

__all__ = ["Area", "ImportOptions", "Progress"]

Area = tuple[float, float, float, float]
Progress = Callable[[float, str], None]
"""Called with the share done, 0 to 1, and the name of the step that begins."""


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What the file itself does not say.

    Parameters
    ----------
    datum : Datum
        Datum of the file's positions.
    districts : Districts
        Districts in which positions are looked up.
    columns : mapping of str to str
        Field to header, where the alias table does not know a header: a name of `STATION_COLUMNS`,
        ``lat``, ``lon``, ``position`` (both in one cell), or ``amenity:<code>`` for a column of yes and no.
    area : (west, south, east, north), optional
        Degrees, WGS 84, edges included; west > east crosses the antimeridian. None is the whole earth.
    twin_distance_m : float
        Stations at most so far apart (geodesic metres) are reported as twins, within the file and against the
        register; 0 switches both off.
    licence, source : str
        For rows that name none of their own.

    Raises
    ------
    ParameterError
        If the area or the distance cannot be used.

    Examples
    --------
    >>> from stationmap.districts import national
    >>> ImportOptions(Datum.GCJ02, national(), {"name": "站名"}).twin_distance_m
    15.0
    """

    datum: Datum
    districts: Districts
    columns: Mapping[str, str] = field(default_factory=dict)
    area: Area | None = None
    twin_distance_m: float = 15.0
    licence: str = ""
    source: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.twin_distance_m <= 10_000:
            raise ParameterError(
                "重复站点的距离应在 0 至 10,000 米之间 "
                f"the distance of twins must lie between 0 and 10,000 m, not {self.twin_distance_m}"
            )
        if self.area is not None:
            west, south, east, north = self.area
            in_range = max(abs(west), abs(east)) <= 180 and -90 <= south <= north <= 90
            if not (all(map(math.isfinite, self.area)) and in_range):
                raise ParameterError(
                    f"登记范围应为 西,南,东,北（度） the area must be west,south,east,north in degrees, not {self.area}"
                )
