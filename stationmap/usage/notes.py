"""What must stand under a table of visits: period, unit, method, definitions, what was hidden."""

from __future__ import annotations

from stationmap.usage.funnel import FEWEST_UNITS
from stationmap.usage.summary import Usage
from stationmap.usage.suppression import THRESHOLD
from stationmap.usage.trend import Trend

__all__ = ["usage_notes"]

_DEFINITIONS = (
    "每站日人次＝全天计数日的人次÷上报站日；部分时段只计入人次合计 "
    "visits per station-day: visits of days counted whole, over those days; part days are in the total alone",
    "上报率＝上报站日÷应报站日；不足80%加提示，不足50%不排名、不与全体相比 "
    "share reported: station-days counted whole, over station-days expected; under 80 % flagged, under 50 % neither "
    "ranked nor put beside the rate of all",
    "缺报站日不当作零；全部缺报的人次未知 "
    "missing is never taken as zero: where nothing was reported, visits are unknown",
    "95%区间以站点为整群（比率估计、CR2、对数尺度、t分布）；不足两个上报站点不给 "
    "the interval of 95 % takes stations as clusters (ratio estimator, CR2, log scale, t); none with fewer than two "
    "stations that report",
    f"漏斗限：全体（站点：同城站点）每站日人次 ± z·√(φ·率÷站日)，φ 为缩尾后的离散度；少于{FEWEST_UNITS}个单位不给 "
    "funnel limits: the rate of all (for a station, of those of its city) ± z·√(φ·rate/station-days), φ the spread "
    f"after winsorising; none with fewer than {FEWEST_UNITS} units",
    "95%限外平均有二十分之一纯属偶然 one unit in twenty lies outside the limits of 95 % by chance",
    "每万人人次用区县内的人次与常住人口 per 10,000 residents: visits inside districts over residents",
)


def usage_notes(
    usage: Usage, trend: Trend | None = None, *, threshold: int = THRESHOLD, notice: str | None = None
) -> list[str]:
    """Write the method foot.

    Parameters
    ----------
    usage : Usage
    trend : Trend, optional
    threshold : int
        That of the suppression, if there was one.
    notice : str, optional
        A sentence that must come first, such as that the data are made up.

    Returns
    -------
    list of str
        Sentences, Chinese first.

    Examples
    --------
    >>> from stationmap.usage.example import example_districts, example_stations, example_visits
    >>> from stationmap.usage import summarise
    >>> usage = summarise(example_stations(), example_districts(), example_visits())
    >>> usage_notes(usage, notice="虚构 made up")[0]
    '虚构 made up'
    """
    first, last = usage.period
    said = (
        f"时段 period: {first} – {last}（{usage.days} 天 days）· 单位 unit: {usage.unit} · 方法 method: {usage.method}"
    )
    return [*([notice] if notice else []), said, *_hidden(usage, threshold), *_DEFINITIONS, *_trend(trend)]


def _hidden(usage: Usage, threshold: int) -> list[str]:
    if not usage.hidden:
        return ["内部用：小数未隐藏，公开前请用 --published 导出 for internal use: small counts are not hidden"]
    rows = sum(usage.hidden.values())
    return [
        f"全部或全天计数的人次为1至{threshold - 1}的行隐藏，另隐藏其他行使其无法推出，共{rows}行；零照写 "
        f"rows with 1 to {threshold - 1} visits, in all or on days counted whole, are hidden, and others so that they "
        f"cannot be worked out: {rows} rows; a zero is written",
        "区间含隐藏部分的不给，漏斗限不给；不列站点时，不足三个上报站点的区间不给，其余保留三位有效数字；"
        "名次只在公布的行中排；不防备已知某一隐藏数的人 "
        "no interval of a row with a hidden part, no funnel limits; without rows of stations no interval of fewer than "
        "three that report, and three digits of the others; ranks among published rows; who knows a hidden "
        "number already is not guarded against",
    ]


def _trend(trend: Trend | None) -> list[str]:
    if trend is None:
        return []
    lines = [trend.note] if trend.note else []
    if trend.weekdays:
        lines.append(
            "趋势与节律：泊松拟似然，以上报站点数为基数，Newey–West 14天误差；上报站点变动会影响趋势 "
            "trend and rhythm: Poisson quasi-likelihood per reporting station, errors after Newey and West with 14 "
            "days; a change of the stations that report changes the trend"
        )
    return lines
