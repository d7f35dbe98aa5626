"""Texts as they are compared: of one width and case, without blanks and signs."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache

import numpy as np
from numpy.typing import NDArray

__all__ = ["END", "LONGEST", "folded", "letters_of", "plain_text", "plain_units", "words_of"]

END = "\0"
"""Stands behind every text in a row of texts."""
LONGEST = 50
"""Characters of a text that is searched for; what lies beyond is not read."""

Units = NDArray[np.uint16]


def folded(text: str) -> str:
    """Give a text one width and one case.

    Parameters
    ----------
    text : str
        Whatever somebody types, or a register says.

    Examples
    --------
    >>> folded("ＫＦＣ 88号")
    'kfc 88号'
    """
    return unicodedata.normalize("NFKC", text).casefold()


@cache
def _kept() -> NDArray[np.bool_]:
    """Tell which UTF-16 units are kept: letters, digits and characters of every script, and the end of a text."""
    kept = np.array([chr(unit).isalnum() for unit in range(0x10000)])
    kept[0xD800:0xE000] = kept[0] = True  # halves of rarer characters
    return kept


def plain_units(texts: Iterable[str]) -> Units:
    """Lay texts one behind the other as they are compared, `END` behind each.

    Parameters
    ----------
    texts : iterable of str

    Returns
    -------
    uint16 array
        UTF-16 units; signs and blanks are left out.

    Examples
    --------
    >>> plain_units(["Ａ (1)", "中"]).tolist()
    [97, 49, 0, 20013, 0]
    """
    row = folded("".join([text.replace(END, " ") + END for text in texts]))
    units = np.frombuffer(row.encode("utf-16-le", "surrogatepass"), np.dtype("<u2"))
    return units[_kept()[units]].astype(np.uint16, copy=False)


def plain_text(text: str) -> str:
    """Give a text as it is compared.

    Parameters
    ----------
    text : str
        Whatever somebody types, or a register says.

    Examples
    --------
    >>> plain_text("爱心驿站（花园路 ８８号）")
    '爱心驿站花园路88号'
    """
    return plain_units([text])[:-1].tobytes().decode("utf-16-le", "replace")


def words_of(text: str) -> list[str]:
    """Part a text at its blanks and signs, each word as it is compared.

    Parameters
    ----------
    text : str
        Whatever somebody types, or a register says.

    Examples
    --------
    >>> words_of("金水区，爱心驿站 ZZ-01")
    ['金水区', '爱心驿站', 'zz', '01']
    """
    row = "".join(one if one.isalnum() else " " for one in folded(text))
    return [word for word in map(plain_text, row.split()) if word]


def letters_of(text: str) -> str:
    """Give the letters of a text that is pinyin, tones left out; "" where it holds anything else.

    Parameters
    ----------
    text : str
        Whatever somebody types, or a register says.

    Examples
    --------
    >>> letters_of("Jīn Shuǐ Qū"), letters_of("lǜ'dì"), letters_of("金水")
    ('jinshuiqu', 'ludi', '')
    """
    bare = "".join(one for one in unicodedata.normalize("NFKD", folded(text)) if not unicodedata.combining(one))
    kept = "".join(one for one in bare if one.isalnum())
    return one_u(kept) if kept.isascii() else ""


def one_u(letters: str) -> str:
    """Write ü, which keyboards lack, as u: what is typed lv, nv or lu, nu is the same.

    >>> one_u("lvse"), one_u("nuhai")
    ('luse', 'nuhai')
    """
    return letters.replace("lv", "lu").replace("nv", "nu")
