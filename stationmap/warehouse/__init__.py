"""Visits by the hundred million: files checked a stretch at a time, months of Parquet, and what is asked of them."""

from stationmap.warehouse.checking import Checked, check_visits
from stationmap.warehouse.engine import Limits
from stationmap.warehouse.form import VisitForm
from stationmap.warehouse.importing import VisitsImported, import_visits
from stationmap.warehouse.manifest import Entry
from stationmap.warehouse.store import VisitStore, open_visits

__all__ = [
    "Checked",
    "Entry",
    "Limits",
    "VisitForm",
    "VisitStore",
    "VisitsImported",
    "check_visits",
    "import_visits",
    "open_visits",
]
