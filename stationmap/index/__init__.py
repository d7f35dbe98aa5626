"""Exact nearest search over points with bits: it knows positions and flags, nothing of stations.

A query passes through `wanted` (which rows may answer), `matches` (how many those are: a list or
the tree), and the compiled search: `kernel` (the k least by chord, and by geodesic where chords
cannot tell), `chord_walk` and `geodesic_walk` (down the tree), `keeping` (tree, filter, the k
least so far), `ellipsoid` (metres on WGS 84). `tree` builds it, `geodesic` has the proofs,
`deciding` settles by pyproj what is too close to call. `live_index` lays what
`changed` over a base; `boxes` are of degrees. `texts` writes what
was found. `when` asks that a row be open when one gets there, and `timing` is that, compiled.
"""

from stationmap.index.batch import Batch
from stationmap.index.boxes import in_degrees
from stationmap.index.checks import check_degrees
from stationmap.index.ellipsoid import centred
from stationmap.index.hits import NO_HITS, Hits
from stationmap.index.live_index import LiveIndex
from stationmap.index.station_index import StationIndex
from stationmap.index.texts import Texts, whole_mm, whole_tenths
from stationmap.index.times import Times
from stationmap.index.wanted import Wanted
from stationmap.index.when import OpenTimes, When

__all__ = [
    "NO_HITS",
    "Batch",
    "Hits",
    "LiveIndex",
    "OpenTimes",
    "StationIndex",
    "Texts",
    "Times",
    "Wanted",
    "When",
    "centred",
    "check_degrees",
    "in_degrees",
    "whole_mm",
    "whole_tenths",
]
