"""``stationmap find`` and ``stationmap nearest --at``, as a clerk types them."""

import json

import pytest
from typer.testing import CliRunner

from stationmap.cli.app import app
from stationmap.errors import NotFoundError, ParameterError
from stationmap.loading import demonstration
from stationmap.places import PlaceIndex, Places, find_places

WIDE = {"COLUMNS": "240", "TERM": "dumb"}


def run(*words):
    return CliRunner().invoke(app, [*words], env=WIDE)


def test_the_table_tells_name_kind_position_and_how_it_matched():
    said = run("find", "jinshui", "--limit", "3")
    assert said.exit_code == 0
    for word in ("金水区", "金水源街道", "拼音 pinyin", "区县 district", "410105", "34.8"):
        assert word in said.output


def test_json_is_the_answer_of_the_service():
    said = run("find", "河畔社区", "--limit", "1", "--json")
    document = json.loads(said.stdout)
    assert document["features"][0]["id"] == "station:豫A-ZZ-0225"
    assert document["features"][0]["properties"]["matched"] == "prefix"


def test_what_is_not_found_is_said():
    said = run("find", "qqqqqqqqqqqq")
    assert said.exit_code == 0
    assert "没有找到" in said.output


@pytest.mark.parametrize(
    ("words", "parameter"), [([" "], "q"), (["x" * 51], "q"), (["金水", "--limit", "51"], "limit")]
)
def test_bad_input_is_named(words, parameter):
    said = run("find", *words)
    assert isinstance(said.exception, ParameterError)
    assert said.exception.faults[0].parameter == parameter


@pytest.mark.parametrize("datum", ["wgs84", "gcj02"])
def test_nearest_at_a_place_is_nearest_at_its_position(datum):
    place = find_places(Places(PlaceIndex.of(demonstration())), "金水区", 1)[0].place
    by_name = run("nearest", "--at", "金水区", "--json", "--datum", datum)
    by_position = run("nearest", str(place.lat), str(place.lon), "--json")
    assert [one["id"] for one in json.loads(by_name.stdout)["features"]] == [
        one["id"] for one in json.loads(by_position.stdout)["features"]
    ]
    assert json.loads(by_name.stdout)["datum"] == datum
    assert "地点 place: 金水区" in by_name.stderr


def test_nearest_at_names_what_else_it_could_be_where_that_is_not_clear():
    assert "也可能是" not in run("nearest", "--at", "河畔社区户外劳动者服务站点", "--json").stderr
    assert "也可能是" in run("nearest", "--at", "社区", "--json").stderr


@pytest.mark.parametrize(
    ("words", "error"),
    [
        ([], ParameterError),
        (["34.7"], ParameterError),
        (["34.7", "113.6", "--at", "金水"], ParameterError),
        (["--at", ""], ParameterError),
        (["--at", "qqqqqqqqqqqq"], NotFoundError),
    ],
)
def test_where_is_given_once_and_exists(words, error):
    said = run("nearest", *words)
    assert isinstance(said.exception, error)
    assert said.exception.faults
