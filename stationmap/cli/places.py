"""``stationmap find``: places by name, for a clerk with a caller on the line."""

from __future__ import annotations

import json
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from stationmap.catalogue import Catalogue
from stationmap.cli.shared import Db, err, out, say_made_up
from stationmap.datum import Datum
from stationmap.documents import places_document
from stationmap.errors import Fault, NotFoundError
from stationmap.loading import load_catalogue
from stationmap.places import KIND_NAMES, Found, Place, PlaceIndex, Places, find_places

__all__ = ["find", "place_at"]

_MATCHED = {
    "exact": "相同 exact",
    "prefix": "开头 prefix",
    "within": "包含 within",
    "pinyin": "拼音 pinyin",
    "initials": "首字母 initials",
    "close": "相近 close",
    "part": "只对上一部分 part of it",
}
_OTHERS = 5

What = Annotated[
    str,
    typer.Argument(
        metavar="TEXT",
        help="名称、地址、街道、区县、编号、拼音或首字母，可有错字 name, address, street, district, code, "
        "pinyin or initials, slips included",
    ),
]
Limit = Annotated[int, typer.Option(help="1–50")]
AsJson = Annotated[bool, typer.Option("--json", help="输出接口的 JSON the API's answer")]


def find(text: What, db: Db = None, limit: Limit = 10, as_json: AsJson = False) -> None:
    """按名称找地点。Find stations, streets, districts and cities by name.

    例 example: stationmap find jinshui
    """
    catalogue = load_catalogue(db)
    found = find_places(_places(catalogue), text, limit)
    say_made_up(catalogue)
    if as_json:
        document = places_document(catalogue, found, Datum.WGS84, catalogue.version)
        typer.echo(json.dumps(document, ensure_ascii=False, indent=2))
        return
    if not found:
        out.print(Text(f"没有找到 nothing is found: {text}"))
        return
    table = Table()
    for title in ("名称 name", "地址 address", "区县 district", "位置 lat lon", "编号 code", "匹配 match"):
        table.add_column(title, overflow="fold")
    for one in found:
        table.add_row(*map(Text, _row(one)))
    out.print(table)


def place_at(catalogue: Catalogue, text: str) -> tuple[float, float]:
    """Give the position of the place that a text names best, and say on stderr which it is, and which else it could be.

    Raises
    ------
    NotFoundError
        If there is none of which the position is known.
    ParameterError
        If the text is empty or too long.
    """
    found = [one for one in find_places(_places(catalogue), text, 2 * _OTHERS) if one.place.lat is not None]
    if not found:
        reason = "没有这样的地点 no place is found by it"
        raise NotFoundError(f"--at {text}: {reason}", (Fault("--at", text, reason),))
    first, *others = found
    err.print(Text(f"地点 place: {_short(first)}"), soft_wrap=True)
    alike = [one for one in others if one.rank == first.rank] if first.matched == "exact" else others
    for one in alike[:_OTHERS]:
        err.print(Text(f"  也可能是 or: {_short(one)}"), soft_wrap=True)
    assert first.place.lat is not None  # noqa: S101  (chosen so)
    assert first.place.lon is not None  # noqa: S101
    return first.place.lat, first.place.lon


def _places(catalogue: Catalogue) -> Places:
    return Places(PlaceIndex.of(catalogue))


def _kind(place: Place) -> str:
    return " ".join(KIND_NAMES[place.kind])


def _short(found: Found) -> str:
    place = found.place
    texts = dict.fromkeys((place.name or place.id, place.address, place.district_name))
    named = "，".join(text for text in texts if text)
    return f"{named}（{_kind(place)}，{_MATCHED[found.matched]}）"


def _row(found: Found) -> tuple[str, ...]:
    place = found.place
    where = "未知 unknown" if place.lat is None else f"{place.lat:.5f} {place.lon:.5f}"
    code = place.id if place.kind == "station" else place.id.partition(":")[2]
    match = f"{_kind(place)}\n{_MATCHED[found.matched]}"
    return place.name, place.address, place.district_name, where, code, match
