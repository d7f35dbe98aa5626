"""The Folium map and the page around it, neither of which asks any host for a script or a style.

Folium renders what a macro returns once more as a template, so a macro must never hold data. Ours hold only what is
fixed; the data block, scripts and styles are values of the page's own template, which is rendered once.
"""

from __future__ import annotations

from typing import Any

import folium
from branca.element import Figure
from folium.template import Template

from stationmap.maps.assets import content_hash, page_markup, page_script, page_style
from stationmap.maps.payload import json_block

__all__ = ["Page", "StationMap", "render_page"]


class StationMap(folium.Map):
    """A Folium map without Folium's scripts, styles, tiles and viewport; the page's script draws on it.

    Parameters
    ----------
    **options
        As `folium.Map` takes them.

    Examples
    --------
    >>> StationMap().get_name()
    'map_stations'
    """

    # Folium appends to these lists: own ones leave the other maps of a process as they are.
    default_js: list[tuple[str, str]] = []  # noqa: RUF012
    default_css: list[tuple[str, str]] = []  # noqa: RUF012

    _template = Template(
        """
        {%- macro html(this, kwargs) -%}
        <div class="folium-map" id="{{ this.get_name() }}" role="region" aria-label="地图 Map"></div>
        {%- endmacro %}
        {%- macro script(this, kwargs) -%}
        var {{ this.get_name() }} = L.map("{{ this.get_name() }}", {{ this.options | tojavascript }});
        stationmap.draw({{ this.get_name() }});
        {%- endmacro %}
        """
    )

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 (Folium's own)
        super().__init__(tiles=None, **options)
        self._id = "stations"  # not a random one: the same data gives the same bytes


class Page(Figure):
    """The document: Chinese, zoomable, and closed by its policy to whatever is not in it.

    Parameters
    ----------
    block : str
        What `json_block` wrote.
    tile_source : str
        Where tiles may come from, as a Content-Security-Policy names it; "" for nowhere.
    fetched : bool
        Whether the page's script fetches them, as it does vector tiles, instead of showing them as images.
    asks : bool
        Whether its script asks the host that it came from.

    Examples
    --------
    >>> Page("{}").render().splitlines()[1]
    '<html lang="zh-CN">'
    """

    def __init__(self, block: str, tile_source: str = "", *, fetched: bool = False, asks: bool = False) -> None:
        super().__init__()
        self._template = Template(page_markup())
        self.block = block
        self.tile_source = tile_source
        self.fetched = fetched
        self.asks = asks
        self.style = page_style()
        self.program = ""

    @property
    def policy(self) -> str:
        """Allow the one script and the one style of this page, by their content, and its images."""
        images, fetched = ("", self.tile_source) if self.fetched else (self.tile_source, "")
        asked = " ".join(dict.fromkeys([*(["'self'"] if self.asks else []), *fetched.split()]))
        return (
            f"default-src 'none'; script-src {content_hash(self.program)}; style-src {content_hash(self.style)}; "
            f"img-src data: {images}; {f'connect-src {asked}; ' if asked else ''}"
            "base-uri 'none'; form-action 'none'"
        )

    def render(self, **kwargs: Any) -> str:  # noqa: ANN401 (Folium's own)
        """Render the map into the page, then the page.

        Returns
        -------
        str
            HTML.
        """
        for child in self._children.values():
            child.render(**kwargs)
        self.program = f"{page_script(asks=self.asks)}\n{self.script.render(**kwargs)}"
        return str(self._template.render(this=self, kwargs=kwargs))


def render_page(data: dict[str, Any], tile_source: str = "", *, fetched: bool = False) -> str:
    """Write the page that draws `data`.

    Parameters
    ----------
    data : dict
        What the page's script draws; anything JSON can hold. With ``vector_tiles`` it asks the host it came from.
    tile_source : str
        Where tiles may come from, as a Content-Security-Policy names it; "" for nowhere.
    fetched : bool
        Whether the page's script fetches them, instead of showing them as images.

    Returns
    -------
    str
        HTML, the same for the same data.

    Examples
    --------
    >>> render_page({"title": "示例"}).count("<script")
    2
    """
    page = Page(json_block(data), tile_source, fetched=fetched, asks="vector_tiles" in data)
    # Leaflet's credit line takes markup; a popup that fades out would still be read and tabbed into.
    page.add_child(StationMap(prefer_canvas=True, zoom_control=False, attribution_control=False, fade_animation=False))
    return page.render()
