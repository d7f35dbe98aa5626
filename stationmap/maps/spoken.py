"""How the names of stations are read, for the page's search by pinyin and by initials."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from stationmap.places import pinyin_initials

__all__ = ["spoken_layer"]

_MOST = 20_000  # names: reading that many takes about two seconds


def spoken_layer(names: Sequence[str]) -> dict[str, Any] | None:
    """Tell how each character is read, and which names are read otherwise than character by character.

    Of 20,000 names of stations that is 13 kB and one name in twelve; all names read aloud would be 1.7 MB.

    Parameters
    ----------
    names : sequence of str
        One a row.

    Returns
    -------
    dict or None
        ``letters``, pinyin and initials by character, and ``rows``, ``[row, pinyin, initials]`` for names of which
        these joined are not how they are read. None for more than 20,000 names.

    Examples
    --------
    >>> spoken_layer(["金水"])
    {'letters': {'水': ('shui', 's'), '金': ('jin', 'j')}, 'rows': []}
    """
    if len(names) > _MOST:
        return None
    characters = sorted({character for name in names for character in name})
    letters = dict(zip(characters, pinyin_initials(characters), strict=True))
    read = zip(names, pinyin_initials(names), strict=True)
    joined = ((row, aloud, _joined(name, letters)) for row, (name, aloud) in enumerate(read))
    return {"letters": letters, "rows": [(row, *aloud) for row, aloud, plain in joined if aloud != plain]}


def _joined(name: str, letters: dict[str, tuple[str, str]]) -> tuple[str, str]:
    read = [letters[character] for character in name]
    return "".join(pinyin for pinyin, _ in read), "".join(initials for _, initials in read)
