"""Exact nearest search over points with bits: it knows positions and flags, nothing of stations.

A query passes through `wanted` (which rows may answer), `matches` (how many those are),
`candidates` (an R-tree in earth-centred coordinates, or a scan where few match) and
`geodesic` (metres on the ellipsoid, and the bound that makes the order exact).
"""

from stationmap.index.hits import Hits
from stationmap.index.station_index import StationIndex
from stationmap.index.wanted import Wanted

__all__ = ["Hits", "StationIndex", "Wanted"]
