"""A report as a workbook: one sheet a section."""

from __future__ import annotations

from pathlib import Path

from stationmap.files import Sheet, Styled, write_styled_sheets
from stationmap.report.cells import Cell, cells_of
from stationmap.report.report import Report
from stationmap.report.section import Section

__all__ = ["write_workbook"]

_LEGEND = (
    "斜纹空格：应为数字而未知，不是零；黄、橙：低于提示线（见上报率提示） "
    "hatched: a number that is not known, not zero; yellow, orange: below the marks"
)


def write_workbook(report: Report, path: Path) -> None:
    """Write a workbook.

    Where a number is expected, an unknown cell is blank and hatched, so that sums and filters of a spreadsheet stay
    right; only texts say 未知.

    Parameters
    ----------
    report : Report
    path : Path
        Ends in .xlsx.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> import pandas as pd
    >>> from stationmap.files import read_table, temporary_folder
    >>> section = Section("a", "分区", "Districts", pd.DataFrame({"n": [3]}), {"n": ("站点", "stations")})
    >>> at = datetime(2026, 1, 2, tzinfo=UTC)
    >>> report = Report("报告", "Report", (section,), (), (), {}, (), at, "7", made_up=False)
    >>> with temporary_folder() as folder:
    ...     write_workbook(report, folder / "a.xlsx")
    ...     (folder / "a.xlsx").stat().st_size > 1000
    True
    """
    sheets = [_sheet(report, section) for section in report.sections]
    write_styled_sheets(path, sheets, title=report.title, made_at=report.made_at)


def _sheet(report: Report, section: Section) -> Sheet:
    names = list(section.columns)
    rows = [[_styled(cell) for cell in row] for row in cells_of(section)]
    flags = {names.index(name): bounds for name, bounds in section.flags.items() if name in names}
    legend = [_LEGEND] if any(cell.unknown for row in rows for cell in row) else []
    return Sheet(
        section.title_zh,
        f"{section.title} · {report.title}",
        _lines(report),
        [f"{zh}\n{en}" for zh, en in section.columns.values()],
        rows,
        section.sums,
        _frozen(section),
        flags,
        [*legend, *section.notes],
    )


def _lines(report: Report) -> list[str]:
    first = report.warnings[0] if report.warnings else ""
    return [line for line in (first, " · ".join(report.lines)) if line]


def _frozen(section: Section) -> int:
    """Keep the columns up to the name in sight; without a name the first."""
    names = list(section.columns)
    return names.index("name") + 1 if "name" in names[:4] else 1


def _styled(cell: Cell) -> Styled:
    if not cell.number or isinstance(cell.value, str):
        return Styled(cell.value)
    dots = f".{'0' * cell.decimals}" if cell.decimals else ""
    return Styled(cell.value, f"0{dots}%" if cell.share else f"#,##0{dots}", unknown=cell.unknown)
