"""All that is asked of a register's reach, measured in one go."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

import numpy as np
import pandas as pd

from stationmap.catalogue import Catalogue
from stationmap.demand import Demand
from stationmap.errors import InputError
from stationmap.pairs import STRAIGHT, STREETS, Pairs
from stationmap.reach.area import area_covered
from stationmap.reach.at_hour import reach_at_each_hour
from stationmap.reach.by_amenity import amenity_states, reach_by_amenity
from stationmap.reach.by_district import Reach, reach_by_district
from stationmap.reach.by_hour import open_hours, reach_by_hour
from stationmap.reach.by_state import YES
from stationmap.reach.by_station import close_pairs, reach_by_station
from stationmap.reach.gaps import Gaps, gaps_of
from stationmap.reach.rules import Measure, Rule, measures_of
from stationmap.reach.straight import straight_pairs
from stationmap.reach.survey import Asked, ReachSurvey, Walkable

__all__ = ["survey_reach"]

Progress = Callable[[float, str], object]
_FOUND = 0.4  # share of the work that is finding pairs


def survey_reach(
    catalogue: Catalogue,
    demand: Demand,
    rule: Rule,
    asked: Asked,
    *,
    streets: Walkable | None = None,
    progress: Progress = lambda share, step: None,
) -> ReachSurvey:
    """Measure a register's reach by a rule.

    Parameters
    ----------
    catalogue : Catalogue
    demand : Demand
    rule : Rule
    asked : Asked
    streets : optional
        Whatever gives pairs along streets, as `stationmap.streets.Streets` does.
    progress : callable, optional
        Told the share that is done, and what is done next.

    Returns
    -------
    ReachSurvey

    Raises
    ------
    VocabularyError
        If a need is not in the vocabulary.
    InputError
        If the demand names a district that the catalogue lacks, or no place of it lies on the streets.

    Examples
    --------
    >>> from datetime import date
    >>> from stationmap.demand import spread_residents
    >>> from stationmap.loading import demonstration
    >>> from stationmap.reach.rules import rule_of
    >>> catalogue = demonstration()
    >>> demand = spread_residents(catalogue.districts, spacing_m=4_000)
    >>> survey = survey_reach(catalogue, demand, rule_of(), Asked(date(2026, 11, 25), hours=True))
    >>> [measure.code for measure in survey.measures], len(survey.hours)
    (['radius', 'walk'], 96)
    """
    work = _Work(catalogue, demand, asked, measures_of(rule, streets=streets is not None), streets, progress)
    pairs = work.pairs(work.stations)
    progress(_FOUND, "分区 districts")
    reaches = tuple(work.reach(measure, pairs[measure.how]) for measure in work.measures)
    first = pairs[work.measures[0].how]
    tables: dict[str, pd.DataFrame] = {}
    if asked.hours:
        progress(0.6, "钟点 hours")
        tables |= work.hours(first)
    if asked.amenities:
        progress(0.8, "设施 amenities")
        tables |= work.amenities(first)
    if asked.stations:
        progress(0.9, "站点 stations")
        tables |= work.by_station(first)
    gaps = work.gaps(pairs) if asked.gaps else None
    mobile = int(work.stations["kind"].str.contains("mobile", regex=False).sum())
    off = work.off_streets
    return ReachSurvey(asked, rule, work.measures, reaches, off_streets=off, mobile=mobile, gaps=gaps, **tables)


class _Work:
    """The register as the survey sees it, and each part of the survey."""

    def __init__(
        self,
        catalogue: Catalogue,
        demand: Demand,
        asked: Asked,
        measures: tuple[Measure, ...],
        streets: Walkable | None,
        progress: Progress,
    ) -> None:
        self._districts, self._demand, self._asked, self.measures = catalogue.districts, demand, asked, measures
        self._catalogue, self._streets, self._progress = catalogue, streets, progress
        self._radius_m = measures[0].radius_m
        working = np.flatnonzero(catalogue.in_operation(asked.on))
        self._working = catalogue.table.iloc[working].reset_index(drop=True)
        fitting = amenity_states(self._working, asked.needs) == YES
        self._rows, self.stations = working[fitting], self._working[fitting].reset_index(drop=True)
        self.off_streets: tuple[int, float, int] | None = None

    def pairs(self, stations: pd.DataFrame) -> dict[str, Pairs]:
        """Find pairs as far as the measures need them, by straight line and along streets."""
        lat, lon = self._demand.lat, self._demand.lon
        others = stations["lat"].to_numpy(dtype=float), stations["lon"].to_numpy(dtype=float)
        found, limits = {}, {one.how: 0.0 for one in self.measures}
        for one in self.measures:
            limits[one.how] = max(limits[one.how], one.radius_m)
        if STRAIGHT in limits:
            found[STRAIGHT] = straight_pairs(lat, lon, *others, limits[STRAIGHT], progress=self._counting())
        if STREETS in limits and self._streets is not None:
            self._progress(_FOUND / 2, "沿道路 along streets")
            found[STREETS], places, placed = self._streets.pairs(lat, lon, *others, limits[STREETS])
            if len(self._demand) and places.off == len(self._demand):
                raise InputError("街道文件不含任何需求所在的地方 the extract of streets is of a place without demand")
            if self.off_streets is None:
                self.off_streets = places.off, places.share_off(self._demand.weight), placed.off
        return found

    def _counting(self) -> Callable[[int], object]:
        done = 0

        def told(places: int) -> None:
            nonlocal done
            done += places
            self._progress(_FOUND / 2 * done / max(len(self._demand), 1), "测距 distances")

        return told

    @cached_property
    def _border_m(self) -> np.ndarray:
        return self._districts.border_distance_m(self._demand.lat, self._demand.lon, self._demand.adcode)

    def reach(self, measure: Measure, pairs: Pairs) -> Reach:
        """Add up per district; along streets there are no discs, so the area covered is not known."""
        area = None
        if measure.how == STRAIGHT:
            area = area_covered(self.stations["lat"], self.stations["lon"], self._districts, measure.radius_m)
        more = {"stations": self.stations, "area": area, "border_m": self._border_m}
        return reach_by_district(self._demand, pairs, self._districts, measure.radius_m, **more)

    def hours(self, pairs: Pairs) -> dict[str, pd.DataFrame]:
        hours = open_hours(self._catalogue, self._rows, self._asked.on)
        each = reach_at_each_hour(self._demand, pairs, hours, self._radius_m, self._districts)
        at = each[each["hour"] == self._asked.hour].reset_index(drop=True)
        by_hour = reach_by_hour(self._demand, pairs, hours, self._radius_m)
        return {"hours": by_hour, "at_hour": at, "each_hour": each}

    def gaps(self, pairs: dict[str, Pairs]) -> Gaps:
        """Gather what is not covered on foot where streets are known, because a walk is what counts."""
        measure = next((one for one in self.measures if one.how == STREETS), self.measures[0])
        return gaps_of(self._demand, pairs[measure.how], measure.radius_m, self.stations)

    def amenities(self, pairs: Pairs) -> dict[str, pd.DataFrame]:
        """Ask of all stations in operation, not of those alone that have what is needed."""
        table = self._working
        every = pairs if len(table) == len(self.stations) else self.pairs(table)[pairs.how]
        return {"amenities": reach_by_amenity(self._demand, every, table, self._radius_m, self._asked.needs)}

    def by_station(self, pairs: Pairs) -> dict[str, pd.DataFrame]:
        given = self._demand, pairs, self.stations, self._radius_m
        return {
            "stations": reach_by_station(*given, self._districts),
            "near": close_pairs(*given, self._asked.spacing_m),
        }
