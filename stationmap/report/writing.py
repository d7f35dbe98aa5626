"""A report to files: all that are wanted, or none."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

from stationmap.errors import Fault, InputError
from stationmap.files import NamedLayer, chinese_font, files_together, write_geopackage, write_text
from stationmap.report.document import report_document
from stationmap.report.page import report_page
from stationmap.report.paper import write_paper
from stationmap.report.report import Report
from stationmap.report.workbook import write_workbook

__all__ = ["FORMATS", "formats_of", "write_report"]

NAME = "stationmap-report"
FORMATS = ("xlsx", "gpkg", "html", "pdf", "json")
Progress = Callable[[float, str], None]
_STEPS = {"xlsx": "工作簿 workbook", "gpkg": "图层 layers", "html": "网页 page", "pdf": "PDF", "json": "JSON"}


def formats_of(text: str) -> tuple[str, ...]:
    """Read a list of formats, such as ``xlsx,pdf``.

    Parameters
    ----------
    text : str
        Of `FORMATS`, with commas between.

    Raises
    ------
    InputError
        If one is not known, or there is none.

    Examples
    --------
    >>> formats_of("pdf, xlsx")
    ('xlsx', 'pdf')
    """
    wanted = {part.strip().casefold() for part in text.split(",")} - {""}
    unknown = sorted(wanted - set(FORMATS))
    if unknown or not wanted:
        fault = Fault("--formats", text, f"应为 must be some of: {', '.join(FORMATS)}")
        raise InputError(f"不认识的格式 unknown format: {', '.join(unknown) or text!r}", (fault,))
    return tuple(one for one in FORMATS if one in wanted)


def write_report(
    report: Report,
    folder: Path,
    formats: Sequence[str] = FORMATS,
    *,
    font: Path | None = None,
    progress: Progress = lambda share, step: None,
) -> list[Path]:
    """Write a report in several formats; if one fails, no file is touched.

    Parameters
    ----------
    report : Report
    folder : Path
        Is made if need be; files of the same names are replaced.
    formats : sequence of str
        Of `FORMATS`.
    font : Path, optional
        A font with Chinese characters, for the PDF.
    progress : callable
        Takes a share from 0 to 1 and what is being done.

    Returns
    -------
    list of Path
        What was written.

    Raises
    ------
    MissingFileError
        If the folder above is missing, or no font is found.
    ExtraMissingError
        If a PDF is wanted and the extra ``planning`` is not installed.
    InputError
        If the system does not let us write there.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> from stationmap.files import temporary_folder
    >>> report = Report("报告", "Report", (), (), (), {}, (), datetime(2026, 1, 2, tzinfo=UTC), "7", made_up=False)
    >>> with temporary_folder() as above:
    ...     [path.name for path in write_report(report, above / "out", ["json"])]
    ['stationmap-report.json']
    """
    writers: dict[str, Callable[[Path], None]] = {
        "xlsx": lambda path: write_workbook(report, path),
        "gpkg": lambda path: write_geopackage(
            path, [NamedLayer(one.name, one.title, one.frame) for one in report.layers]
        ),
        "html": lambda path: write_text(path, report_page(report)),
        "pdf": lambda path: write_paper(report, path, chinese_font(font)),
        "json": lambda path: write_text(path, json.dumps(report_document(report), ensure_ascii=False, indent=1)),
    }
    with files_together(folder) as temporary:
        for number, one in enumerate(formats):
            progress(number / len(formats), _STEPS[one])
            writers[one](temporary / f"{NAME}.{one}")
    return [folder / f"{NAME}.{one}" for one in formats]
