"""From places to the nearest point of a street."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pyproj
import shapely

from stationmap.errors import CoordinateError, Fault, InputError
from stationmap.streets.edges import Edges

__all__ = ["SNAP_M", "Snapped", "Snapper", "points_along"]

# Half the diagonal (177 m) of the grid of 250 m by which residents are spread, so that a cell of a built-up block finds
# the street around it; and a fifth of the service radius of 1 km.
SNAP_M = 200.0
_GEOD = pyproj.Geod(ellps="WGS84")
Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Snapped:
    """The point of a street that is nearest to each place.

    Parameters
    ----------
    metres : float64 array of shape (n,)
        Geodesic metres from the place to that point, walked in a straight line; known beyond the limit, too.
    on : bool array of shape (n,)
        Whether that is within the limit; the others reach nothing.
    edge : int64 array of shape (n,)
        The street's edge.
    along_m : float64 array of shape (n,)
        Metres from the beginning of the edge.
    lat, lon : float64 arrays of shape (n,)
        Of that point, degrees, WGS 84.
    limit_m : float
        Metres.

    Examples
    --------
    >>> from stationmap.streets import manhattan
    >>> snapped = manhattan(3, 100.0).snap([34.7502, 34.76], [113.6504, 113.65], 200.0)
    >>> snapped.off, snapped.share_off([1.0, 3.0])
    (1, 0.75)
    """

    metres: Floats
    on: npt.NDArray[np.bool_]
    edge: Ints
    along_m: Floats
    lat: Floats
    lon: Floats
    limit_m: float

    def __len__(self) -> int:
        return len(self.metres)

    @property
    def off(self) -> int:
        """How many places lie beyond the limit."""
        return int((~self.on).sum())

    def share_off(self, weight: npt.ArrayLike | None = None) -> float:
        """Give the share of the places, or of their weights, that lies beyond the limit; NaN of nothing."""
        weights = np.ones(len(self)) if weight is None else np.asarray(weight, dtype=np.float64)
        total = float(weights.sum())
        return float(weights[~self.on].sum()) / total if total > 0 else float("nan")


class Snapper:
    """Finds the nearest point of a street, perpendicular in one equal-area plane.

    Parameters
    ----------
    edges : Edges
        At least one.

    Examples
    --------
    >>> from stationmap.streets import manhattan
    >>> grid = manhattan(3, 100.0)
    >>> snapped = Snapper(grid.edges).snap([34.7502], [113.6504], 50.0)
    >>> snapped.on.tolist(), snapped.metres.round(1).tolist()
    ([True], [22.2])
    """

    def __init__(self, edges: Edges) -> None:
        self._edges = edges
        self._from = np.column_stack(edges.plane.forward(edges.ends[:, 0], edges.ends[:, 1]))
        self._to = np.column_stack(edges.plane.forward(edges.ends[:, 2], edges.ends[:, 3]))

    @cached_property
    def _tree(self) -> shapely.STRtree:
        return shapely.STRtree(shapely.linestrings(np.stack([self._from, self._to], axis=1)))

    def snap(self, lat: npt.ArrayLike, lon: npt.ArrayLike, limit_m: float) -> Snapped:
        """Find the nearest point of a street for each place; of several equally near, that of the first edge.

        Parameters
        ----------
        lat, lon : array_like of shape (n,)
            Degrees, WGS 84.
        limit_m : float
            Metres; what lies farther off is not on a street.

        Raises
        ------
        CoordinateError
            If a place is no position.
        InputError
            If the limit is negative or not a number.
        """
        if not limit_m >= 0:
            fault = Fault("snap_m", f"{limit_m}", "应为不小于零的米数 must be metres, zero or more")
            raise InputError("离街道的上限不可用 the limit of the way to a street cannot be used", (fault,))
        lats, lons = np.asarray(lat, dtype=np.float64), np.asarray(lon, dtype=np.float64)
        if not ((np.abs(lats) <= 90) & (np.abs(lons) <= 360)).all():
            raise CoordinateError("要接到街道的地点没有坐标 a place to put on a street is no position")
        flat = np.column_stack(self._edges.plane.forward(lats, lons))
        segment = self._nearest(flat)
        share = self._share(flat, segment)
        foot_lat, foot_lon = _between(self._edges.ends[segment], share)
        metres = np.asarray(_GEOD.inv(lons, lats, foot_lon, foot_lat)[2], dtype=np.float64)
        along = self._edges.from_m[segment] + share * self._edges.segment_m[segment]
        edge = self._edges.edge[segment]
        return Snapped(metres, metres <= limit_m, edge, along, foot_lat, foot_lon, float(limit_m))

    def _nearest(self, flat: Floats) -> Ints:
        which, found = self._tree.query_nearest(shapely.points(flat), all_matches=True)
        order = np.lexsort((found, which))
        first = np.unique(which[order], return_index=True)[1]
        return np.asarray(found[order][first], dtype=np.int64)

    def _share(self, flat: Floats, segment: Ints) -> Floats:
        begin, way = self._from[segment], self._to[segment] - self._from[segment]
        square = (way * way).sum(axis=1)
        dot = ((flat - begin) * way).sum(axis=1)
        share = np.divide(dot, square, out=np.zeros(len(flat)), where=square > 0)
        return np.asarray(np.clip(share, 0.0, 1.0), dtype=np.float64)


def _between(ends: Floats, share: Floats) -> tuple[Floats, Floats]:
    """Latitude and longitude of a share of a segment, within 2 cm of the straight line where it is 1 km long."""
    east = (ends[:, 3] - ends[:, 1] + 180) % 360 - 180
    return ends[:, 0] + share * (ends[:, 2] - ends[:, 0]), ends[:, 1] + share * east


def points_along(edges: Edges, spacing_m: float) -> tuple[Floats, Floats, Floats]:
    """Give points along edges, in the middle of pieces no longer than a spacing.

    Parameters
    ----------
    edges : Edges
    spacing_m : float
        Metres.

    Returns
    -------
    tuple of float64 arrays
        Latitudes and longitudes, degrees, WGS 84; metres of each piece.

    Raises
    ------
    InputError
        If the spacing is not above zero.

    Examples
    --------
    >>> from stationmap.streets import manhattan
    >>> lat, lon, metres = points_along(manhattan(2, 100.0).edges, 30.0)
    >>> len(lat), metres.sum().round(2)
    (16, np.float64(400.0))
    """
    if not spacing_m > 0:
        raise InputError(f"间距应大于零 the spacing must be above zero: {spacing_m}")
    counts = np.maximum(np.ceil(edges.segment_m / spacing_m - 1e-9), 1).astype(np.int64)
    segment = np.repeat(np.arange(len(counts)), counts)
    place = np.arange(len(segment)) - np.repeat(np.cumsum(counts) - counts, counts)
    lat, lon = _between(edges.ends[segment], (place + 0.5) / counts[segment])
    return lat, lon, edges.segment_m[segment] / counts[segment]
