"""Run the measures and write the tables: `python -m benchmarks --help`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import typer

from benchmarks.bench import Bench
from benchmarks.data import Stations, make_stations
from benchmarks.machine import described
from benchmarks.measures import MEASURES
from benchmarks.processes import end_in_order
from benchmarks.rivals import RIVALS, Engine, MissingRivalError
from benchmarks.table import Table

Count = Annotated[int, typer.Option("--stations", min=1_000, help="number of stations, such as 200000 or 2000000")]
Only = Annotated[list[str] | None, typer.Option("--only", help=f"measure, repeatable: {', '.join(MEASURES)}")]
Rival = Annotated[list[str] | None, typer.Option("--rival", help=f"engine, repeatable: {'; '.join(RIVALS)}")]
Out = Annotated[Path | None, typer.Option("--out", help="file for the tables, Markdown")]
Full = Annotated[bool, typer.Option("--full", help="10,000 queries of each kind for exactness instead of 1,000")]
Seconds = Annotated[float, typer.Option("--seconds", min=0.1, help="time for one engine and case")]


def main(
    stations: Count = 200_000,
    only: Only = None,
    rival: Rival = None,
    out: Out = None,
    full: Full = False,
    seconds: Seconds = 1.0,
) -> None:
    """Measure stationmap's nearest search beside its rivals."""
    chosen = [name for name in MEASURES if not only or name in only]
    if set(only or ()) - set(MEASURES) or set(rival or ()) - set(RIVALS):
        raise typer.BadParameter(f"measures: {', '.join(MEASURES)}; engines: {'; '.join(RIVALS)}")
    end_in_order()
    parts = [described(stations)]
    print(parts[0])
    with ExitStack() as stack:
        bench = _bench(stack, make_stations(stations), rival, 10_000 if full else 1_000, seconds)
        for table in _tables(bench, chosen):
            parts.append(str(table))
            print(table, flush=True)
            if out is not None:
                out.write_text("\n".join(parts), encoding="utf-8")


def _tables(bench: Bench, names: list[str]) -> Iterator[Table]:
    if bench.missing:
        rows = [[name, why] for name, why in bench.missing.items()]
        yield Table("Not measured", ("engine", "to install"), rows)
    for name in names:
        yield from MEASURES[name](bench)


def _bench(stack: ExitStack, stations: Stations, only: list[str] | None, queries: int, seconds: float) -> Bench:
    engines: dict[str, Engine] = {}
    missing: dict[str, str] = {}
    for name, opened in RIVALS.items():
        if only and name not in only and name != next(iter(RIVALS)):
            continue
        try:
            engines[name] = stack.enter_context(opened(stations))
        except MissingRivalError as why:
            missing[name] = str(why)
    return Bench(stations, engines, missing, queries, seconds)


typer.run(main)
