"""Districts: polygons, residents and names, and which district holds a position."""

from stationmap.districts.contiguity import contiguous
from stationmap.districts.national import national
from stationmap.districts.table import Districts

__all__ = ["Districts", "contiguous", "national"]
