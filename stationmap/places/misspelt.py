"""Names that are nearly what was typed, in any script."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from stationmap.places.names import Names
from stationmap.places.plain import plain_units

__all__ = ["misspelt"]

_SHORTEST = 3  # characters: of two, one slip leaves one
_LOOKED_AT = 200_000  # places at which a character or a pair of them stands
_COMPARED = 1_500  # names
_MOST_SLIPS = 3
_NOTHING = np.zeros(0, np.int64)


def misspelt(names: Names, key: str) -> tuple[NDArray[Any], NDArray[Any]]:
    """Find names with up to three slips in them, or in a part of them.

    Parameters
    ----------
    names : Names
    key : str
        What was typed, as it is compared.

    Returns
    -------
    texts : int array
        Numbers of names and aliases.
    slips : int array
        Grade of each: twice the slips, one more where the name is longer than what was typed.

    Notes
    -----
    Characters and pairs of neighbours are looked up, the rarest first, as far as `_LOOKED_AT` goes; the names in which
    most of them stand, weighed by how rare they are, are compared whole and in part: optimal string alignment and
    the best window, by rapidfuzz.

    Examples
    --------
    >>> from stationmap.loading import demonstration
    >>> from stationmap.places.index import PlaceIndex
    >>> names = PlaceIndex.of(demonstration()).names
    >>> names.spelt(misspelt(names, "禹王抬区")[0])[0]
    '禹王台区'
    """
    from rapidfuzz import fuzz, process  # not for whoever asks by position
    from rapidfuzz.distance import OSA

    if len(key) < _SHORTEST:
        return _NOTHING, _NOTHING
    allowed = max(1, min(_MOST_SLIPS, len(key) // 4))
    texts = _likely(names, plain_units([key])[:-1], 2 * allowed)
    if not len(texts):
        return _NOTHING, _NOTHING
    choices = names.spelt(texts)
    whole = process.cdist([key], choices, scorer=OSA.distance, score_cutoff=allowed, dtype=np.int32)[0]
    least = 100.0 * (1.0 - allowed / len(key)) - 0.01  # what is less alike is 0, and soon found out
    alike = process.cdist([key], choices, scorer=fuzz.partial_ratio, score_cutoff=least, dtype=np.float64)[0]
    longer = np.fromiter(map(len, choices), np.int64, len(choices)) > len(key)
    in_part = np.maximum(np.ceil((100.0 - alike) / 100.0 * len(key) - 1e-9), 1)
    slips = np.minimum(
        np.where(whole <= allowed, 2 * whole, 99), np.where(longer & (in_part <= allowed), 2 * in_part + 1, 99)
    )
    fits = slips < 99
    return texts[fits], slips[fits].astype(np.int64)


def _likely(names: Names, units: NDArray[np.uint16], lacking: int) -> NDArray[np.int64]:
    """Give the names that have most in common with what was typed, and lack so many of its characters at most."""
    way = names.written
    pairs = np.unique(np.stack([units[:-1], units[1:]], axis=1), axis=0)
    singles = np.unique(units)
    both = np.vstack([pairs, np.stack([singles, np.zeros_like(singles)], axis=1)])
    first, last = way.range_of(both)
    score, shared = np.zeros(names.named, np.float32), np.zeros(names.named, np.uint8)
    seen, needed = 0, -lacking
    for number in np.argsort(last - first, kind="stable").tolist():
        size = int(last[number] - first[number])
        seen += size
        if seen > _LOOKED_AT:
            break
        single = number >= len(pairs)
        needed += single
        if size:
            texts = way.texts_at(way.places[first[number] : last[number]])
            texts = texts[texts < names.named]
            score[texts] += 1.0 / np.log2(2.0 + size)
            if single:
                shared[texts] += 1
    found = np.flatnonzero((score > 0) & (shared >= max(needed, 0)))
    if len(found) > _COMPARED:
        found = found[np.argpartition(-score[found], _COMPARED)[:_COMPARED]]
    return found
