"""Visit counts: what counters and tallies report, with the days that they do not."""

from stationmap.visits.counts import STATES, VisitCounts
from stationmap.visits.reading import read_visits

__all__ = ["STATES", "VisitCounts", "read_visits"]
