"""Reading visit counts from a table of texts; every fault is named by row, field and value."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping

import pandas as pd

from stationmap.errors import ColumnError
from stationmap.files import RawTable
from stationmap.findings import Finding, Findings
from stationmap.visits.counts import VisitCounts
from stationmap.visits.faults import FAULTS

__all__ = ["read_visits"]

_HEADERS = {
    "station_id": ("station_id", "编号", "站点编号", "id", "sensor_id", "站点"),
    "date": ("date", "日期", "day", "统计日期"),
    "visits": ("visits", "人次", "访问量", "服务人次", "count", "访问人次"),
    "state": ("state", "状态", "status"),
}
_STATES = {
    "counted": ("counted", "正常", "全天", "已上报"),
    "part_day": ("part_day", "半天", "部分", "部分时段"),
    "closed": ("closed", "关闭", "停用", "停业", "闭站"),
    "not_reporting": ("not_reporting", "未上报", "无数据", "缺报"),
}
_STATE_OF = {word: state for state, words in _STATES.items() for word in words}


def read_visits(
    raw: RawTable, station_ids: Iterable[str], columns: Mapping[str, str] | None = None
) -> tuple[VisitCounts, Findings]:
    """Check a table of visit counts.

    Parameters
    ----------
    raw : RawTable
        With columns for station, date and visits, and for the state if there is one.
    station_ids : iterable of str
        Ids of the register; rows of others are kept, so that no visit is lost, and named.
    columns : mapping of str to str, optional
        Field to header, where the header is not a known one.

    Returns
    -------
    VisitCounts
        Rows without an error. An empty number with the state "counted" is not reporting, never zero.
    Findings

    Raises
    ------
    ColumnError
        If a column is missing.

    Examples
    --------
    >>> raw = RawTable.of(["编号", "日期", "人次"], [["a", "2025/9/1", "3"], ["a", "2025-09-02", ""]], [2, 3])
    >>> counts, findings = read_visits(raw, ["a"])
    >>> counts.frame["state"].tolist(), [finding.code for finding in findings]
    (['counted', 'not_reporting'], ['empty_count'])
    """
    headers = _find_headers(raw, columns or {})
    frame = pd.DataFrame(
        {name: raw.frame[header].str.strip() if header else "" for name, header in headers.items()}, dtype="str"
    ).assign(row=raw.rows)
    findings = Findings()
    refused = pd.Series(False, index=frame.index)
    day, number, state = _days(frame["date"]), _numbers(frame["visits"]), _states(frame)
    unfit = {"no_station": frame["station_id"] == "", "bad_date": day.isna()}
    unfit["bad_count"] = (frame["visits"] != "") & number.isna()
    unfit["bad_state"] = state.isna()
    for code, where in unfit.items():
        _report(findings, frame, headers, code, where)
        refused |= where
    _report(findings, frame, headers, "empty_count", (frame["visits"] == "") & (state == "counted") & ~refused)
    state = state.mask((frame["visits"] == "") & state.isin(["counted", "part_day"]), "not_reporting")
    silent = state.isin(["closed", "not_reporting"]) & number.notna() & ~refused
    _report(findings, frame, headers, "count_while_closed", silent)
    clean = frame.assign(date=day, visits=number, state=state)[~refused]
    kept = _once_a_day(clean, frame, headers, findings)
    strangers = ~kept["station_id"].isin(set(station_ids))
    _report(findings, frame, headers, "unknown_station", frame.index.isin(kept.index[strangers]))
    return VisitCounts(kept[["station_id", "date", "visits", "state"]].reset_index(drop=True)), findings


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip().replace(" ", "")


def _find_headers(raw: RawTable, columns: Mapping[str, str]) -> dict[str, str]:
    by_word = {_plain(header): header for header in raw.frame.columns}
    headers: dict[str, str] = {}
    for name, words in _HEADERS.items():
        chosen = columns.get(name)
        if chosen is not None and chosen not in raw.frame.columns:
            raise ColumnError(f"没有这一列 no column {chosen!r}; the file has: {', '.join(raw.header)}")
        headers[name] = chosen or next((by_word[w] for w in words if w in by_word), "")
    missing = [name for name in ("station_id", "date", "visits") if not headers[name]]
    if missing:
        raise ColumnError(
            f"人次文件缺少列 visits need the columns {', '.join(missing)}; the file has: {', '.join(raw.header)}"
        )
    return headers


def _days(texts: pd.Series[str]) -> pd.Series[str]:
    plain = texts.str.normalize("NFKC").str.replace(r"[年月/.]", "-", regex=True).str.rstrip("日")
    plain = plain.str.replace(r"[T ]0?0:00(:00)?$", "", regex=True)
    shaped = plain.where(plain.str.fullmatch(r"\d{4}-\d{1,2}-\d{1,2}|\d{8}"), None)
    joined = shaped.str.replace(r"^(\d{4})(\d{2})(\d{2})$", r"\1-\2-\3", regex=True)
    return pd.to_datetime(joined, format="%Y-%m-%d", errors="coerce").dt.strftime("%Y-%m-%d")


def _numbers(texts: pd.Series[str]) -> pd.Series[int]:
    plain = texts.str.normalize("NFKC").str.replace(r"\.0+$", "", regex=True)
    whole = plain.where(plain.str.fullmatch(r"\d{1,9}", flags=0) & plain.str.isascii(), None)
    return pd.to_numeric(whole, errors="coerce").astype("Int64")


def _states(frame: pd.DataFrame) -> pd.Series[str]:
    return frame["state"].map(_plain).replace("", "counted").map(_STATE_OF)


def _once_a_day(clean: pd.DataFrame, frame: pd.DataFrame, headers: dict[str, str], findings: Findings) -> pd.DataFrame:
    """Keep the first row of a station and day; say whether the others agree with it."""
    key = ["station_id", "date"]
    again = clean.duplicated(key)
    same = clean.duplicated([*key, "visits", "state"])
    _report(findings, frame, headers, "doubled_day", frame.index.isin(clean.index[again & same]))
    _report(findings, frame, headers, "conflicting_day", frame.index.isin(clean.index[again & ~same]))
    return clean[~again]


def _report(findings: Findings, frame: pd.DataFrame, headers: dict[str, str], code: str, where: object) -> None:
    severity, name, *texts = FAULTS[code]
    for row in frame[where].itertuples():
        value = str(getattr(row, name))[:200]
        findings.add(Finding(int(row.row), severity, code, headers[name] or name, value, *texts))
