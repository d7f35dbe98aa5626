"""The engines, one file each; every one gives the exact order or is marked inexact."""

from benchmarks.rivals import ball_tree, ours, postgis, redis_geo, rtree_boxes, scipy_tree, shapely_tree, sqlite_boxes
from benchmarks.rivals.engine import Engine, MissingRivalError, Opened

__all__ = ["RIVALS", "Engine", "MissingRivalError", "Opened"]

RIVALS: dict[str, Opened] = {
    "stationmap": ours.opened,
    "scipy cKDTree": scipy_tree.opened,
    "scipy cKDTree, one a need-set": scipy_tree.opened_by_needs,
    "scikit-learn BallTree": ball_tree.opened,
    "rtree, 3-D": rtree_boxes.opened,
    "shapely STRtree": shapely_tree.opened,
    "SQLite R*Tree, 3-D": sqlite_boxes.opened,
    "PostGIS KNN": postgis.opened(by_needs=False),
    "PostGIS KNN, an index a need": postgis.opened(by_needs=True),
    "Redis GEOSEARCH": redis_geo.opened,
}
