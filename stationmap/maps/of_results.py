"""Measures that results of planning tell: reach, its hours, its gaps, and access."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from stationmap.demand import demand_unit
from stationmap.maps.measures import Kind, Measure, Step, Words, rounded
from stationmap.maps.results import Result, objects
from stationmap.pairs import STRAIGHT
from stationmap.reach import DAY_TYPES

__all__ = ["origin_of", "result_measures", "sum_words"]

_PERCENT = ("%", "")
_STRAIGHT = "直线，不是步行路程 straight lines, not walks"
_STREETS = "沿道路 along streets"
_NOISE = 1e-6
Row = Mapping[str, Any]


def result_measures(results: Iterable[Result]) -> list[Measure]:
    """Make the measures of results, in their order.

    Parameters
    ----------
    results : iterable of Result

    Examples
    --------
    >>> rows = [{"level": "district", "adcode": "410102", "access_per_10k": 0.5}]
    >>> [measure.key for measure in result_measures([Result("access", {"rows": rows}, "2026-01-02 08:00")])]
    ['access']
    """
    made = [measure for result in results if result.name in _MAKERS for measure in _MAKERS[result.name](result)]
    return [measure for measure in made if measure.known]


def origin_of(result: Result) -> str:
    """Say of what demand and day a result is, and when it was made.

    Parameters
    ----------
    result : Result

    Examples
    --------
    >>> origin_of(Result("access", {"on": "2026-01-01"}, "2026-01-02 08:00"))
    '站点截至 stations as of 2026-01-01 · 算于 made at 2026-01-02 08:00'
    """
    demand, on = result.document.get("demand"), result.document.get("on")
    told = demand if isinstance(demand, dict) else {}
    of = "，".join(str(told[key]) for key in ("how", "source") if told.get(key))
    parts = [
        f"需求 demand: {demand_unit(str(told.get('what')))}（{of}）" if told else "",
        f"站点截至 stations as of {on}" if on else "",
        f"算于 made at {result.made_at}" if result.made_at else "",
    ]
    return " · ".join(part for part in parts if part)


def sum_words(result: Result) -> Words:
    """Name what the demand of a result counts, as a unit, Chinese and English.

    Parameters
    ----------
    result : Result

    Examples
    --------
    >>> sum_words(Result("reach", {"demand": {"what": "residents"}}, ""))
    ('人', 'residents')
    """
    told = result.document
    demand = told.get("demand")
    what = demand.get("what", "") if isinstance(demand, dict) else told.get("weight", "")  # sites name it so
    unit = demand_unit(str(what))
    zh, _, en = unit.partition(" ")
    return (zh, en) if en.isascii() else (unit, "")


def _districts(value: Any) -> list[Row]:  # noqa: ANN401  (JSON)
    rows = (row for row in objects(value) if row.get("level", "district") in {"district", "zone"})
    return [row for row in rows if isinstance(row.get("adcode"), str)]


def _column(rows: Iterable[Row], read: Callable[[Row], Any], decimals: int, kind: Kind) -> dict[str, float | None]:
    pairs = ((row["adcode"], read(row)) for row in rows)
    return rounded(pairs, decimals, percent=kind in {"share", "gap"})


def _total(value: Any, read: Callable[[Row], Any], decimals: int, kind: Kind) -> float | None:  # noqa: ANN401  (JSON)
    rows = [{**row, "adcode": ""} for row in objects(value) if row.get("level") == "total"]
    return _column(rows, read, decimals, kind).get("")


def _number(row: Row, key: str) -> float:
    value = row.get(key)
    return float(value) if isinstance(value, int | float) else math.nan


def _less(row: Row) -> float:
    gap = _number(row, "placed") - _number(row, "covered")
    return max(gap, 0.0) if gap > -_NOISE else gap  # two sums of the same places may differ by their last digit


def _without(row: Row) -> float:
    placed = _number(row, "placed")
    return _less(row) / placed if placed > 0 else math.nan


def _nth(lists: Any, kind: str, hour: int) -> Any:  # noqa: ANN401  (JSON)
    values = lists.get(kind) if isinstance(lists, dict) else None
    return values[hour] if isinstance(values, list) and len(values) == 24 else None


def _reach(result: Result) -> list[Measure]:
    made = [one for told in objects(result.document.get("measures")) for one in _of_measure(result, told)]
    hours = _hours(result)
    return made if hours is None else [*made, hours]


def _of_measure(result: Result, told: Row) -> list[Measure]:
    """Make four measures of one way to measure reach: within reach, twice, out of reach, and how many are."""
    rows = _districts(told.get("rows"))
    zh, en = str(told.get("zh", "")), str(told.get("en", ""))
    how, group = _measured(told), (f"可达：{zh}", f"reach: {en}")
    whole = 1 if sum_words(result)[0] == "km²" else 0
    figures: tuple[tuple[str, Words, Words, Kind, int, Callable[[Row], Any], str], ...] = (
        ("share", ("覆盖率", "within reach"), _PERCENT, "share", 2, lambda row: row.get("share"),
         "覆盖需求÷已定位需求 demand in reach of a station, over demand with a place"),
        ("twice", ("交叉覆盖率", "within reach of two or more"), _PERCENT, "share", 2,
         lambda row: row.get("share_twice"), "两个及以上站点可达 in reach of two stations or more"),
        ("gap", ("缺口占比", "share out of reach"), _PERCENT, "gap", 2, _without,
         "未覆盖需求÷已定位需求 demand in reach of none, over demand with a place"),
        ("gap-number", ("缺口：未覆盖", "out of reach"), sum_words(result), "amount", whole, _less,
         "已定位需求－覆盖需求；无法定位的不在内 demand with a place less what is in reach"),
    )  # fmt: skip
    return [
        Measure(
            f"reach-{told.get('code')}-{key}", group, (f"{title[0]}（{zh}）", f"{title[1]}, {en}"),
            unit, kind, decimals, _column(rows, read, decimals, kind), method=f"{method} · {how}",
            origin=origin_of(result), total=_total(told.get("rows"), read, decimals, kind), stale=result.stale,
        )
        for key, title, unit, kind, decimals, read, method in figures
    ]  # fmt: skip


def _hours(result: Result) -> Measure | None:
    """Make the measure of hours: within reach of a station known to be open, and at most if the unknown are, too."""
    every, first = result.document.get("each_hour"), next(objects(result.document.get("measures")), {})
    rows = _districts(every)
    days = [kind for kind in DAY_TYPES if any(_nth(row.get("share"), kind, 0) is not None for row in rows)]
    if not days:
        return None

    def step(kind: str, hour: int) -> Step:
        low, high = (lambda row, key=key: _nth(row.get(key), kind, hour) for key in ("share", "share_high"))
        total = _total(every, low, 2, "share")
        return Step(str(hour), kind, _column(rows, low, 2, "share"), _column(rows, high, 2, "share"), total)

    steps = tuple(step(kind, hour) for kind in days for hour in range(24))
    zh, en = str(first.get("zh", "")), str(first.get("en", ""))
    method = (
        "整点那一刻，确知开放的站点；上限含时间未知的站点 at the full hour, stations known to be open; the upper bound "
        "has those of unknown hours, too"
    )
    return Measure(
        "hours", (f"可达：{zh}", f"reach: {en}"), (f"按钟点覆盖率（{zh}）", f"within reach by hour, {en}"), _PERCENT,
        "share", 2, steps[12].values, method=f"{method} · {_measured(first)}", origin=origin_of(result),
        stale=result.stale, total=steps[12].total, axis="hour", steps=steps,
        parts={kind: _words(DAY_TYPES[kind]) for kind in days},
    )  # fmt: skip


def _how(told: Row, key: str = "how") -> str:
    return _STRAIGHT if told.get(key) == STRAIGHT else _STREETS


def _measured(told: Row) -> str:
    """Say along what a measure goes, and what it must not be taken for."""
    return " · ".join([_how(told), *([str(told["caution"])] if told.get("caution") else [])])


def _words(text: str) -> Words:
    zh, _, en = text.partition(" ")
    return zh, en


def _access(result: Result) -> list[Measure]:
    rows = _districts(result.document.get("rows"))
    unit = str(result.document.get("unit", ""))
    code, zh = _catchment(result.document)
    method = (
        f"{zh}：与同一站点的其他需求分享其供给 {code}: who is in reach of a station shares it with all others in its "
        f"reach{_rings(result.document)}"
    )

    def read(row: Row) -> Any:  # noqa: ANN401  (JSON)
        return row.get("access_per_10k")

    return [
        Measure(
            "access", ("均衡", "access"), (f"可达供给（{code}）", f"Access, {code}"), (unit, ""), "rate", 3,
            _column(rows, read, 3, "rate"), method=f"{method} · {_how(result.document, 'distances')}",
            origin=origin_of(result), total=_total(result.document.get("rows"), read, 3, "rate"), stale=result.stale,
        )
    ]  # fmt: skip


def _catchment(document: Row) -> Words:
    """Name the method by what tells one from another, as the notes of the table do."""
    if document.get("shared") is True:
        return "3SFCA", "三步移动搜索法"
    if sum(1 for _ in objects(document.get("steps"))) == 1:
        return "2SFCA", "两步移动搜索法"
    return "E2SFCA", "增强两步移动搜索法"


def _rings(document: Row) -> str:
    rings = [(_number(one, "upto_m"), _number(one, "weight")) for one in objects(document.get("steps"))]
    told = "，".join(f"≤{edge:,.0f} m: {weight:g}" for edge, weight in rings)
    return f" · 距离分级与权重 steps and weights: {told}" if told else ""


_MAKERS: Mapping[str, Callable[[Result], list[Measure]]] = {"reach": _reach, "access": _access}
