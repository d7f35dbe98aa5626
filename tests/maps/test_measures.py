"""What a map shows of districts is what the library's tables say, and nothing that is hidden."""

import json
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stationmap.coverage import by_district, coverage_by_month
from stationmap.datum import Datum
from stationmap.maps import Result, map_page, results_kept, results_of
from stationmap.maps.districts import FIGURES
from stationmap.maps.measures import Measure, Step, measures_document
from stationmap.maps.of_results import result_measures
from stationmap.maps.planning import planning_part
from stationmap.pairs import STREETS
from stationmap.reach import reach_document
from stationmap.reach.columns import DECIMALS as REACH_DECIMALS
from stationmap.store import Analysis
from stationmap.study import kept_results
from stationmap.usage import publish_coverage, publishable_months
from tests.oracles.map_page import HOSTILE, data_of
from tests.oracles.reports import study_of
from tests.oracles.visit_rows import FIRST, counts_of

OWN = ("district", "zone")


@pytest.fixture(scope="module")
def study():
    return study_of()


@pytest.fixture(scope="module")
def data(study):
    return data_of(map_page(study.catalogue, study.coverage, results=results_of(study)))


def shown(data, key, at=None):
    """Figures of a measure by adcode, as the page would read them."""
    measure = next(one for one in data["measures"] if one["key"] == key)
    source = measure if at is None else measure["steps"][at]
    codes = [item["adcode"] for item in data["districts"]["items"]]
    return dict(zip(codes, measure["columns"][source["values"]], strict=True))


def told(rows, column, decimals, factor=1):
    """The same figures, counted plainly from a table of the library."""
    own = rows[rows["level"].isin(OWN)]
    values = own[column].astype("Float64").to_numpy(dtype=float, na_value=np.nan)
    pairs = zip(own["adcode"], values, strict=True)
    return {code: None if np.isnan(value) else round(value * factor, decimals) for code, value in pairs}


def same(found, wanted, decimals):
    assert found.keys() == wanted.keys()
    for code, value in wanted.items():
        assert (found[code] is None) == (value is None), code
        assert value is None or found[code] == pytest.approx(value, abs=0.51 * 10**-decimals), code
    assert any(value is not None for value in wanted.values())


@pytest.mark.parametrize(
    ("key", "column", "decimals", "factor"),
    [
        ("visits-per-station-day", "visits_per_station_day", 3, 1),
        ("completeness", "completeness", 2, 100),
        ("stations-per-10k-residents", "stations_per_10k_residents", 4, 1),
    ],
)
def test_rates_are_those_of_the_coverage_table(study, data, key, column, decimals, factor):
    same(shown(data, key), told(study.coverage.rows, column, decimals, factor), decimals)


def test_visits_per_resident_are_those_of_the_table_of_visits(study, data):
    rows = study.statement.usage.rows
    same(
        shown(data, "visits-per-10k") | {"410172": None},
        told(rows, "visits_per_10k_residents", 2) | {"410172": None},
        2,
    )


@pytest.mark.parametrize("place", [0, 1])
def test_reach_is_that_of_the_table_of_reach(study, data, place):
    code, rows = study.survey.measures[place].code, study.survey.reaches[place].rows
    assert REACH_DECIMALS["share"] == 4
    same(shown(data, f"reach-{code}-share"), told(rows, "share", 2, 100), 2)
    same(shown(data, f"reach-{code}-twice"), told(rows, "share_twice", 2, 100), 2)
    gaps = rows.assign(gap=rows["placed"] - rows["covered"])
    same(shown(data, f"reach-{code}-gap-number"), told(gaps, "gap", 0), 0)
    shares = gaps.assign(gap=gaps["gap"] / gaps["placed"].astype("Float64").replace(0, np.nan))
    same(shown(data, f"reach-{code}-gap"), told(shares, "gap", 2, 100), 2)


def test_access_is_that_of_the_table_of_access(study, data):
    found = {code: value for code, value in shown(data, "access").items() if value is not None}
    wanted = {code: value for code, value in told(study.access.rows, "access_per_10k", 3).items() if value is not None}
    same(found, wanted, 3)


@pytest.mark.parametrize(
    ("steps", "shared", "code"),
    [([800], False, "2SFCA"), ([300, 600, 900], False, "E2SFCA"), ([300, 600, 900], True, "3SFCA")],
)
def test_access_is_called_by_its_own_method_and_steps(study, steps, shared, code):
    document = kept_results(study)["access"] | {
        "steps": [{"upto_m": float(edge), "weight": 1 / (1 + place)} for place, edge in enumerate(steps)],
        "shared": shared,
    }
    [measure] = result_measures([Result("access", document, "")])
    assert measure.title == (f"可达供给（{code}）", f"Access, {code}")
    assert f"{code}: who" in measure.method
    assert f"≤{steps[-1]:,} m" in measure.method


def test_what_a_measure_must_not_be_taken_for_is_said(study):
    [walk] = [one for one in kept_results(study)["reach"]["measures"] if one["code"] == "walk"]
    told = {one.key: one.method for one in result_measures(results_of(study))}
    assert "是估算" in walk["caution"]
    assert walk["caution"] in told["reach-walk-share"]
    assert walk["caution"] not in told["reach-radius-share"]


def test_sites_and_gaps_name_their_own_unit_model_and_measure(study):
    documents = kept_results(study)
    sites = documents["siting"] | {"weight": "骑手"}  # kept on another day, of another demand
    results = [Result("reach", documents["reach"], ""), Result("siting", sites, "")]
    part = planning_part(results, [], Datum.WGS84)
    assert part["gaps"]["unit"] == ("人", "residents")
    assert part["gaps"]["norm"] == ("直线1,000米", "within 1,000 m, straight line")
    assert part["sites"]["unit"] == ("骑手", "")
    assert part["sites"]["method"].startswith("模型 model: 最大覆盖")
    assert "1,000 m" in part["sites"]["method"]


def test_demand_beyond_the_streets_of_an_extract_is_said_beside_its_measure_and_its_gaps(study):
    survey = replace(
        study.survey,
        measures=tuple(replace(one, how=STREETS, caution="") for one in study.survey.measures),
        gaps=replace(study.survey.gaps, how=STREETS),
        off_streets=(7, 0.999, 2),
    )
    result = Result("reach", reach_document(survey), "")
    said = "离道路太远、视为到不了：7 个需求点（占需求 99.9%）、2 个站点"
    told = {one.key: one.method for one in result_measures([result])}
    assert said in told["reach-walk-share"]
    assert said in told["reach-radius-gap-number"]
    assert said in planning_part([result], [], Datum.WGS84)["gaps"]["caution"]
    assert said not in str(planning_part(results_of(study), [], Datum.WGS84)["gaps"]["caution"])


def test_every_hour_is_that_of_the_survey_with_its_bound_and_total(study, data):
    measure = next(one for one in data["measures"] if one["key"] == "hours")
    assert len(measure["steps"]) == len(study.survey.hours) == 96
    codes = [item["adcode"] for item in data["districts"]["items"]]
    for at, step in enumerate(measure["steps"]):
        rows = study.survey.each_hour.query("day_type == @step['part'] and hour == @at % 24")
        same(shown(data, "hours", at), told(rows, "share", 2, 100), 2)
        high = dict(zip(codes, measure["columns"][step["high"]], strict=True))
        same(high, told(rows, "share_high", 2, 100), 2)
        total = rows[rows["level"] == "total"]["share"].iloc[0]
        assert step["total"] == pytest.approx(100 * total, abs=0.0051)


def test_sites_and_gaps_are_those_of_the_plan_and_the_survey(study, data):
    sites, gaps = data["planning"]["sites"], data["planning"]["gaps"]
    curve = study.plan.siting.curve
    assert sites["order"] == curve["order"].tolist()
    assert sites["added"] == [round(value) for value in curve["covered_more"]]
    names = [data["districts"]["items"][row]["adcode"] for row in sites["district"]]
    assert names == study.plan.candidates.iloc[curve["candidate"]]["adcode"].tolist()
    cells = study.survey.gaps.cells
    assert gaps["weight"] == [round(value) for value in cells["weight"]]
    assert gaps["total"] == round(study.survey.gaps.total)
    assert gaps["lat"] == pytest.approx(cells["lat"].tolist(), abs=1e-5)
    shifted = planning_part(results_of(study), [], Datum.GCJ02)["gaps"]
    assert 0.0005 < np.hypot(shifted["lat"][0] - gaps["lat"][0], shifted["lon"][0] - gaps["lon"][0]) < 0.01


def test_months_are_the_coverage_of_each_month(study):
    rows = [
        ("a", FIRST.isoformat(), 40, "counted"),
        ("c", FIRST.replace(year=FIRST.year + 1).isoformat(), 30, "counted"),
    ]
    months = coverage_by_month(study.catalogue.table, study.catalogue.districts, counts_of(rows), most=12)
    data = data_of(map_page(study.catalogue, study.coverage, months=months))
    measure = next(one for one in data["measures"] if one["key"] == "months")
    assert [step["at"] for step in measure["steps"]] == list(months)
    for at, month in enumerate(months.values()):
        wanted = told(month.rows, "visits_per_station_day", 3)
        found = shown(data, "months", at)
        assert {code: found[code] for code in wanted} == wanted


VALUES = st.dictionaries(st.sampled_from("abcdef"), st.none() | st.floats(0, 100).map(lambda x: round(x, 2)))


@given(st.lists(VALUES, min_size=1, max_size=6), st.sampled_from(["rate", "share", "gap", "amount"]))
def test_every_known_value_of_every_step_is_in_exactly_one_class(tables, kind):
    steps = tuple(Step(str(at), "", values) for at, values in enumerate(tables))
    measure = Measure("k", ("组", "g"), ("题", "t"), ("次", "u"), kind, 2, tables[0], axis="month", steps=steps)
    [document] = measures_document([measure], list("abcdef"))
    begins = [each["from"] for each in document["classes"]]
    assert begins == sorted(set(begins))
    known = [value for column in document["columns"] for value in column if value is not None]
    assert all(begins and value >= begins[0] for value in known)
    assert bool(begins) == bool(known)
    for step, values in zip(document["steps"], tables, strict=True):
        column = document["columns"][step["values"]] if step["values"] >= 0 else [None] * 6
        assert column == [values.get(code) for code in "abcdef"]


def test_what_is_kept_draws_the_same_as_what_was_just_worked_out(study, data):
    documents = json.loads(json.dumps(kept_results(study)))
    kept = [
        Analysis(name, "", document, "2026-01-02T00:00:00+00:00", "7", {}, "0") for name, document in documents.items()
    ]
    results = results_kept([*kept, Analysis("reach", "4101", {}, "", "7", {}, "0")], "7")
    again = data_of(map_page(study.catalogue, study.coverage, results=results))
    for key in ("gaps", "sites", "covered"):
        one, other = (json.dumps(each["planning"][key]) for each in (again, data))
        assert one.replace("2026-01-02 08:00", "") == other.replace("2026-01-02 11:04", "")
    pick = ("key", "columns", "classes", "steps", "total")
    assert [[one[k] for k in pick] for one in again["measures"]] == [[one[k] for k in pick] for one in data["measures"]]
    assert not any(one["stale"] for one in again["measures"])
    old = data_of(map_page(study.catalogue, study.coverage, results=results_kept(kept, "8")))
    assert all(one["stale"] for one in old["measures"] if one["key"].startswith(("reach", "hours", "access")))
    assert all(one["stale"] for one in old["planning"]["results"])


PARTS = ["measures", "rows", "gaps", "sites", "notes", "demand", "each_hour", "damaged"]
WITHIN = ["cells", "share", "adcode", "level", "weight", "placed", "covered", "step", "how", "rows", "radius_m"]
STRANGE = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=3) | st.sampled_from([*HOSTILE, "410102", "district"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(WITHIN), inner, max_size=5),
    max_leaves=12,
)


@given(st.sampled_from(["reach", "access", "siting"]), st.dictionaries(st.sampled_from(PARTS), STRANGE))
def test_a_kept_document_of_any_shape_is_no_fault(name, document):
    result = Result(name, document, "2026-01-02 08:00")
    measures_document(result_measures([result]), ["410102"])
    planning_part([result], ["410102"], Datum.WGS84)


def _numbers(value):
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from _numbers(item)
    elif isinstance(value, float | int) and not isinstance(value, bool):
        yield value


def test_what_is_hidden_stands_nowhere_on_a_published_page(study):
    day = FIRST.isoformat()
    visits = counts_of([("a", day, 7, "counted"), ("b", day, 4321, "counted"), ("c", day, 9, "counted")])

    coverage = by_district(study.catalogue.table, study.catalogue.districts, visits, on=FIRST)
    months = coverage_by_month(study.catalogue.table, study.catalogue.districts, visits)
    published = publish_coverage(coverage)
    assert publishable_months(months) == {}
    data = data_of(map_page(study.catalogue, published, months=publishable_months(months)))
    hidden = {row.adcode for row in published.districts.itertuples() if "已隐藏" in row.note}
    assert hidden
    codes = [item["adcode"] for item in data["districts"]["items"]]
    for measure in (one for one in data["measures"] if "visits" in one["key"]):
        assert {codes[row] for row in measure["hidden"]} >= hidden
        assert all(shown(data, measure["key"])[code] is None for code in hidden)
    for item in (one for one in data["districts"]["items"] if one["adcode"] in hidden):
        assert item["hidden"] == ["visits", "visits_per_station_day"]
        figures = dict(zip([column for column, *_ in FIGURES], item["figures"], strict=True))
        assert figures["visits"] is figures["visits_per_station_day"] is None
    assert not [one for one in data["measures"] if one["key"] == "months"]
    assert any("不逐月着色" in note for note in data["notes"])
    told_numbers = {*_numbers(data["measures"]), *_numbers([item["figures"] for item in data["districts"]["items"]])}
    assert not told_numbers & {9.0, 4328.0, 4337.0, 2164.0}
    whole = data_of(map_page(study.catalogue, coverage, months=months))
    assert {9.0, 4328.0} <= {
        *_numbers([item["figures"] for item in whole["districts"]["items"]])
    }  # the search can find


def test_a_study_of_hostile_texts_arrives_as_text(study, data):
    names = {item["name"] for item in data["districts"]["items"]}
    assert "<script>alert(1)</script>" in names
    page = map_page(study.catalogue, study.coverage, results=results_of(study))
    assert "<script>alert(1)" not in page
    evil = replace(results_of(study)[0], document={**results_of(study)[0].document, "notes": list(HOSTILE)})
    assert data_of(map_page(study.catalogue, study.coverage, results=[evil]))["planning"]["results"][0]["notes"]
