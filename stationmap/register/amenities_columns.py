"""A register's amenities, from lists of words and columns of yes and no, to three columns of codes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from stationmap.amenities import amenity_bits, codes_of_bits
from stationmap.register.amenities_cells import AmenityWords, is_unknown_flag, read_broken, read_flag, read_words
from stationmap.register.codes import split_list
from stationmap.register.columns import Columns
from stationmap.register.remarks import read_remark
from stationmap.register.reports import Report

__all__ = ["read_amenity_columns"]

Bits = NDArray[np.uint64]
Items = tuple[str, ...]


def read_amenity_columns(frame: pd.DataFrame, columns: Columns, report: Report) -> dict[str, list[str]]:
    """Read what each station offers.

    An amenity is there if any column says so, known not to be there if one says no; if both, it is unknown. What
    is out of order is there.

    Parameters
    ----------
    frame : pandas.DataFrame
        Texts of the file.
    columns : Columns
        Which columns tell of amenities.
    report : Report
        Gets a warning for each word and cell that cannot be read, and for contradictions; a note for each remark.

    Returns
    -------
    dict of str to list of str
        amenities, amenities_no and out_of_order, codes comma-joined in the order of the vocabulary.
    """
    yes, no = np.zeros(len(frame), dtype=np.uint64), np.zeros(len(frame), dtype=np.uint64)
    there, absent, faulty = _lists(frame, columns.fields.get("amenities"), report)
    yes, no = yes | there, no | absent
    there, absent, _ = _lists(frame, columns.fields.get("amenities_no"), report)
    no |= there | absent  # "无" before a word here repeats what the column says
    for header, codes in columns.flags.items():
        there, absent = _flags(frame[header].tolist(), header, amenity_bits(codes), report)
        yes, no = yes | there, no | absent
    broken, out = _broken(frame, columns.fields.get("out_of_order"), faulty, report)
    yes |= out
    both = yes & no & ~out
    _report_contradictions(both, columns, report)
    return {"amenities": _joined(yes & ~both), "amenities_no": _joined(no & ~both & ~out), "out_of_order": broken}


def _lists(frame: pd.DataFrame, header: str | None, report: Report) -> tuple[Bits, Bits, list[Items]]:
    texts = [""] * len(frame) if header is None else frame[header].tolist()
    known: dict[str, AmenityWords] = {text: read_words(text) for text in set(texts)}
    for code, told in (
        ("unknown_amenity", {text: words.unknown for text, words in known.items() if words.unknown}),
        ("read_as_out_of_order", {text: words.faulty for text, words in known.items() if words.faulty}),
        ("unused_remark", {text: words.remarked for text, words in known.items() if words.remarked}),
    ):
        cells = [(row, word) for row, text in enumerate(texts) if text in told for word in told[text]]
        report.cells(code, [row for row, _ in cells], header or "", [word for _, word in cells])
    words = [known[text] for text in texts]
    return _bits([one.yes for one in words]), _bits([one.no for one in words]), [one.broken for one in words]


def _flags(texts: Sequence[str], header: str, bits: int, report: Report) -> tuple[Bits, Bits]:
    known = {text: read_flag(text) for text in set(texts)}
    odd = {text for text, flag in known.items() if flag is None and not is_unknown_flag(text)}
    rows = [row for row, text in enumerate(texts) if text in odd]
    report.cells("unreadable_flag", rows, header, [texts[row] for row in rows])
    flags = [known[text] for text in texts]
    return _bits([bits if flag else 0 for flag in flags]), _bits([bits if flag is False else 0 for flag in flags])


def _broken(frame: pd.DataFrame, header: str | None, faulty: Sequence[Items], report: Report) -> tuple[list[str], Bits]:
    """Join what the column of it says and what remarks say, of which the column holds."""
    texts = [""] * len(frame) if header is None else frame[header].tolist()
    known = {text: read_broken(text) for text in set(texts)}
    unknown = [(row, word) for row, text in enumerate(texts) for word in known[text][1]]
    report.cells("unknown_amenity", [row for row, _ in unknown], header or "", [word for _, word in unknown])
    remarks = {text: _remarked(text, unread) for text, (_, unread) in known.items()}
    unused = [(row, item) for row, text in enumerate(texts) for item in remarks[text]]
    report.cells("unused_remark", [row for row, _ in unused], header or "", [item for _, item in unused])
    rows = [(*more, *known[text][0]) for text, more in zip(texts, faulty, strict=True)]
    items = {row: {item.partition("@")[0]: item for item in row} for row in set(rows)}
    bits = {row: amenity_bits(by_code) for row, by_code in items.items()}
    return [",".join(items[row].values()) for row in rows], _bits([bits[row] for row in rows])


def _remarked(text: str, unread: Items) -> list[str]:
    """Name what has a remark that says more than that it does not work."""
    return [item for item in split_list(text) if item not in unread and read_remark(item).says in {"absent", "other"}]


def _bits(values: Sequence[int]) -> Bits:
    return np.array(values, dtype=np.uint64)


def _joined(bits: Bits) -> list[str]:
    values = bits.tolist()
    known = {value: ",".join(codes_of_bits(value)) for value in set(values)}
    return [known[value] for value in values]


def _report_contradictions(both: Bits, columns: Columns, report: Report) -> None:
    rows = np.flatnonzero(both)
    headers = [columns.fields[name] for name in ("amenities", "amenities_no") if name in columns.fields]
    field = " / ".join([*headers, *columns.flags])
    report.cells("amenity_contradiction", rows, field, [",".join(codes_of_bits(int(both[row]))) for row in rows])
