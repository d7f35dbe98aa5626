"""Where to build next, and what could close: choices of sites with a bound that is proved."""

from stationmap.siting.certificate import FORMAT, certificate, digest
from stationmap.siting.limits import Limits
from stationmap.siting.models import MODELS, Wanted
from stationmap.siting.siting import CURVE_COLUMNS, Siting, site
from stationmap.siting.solving import Effort

__all__ = ["CURVE_COLUMNS", "FORMAT", "MODELS", "Effort", "Limits", "Siting", "Wanted", "certificate", "digest", "site"]
