"""Names as they are spoken, to be entered at every syllable, and their initials."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from stationmap.places.entrances import Entrances
from stationmap.places.plain import END
from stationmap.places.readings import Readings

__all__ = ["BITS", "WIDTH", "entrances_of_sound", "letter_units"]

BITS, WIDTH = 6, 5
_LETTERS = b"abcdefghijklmnopqrstuvwxyz0123456789"
_CODES = bytes(_LETTERS.index(code) + 1 if code in _LETTERS else 0 for code in range(256))


def letter_units(letters: str) -> NDArray[np.uint8]:
    """Give letters and digits their numbers, from 1 on.

    Parameters
    ----------
    letters : str
        Lower-case ASCII letters and digits, and `END`.

    Examples
    --------
    >>> letter_units("ab0").tolist()
    [1, 2, 27]
    """
    return np.frombuffer(letters.encode("ascii").translate(_CODES), np.uint8)


def entrances_of_sound(names: Sequence[str], readings: Readings) -> tuple[Entrances, Entrances]:
    """Make the ways in by pinyin, at every syllable, and by initials, at every one.

    Parameters
    ----------
    names : sequence of str
        As `folded` gives them.
    readings : Readings

    Examples
    --------
    >>> from stationmap.places.readings import readings
    >>> pinyin, initials = entrances_of_sound(["金水区", "绿地"], readings())
    >>> pinyin.texts_at(pinyin.entered(letter_units("ludi"))).tolist()
    [1]
    >>> initials.texts_at(initials.entered(letter_units("sq"))).tolist()
    [0]
    """
    syllables: list[str] = []
    initials: list[str] = []
    for name in names:
        for syllable, at in readings.placed(name):
            syllables.append(syllable)
            initials.append(syllable if name[at].isascii() else syllable[0])
        syllables.append(END)
        initials.append(END)
    sound = "".join(syllables).replace("lv", "lu").replace("nv", "nu")
    lengths = np.fromiter(map(len, syllables), np.int32, len(syllables))
    places = np.cumsum(lengths, dtype=np.int32) - lengths
    units = letter_units(sound)
    pinyin = Entrances.of(units, bits=BITS, width=WIDTH, places=places[units[places] != 0])
    return pinyin, Entrances.of(letter_units("".join(initials)), bits=BITS, width=WIDTH)
