"""A text of hours made plain: one width of characters, one kind of blank, within the limits."""

from __future__ import annotations

import unicodedata

from stationmap.hours.reasons import refusal

__all__ = ["LONGEST", "plain_text"]

LONGEST = 255
"""Characters of a text or an expression, as OSM limits its values."""

_BLANKS = "\t\r\n"  # what cells of workbooks hold between lines
_BRACKETS = str.maketrans("【】〔〕[]〈〉", "()()[]()")


def plain_text(text: str) -> str:
    r"""Fold widths and blanks; the length is looked at first, so that no text costs more than its limit.

    Parameters
    ----------
    text : str
        As received.

    Returns
    -------
    str
        Normalised (NFKC), trimmed, lines parted by ``\n``, any other run of blanks a single one.

    Raises
    ------
    InputError
        ``blank``, ``too_long`` or ``control_characters``, as `refusal` makes it.

    Examples
    --------
    >>> plain_text("　８：３０～１７：３０\t周日  休息 ")
    '8:30~17:30 周日 休息'
    """
    if len(text) > LONGEST:
        raise refusal("too_long")
    if any(unicodedata.category(ch)[0] == "C" and ch not in _BLANKS for ch in text):
        raise refusal("control_characters")
    folded = unicodedata.normalize("NFKC", text).translate(_BRACKETS)
    lines = (" ".join(line.split()) for line in folded.splitlines())
    plain = "\n".join(line for line in lines if line)
    if not plain:
        raise refusal("blank")
    if len(plain) > LONGEST:
        raise refusal("too_long")
    return plain
