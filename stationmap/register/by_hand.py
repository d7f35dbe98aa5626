"""One station's values as a person types them: which fields they set, and whether all of them can be used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from stationmap.districts import Districts
from stationmap.errors import Fault, InputError
from stationmap.files import RawTable
from stationmap.findings import Finding, Findings
from stationmap.register.checking import CheckedRegister, check_register
from stationmap.register.headers import FIELDS, amenities_of_header, coordinate_of_header, field_of_header
from stationmap.register.options import ImportOptions

__all__ = ["AMENITY_FIELDS", "POSITION", "check_by_hand", "fields_of", "settle", "settled"]

POSITION = ("lat", "lon", "lat_received", "lon_received", "datum_received", "district")
"""Fields that a new position sets, all at once."""
AMENITY_FIELDS = ("amenities", "amenities_no", "out_of_order")
"""Fields of amenities: what one of them says holds against the others."""

_FLAG = "amenity"
_SETS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("lat", "lon", "position"), POSITION),
    **dict.fromkeys((*AMENITY_FIELDS, _FLAG), AMENITY_FIELDS),
    "hours": ("hours", "opening_hours"),  # what hours are read as follows them always
}
_SETTABLE = [name for name in FIELDS if name not in {"id", "status"}]
# A person may mean these; everything else that an import would take as unknown or change is refused.
_DOUBTS = {
    *("closed_before_opened", "district_mismatch", "future_date", "known_under_another_id", "low_precision"),
    "unread_hours",  # 营业时间 may be all that anybody knows
}
_ABOUT = {
    code: frozenset(fields.split())
    for codes, fields in (
        ("missing_name", "name"),
        ("unclean_number unreadable_number", "area_m2 capacity"),
        ("unreadable_stars", "star_rating"),
        ("unreadable_date", "opened_on closed_on verified_on"),
        ("future_date", "opened_on verified_on"),
        ("closed_before_opened", "opened_on closed_on"),
        ("unreadable_status status_against_closing status_against_future_closing", "closed_on"),
        ("unread_hours", "hours"),
        ("unread_closure", "closures"),
        ("unknown_kind", "kind"),
        ("unknown_access", "access"),
        ("amenity_contradiction unknown_amenity unreadable_flag", " ".join(AMENITY_FIELDS)),
        ("read_as_out_of_order unused_remark", " ".join(AMENITY_FIELDS)),
        ("known_under_another_id", "lat name address"),
        ("low_precision no_districts_here outside_districts twins", "lat"),
        ("district_mismatch district_uncertain district_without_polygon unknown_district_name", "lat district_named"),
    )
    for code in codes.split()
}


def fields_of(values: Mapping[str, str], fixed: Mapping[str, str]) -> frozenset[str]:
    """Name the fields of a station that these values set.

    Parameters
    ----------
    values : mapping of str to str
        Header to text; a header is a field or what registers call it: ``hours``, ``开放时间``, ``热水``.
    fixed : mapping of str to str
        Fields that cannot be set, and why.

    Raises
    ------
    InputError
        Naming every header that is unknown, fixed or says the same as another, and a latitude or longitude alone.

    Examples
    --------
    >>> sorted(fields_of({"开放时间": "24小时", "热水": "有"}, {}))
    ['amenities', 'amenities_no', 'hours', 'opening_hours', 'out_of_order']
    """
    meanings = {header: _meaning(header) for header in values}
    count = Counter(meaning for meaning in meanings.values() if meaning != _FLAG)
    known = f"没有这个字段 no such field; 字段 fields: {', '.join(_SETTABLE)}"
    reasons = {"": known} | {name: "写了两次 given twice" for name, times in count.items() if times > 1} | dict(fixed)
    wrong = {header: reasons[meaning] for header, meaning in meanings.items() if meaning in reasons}
    if (count["lat"] > 0) != (count["lon"] > 0):
        alone = next(header for header, meaning in meanings.items() if meaning in {"lat", "lon"})
        wrong |= {alone: "纬度和经度要一起给 give latitude and longitude together"}
    if wrong:
        faults = tuple(Fault(header, values[header], reason) for header, reason in wrong.items())
        raise InputError(f"不能写入 cannot be set: {', '.join(wrong)}", faults)
    return frozenset(name for meaning in meanings.values() for name in _SETS.get(meaning, (meaning,)))


def _meaning(header: str) -> str:
    coordinate = coordinate_of_header(header)
    return coordinate[0] if coordinate else field_of_header(header) or (_FLAG if amenities_of_header(header) else "")


def check_by_hand(
    values: Mapping[str, str], options: ImportOptions, own: Districts
) -> tuple[CheckedRegister, Districts]:
    """Check one station as an import does.

    Parameters
    ----------
    values : mapping of str to str
        Header to text; the position among them.
    options : ImportOptions
        Datum and area of the position; its districts are asked where none of `own` holds the station.
    own : Districts
        The register's.

    Returns
    -------
    (CheckedRegister, Districts)
        What was found, and the districts that hold the station.

    Examples
    --------
    >>> from stationmap.datum import Datum
    >>> from stationmap.districts import national
    >>> values = {"lat": "34.803352", "lon": "113.305132", "name": "驿站", "设施": "热水、水晶球"}
    >>> checked, _ = check_by_hand(values, ImportOptions(Datum.GCJ02, national()), national())
    >>> [item.field for item in checked.findings], checked.table["district"].tolist()
    (['设施'], ['410106'])
    """
    raw = RawTable.of(list(values), [list(values.values())], [1])
    checked = check_register(raw, replace(options, districts=own))
    if checked.kept and not checked.table["district"].iat[0]:
        return check_register(raw, options), options.districts
    return checked, own


def settle(findings: Findings, fields: frozenset[str]) -> list[Finding]:
    """Refuse values that cannot be used as they are, and return what a person should look at again.

    Parameters
    ----------
    findings : Findings
        Of `check_by_hand`; what is not about `fields` is passed over.
    fields : frozenset of str
        Fields that are set.

    Raises
    ------
    InputError
        Naming every field and value that cannot be used, why, and what to do.

    Examples
    --------
    >>> settle(Findings(), frozenset({"name"}))
    []
    """
    told = [item for item in findings if _ABOUT.get(item.code, fields) & fields]
    wrong = [item for item in told if item.severity != "note" and item.code not in _DOUBTS]
    if wrong:
        faults = tuple(Fault(item.field, item.value, _sentence(item)) for item in wrong)
        raise InputError(f"有 {len(wrong)} 处不能用，没有写入 nothing was written; faults: {len(wrong)}", faults)
    return told


def _sentence(item: Finding) -> str:
    return f"{item.message_zh} {item.message} → {item.advice_zh} {item.advice}"


def settled(warnings: str, fields: frozenset[str], doubts: Iterable[Finding]) -> str:
    """Give a station's warnings after an edit: those that are not about the fields that were set, and the doubts.

    Examples
    --------
    >>> settled("low_precision,missing_name", frozenset({"name"}), [])
    'low_precision'
    """
    kept = {code for code in warnings.split(",") if code and not _ABOUT.get(code, frozenset()) & fields}
    return ",".join(sorted(kept | {item.code for item in doubts if item.severity == "warning"}))
