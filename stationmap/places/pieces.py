"""What is known of a text that fits no place as a whole: the pieces of a caller's sentence."""

from __future__ import annotations

from stationmap.places.names import Names
from stationmap.places.plain import plain_units, words_of

__all__ = ["pieces_of"]

_SHORTEST = 2  # characters: one alone is in half of all names
_LONGEST_AREA = 12


def pieces_of(text: str, names: Names) -> list[str]:
    """Give the pieces of a text that names hold, from the left, each as long as can be; areas first.

    Parameters
    ----------
    text : str
        Whatever was typed.
    names : Names

    Returns
    -------
    list of str
        As they are compared. Words of letters and digits are not taken apart.

    Examples
    --------
    >>> from stationmap.loading import demonstration
    >>> from stationmap.places.index import PlaceIndex
    >>> pieces_of("我在金水区 hua yuan lu 那边，好像叫爱心驿站", PlaceIndex.of(demonstration()).names)
    ['金水区', 'hua', 'yuan', 'lu', '爱心驿站']
    """
    pieces: list[str] = []
    for word in words_of(text):
        if word.isascii():
            pieces += [word] if len(word) >= _SHORTEST else []
            continue
        at = 0
        while at <= len(word) - _SHORTEST:
            piece = _area(word[at : at + _LONGEST_AREA], names) or _longest(word[at:], names)
            pieces += [piece] if piece else []
            at += len(piece) or 1
    return pieces


def _area(word: str, names: Names) -> str:
    return next((word[:end] for end in range(len(word), _SHORTEST - 1, -1) if names.is_area(word[:end])), "")


def _longest(word: str, names: Names) -> str:
    end = _SHORTEST
    while end <= len(word) and len(names.written.entered(plain_units([word[:end]])[:-1])):
        end += 1
    return word[: end - 1] if end > _SHORTEST else ""
