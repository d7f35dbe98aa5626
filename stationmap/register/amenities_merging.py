"""What was known of a station's amenities, and what is said of them now."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from stationmap.amenities import in_order

__all__ = ["Known", "merge_amenities"]


class Known(NamedTuple):
    """What is known of a station's amenities, as tables hold it.

    Parameters
    ----------
    amenities, amenities_no, out_of_order : str
        Codes, comma-joined; the last each ``code@date`` or ``code``.

    Examples
    --------
    >>> Known("toilet", "", "toilet@2026-01-01").amenities
    'toilet'
    """

    amenities: str
    amenities_no: str
    out_of_order: str


def merge_amenities(old: Known, new: Known, lists: Collection[str], asked: Collection[str] = ()) -> Known:
    """Put together what was known and what is said now, which holds against the former.

    A day since when something is out of order stays where it is said again without one.

    Parameters
    ----------
    old, new : Known
        What was known, and what is said.
    lists : collection of str
        Fields of `Known` that are said whole: what such a list does not name is not in it.
    asked : collection of str
        Codes of which it is said each by itself whether they are there, also where the answer is blank.

    Examples
    --------
    >>> merge_amenities(Known("toilet", "wifi", "toilet"), Known("wifi", "", ""), [])
    Known(amenities='toilet,wifi', amenities_no='', out_of_order='toilet')
    >>> merge_amenities(Known("toilet", "tv", "toilet"), Known("wifi", "", ""), ["amenities"])
    Known(amenities='wifi', amenities_no='tv', out_of_order='')
    """
    there, absent, broken = map(_split, new)
    known_there, known_absent, known_broken = map(_split, old)
    if "amenities" not in lists:
        there = [*there, *(set(known_there) - set(absent) - set(asked))]
    if "amenities_no" not in lists:
        absent = [*absent, *(set(known_absent) - set(there) - set(asked))]
    if "out_of_order" not in lists:
        since = dict(map(_code_and_day, known_broken))
        now = {code: day or since.get(code, "") for code, day in map(_code_and_day, broken)}
        broken = [f"{code}@{day}".removesuffix("@") for code, day in (now | (since | now)).items()]
    kept = [item for item in broken if _code_and_day(item)[0] in there]
    return Known(",".join(in_order(there)), ",".join(in_order(absent)), ",".join(kept))


def _split(text: str) -> list[str]:
    return text.split(",") if text else []


def _code_and_day(item: str) -> tuple[str, str]:
    code, _, day = item.partition("@")
    return code, day
