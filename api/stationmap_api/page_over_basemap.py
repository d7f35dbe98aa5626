"""A page over the service's basemap: what it needs to know, and its two forms, over pictures and over vector tiles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fastapi.responses import HTMLResponse

from stationmap.basemaps import basemap_document
from stationmap.documents import meta_document
from stationmap.places import KIND_NAMES
from stationmap_api.state import Served
from stationmap_api.web_page import WebPage

__all__ = ["LEAFLET", "PageOverBasemap"]

LEAFLET = {"css": "/assets/leaflet/leaflet.css", "js": "/assets/leaflet/leaflet.js"}
_VECTOR = ["maps/mvt.js", "maps/vector.js"]  # wanted where the basemap is of vector tiles


class PageOverBasemap:
    """A page whose map lies over the service's basemap, if it has one.

    Parameters
    ----------
    folder : str
        Its folder under ``web/``.
    scripts, styles : sequence of str
        Files under ``web/``; the last script starts the page.

    Examples
    --------
    >>> PageOverBasemap("desk", ["common/dom.js"], [])._pages["vector"]._scripts
    ['maps/elements.js', 'maps/mvt.js', 'maps/vector.js', 'common/dom.js']
    """

    def __init__(self, folder: str, scripts: Sequence[str], styles: Sequence[str]) -> None:
        self._pages = {
            "raster": WebPage(folder, scripts, styles),
            "vector": WebPage(folder, [*scripts[:-1], *_VECTOR, scripts[-1]], styles),
        }

    @property
    def source(self) -> str:
        """All that both forms are made of."""
        return self._pages["vector"].source

    def answer(self, served: Served, **more: Any) -> HTMLResponse:  # noqa: ANN401 (whatever JSON can hold)
        """Answer with the page; the vocabulary is in it, so that its first request is for stations."""
        basemap = basemap_document(served.basemap)
        config = {
            "meta": meta_document(served.live),
            "places": KIND_NAMES,
            "middle": list(served.live.middle),
            "leaflet": LEAFLET,
            "basemap": basemap,
            **more,
        }
        origins = [served.basemap.origin] if served.basemap is not None and served.basemap.origin else []
        kind = basemap["kind"] if basemap else "raster"
        shown, fetched = (origins, []) if kind == "raster" else ([], origins)
        return self._pages[kind].answer(config, shown, fetched)
