"""A report over texts that want to be more than text, with every state that a figure can be in."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache

import shapely

from stationmap.catalogue import Catalogue
from stationmap.demand import spread_residents
from stationmap.districts import Districts
from stationmap.findings import Finding, Findings
from stationmap.reach import rule_of
from stationmap.report import Source, Wanted, compose, work_out
from tests.oracles.records import districts_of
from tests.oracles.tables import HOSTILE, station
from tests.oracles.visit_rows import FIRST, LAST, counts_of, register_of

MADE_AT = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
EVIL = "<script>alert(1)</script>"
SHAPES = {
    "410101": ("甲区", 20_000, shapely.box(113.0, 34.5, 113.2, 34.7)),
    "410102": ("=1+1", None, shapely.box(113.2, 34.5, 113.4, 34.7)),
    "410103": (EVIL, 30_000, shapely.box(113.4, 34.5, 113.6, 34.7)),
    "410172": ("高新区", 546_226, None),
}
FINDING = Finding(3, "error", "visits_negative", "人次", "=-4", "人次为负", "negative", "核对", "check")


@cache
def study_of(*, made_up=True, visits=True, published=False, streets=None, preset="acftu-1km-15min", add=2):
    """Sixteen stations in four districts, one of them outside, and a week of visits with gaps."""
    stations = [
        station("a", 34.6, 113.1, name=EVIL, warnings="unread_hours"),
        station("b", 34.6, 113.1001, name="=HYPERLINK(0)", district_named="甲区"),
        station("c", 34.6, 113.3, name="𠮷🏠"),
        station("d", 34.6, 113.20001, district_named="高新区", closed_on="0001-01-01"),
        station("out", 20.0, 100.0, name="\u2028\u202e"),
        *(station(f"h{number}", 34.6, 113.5, name=text) for number, text in enumerate(HOSTILE)),
    ]
    day = FIRST.isoformat()
    rows = [("a", day, 4, "counted"), ("b", day, 40, "counted"), ("c", day, 0, "counted"), ("x", day, 9, "counted")]
    shapes = ((code, name, "东市", people, shape) for code, (name, people, shape) in SHAPES.items())
    places = Districts(districts_of(*shapes))
    catalogue = Catalogue.from_table(register_of(stations), places, "7", made_up=made_up)
    counts = replace(counts_of(rows), rows_left_out=1) if visits else None
    wanted = Wanted(
        rule_of(preset, streets=streets is not None),
        MADE_AT,
        spread_residents(places, spacing_m=800),
        streets,
        (FIRST, LAST) if visits else None,
        add,
        published,
        (Source("人次 visits", "v.csv", "ab" * 32),),
    )
    return work_out(catalogue, counts, Findings([FINDING] if visits else []), wanted)


def report_of(**kinds):
    """The report over it."""
    return compose(study_of(**kinds))
