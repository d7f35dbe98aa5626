"""Everything that a report or a map tells, worked out in one go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

from stationmap.access import AccessTable, Steps, access_by_district, supply_of
from stationmap.catalogue import Catalogue
from stationmap.coverage import by_district
from stationmap.demand import Demand, spread_districts
from stationmap.findings import Findings
from stationmap.pairs import STREETS, Pairs
from stationmap.reach import Asked, Measure, ReachSurvey, Rule, straight_pairs, survey_reach
from stationmap.siting import Limits, candidates_of, grid_candidates, near_each_other, near_existing, site
from stationmap.siting.limits import NO_PAIRS
from stationmap.study.measures import main_measure
from stationmap.study.plan import SitePlan
from stationmap.study.source import Source
from stationmap.study.study import Study
from stationmap.usage import THRESHOLD, Statement, publish_coverage, state_visits
from stationmap.visits import VisitCounts

if TYPE_CHECKING:
    from stationmap.reach.survey import Walkable

__all__ = ["SPACING_M", "Wanted", "work_out"]

Floats = npt.NDArray[np.float64]
Progress = Callable[[float, str], object]
SPACING_M = 300.0
"""Metres: a new site is not proposed nearer to a station, or to another, than the norm for spacing."""
_CANDIDATES = 20_000  # positions for new stations, at most


@dataclass(frozen=True, eq=False)
class Wanted:
    """What a study is asked for.

    Parameters
    ----------
    rule : Rule
        The norm by which reach is measured.
    made_at : datetime
        With its time zone; stations in operation are those of its day, where there are no visits.
    demand : Demand, optional
        Residents, or area where they are unknown, without it.
    streets : Walkable, optional
        Straight lines are measured without it.
    period : tuple of date, optional
        First and last day of the visits; their own by default.
    add : int
        How many new sites are proposed; 0 for none.
    published : bool
        Whether small counts are withheld.
    sources : tuple of Source
        The inputs beside the register.
    junctions : tuple of arrays, optional
        Latitudes and longitudes, degrees, WGS 84, where new sites may be; an even grid without it.
    said : tuple of str
        What must be said of the streets.
    stated : bool
        Whether visits are stated with intervals, trend and suspicions; a map needs none of them.

    Examples
    --------
    >>> from datetime import UTC
    >>> from stationmap.reach import rule_of
    >>> Wanted(rule_of(), datetime(2026, 1, 2, tzinfo=UTC)).add
    0
    """

    rule: Rule
    made_at: datetime
    demand: Demand | None = None
    streets: Walkable | None = None
    period: tuple[date, date] | None = None
    add: int = 0
    published: bool = False
    sources: tuple[Source, ...] = ()
    junctions: tuple[Floats, Floats] | None = None
    said: tuple[str, ...] = ()
    stated: bool = True


def work_out(
    catalogue: Catalogue,
    visits: VisitCounts | None,
    findings: Findings,
    wanted: Wanted,
    progress: Progress = lambda share, step: None,
) -> Study:
    """Count, measure and choose all that a report tells.

    Parameters
    ----------
    catalogue : Catalogue
    visits : VisitCounts, optional
    findings : Findings
        Of the file of visits.
    wanted : Wanted
    progress : callable
        Takes a share from 0 to 1 and what is being done.

    Raises
    ------
    ExtraMissingError
        If the extra ``planning`` is not installed.
    InputError
        If the parts do not fit each other.

    Examples
    --------
    >>> work_out.__name__
    'work_out'
    """
    coverage = by_district(catalogue.table, catalogue.districts, visits, on=wanted.made_at.date(), period=wanted.period)
    inside = None if visits is None else visits.between(*(wanted.period or visits.period))
    progress(0.1, "人次 visits")
    statement = None if inside is None or not wanted.stated else _stated(catalogue, inside, wanted)
    progress(0.3, "可达 reach")
    demand = spread_districts(catalogue.districts) if wanted.demand is None else wanted.demand
    asked = Asked(coverage.on, hours=True, gaps=True)
    survey = survey_reach(catalogue, demand, wanted.rule, asked, streets=wanted.streets)
    progress(0.6, "均衡 access")
    main = survey.measures[main_measure(survey)]
    access = _access(catalogue, demand, survey, main, wanted.streets)
    progress(0.8, "选址 siting")
    plan = _plan(catalogue, demand, survey, main, wanted)
    return Study(
        catalogue, publish_coverage(coverage) if wanted.published else coverage, findings, wanted.sources,
        wanted.made_at, 0 if visits is None else visits.rows_left_out, wanted.published, statement, survey, access,
        plan, wanted.said,
    )  # fmt: skip


def _stated(catalogue: Catalogue, visits: VisitCounts, wanted: Wanted) -> Statement:
    published = (THRESHOLD, False) if wanted.published else None
    return state_visits(catalogue.table, catalogue.districts, visits, published=published)


def _pairs(demand: Demand, stations: pd.DataFrame, measure: Measure, streets: Walkable | None) -> Pairs:
    """Measure as the norm does: along streets, or in a straight line."""
    there = stations["lat"].to_numpy(dtype=float), stations["lon"].to_numpy(dtype=float)
    if measure.how == STREETS and streets is not None:
        return streets.pairs(demand.lat, demand.lon, *there, measure.radius_m)[0]
    return straight_pairs(demand.lat, demand.lon, *there, measure.radius_m)


def _access(
    catalogue: Catalogue, demand: Demand, survey: ReachSurvey, measure: Measure, streets: Walkable | None
) -> AccessTable:
    stations = catalogue.table[catalogue.in_operation(survey.asked.on)].reset_index(drop=True)
    pairs = _pairs(demand, stations, measure, streets)
    steps = Steps.thirds(measure.radius_m)
    return access_by_district(demand, pairs, supply_of(stations), catalogue.districts, steps=steps)


def _plan(
    catalogue: Catalogue, demand: Demand, survey: ReachSurvey, measure: Measure, wanted: Wanted
) -> SitePlan | None:
    """Propose sites on an even grid, none too near to another or to a station; None where there are no polygons."""
    if not wanted.add or not catalogue.districts.has_polygon.any():
        return None
    stations = catalogue.table[catalogue.in_operation(survey.asked.on)]
    spots, what, together = _candidates(catalogue, measure, wanted)
    at, others = (
        (table["lat"].to_numpy(dtype=float), table["lon"].to_numpy(dtype=float)) for table in (spots, stations)
    )
    near = near_existing(*at, *others, SPACING_M)
    pairs, there = (_pairs(demand, table, measure, wanted.streets) for table in (spots, stations))
    found = site(pairs, demand.weight, Limits(~near, wanted.add, too_near=together), existing=there)
    how = f"{what}，距现有站点和彼此不小于 {SPACING_M:g} m apart（{int(near.sum()):,} 个因过近不用 not used for that）"
    return SitePlan(found, spots, measure, how, demand.adcode)


def _candidates(
    catalogue: Catalogue, measure: Measure, wanted: Wanted
) -> tuple[pd.DataFrame, str, npt.NDArray[np.int64]]:
    """Give positions for new sites, what they are, and which must not be chosen together."""
    if wanted.junctions is not None:
        lat, lon = wanted.junctions
        every = -(-len(lat) // _CANDIDATES) or 1
        spots = candidates_of(lat[::every], lon[::every], catalogue.districts)
        at = spots["lat"].to_numpy(dtype=float), spots["lon"].to_numpy(dtype=float)
        what = "路口 junctions" if every == 1 else f"每 {every} 个路口取一个 one junction of {every}"
        return spots, what, near_each_other(*at, SPACING_M)
    even = 1000 * (float(catalogue.districts.area_km2.sum()) / _CANDIDATES) ** 0.5
    spacing = max(measure.radius_m / 2, even, 1.05 * SPACING_M)  # so no two of the grid are too near to each other
    return grid_candidates(catalogue.districts, spacing), f"网格 {spacing:,.0f} m grid", NO_PAIRS
