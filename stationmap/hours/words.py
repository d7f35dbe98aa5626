"""The words of hours: to teach the reader a new one, add it to its line.

A blank within a word is written ``_``. A word stands in one line only; longer words are tried first. What is in no
line is not understood and leaves the whole text unread, so a word belongs here only if it has one meaning.
"""

from __future__ import annotations

from dataclasses import dataclass

from stationmap.errors import VocabularyError

__all__ = ["ALERTS", "WORDS", "Word", "words_by_spelling"]


@dataclass(frozen=True, slots=True)
class Word:
    """What a spelling means.

    Parameters
    ----------
    kind : str
        Its part of speech in the grammar, such as ``days``.
    value : str
        Which of its kind, such as ``"5 6"`` for the weekend.

    Examples
    --------
    >>> WORDS["周末"]
    Word(kind='days', value='5 6')
    """

    kind: str
    value: str = ""


ALERTS: dict[str, str] = {
    "高温预警": "heat alert",
    "低温预警": "cold alert",
    "寒潮预警": "cold-wave alert",
    "暴雨预警": "rainstorm alert",
    "台风预警": "typhoon alert",
    "极端天气": "extreme weather",
}
"""Comments of openings that depend on an alert, with their English."""

_EVERY_DAY = "0 1 2 3 4 5 6"

_LINES: tuple[tuple[str, str, str], ...] = (
    ("days", _EVERY_DAY, "每天 每日 天天 全周 整周 一周七天 每周七天 全年无休 daily every_day everyday"),
    ("days", "5 6", "周末 双休日 双休 weekends weekend"),
    ("days", "0 1 2 3 4", "weekdays weekday"),
    ("days", "0", "monday mon"),
    ("days", "1", "tuesday tues tue"),
    ("days", "2", "wednesday wed"),
    ("days", "3", "thursday thurs thur thu"),
    ("days", "4", "friday fri"),
    ("days", "5", "saturday sat"),
    ("days", "6", "sunday sun"),
    ("workdays", "", "工作日 法定工作日 workdays working_days"),
    ("holiday", "public", "法定节假日 国家法定节假日 法定假日 国家法定假日 法定假期 法定节日 公共假期 公众假期"),
    ("holiday", "public", "public_holidays public_holiday"),
    ("holiday", "loose", "节假日 假日 节日 holidays"),
    ("makeup", "", "调休上班日 调休工作日 调休日 补班日"),
    ("closed", "", "休息 不开放 关闭 闭馆 闭站 不营业 停业 歇业 公休 不上班 closed off"),
    ("except", "", "除外"),
    ("but", "", "除 除了"),
    ("outside", "", "外 以外 之外"),
    ("usual", "", "照常 照常开放 照常营业 照常服务 正常开放 正常营业 不休 不休息 无休 不打烊"),
    ("open", "", "开放 对外开放 免费开放 开放使用 营业 服务 运营 开门 开馆 open"),
    ("unknown", "", "时间不详 开放时间不详 不详 时间未知 未知 unknown"),
    ("label", "", "开放时间 营业时间 服务时间 运营时间 开门时间 开放时段 服务时段 工作时间 上班时间 时间"),
    ("label", "", "opening_hours opening_times hours"),
    ("season", "", "夏季 夏天 夏令 夏令时 夏季作息 夏时制 冬季 冬天 冬令 冬令时 冬季作息 春季 秋季 春夏季 秋冬季"),
    ("all_year", "", "全年 一年四季 all_year"),
    ("rest", "", "其他月份 其它月份 其余月份 其他时间 其它时间 其余时间 其余时段"),
    ("alert", "高温预警", "高温预警 高温 高温天气 高温天 高温红色预警 高温橙色预警"),
    ("alert", "低温预警", "低温预警 低温 低温天气 严寒 严寒天气"),
    ("alert", "寒潮预警", "寒潮预警 寒潮 寒潮天气"),
    ("alert", "暴雨预警", "暴雨预警 暴雨 暴雨天气"),
    ("alert", "台风预警", "台风预警 台风 台风天气"),
    ("alert", "极端天气", "极端天气 恶劣天气 极端恶劣天气"),
    ("during", "", "期间 时 时段 发布期间 发布时 生效期间"),
    ("only", "", "仅 只 仅在 只在"),
    ("part", "dawn", "凌晨"),
    ("part", "morning", "早 早上 早晨 清晨 上午"),
    ("part", "noon", "中午 午间"),
    ("part", "afternoon", "下午 午后"),
    ("part", "evening", "晚 晚上 晚间 傍晚 夜间"),
    ("same_day", "", "当日 当天"),
    ("next_day", "", "次日 翌日 第二天 第二日 隔天 隔日"),
    ("next_year", "", "次年 翌年 第二年 来年"),
    ("all_day", "", "24小时 24_小时 二十四小时 全天 全天候 全天24小时 全天候24小时 24小时全天 全日 昼夜"),
    ("all_day", "", "7*24小时 7x24小时 7×24小时 7*24 7x24 24h 24_h 24hours 24_hours 24hrs 24_hrs 24hr 24*7 24/7"),
    ("dash", "", "至 到 to until"),
    ("and", "", "和 及 以及 与 & and"),
    ("filler", "", "均 都 为 from"),
)


def words_by_spelling(lines: tuple[tuple[str, str, str], ...]) -> dict[str, Word]:
    """Spread lines of kind, value and spellings into a mapping.

    Parameters
    ----------
    lines : tuple of (str, str, str)

    Raises
    ------
    VocabularyError
        If a spelling stands in two lines.

    Examples
    --------
    >>> words_by_spelling((("part", "dawn", "凌晨"),))
    {'凌晨': Word(kind='part', value='dawn')}
    """
    found: dict[str, Word] = {}
    for kind, value, spellings in lines:
        for spelling in spellings.replace("_", "\0").split():
            word = found.setdefault(spelling.replace("\0", " "), Word(kind, value))
            if word != Word(kind, value):
                raise VocabularyError(f"一词两义 {spelling!r} means both {word} and {Word(kind, value)}")
    return found


WORDS = words_by_spelling(_LINES)
