"""Whether a station is in operation, as a register's status column words it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from stationmap.clock import today
from stationmap.register.columns import Columns
from stationmap.register.reports import Report
from stationmap.register.values import is_blank

__all__ = ["SINCE_UNKNOWN", "UNDATED", "read_status", "settle_status"]

SINCE_UNKNOWN = "0001-01-01"
"""The day of a closing of which only the fact is known: before every day, so nobody takes it for a date."""
UNDATED = "（停用日期不详 closed since unknown）"
"""What the reason of such a closing ends with."""

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】")
_DOING = "开放|启用|运营|营运|运行|使用|营业|服务|投用|投入使用"
_SHUT = (
    "关闭|关停|停用|停业|停运|停开|歇业|闭店|闭站|闭馆|撤销|撤除|撤站|撤并|拆除|取消|注销|迁走|搬迁|废弃|废止|报废|封闭"
)
_OPEN = re.compile(
    rf"(?:目前|现|已经?|正在|在|试|对外|恢复|可)*(?:正常|{_DOING}|在用|有效|良好|完好|可用|在营|在岗)+(?:中|状态)?|是|"
    r"open|opened|active|in ?use|in ?operation|operational|operating|normal|ok|in ?service|running|enabled|yes|true"
)
_CLOSED = re.compile(
    rf"(?:目前|现|已经?|临时|暂时?|永久|长期)*(?:{_SHUT}|(?:暂停|停止|中止|终止)(?:对外)?(?:{_DOING})?)(?:中|状态)?|"
    rf"(?:目前|尚|暂时?)?[不未](?:再|能|对外|正常)?(?:{_DOING})|(?:待|即将)(?:{_DOING})|"
    r"(?:建设|筹建|规划|维修|检修|装修|整修|改造|升级|升级改造|施工)中?|在建|拟建|否|"
    r"(?:(?:temporarily|permanently|currently) ?)?(?:closed|shut|suspended)|"
    r"inactive|out ?of ?(?:service|use|operation)|"
    r"not ?(?:open|in ?use|in ?operation|operational|active)|disused|abandoned|demolished|removed|retired|revoked|"
    r"decommissioned|disabled|planned|under ?construction|no|false"
)


def read_status(text: str) -> tuple[bool | None, bool]:
    """Read whether a station is in operation.

    Returns
    -------
    (bool or None, bool)
        None if the cell says nothing that can be read; False then unless it is blank.

    Examples
    --------
    >>> read_status("正常"), read_status("已关闭（拆迁）"), read_status("暂停服务"), read_status("未开放")
    ((True, True), (False, True), (False, True), (False, True))
    >>> read_status("拟关闭"), read_status("")
    ((None, False), (None, True))
    """
    if is_blank(text):
        return None, True
    folded = _BRACKETS.sub("", unicodedata.normalize("NFKC", text).casefold())
    plain = " ".join(re.sub(r"[_\-。.!]", " ", folded).split())
    closed = _CLOSED.fullmatch(plain)
    return (None, False) if not (closed or _OPEN.fullmatch(plain)) else (not closed, True)


def settle_status(texts: Sequence[str], columns: Columns, done: dict[str, list[Any]], report: Report) -> None:
    """Take what a column of statuses says into the columns of closings.

    A station that is said to be closed is closed, since `SINCE_UNKNOWN` if no day up to today is given, and the words
    go into its reason. A day of closing that has come holds against a status that says open.

    Parameters
    ----------
    texts : sequence of str
        The statuses.
    columns : Columns
        Whose headers the findings name.
    done : dict of str to list
        Values by field; ``closed_on`` and ``closed_reason`` are changed.
    report : Report
        Gets a warning for each status that cannot be read or contradicts the day of closing, and a note for each
        closing without a day.
    """
    header, now = columns.header("status"), today().isoformat()
    days, reasons = (done.setdefault(name, [""] * len(texts)) for name in ("closed_on", "closed_reason"))
    known = {text: read_status(text) for text in set(texts)}
    told = _sort_out([known[text] for text in texts], days, now)
    for code, rows in told.items():
        parts = [{"closed": days[row]} for row in rows]
        report.cells(code, rows, header, [texts[row].strip() for row in rows], parts)
    undated = {*told["status_against_future_closing"], *told["closed_since_unknown"]}
    for row, text in enumerate(texts):
        if known[text][0] is False:
            reasons[row] = _reason(reasons[row], text.strip(), dated=row not in undated)
    for row in undated:
        days[row] = SINCE_UNKNOWN


def _sort_out(said: Sequence[tuple[bool | None, bool]], days: Sequence[str], now: str) -> Mapping[str, list[int]]:
    """Give the rows of each finding."""
    rows = list(enumerate(zip(said, days, strict=True)))
    return {
        "unreadable_status": [row for row, ((_, clean), _) in rows if not clean],
        "status_against_closing": [row for row, ((is_open, _), day) in rows if is_open and "" < day <= now],
        "status_against_future_closing": [row for row, ((is_open, _), day) in rows if is_open is False and day > now],
        "closed_since_unknown": [row for row, ((is_open, _), day) in rows if is_open is False and not day],
    }


def _reason(reason: str, words: str, *, dated: bool) -> str:
    known = reason if words in reason else "；".join(part for part in (reason, words) if part)
    return known if dated else f"{known}{UNDATED}"
