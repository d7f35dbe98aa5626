"""Streets: how far it is on foot along those of an OpenStreetMap extract. Stations are but positions here."""

from stationmap.streets.columns import COMPARISON_COLUMNS, DECIMALS, FACT_COLUMNS
from stationmap.streets.comparing import Comparison, compare, detours
from stationmap.streets.crossings import arms, thinned
from stationmap.streets.edges import Edges, edges_of
from stationmap.streets.facts import StreetFacts
from stationmap.streets.manhattan import manhattan
from stationmap.streets.notes import comparison_notes, streets_notes
from stationmap.streets.presenting import (
    comparison_document,
    comparison_for_people,
    facts_document,
    facts_for_people,
)
from stationmap.streets.snapping import SNAP_M, Snapped, Snapper
from stationmap.streets.streets import Streets, read_streets
from stationmap.streets.walkable import BACKWARD, BOTH, FORWARD, WALKED, closed_to_foot, walkable
from stationmap.streets.walking import Walking

__all__ = [
    "BACKWARD",
    "BOTH",
    "COMPARISON_COLUMNS",
    "DECIMALS",
    "FACT_COLUMNS",
    "FORWARD",
    "SNAP_M",
    "WALKED",
    "Comparison",
    "Edges",
    "Snapped",
    "Snapper",
    "StreetFacts",
    "Streets",
    "Walking",
    "arms",
    "closed_to_foot",
    "compare",
    "comparison_document",
    "comparison_for_people",
    "comparison_notes",
    "detours",
    "edges_of",
    "facts_document",
    "facts_for_people",
    "manhattan",
    "read_streets",
    "streets_notes",
    "thinned",
    "walkable",
]
