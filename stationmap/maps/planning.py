"""What planning adds to a map beside figures of districts: gaps, proposed sites, and how far stations reach."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from stationmap.datum import Datum, from_wgs84
from stationmap.maps.classes import RAMPS, quantile_classes
from stationmap.maps.of_results import origin_of, sum_words
from stationmap.maps.results import Result, objects
from stationmap.pairs import STRAIGHT

__all__ = ["planning_part"]

_TITLES = {"reach": ("可达", "reach"), "access": ("均衡", "access"), "siting": ("选址", "siting")}
Document = dict[str, Any]


def planning_part(results: Iterable[Result], adcodes: Sequence[str], datum: Datum) -> Document:
    """Write gaps, sites and radii for the page; what was not worked out is null.

    Parameters
    ----------
    results : iterable of Result
    adcodes : sequence of str
        The districts of the page, in its order.
    datum : Datum
        What to draw positions in.

    Returns
    -------
    dict
        Ready for JSON: ``gaps``, ``sites``, ``covered``, and ``results`` (what each is called, when it was made,
        whether it is stale, its notes).

    Examples
    --------
    >>> planning_part([Result("reach", {"notes": ["方法"]}, "2026-01-02 08:00")], [], Datum.WGS84)["results"]
    [{'title': ('可达', 'reach'), 'made_at': '2026-01-02 08:00', 'stale': False, 'damaged': False, 'notes': ['方法']}]
    """
    by_name = {result.name: result for result in results}
    reach, siting = by_name.get("reach"), by_name.get("siting")
    return {
        "gaps": None if reach is None else _gaps(reach, adcodes, datum),
        "sites": None if siting is None else _sites(siting, adcodes, datum),
        "covered": [] if reach is None else _covered(reach),
        "results": [_told(result) for result in by_name.values()],
    }


def _told(result: Result) -> Document:
    notes = result.document.get("notes")
    return {
        "title": _TITLES[result.name],
        "made_at": result.made_at,
        "stale": result.stale,
        "damaged": "damaged" in result.document,
        "notes": [str(note) for note in notes] if isinstance(notes, list) else [],
    }


def _covered(result: Result) -> list[Document]:
    """Give the radii of discs: a walk along streets is none."""
    straight = (one for one in objects(result.document.get("measures")) if one.get("how") == STRAIGHT)
    found = [
        {"title": (str(one.get("zh")), str(one.get("en"))), "radius_m": _number(one, "radius_m")} for one in straight
    ]
    return [one for one in found if one["radius_m"]]


def _gaps(result: Result, adcodes: Sequence[str], datum: Datum) -> Document | None:
    told = result.document.get("gaps")
    if not isinstance(told, dict):
        return None
    unit, rows = sum_words(result), list(objects(told.get("cells")))
    decimals = 1 if unit[0] == "km²" else 0
    weight = [_rounded(_number(row, "weight"), decimals) for row in rows]
    classes = quantile_classes([np.nan if one is None else one for one in weight], ramp=RAMPS["gap"])
    spans = zip(classes.low, classes.spans(decimals), classes.colours, strict=True)
    left, step = told.get("left_out"), told.get("step")
    return {
        "unit": unit,
        "decimals": decimals,
        "how": told.get("how"),
        "norm": _norm(result, told),
        "caution": _caution(result, told),
        "side_m": _number(told, "side_m"),
        "step": step if isinstance(step, list) else [0, 0],
        "total": _rounded(_number(told, "total"), decimals),
        "left_out": left if isinstance(left, dict) else {},
        "origin": origin_of(result),
        "stale": result.stale,
        **_placed(rows, adcodes, datum),
        "weight": weight,
        "nearest_m": [_rounded(_number(row, "nearest_m"), 0) for row in rows],
        "classes": [{"from": low, "label": label, "colour": colour} for low, label, colour in spans],
    }


def _norm(result: Result, told: Mapping[str, Any]) -> tuple[str, str]:
    """Name the measure whose gaps they are: a norm may have several."""
    same = _measures_of(result, told)
    if same:
        return str(same[0].get("zh", "")), str(same[0].get("en", ""))
    radius = _number(told, "radius_m")
    return ("", "") if radius is None else (f"{radius:,.0f}米", f"within {radius:,.0f} m")


def _measures_of(result: Result, told: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    every = objects(result.document.get("measures"))
    return [one for one in every if all(one.get(key) == told.get(key) for key in ("how", "radius_m"))]


def _caution(result: Result, told: Mapping[str, Any]) -> str:
    """Say what the gaps must not be taken for, such as those where the extract has no street."""
    return next((str(one["caution"]) for one in _measures_of(result, told) if one.get("caution")), "")


def _sites(result: Result, adcodes: Sequence[str], datum: Datum) -> Document:
    rows, told = list(objects(result.document.get("sites"))), result.document.get("notes")
    notes = [str(note) for note in told] if isinstance(told, list) else []
    unit = sum_words(result)
    decimals = 1 if unit[0] == "km²" else 0
    share = [_number(row, "covered_share") for row in rows]
    return {
        "unit": unit,
        "decimals": decimals,
        "origin": origin_of(result),
        "stale": result.stale,
        "method": next((note for note in notes if note.startswith("模型 model")), ""),
        "notes": notes,
        **_placed(rows, adcodes, datum),
        "order": [row.get("order") for row in rows],
        "added": [_rounded(_number(row, "covered_more"), decimals) for row in rows],
        "covered": [_rounded(_number(row, "covered"), decimals) for row in rows],
        "share": [None if one is None else _rounded(100 * float(np.round(one, 4)), 2) for one in share],
    }


def _placed(rows: Sequence[Mapping[str, Any]], adcodes: Sequence[str], datum: Datum) -> Document:
    """Give positions in the datum, to five decimals (about a metre), and the row of each district, -1 for none."""
    number = {adcode: row for row, adcode in enumerate(adcodes)}
    lats, lons = ([_number(row, key) or 0.0 for row in rows] for key in ("lat", "lon"))
    lat, lon = from_wgs84(np.array(lats, dtype=float), np.array(lons, dtype=float), datum)
    return {
        "lat": np.round(lat, 5).tolist(),
        "lon": np.round(lon, 5).tolist(),
        "district": [number.get(str(row.get("adcode")), -1) for row in rows],
    }


def _number(row: Mapping[str, Any], key: str) -> float | None:
    value = row.get(key)
    return float(value) if isinstance(value, int | float) and np.isfinite(value) else None


def _rounded(value: float | None, decimals: int) -> float | None:
    return None if value is None else float(np.round(value, decimals))
