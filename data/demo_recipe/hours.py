"""Opening hours as people write them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from demo_recipe.chance import pick, stream

__all__ = ["ALWAYS", "BY_TIMETABLE", "WORKDAYS", "hours_cells", "only_workdays", "stops_cell"]

ALWAYS = ("24小时", "24小时", "24小时开放", "全天24小时", "00:00-24:00", "２４小时")
WORKDAYS = (
    "工作日开放",
    "工作日 9:00-17:00",
    "周一至周五 08:30-12:00,13:00-17:30",
    "周一至周五 8:30—11:30、14:00—17:30",
    "周一至周五 08:30-17:30",
    "星期一至星期五 ８：３０～１７：３０",
)
BY_TIMETABLE = "见停靠时刻"
ALWAYS_SHARE = 1 / 15
WIDE = str.maketrans("0123456789:-", "０１２３４５６７８９：－")

Random = np.random.RandomState


def only_workdays(hours: str) -> bool:
    """Whether the text says that weekends and holidays are closed.

    Examples
    --------
    >>> only_workdays("工作日开放"), only_workdays("周一至周日 9:00—17:00")
    (True, False)
    """
    return hours.startswith(("工作日", "周一至周五", "星期一至星期五"))


def _clock(minutes: int, *, padded: bool) -> str:
    hour, minute = divmod(minutes, 60)
    return f"{hour:02d}:{minute:02d}" if padded else f"{hour}:{minute:02d}"


def _span(random: Random, opens: int, closes: int) -> str:
    """Write one span of minutes after midnight with one of the dashes in use."""
    padded = bool(random.random_sample() < 0.6)
    dash = pick(random, ["-", "—", "～", "至", " - ", "--"], [50, 15, 12, 10, 8, 5])
    text = f"{_clock(opens, padded=padded)}{dash}{_clock(closes, padded=padded)}"
    return text.translate(WIDE) if random.random_sample() < 0.08 else text


def _day(random: Random) -> str:
    opens = pick(random, [360, 390, 420, 450, 480, 510, 525, 540], [4, 3, 10, 10, 35, 20, 3, 15])
    closes = pick(random, [1020, 1050, 1080, 1110, 1140, 1200, 1260, 1320, 1425], [10, 12, 25, 8, 8, 20, 8, 7, 2])
    prefix = pick(random, ["", "周一至周日 ", "每天", "每日 ", "早"], [75, 12, 6, 5, 2])
    return prefix + _span(random, opens, closes)


def _split(random: Random) -> str:
    morning = _span(random, pick(random, [450, 480, 510]), pick(random, [660, 690, 720]))
    afternoon = _span(random, pick(random, [780, 810, 840]), pick(random, [1020, 1050, 1080]))
    return morning + pick(random, [" ", ",", "，", "、", ";", "；"]) + afternoon


def _late(random: Random) -> str:
    return pick(random, ["06:00-次日01:00", "17:00-02:00", "18:00—次日6:00", "10:00-26:00"])


def _seasonal(random: Random) -> str:
    return pick(
        random,
        [
            "夏季7:00-20:00,冬季8:00-18:00",
            "08:00-20:00(暑假延长至22:00)",
            "5月至9月 6:30-21:00；其他月份 7:30-19:00",
            "高温预警期间开放",
        ],
    )


# How often a form occurs, among stations that are neither always open nor mobile.
FORMS: tuple[tuple[float, Callable[[Random], str]], ...] = (
    (0.62, _day),
    (0.13, _split),
    (0.06, lambda random: pick(random, WORKDAYS)),
    (0.08, lambda _: "营业时间"),
    (0.06, lambda _: ""),
    (0.02, _late),
    (0.03, _seasonal),
)


def hours_cells(kinds: list[str]) -> list[str]:
    """Write the hours of each station; one in fifteen never closes, the cabins among them.

    Parameters
    ----------
    kinds : list of str
        固定, 流动 or 24小时小屋, for each station.

    Returns
    -------
    list of str
        As long as `kinds`.
    """
    random = stream("hours")
    fixed = [number for number, kind in enumerate(kinds) if kind == "固定"]
    cabins = len(kinds) - len(fixed) - kinds.count("流动")
    wanted = round(len(kinds) * ALWAYS_SHARE) - cabins
    always = {fixed[at] for at in random.permutation(len(fixed))[:wanted].tolist()}
    return [_cell(random, kind, always=number in always) for number, kind in enumerate(kinds)]


def _cell(random: Random, kind: str, *, always: bool) -> str:
    if kind == "流动":
        return BY_TIMETABLE
    if always or kind != "固定":
        return pick(random, ALWAYS)
    return pick(random, [form for _, form in FORMS], [share for share, _ in FORMS])(random)


def stops_cell(random: Random, communities: tuple[str, ...]) -> str:
    """Write a mobile station's timetable: three stops, all days."""
    stops = [communities[at] for at in random.permutation(len(communities))[:3].tolist()]
    times = ("07:00-09:00", "11:00-13:30", "17:00-19:30")
    return "；".join(f"{time} {stop}" for time, stop in zip(times, stops, strict=True))
