"""Search for those who know a name, not a coordinate.

An index of a register's stations, and of the districts, cities and streets that they name, answers what somebody
types, in Chinese, pinyin, initials or codes, slips included. It is built in another process and mapped by all that
answer; what changed since lies over it.
"""

from stationmap.places.entries import KIND_NAMES
from stationmap.places.finding import MOST_PLACES, Found, Places, find_places
from stationmap.places.index import Place, PlaceIndex
from stationmap.places.plain import LONGEST
from stationmap.places.readings import pinyin_initials

__all__ = [
    "KIND_NAMES",
    "LONGEST",
    "MOST_PLACES",
    "Found",
    "Place",
    "PlaceIndex",
    "Places",
    "find_places",
    "pinyin_initials",
]
