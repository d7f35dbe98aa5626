"""Search for those who know a name, not a coordinate."""

from stationmap.places.readings import pinyin_initials

__all__ = ["pinyin_initials"]
