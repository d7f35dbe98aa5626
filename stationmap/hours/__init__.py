"""Opening hours: read as people write them, kept as OSM expressions, said back in words."""

from stationmap.hours.expression import normalise_expression
from stationmap.hours.reading import HoursReading, read_hours
from stationmap.hours.reasons import HoursReason
from stationmap.hours.wording import say_hours

__all__ = ["HoursReading", "HoursReason", "normalise_expression", "read_hours", "say_hours"]
