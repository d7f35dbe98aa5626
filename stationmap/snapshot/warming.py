"""Searching once in every way, before anybody asks."""

from __future__ import annotations

from stationmap.amenities import AMENITIES
from stationmap.catalogue import LiveCatalogue
from stationmap.clock import today
from stationmap.datum import Datum
from stationmap.nearest import this_minute

__all__ = ["warm_up"]


def warm_up(live: LiveCatalogue) -> None:
    """Compile all that searches need, or read it from the cache of compiled code, and plan every single need.

    Parameters
    ----------
    live : LiveCatalogue
        Searched down the tree and through a list (what few stations have), from near and from the other side of
        the earth, one position and several at once, and its positions in every datum.

    Examples
    --------
    >>> from stationmap.loading import demonstration
    >>> warm_up(LiveCatalogue(demonstration()))
    """
    lat, lon = live.middle
    day = today()
    for needs in ((), *((code,) for code in AMENITIES)):
        wanted = live.wanted(needs, (), (), day)
        live.index.nearest(lat, lon, 5, wanted)
        live.index.nearest(-lat, lon - 180.0 if lon > 0 else lon + 180.0, 5, wanted)
        live.index.nearest_open(lat, lon, 5, live.when(this_minute(), 1.0, 600), wanted)
    live.base.index.nearest_many([lat], [lon], 5)
    for datum in Datum:
        live.positions(datum)
