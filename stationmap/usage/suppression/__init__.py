"""Suppression: small counts are hidden in what is published, and with them what would give them away."""

from stationmap.usage.suppression.coverage_rows import publish_coverage, publishable_months
from stationmap.usage.suppression.programs import Equation
from stationmap.usage.suppression.publishing import HIDDEN, publish, publish_months
from stationmap.usage.suppression.suppress import THRESHOLD, suppress

__all__ = [
    "HIDDEN",
    "THRESHOLD",
    "Equation",
    "publish",
    "publish_coverage",
    "publish_months",
    "publishable_months",
    "suppress",
]
