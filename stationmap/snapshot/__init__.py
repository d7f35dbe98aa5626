"""A register that a service keeps abreast of its database, and shares between its processes.

A snapshot is a folder of arrays and tables that every process maps; what changed since lies over it in each process.
"""

from stationmap.snapshot.building import Building, build_snapshot
from stationmap.snapshot.folders import map_snapshot, newest_snapshot, write_snapshot
from stationmap.snapshot.follower import Follower
from stationmap.snapshot.places import FollowedPlaces
from stationmap.snapshot.warming import warm_up

__all__ = [
    "Building",
    "FollowedPlaces",
    "Follower",
    "build_snapshot",
    "map_snapshot",
    "newest_snapshot",
    "warm_up",
    "write_snapshot",
]
