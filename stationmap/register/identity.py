"""Who is who: codes as registered, and ids derived for stations without one."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from stationmap.register.reports import Report

__all__ = ["MAX_ID", "derived_id", "fault_of_id", "identify"]

MAX_ID = 100
# "/" and the names "." and ".." cannot stand in the path of an address, control characters and lone surrogates nowhere.
_FORBIDDEN = re.compile("[/\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029]")


def derived_id(name: str, address: str, lat: float, lon: float) -> str:
    """Make the id of a station that has no code, from what does not change when a file is sorted anew.

    Parameters
    ----------
    name, address : str
        Compared after NFKC, without blanks at the ends.
    lat, lon : float
        Degrees as received, compared to 7 decimals.

    Returns
    -------
    str
        ``s-`` and 12 hexadecimal digits of SHA-256: among 200,000 stations two collide with a chance of 1 in 14,000.

    Examples
    --------
    >>> derived_id("爱心驿站", "", 34.75, 113.62)
    's-bbafd432f906'
    """
    words = [unicodedata.normalize("NFKC", text).strip() for text in (name, address)]
    position = [f"{value:.7f}".replace("-0.0000000", "0.0000000") for value in (lat, lon)]
    digest = hashlib.sha256("\x1f".join(words + position).encode("utf-8", "replace"))
    return f"s-{digest.hexdigest()[:12]}"


def fault_of_id(text: str) -> tuple[str, str] | None:
    """Say in Chinese and English why a code cannot be used; None if it can.

    Examples
    --------
    >>> fault_of_id("豫A-001") is None, fault_of_id("a/b")[1]
    (True, 'it holds "/" or characters that cannot be shown')
    """
    if len(text) > MAX_ID:
        return f"超过 {MAX_ID} 字", f"longer than {MAX_ID} characters"
    if _FORBIDDEN.search(text):
        return "含有 / 或不可显示的字符", 'it holds "/" or characters that cannot be shown'
    if text in {".", ".."}:
        return "只有点", "it is but dots"
    if text == "nearest":
        return "与接口地址 /v1/stations/nearest 相同", "/v1/stations/nearest is another address of the API"
    return None


def identify(
    codes: Sequence[str],
    names: Sequence[str],
    addresses: Sequence[str],
    received: tuple[NDArray[np.float64], NDArray[np.float64]],
    header: str,
    report: Report,
) -> tuple[list[str], list[str]]:
    """Give each row its id.

    Parameters
    ----------
    codes, names, addresses : sequence of str
        Of each row; a blank code makes the id derived.
    received : two float64 arrays of shape (n,)
        Latitude and longitude as received, degrees.
    header : str
        Header of the codes, for findings.
    report : Report
        Rows that are out already are passed over. Codes that cannot be used become errors.

    Returns
    -------
    (list of str, list of str)
        Ids, and ``code`` or ``derived`` for each.
    """
    trimmed = [code.strip() for code in codes]
    faults = [(row, fault) for row, code in enumerate(trimmed) if code and (fault := fault_of_id(code))]
    report.cells(
        "invalid_id",
        [row for row, _ in faults],
        header,
        [trimmed[row] for row, _ in faults],
        [{"why_zh": zh, "why": why} for _, (zh, why) in faults],
    )
    ids = list(trimmed)
    for row in np.flatnonzero(~report.out).tolist():
        if not ids[row]:
            ids[row] = derived_id(names[row], addresses[row], received[0][row], received[1][row])
    return ids, ["code" if code else "derived" for code in trimmed]
