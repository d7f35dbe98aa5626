"""``stationmap nearest``: the nearest stations on the terminal."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer
from rich.table import Table
from rich.text import Text

from stationmap.amenities import AMENITIES, read_amenities
from stationmap.catalogue import Catalogue
from stationmap.cli.importing import options_of
from stationmap.cli.places import place_at
from stationmap.cli.shared import Calendar, Db, Zone, out, say_made_up
from stationmap.datum import from_wgs84, parse_datum
from stationmap.documents import answer_document, explain, open_words
from stationmap.documents.answers import remark
from stationmap.errors import Fault, InputError, ParameterError
from stationmap.loading import catalogue_of_file, load_catalogue, opening_rules
from stationmap.nearest import Answer, Match, Query, Trip, find_nearest
from stationmap.station import ACCESS, KINDS, Station

__all__ = ["AsJson", "Needs", "nearest", "needs_of"]

Vocabulary = Mapping[str, tuple[str, str]]
_COMMAS = re.compile("[,，、;；]")


def _shown(vocabulary: Vocabulary) -> list[str]:
    return [f"{zh} {code}" for code, (zh, _) in vocabulary.items()]


Lat = Annotated[float | None, typer.Argument(help="纬度 latitude, degrees")]
Lon = Annotated[float | None, typer.Argument(help="经度 longitude, degrees")]
At = Annotated[
    str | None,
    typer.Option(
        "--at", metavar="TEXT", help="地名，代替经纬度 a place by name, in place of LAT LON: see stationmap find"
    ),
]
Needs = Annotated[
    str,
    typer.Option(
        metavar="WORD,WORD",
        help="需要的设施，都要有且没有故障：代码或名称，如 热水,厕所 what it must have in working order, all of them: "
        "codes or names, such as hot_water,toilet",
    ),
]
Kind = Annotated[
    str,
    typer.Option(metavar="WORD,WORD", help=f"类型，其一即可 kinds, one of them: {', '.join(_shown(KINDS))}"),
]
Access = Annotated[
    str,
    typer.Option(metavar="WORD,WORD", help=f"进入方式，其一即可 ways in, one of them: {', '.join(_shown(ACCESS))}"),
]
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
Open = Annotated[
    str,
    typer.Option(
        "--open",
        metavar="any|now|TIME",
        help="只要到达时确知开门的：now 或当地时刻，如 2026-12-24T22:30 only those known to be open on arrival: "
        "now, or a time by the stations' clock",
    ),
]
Stay = Annotated[int, typer.Option("--stay", help="到达后至少再开多少分钟 minutes that it must stay open")]
Pace = Annotated[float, typer.Option("--pace", help="步行速度 walking, km/h")]
Detour = Annotated[
    float, typer.Option("--detour", help="路程约为直线的几倍 how many times the straight line the walk is taken to be")
]
Fresh = Annotated[
    int | None, typer.Option("--fresh-within", metavar="DAYS", help="多少天内核实过 verified within days")
]
AsJson = Annotated[bool, typer.Option("--json", help="输出接口的 JSON the API's answer")]


def nearest(
    lat: Lat = None,
    lon: Lon = None,
    at: At = None,
    db: Db = None,
    needs: Needs = "",
    kind: Kind = "",
    access: Access = "",
    limit: Limit = 5,
    radius: Radius = None,
    open_: Open = "any",
    stay: Stay = 10,
    pace: Pace = 4.5,
    detour: Detour = 1.3,
    fresh_within: Fresh = None,
    zone: Zone = "",
    calendar: Calendar = None,
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
    _check_where(lat, lon, at)
    wanted = (needs_of(needs), _codes(kind, KINDS), _codes(access, ACCESS))
    rules = opening_rules(zone, calendar)
    trip = Trip(_instant(open_, rules.zone), stay, pace, detour)
    kind_of_datum = parse_datum(datum)
    if file is not None and db is not None:
        raise InputError("--db 和 --file 只能给一个 give --db or --file, not both")
    if file is not None:
        catalogue, checked = catalogue_of_file(file, options_of(file_datum, columns, area, None))
        if checked.left_out:
            say = f"文件中有 {checked.left_out} 行有错误未用 rows with errors were left out: {checked.left_out}"
            typer.echo(f"{say}; stationmap import --dry-run", err=True)
    else:
        catalogue = load_catalogue(db)
    catalogue = catalogue.under(rules)
    if at is not None:
        lat, lon = from_wgs84(*place_at(catalogue, at), kind_of_datum)
    query = Query(lat or 0.0, lon or 0.0, kind_of_datum, limit, radius, *wanted, trip, fresh_within)
    answer = find_nearest(catalogue, query)
    say_made_up(catalogue)
    if as_json:
        typer.echo(json.dumps(answer_document(catalogue, answer), ensure_ascii=False, indent=2))
    else:
        _print(catalogue, answer)


def _instant(text: str, zone: ZoneInfo) -> str | datetime:
    """Take any, now, or a time; without an offset it is the stations' own."""
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        return text  # any, now, or what the library refuses
    return instant if instant.tzinfo else instant.replace(tzinfo=zone)


def needs_of(text: str) -> tuple[str, ...]:
    """Take codes, and the words of registers: 热水 is as good as hot_water.

    Examples
    --------
    >>> needs_of("热水,toilet")
    ('hot_water', 'toilet')
    """
    return tuple(code for word in _split(text) for code in read_amenities(word) or (word,))


def _codes(text: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Take codes, and names in Chinese and English: 固定站点, or 固定 for short, is as good as fixed."""
    words: dict[str, str] = {}
    for code, (zh, en) in vocabulary.items():
        words |= dict.fromkeys((code, zh, zh.removesuffix("站点"), en.casefold()), code)
    return tuple(words.get(word.casefold(), word) for word in _split(text))


def _split(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in _COMMAS.split(text)) if text else ()


def _check_where(lat: float | None, lon: float | None, at: str | None) -> None:
    """Refuse a position that is not whole, or that is given twice."""
    if (at is None) == (lat is None):
        reason = "给出 LAT LON，或者 --at 地名 give either LAT LON or --at TEXT"
        raise ParameterError(reason, (Fault("--at", at or "", reason),))
    if at is None and lon is None:
        raise ParameterError("缺少 LON LON is missing", (Fault("LON", "", "必填 required"),))
    if lat is not None and lon is not None:
        _check_swapped(lat, lon)


def _check_swapped(lat: float, lon: float) -> None:
    """Refuse a latitude that can only be a longitude, and say so."""
    if 90 < abs(lat) <= 180 and abs(lon) <= 90:
        reason = f"像是经纬度写反 latitude and longitude seem swapped: stationmap nearest {lon} {lat}"
        raise ParameterError(f"纬度超出范围 lat={lat}: {reason}", (Fault("lat", str(lat), reason),))


def _print(catalogue: Catalogue, answer: Answer) -> None:
    table = Table(show_lines=True)
    table.add_column("米 m\n方位 °\n步行 walk", justify="right", no_wrap=True)
    for title in ("站点 station", "设施 amenities", "开放时间 hours"):
        table.add_column(title, overflow="fold")
    for match in answer.matches:
        table.add_row(*_row(match, catalogue))
    if answer.matches:
        out.print(table)
    else:
        out.print(Text("没有符合条件的站点 no station fits"))
    if answer.beyond is not None:
        out.print(Text(f"半径之外最近的 the next beyond the radius: {_short(answer.beyond)}"))
    for match in answer.unknown_hours:
        out.print(Text(f"开放时间不详 hours not known: {_short(match)}; {match.station.hours or '没有写 not given'}"))
    if not answer.matches:
        why = explain(answer, catalogue.rules.zone)
        out.print(Text(f"{why['zh']}\n{why['en']}"))
    if doubt := _doubt(answer):
        out.print(Text(doubt, style="yellow"))


def _doubt(answer: Answer) -> str | None:
    found = answer.matches[0] if answer.matches else answer.beyond
    return None if found is None else remark(found.distance_m)


def _amenities(station: Station) -> str:
    broken = {code for code, _ in station.out_of_order}
    words = [f"{AMENITIES[code].zh}{'（故障 out of order）' if code in broken else ''}" for code in station.amenities]
    there = " ".join(words) or "未知 unknown"
    absent = " ".join(AMENITIES[code].zh for code in station.amenities_no)
    return f"{there}\n没有 not there: {absent}" if absent else there


def _row(match: Match, catalogue: Catalogue) -> list[Text]:
    station = match.station
    hours = "\n".join((station.hours or "未知 unknown", open_words(match, catalogue.rules.zone)))
    where = f"{match.distance_m:,.0f}\n{match.bearing_deg:.0f}°\n≈{match.walk_minutes} min"
    what = "\n".join(
        text for text in (station.name, station.address, station.entrance_note, station.phone, station.id) if text
    )
    return [Text(cell) for cell in (where, what, _amenities(station), hours)]


def _short(match: Match) -> str:
    return f"{match.station.name or '（无名称 no name）'} ({match.station.id}), {match.distance_m:,.0f} m"
