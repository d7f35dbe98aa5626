"""``stationmap hours``: what a text of opening hours is read as; and what was read of a register's."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from stationmap.cli.shared import out
from stationmap.hours import HoursReading, read_hours, say_hours
from stationmap.register.hours_summary import HoursSummary

__all__ = ["read_texts", "tell_hours"]

_SHOWN = 10
_LONGEST = 80

Texts = Annotated[
    list[str], typer.Argument(metavar="TEXT…", help="开放时间，每段文字加引号 hours, each text in quotes")
]


def read_texts(texts: Texts) -> None:
    """试读开放时间：读作什么，或者为什么读不出。Show what hours are read as, or why they are not.

    有一段读不出，状态码为 1。The exit code is 1 if one is not read.

    例 example: stationmap hours "周一至周五 8:30-17:30" 24小时
    """
    readings = [read_hours(text) for text in texts]
    for reading in readings:
        _tell_reading(reading)
    if any(reading.reason for reading in readings):
        raise typer.Exit(1)


def tell_hours(summary: HoursSummary) -> None:
    """Print how many stations have hours that are known, and the texts that could not be read."""
    among = f"其中全天 24 h {summary.always}，有时段不明 partly unknown {summary.vague}"
    read = f"读出 read {summary.read}（{among}）"
    counts = f"{read} · 未读 unread {summary.unread} · 没有写 none {summary.none}"
    out.print(Text(f"开放时间 hours: {counts}"))
    if not summary.texts:
        return
    table = Table("站点数 stations", "文字 text", "原因 reason", title="没有读出的开放时间 hours that are not read")
    for item in summary.texts[:_SHOWN]:
        shown = item.text if len(item.text) <= _LONGEST else f"{item.text[:_LONGEST]}…"
        table.add_row(str(item.stations), Text(shown), Text(f"{item.reason.zh} {item.reason.en}"))
    out.print(table)
    if len(summary.texts) > _SHOWN:
        rest = sum(item.stations for item in summary.texts[_SHOWN:])
        out.print(Text(f"…… 另有 {len(summary.texts) - _SHOWN} 种 more texts; 站点 stations: {rest}"))


def _tell_reading(reading: HoursReading) -> None:
    rows = [("文字 text", reading.text)]
    if reading.reason:
        rows += [("没有读出 not read", f"{reading.reason.zh} {reading.reason.en}")]
    else:
        said = [("中文", say_hours(reading.expression, "zh")), ("English", say_hours(reading.expression, "en"))]
        rows += [("OSM", reading.expression), *said]
    out.print(Text("\n".join(f"{name}: {cell}" for name, cell in rows)))
