"""The same stations as plain Folium draws them, and the files that its pages ask foreign hosts for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape

import folium
import pandas as pd
from folium.plugins import FastMarkerCluster, MarkerCluster

from stationmap.errors import MissingFileError
from stationmap.files import package_file

__all__ = ["PAGES", "answer", "missing"]

_FILES = {
    "leaflet.js": ("XStatic-Leaflet", "xstatic/pkg/leaflet/data/leaflet.js"),
    "leaflet.css": ("XStatic-Leaflet", "xstatic/pkg/leaflet/data/leaflet.css"),
    "marker-icon.png": ("XStatic-Leaflet", "xstatic/pkg/leaflet/data/images/marker-icon.png"),
    "marker-shadow.png": ("XStatic-Leaflet", "xstatic/pkg/leaflet/data/images/marker-shadow.png"),
    "jquery-3.7.1.min.js": ("XStatic-jQuery", "xstatic/pkg/jquery/data/jquery.min.js"),
    **{
        name: ("XStatic-Leaflet-MarkerCluster", f"xstatic/pkg/leaflet_markercluster/data/{name}")
        for name in ("leaflet.markercluster.js", "MarkerCluster.css", "MarkerCluster.Default.css")
    },
}
_POPUP = ("name", "address", "hours", "phone")


def answer(url: str) -> bytes:
    """Give the file that a page asks a host for, from a package; nothing for what draws no station.

    Raises
    ------
    MissingFileError
        If the package is not installed.
    """
    known = _FILES.get(url.rsplit("/", 1)[1])
    return package_file(*known) if known else b""


def _map() -> folium.Map:
    page = folium.Map(location=(34.7, 113.9), zoom_start=9, tiles=None, prefer_canvas=True)
    page.options["max_zoom"] = 18  # which clusters need, and a map without tiles lacks
    return page


def _rows(table: pd.DataFrame) -> Iterator[tuple[float, float, str]]:
    cells = zip(table["lat"].tolist(), table["lon"].tolist(), *(table[name].tolist() for name in _POPUP), strict=True)
    return ((lat, lon, "<br>".join(map(escape, texts))) for lat, lon, *texts in cells)


def _markers(table: pd.DataFrame) -> str:
    page = _map()
    for lat, lon, text in _rows(table):
        folium.Marker((lat, lon), popup=folium.Popup(text)).add_to(page)
    return str(page.get_root().render())


def _cluster(table: pd.DataFrame) -> str:
    page = _map()
    group = MarkerCluster().add_to(page)
    for lat, lon, text in _rows(table):
        folium.Marker((lat, lon), popup=folium.Popup(text)).add_to(group)
    return str(page.get_root().render())


def _fast(table: pd.DataFrame) -> str:
    page = _map()
    callback = "function (row) { return L.marker(new L.LatLng(row[0], row[1])).bindPopup(row[2]); }"
    FastMarkerCluster([list(row) for row in _rows(table)], callback=callback).add_to(page)
    return str(page.get_root().render())


def _geojson(table: pd.DataFrame) -> str:
    page = _map()
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [lon, lat]},
            "properties": dict(zip(_POPUP, texts, strict=True)),
        }
        for lat, lon, *texts in zip(table["lat"], table["lon"], *(table[name] for name in _POPUP), strict=True)
    ]
    layer = folium.GeoJson(
        {"type": "FeatureCollection", "features": features},
        marker=folium.CircleMarker(radius=4, fill=True),
        popup=folium.GeoJsonPopup(list(_POPUP)),
    )
    layer.add_to(page)
    return str(page.get_root().render())


PAGES: dict[str, tuple[Callable[[pd.DataFrame], str], int]] = {
    "folium, Marker and Popup": (_markers, 20_000),
    "folium, MarkerCluster": (_cluster, 20_000),
    "folium, FastMarkerCluster": (_fast, 200_000),
    "folium, GeoJson": (_geojson, 200_000),
}
"""How each page is made, and the most stations that it is asked to draw."""


def missing() -> str:
    """Say what to install so that Folium's pages need no host; "" if all is there."""
    for package, path in _FILES.values():
        try:
            package_file(package, path)
        except MissingFileError:
            return f"pip install {package}"
    return ""
