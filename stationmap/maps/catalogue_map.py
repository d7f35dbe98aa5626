"""The map of a whole catalogue with its coverage."""

from __future__ import annotations

from stationmap.basemaps import Basemap
from stationmap.catalogue import Catalogue
from stationmap.coverage import DistrictCoverage, coverage_notes
from stationmap.documents import notice
from stationmap.maps.station_map import station_map

__all__ = ["map_page"]

TITLE = "户外劳动者服务站点 rest stations"


def map_page(catalogue: Catalogue, coverage: DistrictCoverage, *, basemap: Basemap | None = None) -> str:
    """Draw a catalogue: stations, districts by visits per station-day, and the notes that belong to them.

    Parameters
    ----------
    catalogue : Catalogue
    coverage : DistrictCoverage
        Of the same catalogue.
    basemap : Basemap, optional
        Tiles of others; without it the page asks no host for anything.

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
    return station_map(
        catalogue.table,
        catalogue.districts.frame,
        coverage.districts,
        title=TITLE if not catalogue.made_up else f"{TITLE} · 演示数据（虚构） made up",
        notes=coverage_notes(coverage, notice(catalogue)),
        basemap=basemap,
        rules=catalogue.rules,
    )
