"""Tables of reach on the terminal."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pandas as pd
from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from stationmap.cli.shared import out
from stationmap.reach import DAY_TYPES, ReachSurvey

__all__ = ["print_survey"]

_WHO = {
    "weight": "需求\ndemand",
    "share": "覆盖\ncovered",
    "share_low": "下限\nleast",
    "share_high": "上限\nmost",
    "share_twice": "交叉\ntwice",
    "median_m": "中位 m\nmedian",
    "p90_m": "九成 m\n90 %",
}
_WHERE = {
    "stations_inside": "区内站\ninside",
    "stations_beyond": "区外站\nbeyond",
    "area_km2": "面积\nkm²",
    "area_share": "面积覆盖\narea",
    "area_share_twice": "面积交叉\ntwice",
    "uncertain_share": "归属存疑\nuncertain",
}
_AMENITIES = {
    "stations_with": "有\nwith",
    "stations_unknown": "未知\nunknown",
    "stations_without": "没有\nwithout",
    "share": "覆盖\ncovered",
    "share_high": "上限\nmost",
    "share_twice": "交叉\ntwice",
}
_STATIONS = {"covered": "覆盖\ncovered", "lost": "关闭失去\nlost", "alone_share": "独有\nalone"}
_WIDE = 132  # columns of a terminal that holds both side by side
_TOP = 10


def print_survey(survey: ReachSurvey) -> None:
    """Print what was asked for, one table after another.

    Parameters
    ----------
    survey : ReachSurvey
    """
    _warn_off_streets(survey)
    for measure, reach in zip(survey.measures, survey.reaches, strict=True):
        out.print(Text(measure.title, style="bold"))
        for titles in [_WHO | _WHERE] if out.width >= _WIDE else [_WHO, _WHERE]:
            _print(reach.rows, "区县\ndistrict", titles)
    if survey.hours is not None:
        _print_hours(survey.hours)
    if survey.amenities is not None:
        _print(survey.amenities, "设施\namenity", _AMENITIES)
    if survey.stations is not None:
        _print_stations(survey, survey.stations)


def _warn_off_streets(survey: ReachSurvey) -> None:
    """Say before the tables what an extract does not hold: there 0 % is no finding."""
    share, stations = (0.0, 0) if survey.off_streets is None else survey.off_streets[1:]
    if share > 0 or stations:
        told = (
            f"道路文件之外或距道路过远：需求的 {share:.1%}、{stations:,} 个站点，一律作到不了计 "
            f"beyond the extract or too far from its streets, and so taken as out of reach: {share:.1%} of the demand, "
            f"{stations:,} stations"
        )
        out.print(Text(f"注意 note · {told}", style="yellow"))


def _print(rows: pd.DataFrame, first: str, titles: Mapping[str, str]) -> None:
    shown = Table(box=SIMPLE_HEAD)
    shown.add_column(first, overflow="fold")
    for title in titles.values():
        shown.add_column(title, justify="right", no_wrap=True)
    for row in rows.to_dict("records"):
        style = "bold" if row.get("level") in {"city", "total"} else None
        shown.add_row(Text(row["name"]), *(Text(_cell(name, row[name])) for name in titles), style=style)
    out.print(shown)


def _cell(name: str, value: float) -> str:
    if pd.isna(value):
        return "未知"
    if "share" in name:
        return f"{value:.1%}"
    return "到不了" if math.isinf(value) else f"{value:,.0f}"


def _print_hours(hours: pd.DataFrame) -> None:
    """Put the kinds of day beside each other: what is known to be covered, and what may be."""
    kinds = list(dict.fromkeys(hours["day_type"]))
    shown = Table(box=SIMPLE_HEAD)
    shown.add_column("钟点\nhour")
    for kind in kinds:
        day = str(hours.loc[hours["day_type"] == kind, "date"].iat[0])
        shown.add_column(f"{DAY_TYPES[kind].split('（')[0].split()[0]} {kind}\n{day}", justify="right", no_wrap=True)
    shares = zip(hours["hour"], hours["day_type"], hours["share"], hours["share_high"], strict=True)
    cells = {
        (hour, kind): "未知" if pd.isna(least) else f"{least:.1%}–{most:.1%}" for hour, kind, least, most in shares
    }
    for hour in range(24):
        shown.add_row(f"{hour:02d}:00", *(cells[hour, kind] for kind in kinds))
    out.print(shown)


def _print_stations(survey: ReachSurvey, stations: pd.DataFrame) -> None:
    most = stations.sort_values("lost", ascending=False, kind="stable").head(_TOP)
    out.print(Text(f"关闭损失最大的 {len(most)} 站 whose closing would lose most", style="bold"))
    _print(most, "站点\nstation", _STATIONS)
    near = 0 if survey.near is None else len(survey.near)
    out.print(
        Text(
            f"关闭几乎不失覆盖的站点 stations that could close and lose almost nobody: "
            f"{int(stations['spare'].sum()):,} / "
            f"{len(stations):,} · 相距不足 {survey.asked.spacing_m:g} 米的站点对 pairs nearer than that: {near:,}"
        )
    )
