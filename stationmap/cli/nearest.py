"""``stationmap nearest``: the nearest stations on the terminal."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from stationmap.amenities import AMENITIES, read_amenities
from stationmap.catalogue import Catalogue
from stationmap.cli.importing import options_of
from stationmap.cli.shared import Db, out, say_made_up
from stationmap.datum import parse_datum
from stationmap.documents import answer_document
from stationmap.errors import InputError
from stationmap.loading import catalogue_of_file, load_catalogue
from stationmap.nearest import Answer, Match, Query, find_nearest

__all__ = ["nearest"]

Lat = Annotated[float, typer.Argument(help="纬度 latitude, degrees")]
Lon = Annotated[float, typer.Argument(help="经度 longitude, degrees")]
Codes = Annotated[str, typer.Option(metavar="CODE,CODE")]
Limit = Annotated[int, typer.Option(help="1–100")]
Radius = Annotated[float | None, typer.Option(help="米 metres, up to 50000")]
DatumText = Annotated[str, typer.Option("--datum", help="位置的坐标系 datum of the position: wgs84, gcj02, bd09")]
File = Annotated[
    Path | None, typer.Option("--file", metavar="FILE", help="直接查文件 search a file instead of a database")
]
FileDatum = Annotated[str, typer.Option("--file-datum", help="文件的坐标系 datum of the file")]
Area = Annotated[str | None, typer.Option("--area", metavar="W,S,E,N|world", help="文件的范围 area of the file")]
Map = Annotated[
    list[str] | None, typer.Option("--map", metavar="FIELD=HEADER", help="文件的列名对应 headers of the file")
]
AsJson = Annotated[bool, typer.Option("--json", help="输出接口的 JSON the API's answer")]


def nearest(
    lat: Lat,
    lon: Lon,
    db: Db = None,
    needs: Codes = "",
    kind: Codes = "",
    access: Codes = "",
    limit: Limit = 5,
    radius: Radius = None,
    datum: DatumText = "wgs84",
    file: File = None,
    file_datum: FileDatum = "wgs84",
    area: Area = None,
    columns: Map = None,
    as_json: AsJson = False,
) -> None:
    """查最近的站点。Find the nearest stations that have what is needed.

    例 example: stationmap nearest 34.7601 113.7730 --needs hot_water,toilet
    """
    query = Query(lat, lon, parse_datum(datum), limit, radius, _needs(needs), _split(kind), _split(access))
    if file is not None and db is not None:
        raise InputError("--db 和 --file 只能给一个 give --db or --file, not both")
    if file is not None:
        catalogue, checked = catalogue_of_file(file, options_of(file_datum, columns, area, None))
        if checked.left_out:
            say = f"文件中有 {checked.left_out} 行有错误未用 rows with errors were left out: {checked.left_out}"
            typer.echo(f"{say}; stationmap import --dry-run", err=True)
    else:
        catalogue = load_catalogue(db)
    answer = find_nearest(catalogue, query)
    say_made_up(catalogue)
    if as_json:
        typer.echo(json.dumps(answer_document(catalogue, answer), ensure_ascii=False, indent=2))
    else:
        _print(catalogue, answer)


def _needs(text: str) -> tuple[str, ...]:
    """Take codes, and the words of registers: 热水 is as good as hot_water."""
    return tuple(code for word in _split(text) for code in read_amenities(word) or (word,))


def _split(text: str) -> tuple[str, ...]:
    return tuple(code.strip() for code in text.split(",")) if text else ()


def _print(catalogue: Catalogue, answer: Answer) -> None:
    table = Table(show_lines=True)
    table.add_column("米 m\n方位 °", justify="right", no_wrap=True)
    for title in ("站点 station", "设施 amenities", "开放时间 hours"):
        table.add_column(title, overflow="fold")
    for match in answer.matches:
        table.add_row(*_row(match))
    if answer.matches:
        out.print(table)
    else:
        out.print(Text("没有符合条件的站点 no station fits"))
    if answer.beyond is not None:
        out.print(Text(f"半径之外最近的 the next beyond the radius: {_short(answer.beyond)}"))
    for reason in answer.why_none:
        given_up = ", ".join(AMENITIES[c].zh if c in AMENITIES else c for c in reason.without)
        found = _short(reason.match) if reason.match else "也没有 none either"
        out.print(Text(f"不要求 without {given_up} ({','.join(reason.without)}): {found}"))


def _row(match: Match) -> list[Text]:
    station = match.station
    broken = {code for code, _ in station.out_of_order}
    words = [f"{AMENITIES[code].zh}{'（故障 out of order）' if code in broken else ''}" for code in station.amenities]
    amenities = " ".join(words) or "未知 unknown"
    hours = station.hours or "未知 unknown"
    where = f"{match.distance_m:,.0f}\n{match.bearing_deg:.0f}°"
    what = "\n".join(
        text for text in (station.name, station.address, station.entrance_note, station.phone, station.id) if text
    )
    return [Text(cell) for cell in (where, what, amenities, hours)]


def _short(match: Match) -> str:
    return f"{match.station.name} ({match.station.id}), {match.distance_m:,.0f} m"
