"""Hours in Chinese words, such as `read_hours` reads."""

from __future__ import annotations

from collections.abc import Sequence

from stationmap.hours.clocks import DAY
from stationmap.hours.rules import Rule, runs_of_days
from stationmap.hours.seasons import Season
from stationmap.hours.spans import ALL_DAY, Span

__all__ = ["ChineseWords"]

_DAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")


class ChineseWords:
    """Says rules in Chinese.

    Examples
    --------
    >>> ChineseWords().rule(Rule(weekdays=frozenset({0, 1, 2, 5}), spans=(Span(540, 1020),)))
    '周一至周三、周六 09:00–17:00'
    """

    never = "不开放"
    between = "；"

    def rule(self, rule: Rule) -> str:
        """Say a rule for weekdays, without its season."""
        return _hours(_days(rule.days), rule)

    def season(self, seasons: Sequence[Season], rules: Sequence[str]) -> str:
        """Say the rules of a season."""
        return f"{'、'.join(map(_season, seasons))}：{'，'.join(rules)}"

    def closed(self, seasons: Sequence[Season]) -> str:
        """Say that it is closed for some weeks."""
        return f"{'、'.join(map(_season, seasons))}休息"

    def workdays(self, rule: Rule) -> str:
        """Say a rule for Monday to Friday that follows the public calendar."""
        hours = "工作日开放，时间不详" if rule.state == "unknown" else _hours("工作日", rule)
        return f"{hours}（法定节假日休息，调休上班日开放）"

    def holidays(self, rule: Rule, *, makeup: bool, seasonal: bool) -> str:
        """Say a rule for public holidays, that make-up workdays are workdays, and that no season is meant."""
        days = "全年法定节假日" if seasonal else "法定节假日"
        said = "法定节假日休息" if rule.state == "off" else _hours(days, rule)
        return f"{said}；调休上班日照常开放" if makeup else said


def _hours(days: str, rule: Rule) -> str:
    times = "" if rule.spans in {(), (ALL_DAY,)} else "、".join(map(_span, sorted(rule.spans)))
    if rule.comment:
        return f"{days}仅{rule.comment}期间开放 {times}".rstrip()
    if rule.state == "unknown":
        return f"{days}时间不详"
    return f"{days} {times}" if times else f"{days}24小时开放"


def _days(days: frozenset[int]) -> str:
    if len(days) == 7:
        return "每天"
    return "、".join(
        _DAYS[first] if first == last else f"{_DAYS[first]}{'至' if last - first > 1 else '、'}{_DAYS[last]}"
        for first, last in runs_of_days(days)
    )


def _season(season: Season) -> str:
    following = "次年" if season.last < season.first else ""
    if season.months:
        first, last = (f"{month}月" for month in season.months)
    else:
        first, last = (f"{day.month}月{day.day}日" for day in season.dates)
    return first if first == last else f"{first}至{following}{last}"


def _span(span: Span) -> str:
    closes = span.closes - DAY if span.passes_midnight else span.closes
    return f"{_clock(span.opens)}–{'次日' if span.passes_midnight else ''}{_clock(closes)}"


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
