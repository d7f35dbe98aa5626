"""One slip in what was typed as pinyin: a letter too many, too few, another, or two in each other's place."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from stationmap.places.entrances import Entrances
from stationmap.places.spoken import BITS, WIDTH

__all__ = ["one_slip"]

Letters = NDArray[np.uint8]
_ALL = np.arange(1, 37, dtype=np.uint8)


def one_slip(pinyin: Entrances, typed: Letters) -> tuple[NDArray[np.int32], NDArray[np.bool_]]:
    """Find where a name goes on with what was typed, but for one slip.

    Parameters
    ----------
    pinyin : Entrances
        Names as they are spoken.
    typed : uint8 array
        Four letters or more, as `letter_units` gives them.

    Returns
    -------
    places : int32 array
        Where, each once, in order.
    whole : bool array
        Whether the name ends there, too.

    Notes
    -----
    A slip lies behind the first five letters, which are then looked up as they are, or among them: then all heads that
    one slip leads to are looked up, some four hundred, and all behind stands as typed, moved by one at most. What is
    left is compared letter by letter.

    Examples
    --------
    >>> from stationmap.places.readings import readings
    >>> from stationmap.places.spoken import entrances_of_sound, letter_units
    >>> pinyin, _ = entrances_of_sound(["金水区", "新郑市"], readings())
    >>> [one_slip(pinyin, letter_units(text))[0].tolist() for text in ("jinshiu", "inshui", "xinzhenshi", "jinmen")]
    [[0], [0], [10], []]
    """
    heads = _heads(typed)
    first, last = (bounds.tolist() for bounds in pinyin.range_of(heads))
    own = int(np.flatnonzero((heads == _padded(typed)[:WIDTH]).all(axis=1))[0])
    others = [pinyin.places[a:b] for at, (a, b) in enumerate(zip(first, last, strict=True)) if a < b and at != own]
    behind = WIDTH + 1 if len(typed) > WIDTH + 2 else len(typed) - 2
    likely = [
        *_ending(pinyin.units, pinyin.places[first[own] : last[own]], typed, len(typed) - 2),
        _beginning(pinyin.units, pinyin.places[first[own] : last[own]], typed),
        *_ending(pinyin.units, np.concatenate([np.zeros(0, np.int32), *others]), typed, behind),
    ]
    if len(typed) <= WIDTH + 2:
        likely.append(_beginning(pinyin.units, np.concatenate([np.zeros(0, np.int32), *others]), typed))
    places = np.unique(np.concatenate(likely))
    fits, whole = _compared(pinyin.units[places[:, None] + np.arange(len(typed) + 2)], typed)
    return places[fits], whole[fits]


def _ending(units: Letters, places: NDArray[np.int32], typed: Letters, since: int) -> Iterator[NDArray[np.int32]]:
    """Keep places where all letters from one on stand, moved by one at most; the last first."""
    for moved in (-1, 0, 1):
        kept = places
        for at in reversed(range(since, len(typed))):
            kept = kept[units[kept + (at + moved)] == typed[at]]
        yield kept


def _beginning(units: Letters, places: NDArray[np.int32], typed: Letters) -> NDArray[np.int32]:
    """Keep places where all letters but the last three stand."""
    for at in reversed(range(len(typed) - 3)):
        places = places[units[places + at] == typed[at]]
    return places


def _padded(typed: Letters) -> Letters:
    """Give the first letters, one more than a head has, 0 behind the end."""
    return np.append(typed[: WIDTH + 1], np.zeros(max(WIDTH + 1 - len(typed), 0), np.uint8))


def _heads(typed: Letters) -> Letters:
    """Give the heads of all names that one slip leads away from, 0 behind the end of those that are shorter."""
    begun = _padded(typed)
    rows = [begun[None, :WIDTH]]
    for at in range(min(WIDTH, len(typed))):
        other = np.tile(begun[:WIDTH], (len(_ALL), 1))
        other[:, at] = _ALL
        fewer = np.tile(np.insert(begun, at, 0)[:WIDTH], (len(_ALL), 1))  # one letter too few was typed
        fewer[:, at] = _ALL
        rows += [other, fewer, np.delete(begun, at)[None, :WIDTH]]
        if at + 1 < len(typed):
            swapped = begun.copy()
            swapped[at : at + 2] = begun[at : at + 2][::-1]
            rows.append(swapped[None, :WIDTH])
    heads = np.concatenate(rows)
    numbers = heads.astype(np.int64) @ (1 << BITS * np.arange(WIDTH, dtype=np.int64))
    return heads[np.unique(numbers, return_index=True)[1]]


def _compared(there: Letters, typed: Letters) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Compare rows of letters with what was typed; tell which fit but for one slip, and which end there."""
    length, rows = len(typed), np.arange(len(there))
    same = there[:, :length] == typed
    slip = np.where(same.all(axis=1), length - 1, np.argmin(same, axis=1))
    end = [there[:, at] == 0 for at in (length - 1, length, length + 1)]
    rest = _from(same)
    fewer = _from(there[:, 1 : length + 1] == typed)  # the name has one letter more
    more = _from(there[:, : length - 1] == typed[1:])  # one letter fewer
    follows = np.append(typed, 0)[slip + 1]
    swapped = (there[rows, slip] == follows) & (there[rows, slip + 1] == typed[slip])
    other = rest[rows, slip + 1] | (swapped & rest[rows, np.minimum(slip + 2, length)])
    too_few, too_many = fewer[rows, slip], more[rows, slip]
    return other | too_few | too_many, (other & end[1]) | (too_few & end[2]) | (too_many & end[0])


def _from(same: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Tell for each column whether all from there on hold; beyond the last they do."""
    held = np.logical_and.accumulate(same[:, ::-1], axis=1)[:, ::-1]
    return np.pad(held, ((0, 0), (0, 1)), constant_values=True)
