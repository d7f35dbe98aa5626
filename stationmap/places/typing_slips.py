"""One slip in what was typed as pinyin: a letter too many, too few, another, or two in each other's place."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from stationmap.places.entrances import Entrances
from stationmap.places.spoken import WIDTH

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
    one slip leads to are looked up, some four hundred. What is found is compared letter by letter.

    Examples
    --------
    >>> from stationmap.places.readings import readings
    >>> from stationmap.places.spoken import entrances_of_sound, letter_units
    >>> pinyin, _ = entrances_of_sound(["金水区", "新郑市"], readings())
    >>> [one_slip(pinyin, letter_units(text))[0].tolist() for text in ("jinshiu", "inshui", "xinzhenshi", "jinmen")]
    [[0], [0], [10], []]
    """
    first, last = pinyin.range_of(_heads(typed))
    there = first < last
    ranges = [pinyin.places[a:b] for a, b in zip(first[there].tolist(), last[there].tolist(), strict=True)]
    places = _likely(pinyin.units, np.concatenate([np.zeros(0, np.int32), *ranges]), typed)
    fits, whole = _compared(pinyin.units[places[:, None] + np.arange(len(typed) + 2)], typed)
    places, first_of = np.unique(places[fits], return_index=True)
    return places, whole[fits][first_of]


def _likely(units: Letters, places: NDArray[np.int32], typed: Letters) -> NDArray[np.int32]:
    """Keep places where the last two letters stand, moved by one at most, or all but the last three."""
    end = len(typed) - 2
    kept = np.zeros(len(places), np.bool_)
    for moved in (-1, 0, 1):
        kept |= (units[places + end + moved] == typed[end]) & (units[places + end + 1 + moved] == typed[end + 1])
    others = places[~kept]
    for at in range(len(typed) - 3):
        others = others[units[others + at] == typed[at]]
    return np.concatenate([places[kept], others])


def _heads(typed: Letters) -> Letters:
    """Give the heads of all names that one slip leads away from, 0 behind the end of those that are shorter."""
    length = len(typed)
    rows: list[Letters] = [typed[:WIDTH]]
    for at in range(min(WIDTH, length)):
        before = np.broadcast_to(typed[:at], (len(_ALL), at))
        for behind in (typed[at + 1 :], typed[at:]):  # another letter, or one too few
            rows += list(np.hstack([before, _ALL[:, None], np.broadcast_to(behind, (len(_ALL), len(behind)))]))
        rows.append(np.delete(typed, at))
        if at + 1 < length:
            rows.append(np.concatenate([typed[:at], typed[at : at + 2][::-1], typed[at + 2 :]]))
    heads = np.zeros((len(rows), WIDTH), np.uint8)
    for number, row in enumerate(rows):
        heads[number, : min(len(row), WIDTH)] = row[:WIDTH]
    return np.unique(heads, axis=0)


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
