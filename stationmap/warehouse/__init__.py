"""Visits by the hundred million: files checked a stretch at a time, months of Parquet, and what is asked of them."""

from stationmap.warehouse.checking import Checked, check_visits
from stationmap.warehouse.engine import Limits
from stationmap.warehouse.form import VisitForm
from stationmap.warehouse.importing import VisitsImported, import_visits
from stationmap.warehouse.manifest import MANIFEST, Entry
from stationmap.warehouse.presenting import (
    DAYS_COLUMNS,
    IMPORTS_COLUMNS,
    days_for_people,
    imports_for_people,
    store_document,
    store_notes,
)
from stationmap.warehouse.store import MOST_ROWS, VisitStore, open_visits

__all__ = [
    "DAYS_COLUMNS",
    "IMPORTS_COLUMNS",
    "MANIFEST",
    "MOST_ROWS",
    "Checked",
    "Entry",
    "Limits",
    "VisitForm",
    "VisitStore",
    "VisitsImported",
    "check_visits",
    "days_for_people",
    "import_visits",
    "imports_for_people",
    "open_visits",
    "store_document",
    "store_notes",
]
