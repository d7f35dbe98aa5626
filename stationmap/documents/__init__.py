"""Answers as documents (GeoJSON, RFC 7946), the same for the API and the command line.

Positions are in the datum that the document names; only WGS 84 is RFC 7946's own, so the
member ``datum`` stands on every collection and feature of stations (a foreign member, section 6.1).
"""

from stationmap.documents.answers import answer_document
from stationmap.documents.encoded import EncodedAnswers, encode
from stationmap.documents.explaining import explain, open_words
from stationmap.documents.features import station_feature
from stationmap.documents.kept import kept_document, moved_on
from stationmap.documents.listings import districts_document, stations_document
from stationmap.documents.meta import meta_document
from stationmap.documents.notices import DISTRICTS_ATTRIBUTION, MADE_UP, notice
from stationmap.documents.places import places_document, positions_document

__all__ = [
    "DISTRICTS_ATTRIBUTION",
    "MADE_UP",
    "EncodedAnswers",
    "answer_document",
    "districts_document",
    "encode",
    "explain",
    "kept_document",
    "meta_document",
    "moved_on",
    "notice",
    "open_words",
    "places_document",
    "positions_document",
    "station_feature",
    "stations_document",
]
