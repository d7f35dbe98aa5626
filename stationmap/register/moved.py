"""Stations of the register that a file seems to hold under another id: moved, renamed, or given a code."""

from __future__ import annotations

import re
import shlex
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher

import numpy as np
import pandas as pd
import shapely
from pyproj import Geod

from stationmap.clock import today
from stationmap.index import centred

__all__ = ["MOVED_M", "Moved", "find_moved"]

MOVED_M = 500.0
"""How far (geodesic metres) a position may be corrected and the station still be known by its name or address."""

_ALIKE = 0.8
_GEOD = Geod(ellps="WGS84")
_NUMBER = re.compile("[0-9]+|[一二三四五六七八九十东西南北]")


@dataclass(frozen=True, slots=True)
class Moved:
    """A station of the file, and what seems to be its old record in the register.

    Parameters
    ----------
    row : int
        Position in the file's table.
    old_id, old_name : str
        The record that the file does not name.
    metres : float
        Geodesic metres between the two.
    """

    row: int
    old_id: str
    old_name: str
    metres: float

    @property
    def close(self) -> str:
        """The command that retires the old record.

        Examples
        --------
        >>> Moved(0, "a b", "站", 3.0).close
        "stationmap station close 'a b' --db …"
        """
        return f"stationmap station close {shlex.quote(self.old_id)} --db …"


@dataclass(frozen=True, slots=True)
class _Record:
    """What a table tells of one station that is open."""

    row: int
    id: str
    id_source: str
    name: str
    lat: float
    lon: float
    words: tuple[str, str]


def _plain(text: str) -> str:
    """Fold case, width and blanks away."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def find_moved(table: pd.DataFrame, absent: pd.DataFrame, same_place_m: float) -> list[Moved]:
    """Find stations of a file that a register seems to have already, under an id that the file does not name.

    Two records are taken for one if they lie at most `same_place_m` apart; or, unless both have a code of their own,
    at most `MOVED_M` apart with one address or names that are alike, or anywhere with one name and one address.
    Stations that are closed are passed over, so the warning ends when the old record is retired.

    Parameters
    ----------
    table : pandas.DataFrame
        Stations of the file; columns of `STATION_COLUMNS`.
    absent : pandas.DataFrame
        Stations of the register that the file does not name; the same columns.
    same_place_m : float
        Geodesic metres, included; 0 switches the comparison off.

    Returns
    -------
    list of Moved
        For each station of the file at most one, the nearest, in the order of the table.

    Examples
    --------
    >>> row = {"id": "s-1", "id_source": "derived", "name": "爱心驿站", "address": "", "lat": 34.75, "lon": 113.62}
    >>> table = pd.DataFrame([row | {"closed_on": ""}])
    >>> [(found.old_id, round(found.metres)) for found in find_moved(table, table.assign(id="s-0", lat=34.753), 15.0)]
    [('s-0', 333)]
    """
    if same_place_m == 0 or absent.empty:
        return []
    new, old = _records(table), _records(absent)
    nearest: dict[int, Moved] = {}
    for at, other, metres in _pairs(new, old, max(MOVED_M, same_place_m)):
        one, two = new[at], old[other]
        known = metres <= same_place_m or _alike(one, two, metres)
        if known and (one.row not in nearest or metres < nearest[one.row].metres):
            nearest[one.row] = Moved(one.row, two.id, two.name, metres)
    return [nearest[row] for row in sorted(nearest)]


def _records(frame: pd.DataFrame) -> list[_Record]:
    now = today().isoformat()
    columns = (frame[name].tolist() for name in ("id", "id_source", "name", "lat", "lon"))
    words = zip(map(_plain, frame["name"]), map(_plain, frame["address"]), strict=True)
    rows = enumerate(zip(frame["closed_on"], *columns, words, strict=True))
    return [_Record(row, *cells) for row, (closed, *cells) in rows if not "" < closed <= now]


def _pairs(new: list[_Record], old: list[_Record], within_m: float) -> list[tuple[int, int, float]]:
    """Pair up what is near and what has one name and address; with the geodesic metres between the two."""
    places = [np.array([[one.lat, one.lon] for one in some]).reshape(-1, 2).T for some in (new, old)]
    # Seen along the earth's axis no two points are farther apart than on the ground.
    seen = [np.asarray(shapely.points(centred(*place)[:, :2])) for place in places]
    near = shapely.STRtree(seen[1]).query(seen[0], predicate="dwithin", distance=within_m)
    by_words = {one.words: at for at, one in enumerate(old) if all(one.words)}
    named = [(at, by_words[one.words]) for at, one in enumerate(new) if one.words in by_words]
    pairs = np.array(sorted({*map(tuple, near.T.tolist()), *named}), dtype=np.int64).reshape(-1, 2)
    (lat, lon), (lat_old, lon_old) = (place[:, at] for place, at in zip(places, pairs.T, strict=True))
    metres = np.asarray(_GEOD.inv(lon, lat, lon_old, lat_old)[2])
    return [(at, other, float(length)) for (at, other), length in zip(pairs.tolist(), metres, strict=True)]


def _alike(one: _Record, two: _Record, metres: float) -> bool:
    if "derived" not in {one.id_source, two.id_source}:
        return False
    (name, address), (old_name, old_address) = one.words, two.words
    same_address = "" != address == old_address
    if metres > MOVED_M:
        return same_address and "" != name == old_name
    return same_address or _similar(name, old_name)


def _similar(name: str, other: str) -> bool:
    """Tell whether two names are nearly one; 一号站 and 二号站 are two, and so are 站1 and 站2."""
    if not name or not other or _NUMBER.findall(name) != _NUMBER.findall(other):
        return False
    return name == other or SequenceMatcher(None, name, other, autojunk=False).ratio() >= _ALIKE
