"""``stationmap access``: the library's table, and what cannot be used is refused in a sentence."""

import json

import pandas as pd
import pytest
from typer.testing import CliRunner

from stationmap.access import ACCESS_COLUMNS
from stationmap.cli.app import app
from stationmap.errors import DatumError, InputError
from stationmap.files import sha256_of
from stationmap.store import open_store
from tests.oracles.catalogues import station
from tests.oracles.records import RECORD, THREE_DISTRICTS
from tests.oracles.tables import table_of

# 0.01° of latitude is 1,109 m here
STATIONS = [
    station("a", 34.75, 113.60, capacity=10),
    station("b", 34.754, 113.60),
    station("far", 34.85, 113.75, capacity=5),
    station("shut", 34.75, 113.60, closed_on="2020-01-01"),
]


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("access")
    with open_store(folder / "register.db", create=True) as store:
        store.save(table_of(STATIONS), THREE_DISTRICTS, RECORD)
    rows = ["id,lat,lon,骑手", "p,34.75,113.60,30", "q,34.75,113.65,10"]
    (folder / "workers.csv").write_text("\n".join(rows), "utf-8")
    return folder


def run(files, *options):
    sent = ["access", "--db", str(files / "register.db"), "--demand", str(files / "workers.csv"), "--weight", "骑手"]
    return CliRunner().invoke(app, [*sent, *options], env={"COLUMNS": "200", "TERM": "dumb"})


def document(files, *options):
    done = run(files, "--json", *options)
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def test_two_steps_count_all_within_the_radius_alike(files):
    found = document(files, "--method", "2sfca", "--radius", "500")
    by_name = {row["name"]: row for row in found["rows"]}
    assert by_name["中原区"]["access_per_10k"] == pytest.approx(10_000 * 2 / 30)
    assert by_name["金水区"]["access_per_10k"] == 0
    assert by_name["金水区"]["share_unserved"] == 1
    assert found["unreached_stations"] == ["far"]
    assert found["reconciled"]
    assert found["distances"] == "straight_line"
    assert list(found["columns"]) == list(ACCESS_COLUMNS)


STREET = """<osm version="0.6"><node id="1" version="1" lat="34.745" lon="113.60"/>
<node id="2" version="1" lat="34.753" lon="113.60"/><node id="3" version="1" lat="34.753" lon="113.606"/>
<way id="1" version="1"><nd ref="1"/><nd ref="2"/><nd ref="3"/><tag k="highway" v="residential"/></way></osm>"""


def test_with_streets_access_goes_by_walks_and_says_what_lies_off_them(files):
    (files / "street.osm").write_text(STREET, "utf-8")
    found = document(files, "--method", "2sfca", "--radius", "500", "--streets", str(files / "street.osm"))
    assert found["distances"] != "straight_line"
    by_name = {row["name"]: row for row in found["rows"]}
    assert by_name["中原区"]["access_per_10k"] == pytest.approx(10_000 * 2 / 30)
    assert any("street.osm" in note for note in found["notes"])
    assert any(note.startswith("地点 places: 1 / 2 ") for note in found["notes"])
    assert not any("直线距离，不是步行距离" in note for note in found["notes"])


def test_steps_of_one_s_own_and_the_day_and_capacity(files):
    assert document(files, "--steps", "100=1,500=0.5")["steps"][1] == {"upto_m": 500, "weight": 0.5}
    early = document(files, "--on", "2019-06-01", "--method", "2sfca")
    late = document(files, "--method", "2sfca")
    assert early["checks"][0]["table"] == pytest.approx(late["checks"][0]["table"] + 1)
    room = document(files, "--supply", "capacity")
    assert room["supply"]["unknown"] == ["b"]
    assert room["checks"][0]["input"] == 10


def test_the_table_is_printed_and_written_with_its_foot(files, tmp_path):
    done = run(files, "--out", str(tmp_path / "access.csv"), "--method", "3sfca")
    assert done.exit_code == 0
    assert "straight lines, not walks" in done.stdout
    assert "3SFCA" in done.stdout
    written = pd.read_csv(tmp_path / "access.csv", comment="#")
    assert list(written.columns) == [f"{zh} {en}" for zh, en in ACCESS_COLUMNS.values()]
    assert len(written) == 6
    assert "# 方法 method" in (tmp_path / "access.csv").read_text("utf-8-sig")


def test_what_is_kept_is_what_is_printed_with_what_it_was_made_of(files):
    printed = document(files, "--keep", "--method", "2sfca")
    with open_store(files / "register.db") as store:
        kept = store.analysis("access")
        assert (kept.document, kept.register_version, store.version()) == (printed, "1", "1")
    assert kept.inputs == {"workers.csv": sha256_of(files / "workers.csv")}
    refused = CliRunner().invoke(app, ["access", "--keep"])
    assert isinstance(refused.exception, InputError)


@pytest.mark.parametrize(
    ("options", "kind"),
    [
        (["--method", "huff"], InputError),
        (["--steps", "near=1"], InputError),
        (["--radius", "0"], InputError),
        (["--radius", "nan"], InputError),
        (["--supply", "beds"], InputError),
        (["--on", "yesterday"], InputError),
        (["--datum", "epsg"], DatumError),
    ],
)
def test_what_cannot_be_used_is_refused(files, options, kind):
    assert isinstance(run(files, *options).exception, kind)


def test_a_weight_without_a_file_is_refused(files):
    done = CliRunner().invoke(app, ["access", "--db", str(files / "register.db"), "--weight", "骑手"])
    assert isinstance(done.exception, InputError)


def test_a_row_that_cannot_be_used_is_told_and_does_not_break_the_json(files, tmp_path):
    (tmp_path / "workers.csv").write_text("id,lat,lon,骑手\np,34.75,113.60,30\nq,34.75,113.65,many\n", "utf-8")
    asked = ("--demand", tmp_path / "workers.csv", "--weight", "骑手", "--json", "--findings", tmp_path / "found.csv")
    done = CliRunner().invoke(app, ["access", "--db", str(files / "register.db"), *map(str, asked)])
    assert json.loads(done.stdout)["demand"]["what"] == "骑手"
    assert "error" in done.stderr
    assert pd.read_csv(tmp_path / "found.csv")["row"].tolist() == [3]
