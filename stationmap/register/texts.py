"""Cleaning texts: what cannot be shown goes, all else stays as it is written."""

from __future__ import annotations

import re
from collections.abc import Sequence

from stationmap.register.reports import Report

__all__ = ["MAX_TEXT", "clean_texts"]

MAX_TEXT = 2_000
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_BROKEN = re.compile("[\ud800-\udfff]")


def clean_texts(texts: Sequence[str], header: str, report: Report) -> list[str]:
    r"""Trim texts, remove control characters, replace lone surrogates, cut what is too long.

    Parameters
    ----------
    texts : sequence of str
        A column of the file. Line breaks and tabs inside a text stay, and so does markup: text is text.
    header : str
        The column's name, for the findings.
    report : Report
        Gets a warning for each text that had to be changed, blanks at the ends aside.

    Returns
    -------
    list of str

    Examples
    --------
    >>> import numpy as np
    >>> report = Report(np.array([2, 3]))
    >>> clean_texts([" <b>驿站</b> ", "a\x07b"], "名称", report), [item.code for item in report.findings]
    (['<b>驿站</b>', 'ab'], ['control_characters'])
    """
    cleaned = [text.strip() for text in texts]
    _replace(cleaned, _CONTROL, "", "control_characters", header, report)
    _replace(cleaned, _BROKEN, "\ufffd", "broken_characters", header, report)
    long = [position for position, text in enumerate(cleaned) if len(text) > MAX_TEXT]
    report.cells("text_cut", long, header, [cleaned[at] for at in long], [{"limit": MAX_TEXT}] * len(long))
    for position in long:
        cleaned[position] = cleaned[position][:MAX_TEXT].strip()
    return cleaned


def _replace(texts: list[str], pattern: re.Pattern[str], by: str, code: str, header: str, report: Report) -> None:
    if not pattern.search("".join(texts)):  # one pass over the column, because hardly any text has one
        return
    found = [position for position, text in enumerate(texts) if pattern.search(text)]
    for position in found:
        texts[position] = pattern.sub(by, texts[position]).strip()
    report.cells(code, found, header, [texts[position] for position in found])
