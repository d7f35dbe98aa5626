"""Findings on the terminal and in a file, alike for registers and visits."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from stationmap.cli.shared import err, out
from stationmap.errors import FileFormatError, InputError, MissingFileError
from stationmap.files import write_frame
from stationmap.findings import Finding, Findings

__all__ = ["FindingsFile", "check_folder", "keep_findings", "tell_findings"]

_SHOWN = 20
_STYLES = {"error": "red", "warning": "yellow", "note": "dim"}
_SEVERITIES = {"error": "错误 error", "warning": "提示 warning", "note": "说明 note"}
_WEIGHTS = list(_STYLES)

FindingsFile = Annotated[
    Path | None,
    typer.Option("--findings", metavar="OUT.csv", help="把全部检查结果存成 .csv 或 .xlsx keep all findings"),
]


def check_folder(path: Path | None, *suffixes: str) -> None:
    """Refuse a path that cannot be written to, before anything is done.

    Parameters
    ----------
    path : Path, optional
    *suffixes : str
        What it may end in, such as ``.xlsx``; anything without them.

    Raises
    ------
    MissingFileError
        If its folder is missing.
    InputError
        If it is no regular file.
    FileFormatError
        If it ends in something else.
    """
    if path is None:
        return
    if not path.parent.is_dir():
        raise MissingFileError(f"没有这个文件夹 no folder {path.parent}; 没有写入 nothing was written")
    if suffixes and path.suffix.casefold() not in suffixes:
        raise FileFormatError(f"{path.name}: 只能写成 is written as {' '.join(suffixes)}")
    if path.exists() and not path.is_file():
        raise InputError(f"不是普通文件 not a regular file: {path}")


def keep_findings(findings: Findings, path: Path | None) -> None:
    """Write all findings to a file, if one is named."""
    if path is not None:
        write_frame(findings.to_frame(), path, sheet="检查结果 findings")
        out.print(Text(f"检查结果已写入 findings written: {path}"))


def tell_findings(findings: Findings, title: str) -> None:
    """Print the gravest findings one by one with what to do, and how many there are of each.

    Parameters
    ----------
    findings : Findings
    title : str
        What was checked, for the table of counts.
    """
    if not len(findings):
        return
    for item in sorted(findings, key=lambda item: (_WEIGHTS.index(item.severity), item.row))[:_SHOWN]:
        text = f"{_where(item)}\n    {item.message_zh} {item.message}\n    → {item.advice_zh} {item.advice}"
        err.print(Text(text, style=_STYLES[item.severity]))
    if len(findings) > _SHOWN:
        more = f"共 {len(findings)} 条，--findings OUT.csv 保存全部 findings in all; --findings OUT.csv keeps them"
        err.print(Text(f"…… {more}"))
    table = Table("级别 severity", "代码 code", "数量 count", title=title)
    for (severity, code), count in sorted(findings.counts().items(), key=lambda item: _WEIGHTS.index(item[0][0])):
        table.add_row(Text(_SEVERITIES[severity], style=_STYLES[severity]), code, str(count))
    out.print(table)


def _where(item: Finding) -> str:
    place = f"第 {item.row} 行 row {item.row}" if item.row else "整个文件 whole file"
    value = f"= {item.value!r}" if item.value else "空白 blank" if item.row and item.field else ""
    return " ".join(part for part in (_SEVERITIES[item.severity], place, item.field, value) if part)
