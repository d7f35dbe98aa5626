"""Reads the query strings that are plainly good; all others are FastAPI's to judge.

What an app sends a thousand times is one filter with another position. The position is read here;
the rest is judged once by the model that documents it, and then known. So there is one table of
parameters and one place that refuses, and nothing is accepted here that would be refused there.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache
from urllib.parse import parse_qsl

from pydantic import ValidationError

from stationmap.errors import InputError, ParameterError
from stationmap.nearest import Query
from stationmap_api.notation import NUMBER
from stationmap_api.parameters import NearestParameters

__all__ = ["read_plain"]

_NUMBER = re.compile(NUMBER.encode(), re.ASCII)
_LONGEST = 1_000  # bytes of a query string worth knowing


def _range(name: str) -> tuple[float, float]:
    limits = {type(limit).__name__: limit for limit in NearestParameters.model_fields[name].metadata}
    return limits["Ge"].ge, limits["Le"].le


_LAT, _LON = _range("lat"), _range("lon")


def read_plain(query_string: bytes) -> tuple[Query, float, float] | None:
    """Read a query string of the nearest endpoint.

    Parameters
    ----------
    query_string : bytes
        As it was received.

    Returns
    -------
    (Query, float, float) or None
        What is asked, and where: latitude and longitude in degrees of its datum. None for all that
        is not plainly good.

    Examples
    --------
    >>> query, lat, lon = read_plain(b"lat=34.76&lon=113.77&needs=toilet")
    >>> query.needs, lat, lon
    (('toilet',), 34.76, 113.77)
    >>> read_plain(b"lat=34.76&lon=113.77&needs=sauna") is None
    True
    """
    if len(query_string) > _LONGEST:
        return None
    lat = lon = math.nan
    rest = []
    for part in query_string.split(b"&"):
        if part.startswith(b"lat=") and math.isnan(lat):
            lat = _degrees(part[4:], *_LAT)
        elif part.startswith(b"lon=") and math.isnan(lon):
            lon = _degrees(part[4:], *_LON)
        else:
            rest.append(part)
    query = _asked(b"&".join(rest))
    return None if query is None or not math.isfinite(lat + lon) else (query, lat, lon)


def _degrees(text: bytes, least: float, greatest: float) -> float:
    """Read degrees; infinite where they are not good."""
    degrees = float(text) if _NUMBER.fullmatch(text) else math.inf
    return degrees if least <= degrees <= greatest else math.inf


def _asked(rest: bytes) -> Query | None:
    try:
        return _accepted(rest)
    except (ValidationError, InputError):
        return None


# What is refused is not kept: it may hold a position under another name.
@lru_cache(maxsize=4_096)
def _accepted(rest: bytes) -> Query:
    pairs = parse_qsl(rest.decode("latin-1"), keep_blank_values=True)
    values = {"lat": "0", "lon": "0"} | dict(pairs)
    if len(values) != len(pairs) + 2:
        raise ParameterError("a parameter is there twice")
    query = NearestParameters.model_validate(values).to_query()
    if not isinstance(query.trip.open, str):
        raise ParameterError("whether an instant may be asked for depends on what time it is")
    return query
