"""Where to build next, and what could close: choices of sites with a bound that is proved.

`stand` says who reaches whom; `models` makes an `engine` of it: `problem` (coverage, alike places merged; `cover`
follows a choice) or `nearer` (the p-median). `search` finds choices within `limits`, `bounding` bounds them by
`picking`, `solving` does both in turn, `proving` leaves the rest to the `solver`. `fewest` puts questions that
`deciding` answers. `siting` and `closing` are the answers; `proof` and `certificate` what they rest on.
"""

from stationmap.siting.candidates import CANDIDATE_COLUMNS, candidates_of, forbidden, grid_candidates
from stationmap.siting.certificate import FORMAT, certificate, digest
from stationmap.siting.closing import CLOSING_COLUMNS, Closing, close
from stationmap.siting.columns import CLOSED_COLUMNS, DECIMALS, DISTRICT_COLUMNS, MODEL_TITLES, SITE_COLUMNS
from stationmap.siting.limits import Limits
from stationmap.siting.models import MODELS, Wanted
from stationmap.siting.notes import closing_notes, siting_notes
from stationmap.siting.presenting import closing_document, siting_document
from stationmap.siting.siting import CURVE_COLUMNS, Siting, site
from stationmap.siting.solving import Effort
from stationmap.siting.spacing import near_each_other, near_existing
from stationmap.siting.tables import closed_table, districts_table, sites_table, siting_for_people

__all__ = [
    "CANDIDATE_COLUMNS",
    "CLOSED_COLUMNS",
    "CLOSING_COLUMNS",
    "CURVE_COLUMNS",
    "DECIMALS",
    "DISTRICT_COLUMNS",
    "FORMAT",
    "MODELS",
    "MODEL_TITLES",
    "SITE_COLUMNS",
    "Closing",
    "Effort",
    "Limits",
    "Siting",
    "Wanted",
    "candidates_of",
    "certificate",
    "close",
    "closed_table",
    "closing_document",
    "closing_notes",
    "digest",
    "districts_table",
    "forbidden",
    "grid_candidates",
    "near_each_other",
    "near_existing",
    "site",
    "sites_table",
    "siting_document",
    "siting_for_people",
    "siting_notes",
]
