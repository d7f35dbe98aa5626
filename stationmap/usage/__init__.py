"""Usage: honest statistics of visits, per station, per district and over time."""

from stationmap.usage.columns import USAGE_COLUMNS
from stationmap.usage.daily import DAILY_COLUMNS, MONTHLY_COLUMNS, by_month, daily_of_sums, daily_totals
from stationmap.usage.funnel import VERDICTS, funnel_limits
from stationmap.usage.intervals import clustered_rates
from stationmap.usage.moran import LEAST_UNITS, Moran, moran
from stationmap.usage.notes import usage_notes
from stationmap.usage.outages import OUTAGE_COLUMNS, suspected_outages
from stationmap.usage.pattern import pattern_note
from stationmap.usage.presenting import (
    months_for_people,
    outages_for_people,
    trend_for_people,
    usage_document,
    usage_for_people,
)
from stationmap.usage.statement import Statement, state_sums, state_visits
from stationmap.usage.summary import Usage, summarise, summarise_totals
from stationmap.usage.suppression import (
    HIDDEN,
    THRESHOLD,
    publish,
    publish_coverage,
    publish_months,
    publishable_months,
    suppress,
)
from stationmap.usage.totals import TOTALS_COLUMNS, expected_days, station_totals
from stationmap.usage.trend import Estimate, Trend, trend

__all__ = [
    "DAILY_COLUMNS",
    "HIDDEN",
    "LEAST_UNITS",
    "MONTHLY_COLUMNS",
    "OUTAGE_COLUMNS",
    "THRESHOLD",
    "TOTALS_COLUMNS",
    "USAGE_COLUMNS",
    "VERDICTS",
    "Estimate",
    "Moran",
    "Statement",
    "Trend",
    "Usage",
    "by_month",
    "clustered_rates",
    "daily_of_sums",
    "daily_totals",
    "expected_days",
    "funnel_limits",
    "months_for_people",
    "moran",
    "outages_for_people",
    "pattern_note",
    "publish",
    "publish_coverage",
    "publish_months",
    "publishable_months",
    "state_sums",
    "state_visits",
    "station_totals",
    "summarise",
    "summarise_totals",
    "suppress",
    "suspected_outages",
    "trend",
    "trend_for_people",
    "usage_document",
    "usage_for_people",
    "usage_notes",
]
