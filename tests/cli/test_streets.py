"""The command that checks an extract: figures, what is left out, and plain words where it cannot be used."""

import pandas as pd
import pytest
from typer.testing import CliRunner

from stationmap import demonstration
from stationmap.cli.app import app
from stationmap.errors import FileFormatError, InputError, MissingFileError


def _run(*words):
    return CliRunner().invoke(app, ["streets", *map(str, words)], env={"COLUMNS": "120"})


def _extract(folder, lat, lon):
    """One street of 1.8 km through a place."""
    nodes = "".join(f'<node id="{k}" version="1" lat="{lat}" lon="{lon + (k - 10) * 0.001}"/>' for k in range(1, 20))
    refs = "".join(f'<nd ref="{k}"/>' for k in range(1, 20))
    path = folder / "street.osm"
    way = f'<way id="1" version="1">{refs}<tag k="highway" v="residential"/></way>'
    path.write_text(f'<osm version="0.6">{nodes}{way}</osm>', encoding="utf-8")
    return path


@pytest.fixture
def extract(tmp_path):
    table = demonstration().table
    return _extract(tmp_path, table["lat"].iloc[0], table["lon"].iloc[0])


def test_it_tells_what_is_used_and_what_is_overstated(extract, tmp_path):
    done = _run(extract, "--radius", 300, "--radius", 100, "--snap", 150, "--out", tmp_path / "a.xlsx")
    assert done.exit_code == 0, done.output
    for words in ("street.osm", "虚构", "可步行长度", "绕行系数", "直线", "ODbL", "150 m"):
        assert words in done.output
    sheet = pd.read_excel(tmp_path / "a.xlsx")
    assert sheet.iloc[:, 0].tolist() == [100, 300]
    assert (sheet["直线高估 overstated by the straight line, share of all"] >= 0).all()


@pytest.mark.parametrize("words", [["--radius", "0"], ["--radius", "-5"], ["--snap", "nan"], ["--snap", "inf"]])
def test_a_radius_that_is_none_is_refused(extract, words):
    done = _run(extract, *words)
    assert isinstance(done.exception, InputError)
    assert words[0] in str(done.exception)


def test_an_extract_of_elsewhere_is_refused(tmp_path):
    done = _run(_extract(tmp_path, 60.0, 25.0))
    assert isinstance(done.exception, InputError)
    assert "without stations" in str(done.exception)


def test_files_that_cannot_be_read(tmp_path):
    (tmp_path / "a.pbf").write_text("nothing", encoding="utf-8")
    assert isinstance(_run(tmp_path / "a.pbf").exception, FileFormatError)
    assert isinstance(_run(tmp_path / "b.pbf").exception, MissingFileError)
