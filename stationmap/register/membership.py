"""Districts: where stations lie, against where the register says that they lie."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from stationmap.districts import Districts
from stationmap.register.positions import Positions
from stationmap.register.reports import Report
from stationmap.register.values import is_blank

__all__ = ["UNSURE_M", "check_membership", "named_districts"]

UNSURE_M = 150
"""Independent sources of boundaries differ by so much."""
_MOST_NAMES = 20
Adcodes = NDArray[np.object_]


def named_districts(texts: Sequence[str], located: Adcodes, districts: Districts) -> Adcodes:
    """Find which district each text means.

    A name that several cities have, such as 鼓楼区, means the one of the prefecture in which the station lies,
    else of the prefectures in which the file's stations lie.

    Parameters
    ----------
    texts : sequence of str
        Names as registered.
    located : object array of shape (n,)
        Adcode of the district that holds each position, or "".
    districts : Districts
        All that are known.

    Returns
    -------
    object array of shape (n,)
        Adcode, "" where the text is blank, unknown or of several meanings.

    Examples
    --------
    >>> from stationmap.districts import national
    >>> named_districts(["鼓楼区", "上街区"], np.array(["410202", ""], dtype=object), national()).tolist()
    ['410204', '410106']
    """
    heads = [adcode[:4] for adcode in located]
    known = {adcode[:4] for adcode in districts.frame["adcode"]}
    every = sorted({head for head in heads if head} & known)

    @cache
    def of(prefixes: tuple[str, ...]) -> Districts:
        return districts.of_cities(prefixes)

    @cache
    def meaning(text: str, head: str) -> str:
        if is_blank(text):
            return ""
        near = [of((head,))] if head in known else []
        around = [of(tuple(every))] if every else []
        return next((code for some in (*near, *around, districts) if (code := some.match_name(text))), "")

    return np.array([meaning(text, head) for text, head in zip(texts, heads, strict=True)], dtype=object)


def check_membership(
    texts: Sequence[str], header: str, positions: Positions, districts: Districts, report: Report
) -> tuple[Adcodes, Adcodes]:
    """Locate stations and compare with the districts that rows name.

    Parameters
    ----------
    texts : sequence of str
        District as registered, "" where a row names none.
    header : str
        Header of these texts.
    positions : Positions
        NaN in rows that are out.
    districts : Districts
        All that are known.
    report : Report
        Gets what does not agree. A station nearer than `UNSURE_M` to the border of the district that it names
        is a note only; names without a polygon or without a known meaning are one note each for the file.

    Returns
    -------
    (object array, object array), each of shape (n,)
        Adcode of the district that holds the position, and of the one that is named; "" for none.
    """
    located = districts.locate(positions.lat, positions.lon)
    kept = ~report.out
    if not kept.any() or not (located[kept] != "").any():
        if kept.any():
            report.file("no_districts_here", positions.field, "")
        return located, np.full(len(located), "", dtype=object)
    named = named_districts(texts, located, districts)
    has_polygon = _drawn(districts)
    _note_unchecked(np.array(texts, dtype=object), named, kept, header, has_polygon, report)
    nowhere = np.flatnonzero(kept & (located == "")).tolist()
    report.cells("outside_districts", nowhere, positions.field, [_shown(positions, row) for row in nowhere])
    drawn = np.array([code in has_polygon for code in named], dtype=bool)
    _report_mismatches(
        np.flatnonzero(kept & drawn & (located != "") & (located != named)),
        (texts, located, named),
        header,
        positions,
        districts,
        report,
    )
    return located, np.where(drawn, named, "")


def _drawn(districts: Districts) -> set[str]:
    return set(districts.frame["adcode"][districts.has_polygon])


def _shown(positions: Positions, row: int) -> str:
    return f"{positions.lat_received[row]}, {positions.lon_received[row]}"


def _note_unchecked(
    texts: Adcodes, named: Adcodes, kept: NDArray[np.bool_], header: str, drawn: set[str], report: Report
) -> None:
    given = [(text, code) for text, code in zip(texts[kept], named[kept], strict=True) if not is_blank(text)]
    unchecked = Counter((text, code) for text, code in given if code not in drawn)
    for (text, code), count in unchecked.most_common(_MOST_NAMES):
        kind = "district_without_polygon" if code else "unknown_district_name"
        report.file(kind, header, text, count=count)


def _report_mismatches(
    rows: NDArray[np.int64],
    names: tuple[Sequence[str], Adcodes, Adcodes],
    header: str,
    positions: Positions,
    districts: Districts,
    report: Report,
) -> None:
    texts, located, named = names
    if len(rows) == 0:
        return
    involved = districts.only(set(named[rows]) | set(located[rows]))
    frame = involved.frame
    names_of = {str(code): str(name) for code, name in zip(frame["adcode"], frame["name"], strict=True)}
    metres = involved.border_distance_m(positions.lat[rows], positions.lon[rows], named[rows])
    for code, wanted in (("district_uncertain", metres < UNSURE_M), ("district_mismatch", metres >= UNSURE_M)):
        parts = [
            {"named": names_of[named[row]], "located": names_of[located[row]], "metres": f"{m:.0f}"}
            for row, m in zip(rows[wanted], metres[wanted], strict=True)
        ]
        report.cells(code, rows[wanted], header, [texts[row] for row in rows[wanted]], parts)
