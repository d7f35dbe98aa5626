"""What stands before FastAPI: the plain nearest query, HEAD, ETag, and the limit of a body."""

from stationmap_api.front.body_limit import BodyLimit
from stationmap_api.front.caching import Caching
from stationmap_api.front.quick_nearest import QuickNearest

__all__ = ["BodyLimit", "Caching", "QuickNearest"]
