"""What stands before FastAPI: policies, the plain nearest query, HEAD, ETag, and the limit of a body."""

from stationmap_api.front.body_limit import BodyLimit
from stationmap_api.front.caching import Caching
from stationmap_api.front.policy import Policies
from stationmap_api.front.quick_nearest import QuickNearest

__all__ = ["BodyLimit", "Caching", "Policies", "QuickNearest"]
