import hashlib
import json

import pandas as pd
import shapely

from stationmap.report import Section, file_source, report_document
from tests.oracles.reports import report_of, study_of


def _refuse(name):
    raise AssertionError(name)


KEYS = {"overview", "districts", "visits", "reach", "hours", "access", "gaps", "sites", "quality", "method"}


def test_it_is_strict_json_and_says_what_the_report_says(written, report):
    document = json.loads(written["json"].read_text("utf-8"), parse_constant=_refuse)
    assert document == report_document(report)
    assert document["made_up"] is True
    assert document["period"] == {"first": "2025-09-01", "last": "2025-09-07"}
    assert set(document["sections"]) >= KEYS
    assert document["made_at"] == "2026-01-02T03:04:00+00:00"
    assert list(document["sections"]) == [section.key for section in report.sections]


def test_rows_are_exact_and_unknown_is_null(report):
    rows = {row["adcode"]: row for row in report_document(report)["sections"]["districts"]["rows"] if row["adcode"]}
    frame = report.sections[1].frame
    assert rows["410172"]["stations"] is None
    assert rows["410172"]["residents"] == 546_226
    assert rows["410102"]["residents"] is None
    area = frame.loc[frame["adcode"] == "410101", "area_km2"].item()
    assert rows["410101"]["area_km2"] == area


def test_the_fingerprint_of_the_register_is_that_of_its_rows():
    study = study_of()
    text = study.catalogue.table.to_csv(index=False, lineterminator="\n")
    assert report_of().sources[0].sha256 == hashlib.sha256(text.encode()).hexdigest()


def test_the_fingerprint_of_the_districts_follows_their_polygons():
    study = study_of()
    frame = study.catalogue.districts.frame
    before = report_of().sources[1].sha256
    facts = frame.drop(columns="geometry").to_csv(index=False, lineterminator="\n").encode()
    shapes = b"".join(b"-" if shape is None else shapely.to_wkb(shape) for shape in frame.geometry)
    assert before == hashlib.sha256(facts + shapes).hexdigest()


def test_a_source_has_no_folder(tmp_path):
    path = tmp_path / "v.csv"
    path.write_bytes(b"x")
    source = file_source("人次 visits", path)
    assert source.name == "v.csv"
    assert source.sha256 == hashlib.sha256(b"x").hexdigest()


def test_an_infinite_distance_is_a_word():
    report = report_of()
    section = Section("far", "远", "Far", pd.DataFrame({"m": [float("inf"), None]}), {"m": ("米", "m")})
    made = type(report)(**{**vars(report), "sections": (section,)})
    assert report_document(made)["sections"]["far"]["rows"] == [{"m": "inf"}, {"m": None}]


def test_without_visits_their_figures_are_unknown_and_it_says_so():
    report = report_of(visits=False, made_up=False)
    document = report_document(report)
    assert document["period"] is None
    assert all(row["visits"] is None for row in document["sections"]["districts"]["rows"])
    assert any("没有人次数据" in text for text in document["warnings"])
    assert not any("虚构" in text for text in document["warnings"])
