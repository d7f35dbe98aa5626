import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stationmap.register.identity import MAX_ID, derived_id, fault_of_id, identify
from stationmap.register.reports import Report

coordinates = st.floats(-180, 180)


def run(codes, names=None, places=None):
    report = Report(np.arange(2, 2 + len(codes)))
    blank = [""] * len(codes)
    lat, lon = np.array(places or [(34.0, 113.0)] * len(codes), dtype=float).reshape(-1, 2).T
    ids, sources = identify(codes, names or blank, blank, (lat, lon), "编号", report)
    return ids, sources, [(item.row, item.code, item.value) for item in report.findings], report


@given(st.text(max_size=10), st.text(max_size=10), coordinates, coordinates)
def test_derived_ids_have_one_form_and_are_steady(name, address, lat, lon):
    first = derived_id(name, address, lat, lon)
    assert len(first) == 14
    assert fault_of_id(first) is None
    assert first == derived_id(f" {name} ", address, lat, lon) or name.strip() != name
    assert first == derived_id(name, address, lat + 0.0, -0.0 if lon == 0 else lon)


def test_derived_ids_follow_name_address_and_place():
    ids = {
        derived_id(*row)
        for row in [
            ("甲", "", 34.0, 113.0),
            ("", "甲", 34.0, 113.0),
            ("甲", "", 34.0000001, 113.0),
            ("甲", "", 113.0, 34.0),
        ]
    }
    assert len(ids) == 4
    assert derived_id("ＡＢ", "", 34.0, 113.0) == derived_id("AB", "", 34.00000001, 113.0)


@given(st.permutations(range(6)))
def test_ids_do_not_depend_on_the_order_of_rows(order):
    codes, names = ["a", "", "", "b", "", ""], list("甲乙丙丁戊己")
    places = [(34 + i / 100, 113.0) for i in range(6)]
    straight, *_ = run(codes, names, places)
    mixed, *_ = run([codes[i] for i in order], [names[i] for i in order], [places[i] for i in order])
    assert mixed == [straight[i] for i in order]


def test_codes_go_before_derived_ids():
    ids, sources, found, _ = run([" 豫A-1 ", ""])
    assert ids[0] == "豫A-1"
    assert ids[1].startswith("s-")
    assert sources == ["code", "derived"]
    assert found == []


@pytest.mark.parametrize("code", ["a/b", "a\nb", "a\0b", ".", "..", "nearest", "x" * (MAX_ID + 1), "a\ud800"])
def test_codes_that_cannot_stand_in_an_address_are_refused(code):
    _, _, found, _ = run([code])
    assert [item[:2] for item in found] == [(2, "invalid_id")]


@pytest.mark.parametrize("code", ["a b", "豫A-001", "<script>", "${1}", "x" * MAX_ID, "nan", "0", "%2e", "'; DROP"])
def test_other_codes_stay(code):
    ids, _, found, _ = run([code])
    assert (ids, found) == ([code], [])


@given(st.lists(st.text(max_size=5), max_size=8))
def test_kept_ids_are_usable(codes):
    ids, _, _, report = run(codes, places=[(34 + i / 100, 113.0) for i in range(len(codes))])
    kept = [text for text, out in zip(ids, report.out, strict=True) if not out]
    assert all(text and fault_of_id(text) is None for text in kept)
