"""Scripts and styles to inline: Leaflet from its distribution on the package index, and the page's own."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from pathlib import PurePosixPath

from stationmap.files import package_file
from stationmap.files.resources import resource_bytes

__all__ = ["content_hash", "page_markup", "page_script", "page_style"]

_DISTRIBUTION = "XStatic-Leaflet"
_FOLDER = "xstatic/pkg/leaflet/data"
_OWN_SCRIPTS = (
    "elements.js",
    "text.js",
    "polyline.js",
    "hour.js",
    "measures.js",
    "slider.js",
    "figures.js",
    "opening.js",
    "marks.js",
    "dots.js",
    "filters.js",
    "stations.js",
    "sheet.js",
    "districts.js",
    "gaps.js",
    "sites.js",
    "words.js",
    "listbox.js",
    "search.js",
    "clock.js",
    "choose.js",
    "register.js",
    "frame.js",
    "mvt.js",
    "vector.js",
    "tile_layers.js",
    "basemap.js",
    "streets.js",
    "tiles.js",
    "heaps.js",
    "crowd.js",
    "page.js",
)
# Of pages that ask the service which they come from.
_ASKING = ("service.js", "station_card.js", "places.js", "wanted.js", "listing.js")
_OWN_STYLES = ("page.css", "controls.css", "measures.css", "media.css")
_IMAGE = re.compile(r"url\((images/[\w.-]+)\)")


@cache
def page_script(*, asks: bool = False) -> str:
    """Leaflet and the page's own script, one after the other, without a source map to ask for.

    Parameters
    ----------
    asks : bool
        Whether the page asks the service that it came from; else there is nothing in it that does.

    Returns
    -------
    str
        JavaScript that holds no data.

    Examples
    --------
    >>> "sourceMappingURL" in page_script()
    False
    """
    leaflet = re.sub(r"//# sourceMappingURL=\S*", "", _leaflet("leaflet.js").decode("utf-8"))
    told = _OWN_SCRIPTS.index("text.js") + 1  # what asks reads what the page is told
    names = [*_OWN_SCRIPTS[:told], *(_ASKING if asks else ()), *_OWN_SCRIPTS[told:]]
    return "\n".join([leaflet, *(_own(name) for name in names)]).replace("\r\n", "\n")


@cache
def page_style() -> str:
    """Leaflet's style with its images as data URIs, and the page's own.

    Returns
    -------
    str
        CSS that asks for nothing.

    Examples
    --------
    >>> "url(images" in page_style()
    False
    """
    leaflet = _IMAGE.sub(lambda found: f"url({_data_uri(found[1])})", _leaflet("leaflet.css").decode("utf-8"))
    return "\n".join([leaflet, *(_own(name) for name in _OWN_STYLES)]).replace("\r\n", "\n")


@cache
def page_markup() -> str:
    """Template of the document; its places are for values of `Page`, none of them data but the block.

    Returns
    -------
    str
        HTML with Jinja places.

    Examples
    --------
    >>> "<noscript>" in page_markup()
    True
    """
    return _own("page.html")


def content_hash(text: str) -> str:
    """Name a script or style to a Content-Security-Policy.

    Parameters
    ----------
    text : str
        All between the tags, with line feeds alone as line ends.

    Returns
    -------
    str
        ``'sha256-…'``, quotes included.

    Examples
    --------
    >>> content_hash("")
    "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
    """
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"


def _leaflet(name: str) -> bytes:
    return package_file(_DISTRIBUTION, f"{_FOLDER}/{name}")


def _data_uri(name: str) -> str:
    kind = PurePosixPath(name).suffix.removeprefix(".")
    return f"data:image/{kind};base64,{base64.b64encode(_leaflet(name)).decode('ascii')}"


def _own(name: str) -> str:
    return resource_bytes("stationmap.maps", f"web/{name}").decode("utf-8")
