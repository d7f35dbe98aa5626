"""Options and words that several commands share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console, ConsoleOptions, ConsoleRenderable, RenderHook, RenderResult
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.segment import Segment
from rich.text import Text

from stationmap.catalogue import Catalogue
from stationmap.clock import today
from stationmap.documents import MADE_UP
from stationmap.errors import Fault, InputError, StationmapError
from stationmap.register import Progress as Report

__all__ = ["Calendar", "Db", "On", "Visits", "Zone", "day_of", "err", "errors_to", "out", "progress_bar", "say_made_up"]

# what drives a terminal (ESC, its one-byte forms, and all else below the blank) but tab and line feed
_CONTROLS = dict.fromkeys([*range(9), *range(11, 32), *range(127, 160)], "\N{REPLACEMENT CHARACTER}")


class _Inert:
    """What is printed, without a character of a stranger's file that would drive the terminal."""

    def __init__(self, printed: ConsoleRenderable) -> None:
        self._printed = printed

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for text, style, control in console.render(self._printed, options):
            yield Segment(text if control else text.translate(_CONTROLS), style, control)


class _NoControls(RenderHook):
    def process_renderables(self, renderables: list[ConsoleRenderable]) -> list[ConsoleRenderable]:
        """Wrap all that is printed."""
        return [_Inert(printed) for printed in renderables]


def _console(*, stderr: bool) -> Console:
    console = Console(stderr=stderr, highlight=False)
    console.push_render_hook(_NoControls())
    return console


out, err = _console(stderr=False), _console(stderr=True)

Zone = Annotated[
    str, typer.Option("--zone", metavar="ZONE", help="站点时区，默认 Asia/Shanghai the stations' time zone")
]
Calendar = Annotated[
    Path | None,
    typer.Option(
        "--calendar",
        metavar="FILE",
        help="节假日表：日期、类型（放假或上班）、名称，补充或更正内置的 days off and make-up workdays that add to the "
        "built-in calendar: date, kind (off or work), name",
    ),
]
Db = Annotated[
    str | None,
    typer.Option(
        "--db",
        metavar="PATH",
        help="数据库：SQLite 文件路径或 postgresql:// 地址；不给则用演示数据。"
        " Database; the demonstration data without it.",
    ),
]
Visits = Annotated[
    Path | None,
    typer.Option(
        "--visits",
        metavar="FILE",
        help="人次文件（编号、日期、人次、状态），或人次库的文件夹。"
        " Visit counts (station_id, date, visits, state), or the folder of a store of visits.",
    ),
]
On = Annotated[
    str | None,
    typer.Option(
        "--on", metavar="DATE", help="哪天在用的站点，默认今天 day of the stations in operation, today by default"
    ),
]


def day_of(text: str | None) -> date:
    """Read the day of ``--on``; today without one.

    Raises
    ------
    InputError
        If it is no date.
    """
    try:
        return today() if text is None else date.fromisoformat(text)
    except ValueError:
        fault = Fault("--on", str(text), "应为日期 must be a date such as 2026-11-25")
        raise InputError("--on 无法识别 cannot read --on", (fault,)) from None


def say_made_up(catalogue: Catalogue) -> None:
    """Tell, beside the answer, that it is made of demonstration data."""
    if catalogue.made_up:
        err.print(Text(f"（{MADE_UP}）", style="yellow"))


def errors_to(error: StationmapError) -> None:
    """Print an error: the sentence, then each refused value that it does not tell already."""
    err.print(Text(f"错误 error: {error.detail}", style="red"), soft_wrap=True)  # a line to type must stay one line
    for fault in (one for one in error.faults if one.reason not in error.detail):
        err.print(Text(f"  {fault.parameter} = {fault.value!r}: {fault.reason}"))


@contextmanager
def progress_bar() -> Iterator[Report]:
    """Show a bar on the terminal while something runs; nothing where there is no terminal."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f}%"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=err, transient=True) as bar:
        task = bar.add_task("", total=1.0)
        yield lambda share, step: bar.update(task, completed=share, description=step)
