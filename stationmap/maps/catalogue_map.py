"""The map of a whole catalogue with its coverage, and with what planning found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from stationmap.basemaps import Basemap
from stationmap.catalogue import Catalogue
from stationmap.coverage import DistrictCoverage, coverage_notes
from stationmap.datum import Datum
from stationmap.documents import notice
from stationmap.maps.measures import Measure
from stationmap.maps.of_coverage import coverage_measures, months_measure
from stationmap.maps.of_results import result_measures
from stationmap.maps.planning import planning_part
from stationmap.maps.results import Result
from stationmap.maps.station_map import station_map
from stationmap.maps.vector_tiles import MOST_IN_PAGE, tiles_part

__all__ = ["map_page"]

TITLE = "户外劳动者服务站点 rest stations"
_FROM_TILES = (
    "站点由服务随视图送来，本页不含站点数据，存成文件后看不到站点 "
    "stations come from the service as the map moves: this page holds none, and saved as a file it shows none"
)
_WITHHELD = (
    "有的月份人次很少，公开的地图不逐月着色 in some month a count is small, so a published map is not coloured by month"
)


def map_page(
    catalogue: Catalogue,
    coverage: DistrictCoverage,
    *,
    basemap: Basemap | None = None,
    months: Mapping[str, DistrictCoverage] | None = None,
    results: Sequence[Result] = (),
    parts: Mapping[str, Any] | None = None,
    served: bool = False,
) -> str:
    """Draw a catalogue: stations, districts by any of its measures, gaps and sites, and the notes that belong to them.

    Parameters
    ----------
    catalogue : Catalogue
    coverage : DistrictCoverage
        Of the same catalogue.
    basemap : Basemap, optional
        Tiles of others; without it the page asks no host for anything.
    months : mapping of str to DistrictCoverage, optional
        Coverage of each month. That of a published map has passed `stationmap.usage.publishable_months`; an empty
        one is said to be withheld.
    results : sequence of Result
        Of reach, access and siting, worked out now or kept.
    parts : mapping of str to JSON values, optional
        Further parts, as `station_map` takes them.
    served : bool
        Whether a service gives the page, which then draws more than `MOST_IN_PAGE` stations from its tiles.

    Returns
    -------
    str
        HTML, whole in itself.

    Examples
    --------
    >>> from stationmap.loading import demonstration, load_coverage
    >>> page = map_page(demonstration(), load_coverage(demonstration(), None))
    >>> page.startswith("<!DOCTYPE html>")
    True
    """
    frame = catalogue.districts.frame
    withheld = [_WITHHELD] if months is not None and not months and coverage.period else []
    adcodes = sorted({*frame["adcode"], *coverage.districts["adcode"]})
    datum = basemap.datum if basemap else Datum.WGS84
    tiles = {"vector_tiles": tiles_part(datum)} if served and len(catalogue) > MOST_IN_PAGE else {}
    return station_map(
        catalogue.table,
        frame,
        coverage.districts,
        title=TITLE if not catalogue.made_up else f"{TITLE} · 演示数据（虚构） made up",
        notes=[*coverage_notes(coverage, notice(catalogue)), *withheld, *([_FROM_TILES] if tiles else [])],
        basemap=basemap,
        rules=catalogue.rules,
        measures=_measures(coverage, months or {}, results),
        parts={"planning": planning_part(results, adcodes, datum), **tiles, **(parts or {})},
    )


def _measures(
    coverage: DistrictCoverage, months: Mapping[str, DistrictCoverage], results: Sequence[Result]
) -> list[Measure]:
    period = coverage.period
    origin = f"时段 period: {period[0]} – {period[1]} · {coverage.unit} · {coverage.method}" if period else ""
    monthly = months_measure(months)
    first, *others = coverage_measures(coverage.districts, origin, coverage.total)
    return [first, *([] if monthly is None else [monthly]), *others, *result_measures(results)]
