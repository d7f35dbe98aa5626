"""方法: everything by which the figures can be traced, in one table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from stationmap.report.section import Section
from stationmap.study import Source

__all__ = ["METHOD_COLUMNS", "method_section"]

METHOD_COLUMNS: dict[str, tuple[str, str]] = {"part": ("部分", "part"), "text": ("说明", "text")}
_READING = (
    "未知显示为“未知”；工作簿中应为数字而未知的格子留空并加斜纹，不是零 "
    "unknown is written 未知; in the workbook a cell where a number belongs is left blank and hatched, not zero",
    "地图按已知值的分位数分级，未知用斜纹表示；图例括号内为区县数 "
    "maps are in classes by quantiles of what is known, unknown is hatched; in brackets the number of districts",
    "坐标均为 WGS-84 (EPSG:4326) positions are in WGS 84",
)


def method_section(
    sections: Sequence[Section], sources: Sequence[Source], versions: Mapping[str, str], warnings: Sequence[str]
) -> Section:
    """Gather warnings, notes of all sections, inputs with their fingerprints, and versions.

    Parameters
    ----------
    sections : sequence of Section
    sources : sequence of Source
    versions : mapping of str to str
    warnings : sequence of str

    Examples
    --------
    >>> method_section((), (), {"numpy": "2.0"}, ("虚构 made up",)).frame["text"].tolist()[0]
    '虚构 made up'
    """
    rows = [("注意 cautions", text) for text in warnings]
    rows += [("读法 how to read", text) for text in _READING]
    rows += [(section.title, note) for section in sections for note in section.notes]
    rows += [("输入 inputs", _source(source)) for source in sources]
    rows += [("版本 versions", f"{name} {text}") for name, text in versions.items()]
    frame = pd.DataFrame(rows, columns=list(METHOD_COLUMNS))
    return Section("method", "方法", "Method", frame, METHOD_COLUMNS)


def _source(source: Source) -> str:
    return f"{source.role}: {source.name} · SHA-256 {source.sha256}（{source.of}）"
