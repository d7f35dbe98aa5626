"""Visits: a hundred million station-days by day and district, and what an import takes."""

from __future__ import annotations

import resource
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from multiprocessing import get_context
from pathlib import Path
from tempfile import mkdtemp

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.bench import Bench
from benchmarks.processes import end_in_order
from benchmarks.table import Table, number, times
from stationmap.files import read_table
from stationmap.visits import read_visits
from stationmap.warehouse import Limits, import_visits, open_visits
from stationmap.warehouse.manifest import Manifest, Month

__all__ = ["run"]

_DAYS = 500
_FIRST = date(2024, 1, 1)
_DISTRICTS = 2_900
_IMPORTED = 4_000_000
_ALONE = 400_000  # rows for the reader that holds all texts
_LIMITS = Limits("2GB")

# Counts that repeat nowhere; one day in fifty each is closed, silent, or counted in part.
_ROWS = """
select 'ST' || lpad(s::varchar, 7, '0') station_id, (date '{first}' + d::int)::date date,
       case when h % 50 < 2 then null else (h >> 8) % 23 end::bigint visits,
       case h % 50 when 0 then 'closed' when 1 then 'not_reporting' when 2 then 'part_day' else 'counted' end state
from (select s, d, hash(s * 1009 + d * 7919) h from range({stations}) a(s), range({begin}, {end}) b(d))
"""


def run(bench: Bench) -> list[Table]:
    """Make the data in a scratch folder, ask each engine in a process of its own, and take the folder away."""
    with _scratch() as folder, get_context("spawn").Pool(1, end_in_order, maxtasksperchild=1) as pool:
        pool.apply(_make, (folder, len(bench.stations)))
        ours, peers = pool.apply(_ours, (folder,)), [pool.apply(ask, (folder,)) for ask in (_arrow, _pandas)]
        return [_sums([ours, *peers], len(bench.stations) * _DAYS), _imports(pool, folder)]


@contextmanager
def _scratch() -> Iterator[Path]:
    folder = Path(mkdtemp(prefix="visits-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _make(folder: Path, stations: int) -> None:
    """Write months as an import does, without one."""
    con = duckdb.connect(config={"memory_limit": "2GB", "temp_directory": str(folder / "spill")})
    (folder / "store").mkdir()
    months: dict[str, Month] = {}
    begin = 0
    while begin < _DAYS:
        first = _FIRST + timedelta(days=begin)
        after = date(first.year + first.month // 12, first.month % 12 + 1, 1)
        end = min(_DAYS, (after - _FIRST).days)
        name = first.isoformat()[:7]
        path = folder / "store" / f"{name}.0001.parquet"
        rows = _ROWS.format(first=_FIRST, stations=stations, begin=begin, end=end)
        con.execute(f"copy ({rows} order by station_id, date) to '{path}' (format parquet, compression zstd)")
        last = _FIRST + timedelta(days=end - 1)
        months[name] = Month(path.name, stations * (end - begin), first.isoformat(), last.isoformat())
        begin = end
    Manifest(months=months).write(folder / "store")


def _district_of(stations: int) -> pd.DataFrame:
    ids = [f"ST{number:07}" for number in range(stations)]
    return pd.DataFrame({"station_id": ids, "adcode": [f"{100_000 + n % _DISTRICTS}" for n in range(stations)]})


def _stations(folder: Path) -> int:
    manifest = Manifest.read(folder / "store")
    assert manifest is not None  # noqa: S101
    return sum(month.rows for month in manifest.months.values()) // _DAYS


def _ours(folder: Path) -> list[object]:
    store, districts = open_visits(folder / "store", limits=_LIMITS), _district_of(_stations(folder))
    start = time.perf_counter()
    days = store.days_by_district(districts)
    by_district = time.perf_counter() - start
    start = time.perf_counter()
    store.station_totals()
    return _told("stationmap (Ibis, DuckDB)", by_district, time.perf_counter() - start, days)


def _arrow(folder: Path) -> list[object]:
    """Group each month by Arrow, which holds one month at a time."""
    texts = pa.schema([("station_id", pa.string()), ("adcode", pa.string())])
    districts = pa.Table.from_pandas(_district_of(_stations(folder)), texts, preserve_index=False)
    start = time.perf_counter()
    parts = []
    for path in sorted((folder / "store").glob("*.parquet")):
        rows = pq.read_table(path).join(districts, "station_id")
        grouped = rows.group_by(["adcode", "date", "state"]).aggregate([("visits", "sum"), ("visits", "count")])
        parts.append(grouped.to_pandas())
    days = _wide(pd.concat(parts), "visits_sum")
    return _told("pyarrow, month by month", time.perf_counter() - start, None, days)


def _pandas(folder: Path) -> list[object]:
    """Group each month by pandas."""
    districts = _district_of(_stations(folder)).set_index("station_id")["adcode"]
    start = time.perf_counter()
    parts = []
    for path in sorted((folder / "store").glob("*.parquet")):
        rows = pd.read_parquet(path, dtype_backend="pyarrow")
        rows["adcode"] = rows["station_id"].map(districts)
        parts.append(rows.groupby(["adcode", "date", "state"], as_index=False)["visits"].sum())
    days = _wide(pd.concat(parts), "visits")
    return _told("pandas, month by month", time.perf_counter() - start, None, days)


def _wide(rows: pd.DataFrame, name: str) -> pd.DataFrame:
    days: pd.DataFrame = rows.groupby(["adcode", "date"], as_index=False)[name].sum()
    return days.rename(columns={name: "visits"})


def _told(name: str, seconds: float, totals: float | None, days: pd.DataFrame) -> list[object]:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return [name, seconds, totals, peak, len(days), int(days["visits"].sum())]


def _sums(told: list[list[object]], rows: int) -> Table:
    base = float(told[0][1])  # type: ignore[arg-type]
    same = len({(one[4], one[5]) for one in told}) == 1
    cells = [
        [
            str(name),
            number(seconds),
            times(seconds / base),
            number(totals) if totals is not None else "–",
            number(peak / 1e9),
        ]
        for name, seconds, totals, peak, *_ in told  # type: ignore[misc]
    ]
    note = (
        f"{rows:,} station-days on disk by day and district ({told[0][4]:,} sums), each in a process of its own, files"
        f" in the system's cache. Sums alike: {'yes' if same else 'NO'}. DuckDB may take {_LIMITS.memory}; the peak is"
        " of the whole process."
    )
    return Table("Visits by day and district", ("", "s", "ratio", "by station, s", "peak, GB"), cells, note)


def _imports(pool, folder: Path) -> Table:  # type: ignore[no-untyped-def]  # noqa: ANN001
    cells = []
    for kind in ("csv", "parquet"):
        for what, rows in (
            ("import", _IMPORTED),
            ("import again, other bytes", _IMPORTED),
            ("reader of whole files", _ALONE),
        ):
            if kind == "parquet" and what != "import":
                continue
            seconds, peak = pool.apply(_import, (folder, kind, what, rows))
            cells.append([f"{kind}: {what}", f"{rows:,}", number(seconds), number(rows / seconds), number(peak / 1e9)])
    note = "One file, every cell checked, repeats looked for, months written. The reader of whole files writes nothing."
    return Table("Import of visits", ("", "rows", "s", "rows/s", "peak, GB"), cells, note)


def _import(folder: Path, kind: str, what: str, rows: int) -> tuple[float, float]:
    path = folder / f"{what}.{kind}"
    _write_file(path, rows, above=int(what.endswith("bytes")))
    start = time.perf_counter()
    if what.startswith("import"):
        import_visits(path, folder / f"from-{kind}", limits=_LIMITS)
    else:
        read_visits(read_table(path), [])
    return time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _write_file(path: Path, rows: int, above: int) -> None:
    """Write a file day by day, as counters send it; `above` makes every tenth count another."""
    query = _ROWS.format(first=_FIRST, stations=rows // 20, begin=0, end=20)
    changed = f"visits + {above} * (visits % 10 = 0)::int visits"
    query = f"select station_id, date, {changed}, state from ({query}) order by date"  # noqa: S608
    form = "format csv, header" if path.suffix == ".csv" else "format parquet"
    con = duckdb.connect(config={"memory_limit": "1GB"})
    con.execute(f"copy ({query}) to '{path}' ({form})")
    con.close()
