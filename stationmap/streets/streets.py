"""The streets of a place, ready to be walked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt

from stationmap.errors import Fault, InputError
from stationmap.extras import planning
from stationmap.files import OsmWays, read_ways, sha256_of
from stationmap.pairs import STREETS, Pairs
from stationmap.streets.crossings import arms, thinned
from stationmap.streets.edges import Edges, edges_of
from stationmap.streets.facts import StreetFacts
from stationmap.streets.snapping import SNAP_M, Snapped, Snapper, points_along
from stationmap.streets.walkable import closed_to_foot, walkable
from stationmap.streets.walking import Progress, Walking

__all__ = ["Streets", "read_streets"]

_LONGEST_M = 100_000.0  # between two nodes; no walked street in the world comes near
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Streets:
    """A network of streets: one connected part, and what is known of it.

    Parameters
    ----------
    edges : Edges
    facts : StreetFacts

    Examples
    --------
    >>> from stationmap.streets import manhattan
    >>> streets = manhattan(5, 200.0)
    >>> pairs, places, stations = streets.pairs([34.7505], [113.6505], [34.7520], [113.6520], 1_000)
    >>> pairs.how, pairs.distance_m.round().tolist(), places.off, stations.off
    ('streets', [429.0], 0, 0)
    """

    edges: Edges
    facts: StreetFacts

    @classmethod
    def of(cls, ways: OsmWays, source: str, sha256: str = "") -> Streets:
        """Join ways to a network, and keep its longest connected part.

        Parameters
        ----------
        ways : OsmWays
            Their kind as `walkable` gives it.
        source, sha256 : str
            Of the file.

        Raises
        ------
        InputError
            If there is no street to walk on, or one runs farther between two nodes than any street does.
        """
        edges, missing = edges_of(ways)
        _refuse_leaps(edges, source)
        if len(edges) == 0:
            raise InputError(f"{source}: 没有可步行的街道 no street to walk on among {len(ways)} ways")
        part, kept = _longest(edges)
        used = edges.only(kept)
        facts = StreetFacts(
            source=source,
            sha256=sha256,
            as_of=ways.as_of,
            ways=len(ways),
            left_out=ways.left_out,
            missing_nodes=missing,
            closed_nodes=int(ways.closed.sum()),
            components=int(part.max()) + 1,
            length_m=float(edges.length_m.sum()),
            used_m=float(used.length_m.sum()),
            nodes=edges.nodes,
            used_nodes=used.nodes,
        )
        return cls(used, facts)

    @cached_property
    def _snapper(self) -> Snapper:
        return Snapper(self.edges)

    @cached_property
    def _walking(self) -> Walking:
        return Walking(self.edges)

    def snap(self, lat: npt.ArrayLike, lon: npt.ArrayLike, snap_m: float = SNAP_M) -> Snapped:
        """Put places on the nearest street.

        Parameters
        ----------
        lat, lon : array_like of shape (n,)
            Degrees, WGS 84.
        snap_m : float
            Metres; places farther from every street are on none.

        Raises
        ------
        CoordinateError
            If a place is no position.
        """
        return self._snapper.snap(lat, lon, snap_m)

    def pairs(
        self,
        lat: npt.ArrayLike,
        lon: npt.ArrayLike,
        station_lat: npt.ArrayLike,
        station_lon: npt.ArrayLike,
        limit_m: float,
        *,
        snap_m: float = SNAP_M,
        progress: Progress = lambda share, step: None,
    ) -> tuple[Pairs, Snapped, Snapped]:
        """Measure how far places are from stations, on foot along streets.

        Parameters
        ----------
        lat, lon, station_lat, station_lon : array_like
            Places and stations, degrees, WGS 84.
        limit_m : float
            Metres; farther pairs are left out, except for `Pairs.nearest_m`.
        snap_m : float
            Metres that may lie between a place or a station and the nearest street; they are walked, too.
        progress : callable, optional
            Told the share that is done, and what is done.

        Returns
        -------
        tuple of Pairs, Snapped and Snapped
            The pairs; how places and stations are placed on streets: those that are not are in no pair.

        Raises
        ------
        CoordinateError
            If a place or station is no position.
        InputError
            If a limit is negative or not a number.
        """
        places, stations = self.snap(lat, lon, snap_m), self.snap(station_lat, station_lon, snap_m)
        return self.pairs_between(places, stations, limit_m, progress), places, stations

    def pairs_between(
        self, places: Snapped, stations: Snapped, limit_m: float, progress: Progress = lambda share, step: None
    ) -> Pairs:
        """Measure as `pairs` does, between places and stations that `snap` has put on streets already.

        Parameters
        ----------
        places, stations : Snapped
            Put on these streets.
        limit_m : float
            Metres.
        progress : callable, optional
            Told the share that is done, and what is done.

        Raises
        ------
        InputError
            If the limit is negative or not a number.
        """
        if not limit_m >= 0:
            fault = Fault("limit_m", f"{limit_m}", "应为不小于零的米数 must be metres, zero or more")
            raise InputError("步行距离上限不可用 the limit of a walk cannot be used", (fault,))
        place, station, metres = self._walking.within(places, stations, limit_m, progress)
        return Pairs.of(
            place,
            station,
            metres,
            places=len(places),
            stations=len(stations),
            limit_m=limit_m,
            nearest_m=self._walking.nearest(places, stations),
            how=STREETS,
        )

    def nearest_m(self, places: Snapped, stations: Snapped) -> Floats:
        """Measure the way from each place to its nearest station, both put on streets by `snap`; inf where none is."""
        return self._walking.nearest(places, stations)

    def along(self, spacing_m: float) -> tuple[Floats, Floats, Floats]:
        """Give points along all streets, and the metres of street that each stands for.

        Parameters
        ----------
        spacing_m : float
            Metres between two points at most.

        Returns
        -------
        tuple of float64 arrays
            Latitudes and longitudes, degrees, WGS 84; metres, which add up to the length of the streets.
        """
        return points_along(self.edges, spacing_m)

    def junctions(self, spacing_m: float = 0.0) -> tuple[Floats, Floats]:
        """Give the crossings, where three streets or more meet.

        Parameters
        ----------
        spacing_m : float
            Metres; of crossings nearer to each other, the one of more streets stays.

        Returns
        -------
        tuple of float64 arrays
            Latitudes and longitudes, degrees, WGS 84.
        """
        streets = arms(self.edges)
        rows = np.flatnonzero(streets >= 3)
        lat, lon = self.edges.node_lat[rows], self.edges.node_lon[rows]
        kept = thinned(lat, lon, streets[rows], spacing_m)
        return lat[kept], lon[kept]


def _refuse_leaps(edges: Edges, source: str) -> None:
    """Refuse a node that is wrong by a country: it joins what is far apart, and snapping would never end."""
    if edges.segment_m.max(initial=0.0) <= _LONGEST_M:
        return
    at = int(edges.segment_m.argmax())
    lat, lon, *_ = edges.ends[at].tolist()
    reason = (
        f"到下一点 {edges.segment_m[at] / 1000:,.0f} km 没有中间点 without a node to the next one; one is misplaced"
    )
    fault = Fault("node", f"{lat:.6f}, {lon:.6f}", reason)
    raise InputError(f"{source}: 街道有错误的点位 a street has a node in the wrong place", (fault,))


def _longest(edges: Edges) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
    """Give the connected part of each edge, and the edges of the longest."""
    ones = np.ones(len(edges))
    graph = planning("scipy.sparse").coo_array((ones, (edges.tail, edges.head)), shape=(edges.nodes, edges.nodes))
    _, label = planning("scipy.sparse.csgraph").connected_components(graph, directed=False)
    part = np.asarray(label, dtype=np.int64)[edges.tail]
    return part, part == np.bincount(part, weights=edges.length_m).argmax()


def read_streets(path: Path | str) -> Streets:
    """Read the streets that are walked from an OpenStreetMap extract.

    Parameters
    ----------
    path : Path or str
        .osm, .osm.gz, .osm.bz2 or .pbf.

    Returns
    -------
    Streets
        Its longest connected part; `Streets.facts` says what lies outside.

    Raises
    ------
    MissingFileError
        If there is no such file.
    FileFormatError
        If it is damaged or no such extract.
    InputError
        If it holds no street to walk on.
    ExtraMissingError
        If the planning tools are not installed.

    Examples
    --------
    >>> read_streets("no.osm.pbf")
    Traceback (most recent call last):
        ...
    stationmap.errors.MissingFileError: 没有这个文件 no such file: no.osm.pbf
    """
    file = Path(path)
    ways = read_ways(file, "highway", walkable, closed_to_foot)
    return Streets.of(ways, file.name, sha256_of(file))
