"""The register: from a file that a stranger wrote to stations that can be relied on.

`columns` (which header is which field) → `positions`, `attributes`, `amenities_columns` (cells to values) →
`identity` (ids, doubles) → `membership`, `shift` (districts) → `twins`; `checking` is the order of work,
`importing` takes the outcome into a database.
"""

from stationmap.register.checking import CheckedRegister, check_register
from stationmap.register.importing import Imported, import_register
from stationmap.register.options import Area, ImportOptions, Progress
from stationmap.register.scope import scope_of

__all__ = [
    "Area",
    "CheckedRegister",
    "ImportOptions",
    "Imported",
    "Progress",
    "check_register",
    "import_register",
    "scope_of",
]
