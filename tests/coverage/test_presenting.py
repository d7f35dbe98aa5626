import json
import math
from datetime import date

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from stationmap.coverage import COVERAGE_COLUMNS, by_district, coverage_document, coverage_notes, to_frame_for_people
from stationmap.coverage.by_district import DistrictCoverage
from stationmap.coverage.reconciliation import Check
from stationmap.districts import Districts
from stationmap.files import read_table, write_frame
from tests.oracles.polygons import district_tables
from tests.oracles.records import districts_of
from tests.oracles.tables import HOSTILE, station
from tests.oracles.visit_rows import FIRST, LAST, counts_of, diaries, register_of, registers

BOX = shapely.box(113, 34, 114, 35)
TWO = Districts(districts_of(("410101", "甲区", "东市", 20_000, BOX), ("410172", "高新区", "东市", None, None)))
STATIONS = [station("a"), station("b", opened_on="2025-09-03"), station("out", 20.0, 100.0)]
VISITS = [
    ("a", "2025-09-01", 4, "counted"),
    ("a", "2025-09-02", None, "not_reporting"),
    ("x", FIRST.isoformat(), 1, "counted"),
]
PLAIN = (str, int, float, bool, type(None), list, dict)


def made(stations=STATIONS, districts=TWO, visits=VISITS):
    counts = None if visits is None else counts_of(visits)
    return by_district(register_of(stations), districts, counts, on=LAST, period=(FIRST, LAST))


def leaves(value):
    """Every value in a document with its exact type, keys included."""
    yield value
    for inner in value.items() if type(value) is dict else enumerate(value) if type(value) is list else ():
        for one in inner:
            yield from leaves(one)


@settings(max_examples=8)
@given(registers(), district_tables(max_size=4), st.none() | diaries())
def test_the_document_is_plain_json(stations, districts, visits):
    document = coverage_document(made(stations, districts, visits), "虚构 made up")
    assert {type(value) for value in leaves(document)} <= set(PLAIN)
    assert json.loads(json.dumps(document, allow_nan=False, ensure_ascii=False)) == document


@settings(max_examples=8)
@given(registers(), district_tables(max_size=4), st.none() | diaries())
def test_the_document_has_every_row_and_unknown_is_null(stations, districts, visits):
    coverage = made(stations, districts, visits)
    rows = coverage_document(coverage)["rows"]
    assert len(rows) == len(coverage.rows)
    assert all(list(row) == list(COVERAGE_COLUMNS) for row in rows)
    for name in COVERAGE_COLUMNS:
        assert [row[name] is None for row in rows] == coverage.rows[name].isna().tolist(), name


def test_what_stands_around_the_rows():
    document = coverage_document(made(), "虚构 made up")
    assert document["period"] == {"first": "2025-09-01", "last": "2025-09-07"}
    assert document["on"] == "2025-09-07"
    assert document["unit"] == "人次 visits"
    assert document["notice"] == "虚构 made up"
    assert document["reconciled"] is True
    assert [station["id"] for station in document["outside"]] == ["out"]
    assert document["columns"]["visits"] == {"zh": "人次", "en": "visits"}
    assert all(check["ok"] and check["difference"] == 0 for check in document["checks"])
    zone = next(row for row in document["rows"] if row["adcode"] == "410172")
    assert (zone["stations"], zone["visits"], zone["residents"]) == (None, None, None)


def test_without_visits_the_document_says_so():
    document = coverage_document(made(visits=None))
    assert (document["period"], document["unit"], document["method"]) == (None, None, None)
    assert {row["visits"] for row in document["rows"]} == {None}
    assert any("unknown, not zero" in note for note in document["notes"])


def test_the_notes_carry_period_method_checks_and_stations_outside():
    notes = coverage_notes(made(), "虚构 made up")
    assert notes[0] == "虚构 made up"
    joined = "\n".join(notes)
    for words in ("2025-09-01 – 2025-09-07", "人次 visits", "方法 method", "一致 equal", "out 站点 out", "150", "缺报"):
        assert words in joined
    assert "DIFFERENT" not in joined


def test_a_total_that_does_not_agree_is_said_before_all_else():
    good = made()
    broken = DistrictCoverage(
        good.rows, good.outside, good.period, good.on, good.unit, good.method, (Check("站点 stations", 3, 2),)
    )
    assert not broken.reconciled
    assert "DO NOT AGREE" in coverage_notes(broken, "虚构 made up")[0]
    assert coverage_document(broken)["checks"][0]["difference"] == -1
    assert "DIFFERENT (-1)" in coverage_notes(broken)[-2] or any(
        "DIFFERENT (-1)" in note for note in coverage_notes(broken)
    )


def test_the_frame_for_people_has_titles_in_both_languages_and_rounded_rates():
    frame = to_frame_for_people(made())
    assert list(frame.columns) == [f"{zh} {en}" for zh, en in COVERAGE_COLUMNS.values()]
    assert frame["行类 kind of row"].tolist()[0] == "区县 district"
    areas = [area for area in frame["面积 km² area, km²"] if not math.isnan(area)]
    assert areas == [round(area, 2) for area in areas]


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_it_is_written_and_reads_back(tmp_path, suffix):
    coverage, path = made(), tmp_path / f"coverage{suffix}"
    write_frame(to_frame_for_people(coverage), path, notes=coverage_notes(coverage))
    back = read_table(path).frame.iloc[: len(coverage.rows)]
    for name in ("stations", "visits", "missing_station_days", "residents"):
        title = " ".join(COVERAGE_COLUMNS[name])
        numbers = [int(float(text)) if text else None for text in back[title]]
        assert numbers == [row[name] for row in coverage_document(coverage)["rows"]], name
    assert back["代码 adcode"].tolist() == coverage.rows["adcode"].tolist()
    assert back["区县 district"].tolist() == coverage.rows["name"].tolist()


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_no_name_becomes_a_formula(tmp_path, suffix):
    rows = [(f"41010{n}", text, "=东市", 1, None) for n, text in enumerate(["=1+1", "@x", "-2", "+3"])]
    coverage, path = made([station("=a", name="=cmd")], Districts(districts_of(*rows)), None), tmp_path / f"a{suffix}"
    write_frame(to_frame_for_people(coverage), path, notes=coverage_notes(coverage))
    names = read_table(path).frame["区县 district"].tolist()
    assert names[:4] == ["'=1+1", "'@x", "'-2", "'+3"]


def test_hostile_texts_pass_unchanged_into_the_document():
    stations = [station(f"s{n}", 20.0, 100.0, name=text, district_named=text) for n, text in enumerate(HOSTILE)]
    document = json.loads(json.dumps(coverage_document(made(stations, TWO, None)), allow_nan=False))
    assert [row["name"] for row in document["outside"]] == HOSTILE


def test_the_same_input_gives_the_same_document():
    assert coverage_document(made()) == coverage_document(made())
    assert made(visits=None).on == date(2025, 9, 7)
