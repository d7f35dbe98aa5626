"""Streets: how far it is on foot along those of an OpenStreetMap extract. Stations are but positions here."""

from stationmap.streets.crossings import arms, thinned
from stationmap.streets.edges import Edges, edges_of
from stationmap.streets.manhattan import manhattan
from stationmap.streets.snapping import SNAP_M, Snapped, Snapper
from stationmap.streets.streets import StreetFacts, Streets, read_streets
from stationmap.streets.walkable import BACKWARD, BOTH, FORWARD, WALKED, closed_to_foot, walkable
from stationmap.streets.walking import Walking

__all__ = [
    "BACKWARD",
    "BOTH",
    "FORWARD",
    "SNAP_M",
    "WALKED",
    "Edges",
    "Snapped",
    "Snapper",
    "StreetFacts",
    "Streets",
    "Walking",
    "arms",
    "closed_to_foot",
    "edges_of",
    "manhattan",
    "read_streets",
    "thinned",
    "walkable",
]
