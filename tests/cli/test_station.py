"""``stationmap station``: what is said, what is written, and how it ends."""

import re

import pandas as pd
import pytest
from typer.testing import CliRunner

from stationmap import __version__
from stationmap.cli.app import app
from stationmap.clock import today
from stationmap.store import open_store

WIDE = {"COLUMNS": "240", "TERM": "dumb"}
HERE = ["--lat", "34.7512", "--lon", "113.6512", "--datum", "gcj02"]


def run(*words):
    return CliRunner().invoke(app, list(words), env=WIDE)


@pytest.fixture
def register(tmp_path):
    """A register of one station, made by an import, and the command upon it."""
    path, db = tmp_path / "stations.csv", str(tmp_path / "register.db")
    path.write_text("编号,名称,经度,纬度,设施\na,甲,113.6512,34.7512,热水\n-b,乙,113.6612,34.7612,\n", "utf-8")
    assert run("import", str(path), "--db", db, "--datum", "gcj02").exit_code == 0
    return db


@pytest.fixture
def station(register):
    def runs(command, *words):
        return run("station", command, "--db", register, *words)

    return runs


def held(register):
    with open_store(register) as store:
        return store.stations(), store.sequence()


def cells(said):
    """The rows of the table that was printed."""
    lines = [line for line in said.stdout.splitlines() if line.startswith("│")]
    return {row[0].split()[1]: row[1:] for row in ([cell.strip() for cell in line.split("│")[1:-1]] for line in lines)}


def test_a_station_is_added_without_the_others_being_touched(register, station):
    before, _ = held(register)
    said = station(
        "add", "--name", "丙", *HERE, "--needs", "厕所", "--field", "开放时间=8:00-18:00", "--field", "星级=三星"
    )
    assert said.exit_code == 0
    after, sequence = held(register)
    row = after[~after["id"].isin(before["id"])].iloc[0]
    assert re.fullmatch(r"s-[0-9a-f]{12}", row["id"])
    assert row[["name", "hours", "amenities", "star_rating"]].tolist() == ["丙", "8:00-18:00", "toilet", 3]
    assert f"新增 added: {row['id']} · 登记册版本 register version {sequence}" in said.stdout
    assert cells(said)["name"] == ["", "丙"]
    pd.testing.assert_frame_equal(after[after["id"] != row["id"]].reset_index(drop=True), before)


def test_the_id_of_an_added_station_is_the_one_that_an_import_would_give(tmp_path, register, station):
    station("add", "--name", "丙", *HERE)
    path = tmp_path / "again.csv"
    path.write_text("名称,经度,纬度\n丙,113.6512,34.7512\n", "utf-8")
    assert "新增 added 0 " in run("import", str(path), "--db", register, "--datum", "gcj02").stdout
    assert len(held(register)[0]) == 3


def test_an_edit_tells_what_was_and_what_is(register, station):
    said = station("edit", "a", "--set", "开放时间=24小时", "--set", "热水=无", "--set", "name = 甲站")
    assert said.exit_code == 0
    assert cells(said) == {
        "name": ["甲", "甲站"],
        "hours": ["", "24小时"],
        "opening_hours": ["", "24/7"],
        "amenities": ["hot_water", ""],
        "amenities_no": ["", "hot_water"],
    }
    assert held(register)[1] == 2
    again = station("edit", "a", "--set", "hours=24小时")
    assert (again.exit_code, again.stdout) == (0, "没有变化 nothing changed: a · 登记册版本 register version 2\n")


def test_a_value_may_hold_the_sign_that_divides(register, station):
    station("edit", "a", "--set", "photo=https://example.org/?a=b")
    assert held(register)[0].set_index("id").loc["a", "photo"] == "https://example.org/?a=b"


def test_a_doubt_is_told_and_kept(register, station):
    said = station("edit", "a", "--set", "lat=34.75", "--set", "lon=113.65", "--datum", "wgs84")
    assert said.exit_code == 0
    assert "提示 lat / lon = '34.75, 113.65': 坐标不足三位小数" in said.stderr
    assert "measure it again" in said.stderr
    assert cells(said)["warnings"] == ["", "low_precision"]


def test_a_station_is_closed_today_or_on_a_day(register, station):
    said = station("close", "a", "--on", "2026年1月2日", "--reason", "拆迁")
    assert cells(said) == {"closed_on": ["", "2026-01-02"], "closed_reason": ["", "拆迁"]}
    assert station("close", "--", "-b").exit_code == 0
    assert held(register)[0]["closed_on"].tolist() == [today().isoformat(), "2026-01-02"]


def test_a_station_is_closed_for_some_days_and_opened_again(register, station):
    said = station("close", "a", "--from", "2026年12月1日", "--to", "2026-12-15", "--reason", "装修")
    assert cells(said) == {"closures": ["", "2026-12-01/2026-12-15 装修"]}
    assert "临时关闭 closed for some days: a" in said.stdout
    said = station("close", "a", "--from", "2027-02-10")
    assert cells(said)["closures"][1] == "2026-12-01/2026-12-15 装修; 2027-02-10/"
    assert cells(station("edit", "a", "--set", "closures=")) == {"closures": [said_before(said), ""]}
    assert cells(station("close", "a", "--to", "2099-01-01"))["closures"] == ["", f"{today()}/2099-01-01"]
    assert held(register)[0].set_index("id").loc["a", "closed_on"] == ""


def said_before(said):
    return cells(said)["closures"][1]


def test_one_station_is_shown(station):
    shown = cells(station("show", "a"))
    assert (shown["name"], shown["amenities"], shown["lat_received"]) == (["甲"], ["hot_water"], ["34.7512"])
    assert "hours" not in shown


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("show", "none"), "没有这个编号的站点 no station has the id 'none'"),
        (("edit", "none", "--set", "hours=1"), "没有这个编号的站点 no station has the id 'none'"),
        (("close", "none"), "没有这个编号的站点 no station has the id 'none'"),
        (("edit", "a", "--set", "hourz=1"), "hourz = '1': 没有这个字段 no such field"),
        (("edit", "a", "--set", "容量=很多"), "容量 = '很多': 不是可用的数"),
        (("edit", "a", "--set", "hours"), "--set = 'hours': 没有 = no '='"),
        (("edit", "a", "--set", "hours=1", "--set", "hours=2"), "写了两次 given twice"),
        (("edit", "a"), "没有要改的内容 nothing to set"),
        (("edit", "a", "--set", "lat=34.7512", "--set", "lon=113.6512"), "--datum"),
        (("close", "a", "--from", "12月1日"), "--from = '12月1日': 日期无法识别"),
        (("close", "a", "--from", "2026-12-15", "--to", "2026-12-01"), "--to = '2026-12-01': 早于首日"),
        (("close", "a", "--from", "2026-12-15", "--reason", "停电;停水"), "临时关闭无法登记"),
        (("close", "a", "--on", "2026-12-15", "--to", "2026-12-16"), "--on 是停用"),
        (("edit", "a", "--set", "closures=装修中"), "closures = '装修中': 临时关闭未采用：没有起止日期"),
        (("close", "a", "--on", "昨天"), "closed_on = '昨天': 日期无法识别"),
        (("add", "--name", "丙", "--id", "a", *HERE), "编号已有 the id exists: a"),
        (("add", "--name", "", *HERE), "没有名称 no name"),
        (("add", "--name", "丙", *HERE, "--field", "名称=丁"), "写了两次 given twice"),
        (("add", "--name", "丙", *HERE, "--amenities", "水晶球"), "不认识的设施“水晶球”"),
        (("add", "--name", "丙", "--lat", "113.6512", "--lon", "34.7512", "--datum", "gcj02"), "经纬度写反"),
        (("add", "--name", "丙", "--lat", "x", "--lon", "113.6512", "--datum", "gcj02"), "lat = 'x': 坐标无法识别"),
        (("add", "--name", "丙", "--lat", "34.7512", "--lon", "113.6512", "--datum", "jupiter"), "jupiter"),
    ],
)
def test_a_refusal_ends_with_status_1_a_sentence_and_nothing_written(register, station, words, told):
    said = station(*words)
    assert said.exit_code == 1
    assert told in said.stderr
    assert "错误 error: " in said.stderr
    assert said.stdout == ""
    assert held(register)[1] == 1


@pytest.mark.parametrize(("db", "told"), [("", "--db 是空的"), ("nowhere.db", "没有这个数据库文件 no such database")])
def test_a_database_that_is_not_there_is_said_to_be_missing(db, told):
    said = run("station", "close", "a", "--db", db)
    assert (said.exit_code, told in said.stderr) == (1, True)


def test_a_station_abroad_is_added_where_the_area_is_the_world(station):
    london = ["--name", "丁", "--lat", "51.51234", "--lon", "-0.12345", "--datum", "wgs84"]
    assert "位置不在登记范围内" in station("add", *london).stderr
    assert station("add", *london, "--area", "world").exit_code == 0


def test_the_version_is_printed():
    said = run("--version")
    assert (said.exit_code, said.stdout) == (0, f"stationmap {__version__}\n")
