"""What an app needs to know before it asks."""

from __future__ import annotations

from typing import Any

from stationmap.amenities import AMENITIES
from stationmap.catalogue import Searchable
from stationmap.datum import Datum
from stationmap.documents.notices import DISTRICTS_ATTRIBUTION, notice
from stationmap.nearest import LIMITS
from stationmap.station import ACCESS, KINDS

__all__ = ["meta_document"]


def meta_document(catalogue: Searchable) -> dict[str, Any]:
    """Tell vocabulary, counts, version, limits, licence and attribution.

    Parameters
    ----------
    catalogue : Catalogue or LiveCatalogue

    Examples
    --------
    >>> from stationmap.loading import demonstration
    >>> meta_document(demonstration())["stations"]
    667
    """
    return {
        "register_version": catalogue.version,
        "notice": notice(catalogue),
        "stations": len(catalogue),
        "districts": len(catalogue.districts),
        "amenities": [{"code": a.code, "zh": a.zh, "en": a.en, "tier": a.tier} for a in AMENITIES.values()],
        "kinds": _words(KINDS),
        "access": _words(ACCESS),
        "datums": [datum.value for datum in Datum],
        "limits": dict(LIMITS),
        "licences": sorted(catalogue.licences),
        "attribution": DISTRICTS_ATTRIBUTION,
    }


def _words(vocabulary: dict[str, tuple[str, str]]) -> list[dict[str, str]]:
    return [{"code": code, "zh": zh, "en": en} for code, (zh, en) in vocabulary.items()]
