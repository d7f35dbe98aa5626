"""A register in Morton's order: sorted once for a frozen base, and then only amended."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from stationmap.catalogue import Catalogue, LiveCatalogue, Searchable
from stationmap.datum import Datum, from_wgs84
from stationmap.tiles.drawn import Layout
from stationmap.tiles.mercator import to_square
from stationmap.tiles.morton import interleave

if TYPE_CHECKING:
    from stationmap.nearest import Selection

__all__ = ["Wish", "is_prepared", "layout_of", "prepare"]

_LAYOUTS = 6  # of one register, kept: one for each filter, datum and version


@dataclass(frozen=True)
class Wish:
    """Which stations are drawn, in what datum, and when.

    Parameters
    ----------
    selection : Selection
        Its `datum` is that of the tiles.
    on : datetime.date
        Day of operation.
    at : int
        UTC epoch seconds; counts where stations must be open.

    Examples
    --------
    >>> from stationmap.nearest import Selection
    >>> Wish(Selection(needs=("toilet",)), date(2026, 11, 24), 0).selection.needs
    ('toilet',)
    """

    selection: Selection
    on: date
    at: int


@dataclass(frozen=True, eq=False)
class _Ordered:
    """Places in order, and whose they are; those beyond the square are not among them."""

    codes: NDArray[np.uint64]
    x: NDArray[np.uint32]
    y: NDArray[np.uint32]
    rows: NDArray[np.int32]


_BASES: WeakKeyDictionary[Catalogue, dict[Datum, _Ordered]] = WeakKeyDictionary()
_KEPT: WeakKeyDictionary[Searchable, OrderedDict[tuple[object, ...], Layout]] = WeakKeyDictionary()


def _ordered(lat: NDArray[np.float64], lon: NDArray[np.float64], rows: NDArray[np.int32]) -> _Ordered:
    x, y, inside = to_square(lat, lon)
    codes = interleave(x, y)
    order = np.argsort(codes, kind="stable")
    order = order[inside[order]]
    return _Ordered(codes[order], x[order].astype(np.uint32), y[order].astype(np.uint32), rows[order])


def _base_of(catalogue: Searchable) -> Catalogue:
    return catalogue.base if isinstance(catalogue, LiveCatalogue) else catalogue


def is_prepared(catalogue: Searchable, datum: Datum) -> bool:
    """Tell whether the base of a register is sorted already.

    Parameters
    ----------
    catalogue : Catalogue or LiveCatalogue
    datum : Datum
        Of the tiles.

    Examples
    --------
    >>> from stationmap.loading import demonstration
    >>> prepare(demonstration(), Datum.WGS84)
    >>> is_prepared(demonstration(), Datum.WGS84)
    True
    """
    return datum in _BASES.get(_base_of(catalogue), {})


def prepare(catalogue: Searchable, datum: Datum) -> None:
    """Sort the base of a register, if it is not sorted yet; may be called in a thread, since a base never changes.

    Parameters
    ----------
    catalogue : Catalogue or LiveCatalogue
    datum : Datum
        Of the tiles.

    Examples
    --------
    >>> from stationmap.loading import demonstration
    >>> prepare(demonstration(), Datum.WGS84)
    """
    base = _base_of(catalogue)
    known = _BASES.setdefault(base, {})
    if datum not in known:
        known[datum] = _ordered(*base.positions(datum), np.arange(len(base), dtype=np.int32))


def layout_of(catalogue: Searchable, wish: Wish) -> Layout:
    """Give what is drawn of a register as it is now; the same until it changes.

    Parameters
    ----------
    catalogue : Catalogue or LiveCatalogue
    wish : Wish

    Raises
    ------
    VocabularyError
        If a code is not in its vocabulary.

    Examples
    --------
    >>> from stationmap.loading import demonstration
    >>> from stationmap.nearest import Selection
    >>> len(layout_of(demonstration(), Wish(Selection(), date(2026, 11, 24), 0)))
    665
    """
    chosen = wish.selection
    minute = wish.at // 60 if chosen.trip.wants_open else None
    key = (catalogue.version, chosen.datum, chosen.needs, chosen.kind, chosen.access, wish.on, minute)
    kept = _KEPT.setdefault(catalogue, OrderedDict())
    if key in kept:
        kept.move_to_end(key)
        return kept[key]
    layout = kept[key] = _laid_out(catalogue, wish)
    for old in [other for other in kept if other[0] != catalogue.version]:
        del kept[old]
    while len(kept) > _LAYOUTS:
        kept.popitem(last=False)
    return layout


def _laid_out(catalogue: Searchable, wish: Wish) -> Layout:
    prepare(catalogue, wish.selection.datum)
    fits = _fitting(catalogue, wish)
    if not isinstance(catalogue, LiveCatalogue):
        return _layout(_BASES[catalogue][wish.selection.datum], fits)
    ordered = _BASES[catalogue.base][wish.selection.datum]
    changed = catalogue.changed_rows
    if not changed:
        return _layout(ordered, fits)
    there = fits[: len(catalogue.base)].copy()
    there[[row for row in changed if row < len(there)]] = False
    return _layout(_merged(_taken(ordered, there), _changed(catalogue, fits, wish.selection.datum)))


def _fitting(catalogue: Searchable, wish: Wish) -> NDArray[np.bool_]:
    chosen = wish.selection
    fits = np.zeros(len(catalogue), dtype=np.bool_)
    fits[catalogue.index.matching(catalogue.wanted(chosen.needs, chosen.kind, chosen.access, wish.on))] = True
    if chosen.trip.wants_open:
        fits &= catalogue.open_at(wish.at)
    return fits


def _changed(live: LiveCatalogue, fits: NDArray[np.bool_], datum: Datum) -> _Ordered:
    rows = np.array([row for row in live.changed_rows if fits[row]], dtype=np.int32)
    places = [live.station(row).position for row in rows.tolist()]
    lat, lon = (np.array([getattr(place, name) for place in places], np.float64) for name in ("lat", "lon"))
    return _ordered(*from_wgs84(lat, lon, datum), rows)


def _taken(ordered: _Ordered, fits: NDArray[np.bool_]) -> _Ordered:
    mask = fits[ordered.rows]
    return _Ordered(ordered.codes[mask], ordered.x[mask], ordered.y[mask], ordered.rows[mask])


def _merged(base: _Ordered, more: _Ordered) -> _Ordered:
    at = np.searchsorted(base.codes, more.codes, side="right")
    names = ("codes", "x", "y", "rows")
    return _Ordered(*(np.insert(getattr(base, name), at, getattr(more, name)) for name in names))


def _layout(ordered: _Ordered, fits: NDArray[np.bool_] | None = None) -> Layout:
    taken = ordered if fits is None or fits.all() else _taken(ordered, fits)
    return Layout(taken.codes, taken.x, taken.y, taken.rows)
