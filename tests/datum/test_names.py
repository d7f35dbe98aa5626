"""Names of datums as people write them."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from stationmap.datum import Datum, parse_datum
from stationmap.errors import DatumError

NAMES = {
    Datum.WGS84: ["wgs84", "wgs", "WGS-84", "wgs 84", "Wgs_84", "EPSG:4326", "CGCS2000", "GPS", "ＷＧＳ８４"],
    Datum.GCJ02: [
        "gcj02",
        "GCJ-02",
        "GCJ02",
        " gcj 02 ",
        "火星坐标",
        "火星坐标系",
        "国测局坐标",
        "高德",
        "ＧＣＪ－０２",
    ],
    Datum.BD09: ["bd09", "BD-09", "BD09LL", "百度坐标", "百度坐标系", "百度", "Baidu"],
}


@pytest.mark.parametrize(("text", "datum"), [(text, datum) for datum, names in NAMES.items() for text in names])
def test_names(text, datum):
    assert parse_datum(text) is datum


@pytest.mark.parametrize("text", ["", "坐标", "坐标系", "wgs72", "gcj-2", "bd09mc", "nan", "84", "北京54"])
def test_other_words(text):
    with pytest.raises(DatumError) as caught:
        parse_datum(text)
    assert caught.value.faults[0].parameter == "datum"
    assert caught.value.faults[0].value == text


@given(st.text())
def test_any_other_text_is_refused_with_what_would_be_right(text):
    assume(text.strip() and not any(ch.isalnum() for ch in text))
    with pytest.raises(DatumError) as caught:
        parse_datum(text)
    assert "wgs84, gcj02, bd09" in caught.value.faults[0].reason


def test_values_are_those_of_the_interface():
    assert [datum.value for datum in Datum] == ["wgs84", "gcj02", "bd09"]
    assert all(parse_datum(datum) is datum for datum in Datum)
