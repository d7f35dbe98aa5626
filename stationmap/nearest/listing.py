"""Listing stations: by box, district, needs, kind and access, a page at a time."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from stationmap.catalogue import Searchable
from stationmap.datum import Datum
from stationmap.errors import Fault, ParameterError
from stationmap.index import in_degrees
from stationmap.nearest.query import check_vocabulary, refuse
from stationmap.nearest.trip import Trip, day_of, this_minute

__all__ = ["Page", "Selection", "list_stations"]

_TRIP = Trip()


@dataclass(frozen=True, slots=True)
class Selection:
    """Which stations are wanted.

    Parameters
    ----------
    box : tuple of float, optional
        West, south, east, north in degrees of `datum`, edges included; west above east
        crosses the antimeridian.
    district : str, optional
        Adcode.
    datum : Datum
        Of `box`.
    needs : tuple of str
        Amenity codes, all wanted, in working order.
    kind, access : tuple of str
        Codes of which one must fit; empty for all.
    trip : Trip
        Whether they must be known to be open, and when; nobody walks and nobody stays.

    Raises
    ------
    ParameterError
        With one fault for each value that does not fit.

    Examples
    --------
    >>> Selection(needs=("toilet",)).box is None
    True
    """

    box: tuple[float, ...] | None = None
    district: str | None = None
    datum: Datum = Datum.WGS84
    needs: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    access: tuple[str, ...] = ()
    trip: Trip = _TRIP

    def __post_init__(self) -> None:
        faults = check_vocabulary(self.needs, self.kind, self.access)
        if self.box is not None and not _fits(self.box):
            reason = "must be west,south,east,north; longitudes -180 to 180, latitudes -90 <= south <= north <= 90"
            faults.append(Fault("bbox", ",".join(str(edge) for edge in self.box), reason))
        refuse(faults)


def _fits(box: tuple[float, ...]) -> bool:
    if len(box) != 4:
        return False
    west, south, east, north = box
    return -180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a listing.

    Parameters
    ----------
    rows : tuple of int
        Rows of the catalogue, in order of id.
    matched : int
        How many stations fit in all.
    last : str or None
        Id to ask the next page after; None on the last page.

    Examples
    --------
    >>> from stationmap.loading import demonstration
    >>> page = list_stations(demonstration(), Selection(district="410102"), limit=2)
    >>> list_stations(demonstration(), Selection(district="410102"), limit=2, after=page.last).rows[0] > page.rows[-1]
    True
    """

    rows: tuple[int, ...]
    matched: int
    last: str | None


def list_stations(
    catalogue: Searchable,
    selection: Selection,
    *,
    limit: int = 100,
    after: str | None = None,
    on: date | None = None,
    now: int | None = None,
) -> Page:
    """List the stations in operation that fit, in order of id.

    Parameters
    ----------
    catalogue : Catalogue or LiveCatalogue
    selection : Selection
    limit : int
        Stations a page, 1 or more.
    after : str, optional
        Id after which the page begins; it need not exist.
    on : date, optional
        Day of operation; that of the instant asked for, in China, by default.
    now : int, optional
        UTC epoch seconds; this minute by default.

    Raises
    ------
    ParameterError
        If the register has no district of that code, the page would hold no station, or the instant asked for is
        more than a day past or a year ahead.

    Examples
    --------
    >>> from stationmap.loading import demonstration
    >>> len(list_stations(demonstration(), Selection(needs=("toilet",)), limit=10).rows)
    10
    """
    if limit < 1:
        raise ParameterError(f"limit={limit}: must be 1 or more", (Fault("limit", str(limit), "must be 1 or more"),))
    at = selection.trip.leaves(this_minute() if now is None else now)
    fits = _fitting(catalogue, selection, on or day_of(at))
    if selection.trip.wants_open:
        fits &= catalogue.open_at(at)
    order = catalogue.in_order
    rows = order[fits[order]]
    start = 0 if after is None else bisect_right(rows, after, key=lambda row: catalogue.id_of(int(row)))
    page = rows[start : start + limit].tolist()
    more = start + limit < len(rows)
    return Page(tuple(page), len(rows), catalogue.id_of(page[-1]) if more else None)


def _fitting(catalogue: Searchable, selection: Selection, day: date) -> NDArray[np.bool_]:
    wanted = catalogue.wanted(selection.needs, selection.kind, selection.access, day)
    fits = np.zeros(len(catalogue), dtype=np.bool_)
    fits[catalogue.index.matching(wanted)] = True
    if selection.district is not None:
        _check_district(catalogue, selection.district)
        fits &= catalogue.in_district(selection.district)
    if selection.box is not None:
        fits &= _in_box(catalogue, selection.box, selection.datum)
    return fits


def _check_district(catalogue: Searchable, adcode: str) -> None:
    if adcode not in catalogue.districts:
        fault = Fault("district", adcode, "the register has no district of this code; see /v1/districts")
        raise ParameterError(f"没有这个区县 no such district: {adcode}", (fault,))


def _in_box(catalogue: Searchable, box: tuple[float, ...], datum: Datum) -> NDArray[np.bool_]:
    # In the box's own datum: a rectangle of one datum is no rectangle of another.
    return in_degrees(*catalogue.positions(datum), *box)
