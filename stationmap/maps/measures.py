"""Figures that districts can be coloured by: what they are, what they are of, and in which classes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np

from stationmap.maps.classes import RAMPS, Classes, quantile_classes, round_classes

__all__ = ["Kind", "Measure", "Step", "Values", "Words", "measures_document", "rounded"]

Values = Mapping[str, float | None]
Words = tuple[str, str]
Kind = Literal["rate", "share", "gap", "amount"]


@dataclass(frozen=True, eq=False)
class Step:
    """The figures of one hour or month.

    Parameters
    ----------
    at : str
        ``13`` of an hour, ``2025-09`` of a month.
    part : str
        The kind of day of an hour; "" of a month.
    values, high : mapping of str to float or None
        By adcode, as they are shown; `high` is the upper bound where there is one.
    total : float or None
        Of all together.

    Examples
    --------
    >>> Step("2025-09", "", {"410102": 3.25}).high
    {}
    """

    at: str
    part: str
    values: Values
    high: Values = field(default_factory=dict)
    total: float | None = None


@dataclass(frozen=True, eq=False)
class Measure:
    """One figure of districts.

    Parameters
    ----------
    key : str
        By which the page knows it; of ASCII letters, digits and hyphens.
    group, title, unit : (str, str)
        Chinese and English. Units of shares are per cent.
    kind : {"rate", "share", "gap", "amount"}
        Rates and amounts have quantile classes, shares and gaps round ones; a gap and an amount are of what is not
        reached.
    decimals : int
        As many as the tables of the library have.
    values : mapping of str to float or None
        By adcode, rounded to `decimals`; None is unknown.
    hidden : frozenset of str
        Adcodes whose value is withheld; it is in no other field.
    method, origin : str
        How it is measured; of what period, source and time it is.
    total : float or None
        Of all together.
    stale : bool
        Whether the register has changed since it was made.
    axis : {"", "hour", "month"}
        What the steps go along.
    parts : mapping of str to (str, str)
        What the kinds of day are called.
    steps : tuple of Step

    Examples
    --------
    >>> measure = Measure("rate", ("组", "group"), ("率", "rate"), ("次", "times"), "rate", 1, {"410102": 2.5})
    >>> measure.known
    [2.5]
    """

    key: str
    group: Words
    title: Words
    unit: Words
    kind: Kind
    decimals: int
    values: Values
    hidden: frozenset[str] = frozenset()
    method: str = ""
    origin: str = ""
    total: float | None = None
    stale: bool = False
    axis: Literal["", "hour", "month"] = ""
    parts: Mapping[str, Words] = field(default_factory=dict)
    steps: tuple[Step, ...] = ()

    @property
    def known(self) -> list[float]:
        """All known values, of all steps."""
        every = [self.values, *(one.values for one in self.steps)]
        return [value for values in every for value in values.values() if value is not None]


def rounded(pairs: Iterable[tuple[str, Any]], decimals: int, *, percent: bool = False) -> dict[str, float | None]:
    """Round figures as the tables of the library are rounded; what is not finite, or less than nought, is unknown.

    Parameters
    ----------
    pairs : iterable of (str, number or None)
        Adcodes and figures.
    decimals : int
        Of what is shown; per cent have two more before they are multiplied.
    percent : bool
        Whether a share from 0 to 1 becomes per cent.

    Examples
    --------
    >>> rounded([("410102", 0.123456), ("410103", None)], 2, percent=True)
    {'410102': 12.35, '410103': None}
    """
    found: dict[str, float | None] = {}
    for adcode, value in pairs:
        number = float(value) if isinstance(value, int | float) else np.nan  # a kept document may hold anything
        if percent:
            number = float(np.round(100 * np.round(number, decimals + 2), decimals))
        shown = float(np.round(number, decimals)) + 0.0  # no minus nought
        found[adcode] = shown if np.isfinite(shown) and shown >= 0 else None
    return found


def measures_document(measures: Sequence[Measure], adcodes: Sequence[str]) -> list[dict[str, Any]]:
    """Write measures for the page: figures in the order of its districts, each list of figures once.

    Parameters
    ----------
    measures : sequence of Measure
    adcodes : sequence of str
        The districts of the page.

    Returns
    -------
    list of dict
        Ready for JSON; ``classes`` with the value each begins at, the same over all steps; ``columns`` of figures, of
        which ``values``, ``high`` and each step name theirs by number (-1 for none); ``hidden`` rows.

    Examples
    --------
    >>> measure = Measure("rate", ("组", "group"), ("率", "rate"), ("次", "times"), "rate", 1, {"410102": 2.5})
    >>> document = measures_document([measure], ["410102", "410103"])[0]
    >>> document["columns"], document["values"], document["classes"][0]["from"]
    ([[2.5, None]], 0, 2.5)
    """
    return [_document(one, adcodes) for one in measures]


def _document(measure: Measure, adcodes: Sequence[str]) -> dict[str, Any]:
    columns: dict[tuple[float | None, ...], int] = {}

    def column(values: Values) -> int:
        told = tuple(values.get(adcode) for adcode in adcodes)
        return columns.setdefault(told, len(columns)) if values else -1

    steps = [
        {"at": one.at, "part": one.part, "values": column(one.values), "high": column(one.high), "total": one.total}
        for one in measure.steps
    ]
    return {
        "key": measure.key,
        "group": measure.group,
        "title": measure.title,
        "unit": measure.unit,
        "kind": measure.kind,
        "decimals": measure.decimals,
        "method": measure.method,
        "origin": measure.origin,
        "total": measure.total,
        "stale": measure.stale,
        "axis": measure.axis,
        "parts": dict(measure.parts),
        "steps": steps,
        "values": column(measure.values),
        "hidden": [row for row, adcode in enumerate(adcodes) if adcode in measure.hidden],
        "classes": _classes(measure),
        "columns": [list(told) for told in columns],
    }


def _classes(measure: Measure) -> list[dict[str, Any]]:
    if measure.kind in {"rate", "amount"}:
        found = quantile_classes(measure.known, ramp=RAMPS["gap" if measure.kind == "amount" else "rate"])
        labels = found.spans(measure.decimals)
    else:
        found = round_classes(measure.known, ramp=RAMPS[measure.kind])
        labels = _bounds(found)
    return [
        {"from": low, "label": label, "colour": colour}
        for low, label, colour in zip(found.low, labels, found.colours, strict=True)
    ]


def _bounds(classes: Classes) -> tuple[str, ...]:
    last = len(classes.low) - 1
    return tuple(
        f"{low:g}–{'' if number == last else '<'}{high:g}%"
        for number, (low, high) in enumerate(zip(classes.low, classes.high, strict=True))
    )
