"""``stationmap nearest`` as a clerk types it and reads it."""

import json

import pytest
from typer.testing import CliRunner

from stationmap.cli.app import app
from stationmap.datum import Datum
from stationmap.documents import answer_document
from stationmap.errors import ParameterError
from stationmap.loading import catalogue_of_file
from stationmap.nearest import Query, find_nearest
from stationmap.register import ImportOptions
from tests.oracles.registers import DISTRICTS

WIDE = {"COLUMNS": "240", "TERM": "dumb"}
LINES = [
    "编号,名称,经度,纬度,设施,缺少设施,类型,进入方式",
    "a,甲,113.6512,34.7512,热水、厕所,无线网络、冰箱,固定,扫码",
    "b,乙,113.6612,34.7612,,热水,流动,直接进入",
    "c,丙,113.6712,34.7712,,,24小时小屋,人脸识别",
]


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "stations.csv"
    path.write_text("\n".join(LINES), "utf-8")
    return path


@pytest.fixture
def ask(file):
    def asks(*words):
        return CliRunner().invoke(app, ["nearest", *words, "--file", str(file), "--area", "world"], env=WIDE)

    return asks


def found(said):
    return [feature["id"] for feature in json.loads(said.stdout)["features"]]


@pytest.mark.parametrize(
    ("option", "same"),
    [
        ("--needs", ["hot_water,toilet", "热水，厕所", "热水、卫生间", "hot_water, 如厕", "热水；厕所"]),
        ("--kind", ["fixed,mobile", "固定站点，流动站点", "固定、流动", "fixed,流动站点", "Fixed Place，mobile"]),
        ("--access", ["qr,face", "扫码、人脸识别", "扫码，face"]),
    ],
)
def test_names_and_codes_between_any_commas_ask_the_same(ask, option, same):
    answers = [ask("34.75", "113.65", option, text, "--json") for text in same]
    assert all(said.exit_code == 0 for said in answers)
    assert found(answers[0]) == {"--needs": ["a"], "--kind": ["a", "b"], "--access": ["a", "c"]}[option]
    assert len({said.stdout for said in answers}) == 1


@pytest.mark.parametrize(
    "words", [("--kind", "帐篷"), ("--access", "翻墙"), ("--needs", "水晶球"), ("--kind", "固定，")]
)
def test_an_unknown_word_is_refused(ask, words):
    assert isinstance(ask("34.75", "113.65", *words).exception, ParameterError)


def test_what_is_absent_stands_beside_what_is_unknown(ask):
    shown = ask("34.75", "113.65").stdout
    assert "没有 not there: 冰箱 无线网络" in shown
    assert [line for line in shown.splitlines() if "未知 unknown" in line and "乙" in line]
    assert shown.count("没有 not there") == 2


@pytest.mark.parametrize("place", [("34.75", "113.65"), ("40.1", "116.5"), ("-33.9", "151.2")])
@pytest.mark.parametrize("more", [[], ["--radius", "1000"], ["--needs", "理发"]])
def test_the_table_doubts_a_position_as_the_document_does(ask, file, place, more):
    catalogue, _ = catalogue_of_file(file, ImportOptions(Datum.WGS84, DISTRICTS))
    needs = ("haircut",) if "理发" in more else ()
    query = Query(float(place[0]), float(place[1]), radius=1000 if "--radius" in more else None, needs=needs)
    remark = answer_document(catalogue, find_nearest(catalogue, query))["remark"]
    shown = " ".join(ask(*place, *more).stdout.split())
    assert (remark in shown) if remark else ("请核对纬度" not in shown)


def test_swapped_coordinates_are_said_to_be(ask):
    error = ask("113.651234", "34.75").exception
    assert isinstance(error, ParameterError)
    assert "stationmap nearest 34.75 113.651234" in error.detail
    assert "写反" not in ask("200", "34.75").exception.detail
    assert "写反" not in ask("113.65", "134.75").exception.detail


def test_every_option_says_what_it_is_for():
    said = " ".join(CliRunner().invoke(app, ["nearest", "--help"], env=WIDE).stdout.split())
    assert all(words in said for words in ("热水,厕所", "固定站点 fixed", "人脸识别 face"))
