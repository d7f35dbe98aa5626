import json
from dataclasses import replace

import pytest

from stationmap.findings import Findings
from stationmap.register.messages import MESSAGES
from stationmap.report import compose, report_document
from stationmap.report.quality import quality_section
from stationmap.visits.faults import FAULTS, finding
from tests.oracles.reports import study_of
from tests.oracles.tables import HOSTILE


def _found(study):
    frame = next(one for one in compose(study).sections if one.key == "quality").frame
    return {item.split(" ")[0]: row for item, row in zip(frame["item"], frame.to_dict("records"), strict=True)}


def test_what_is_wrong_is_counted_and_named():
    found = _found(study_of())
    outside = found["不在任何区县"]
    assert (outside["found"], outside["named"], outside["of"]) == (1, "out", 5 + len(HOSTILE))
    assert (found["距边界"]["found"], found["距边界"]["named"]) == (1, "d")
    assert (found["停用日期不详"]["found"], found["停用日期不详"]["named"]) == (1, "d")
    assert (found["登记的区县与坐标不符"]["found"], found["登记的区县与坐标不符"]["named"]) == (0, "")
    assert (found["登记为没有边界的区，无从核对"]["found"], found["登记为没有边界的区，无从核对"]["named"]) == (1, "d")
    assert (found["开放时间没有读懂"]["found"], found["开放时间没有读懂"]["named"]) == (1, "a")
    assert (found["登记册没有的编号"]["found"], found["登记册没有的编号"]["named"]) == (1, "x")
    assert (found["没有边界的区"]["found"], found["没有边界的区"]["named"]) == (1, "高新区")
    assert (found["人口未知"]["found"], found["人口未知"]["named"]) == (1, "=1+1")


def test_a_finding_of_the_visits_is_named_by_row_field_and_value():
    assert _found(study_of())["人次为负"]["named"] == "3 行 人次==-4"


def test_missing_days_are_those_expected_and_not_reported():
    study = study_of()
    rows = study.coverage.rows
    total = rows[rows["level"] == "total"].iloc[0]
    assert _found(study)["缺报"]["found"] == total["expected_station_days"] - 4


def test_the_gravest_warning_comes_first():
    warnings = compose(study_of()).warnings
    assert "虚构" in warnings[0]
    assert any("546,226" in text for text in warnings)
    assert any("1 行未用" in text for text in warnings)


@pytest.mark.parametrize("code", sorted(FAULTS))
def test_what_is_published_tells_no_count_that_a_finding_holds(code):
    told = finding(code, 3, "人次", "87654", rows=1, visits=87654, first=2, state="counted", more=1)
    study = replace(study_of(published=True), findings=Findings([told]))
    assert "87654" not in json.dumps(report_document(compose(study)), ensure_ascii=False)


def test_several_stations_that_are_not_known_are_told_together_and_not_by_the_figures_of_the_first():
    told = [finding("unknown_station", row, "编号", f"x{row}", rows=2, visits=70 + row) for row in (3, 5)]
    found = _found(replace(study_of(), findings=Findings(told)))
    line = next(row for item, row in found.items() if item.startswith("登记册没有的编号，"))
    assert (line["found"], line["named"]) == (2, "3 行 编号=x3, 5 行 编号=x5")


@pytest.mark.parametrize("code", [code for code, one in MESSAGES.items() if one.severity == "warning"])
def test_every_warning_that_an_import_leaves_on_a_station_is_in_words(code):
    study = study_of()
    table = study.catalogue.table.assign(warnings=code)
    items = quality_section(replace(study, catalogue=replace(study.catalogue, table=table))).frame["item"]
    assert code not in set(items)
