import csv
import hashlib
import io
import subprocess
import sys
from pathlib import Path

import pytest

from demo_recipe.register import HEADER as STATION_HEADER
from make_demo import FOLDER, differing, main, make_files

NAMES = ["residents.csv", "stations.csv", "visits.csv"]


@pytest.fixture(scope="module")
def made():
    return make_files()


def test_committed_files_are_what_the_script_makes(made):
    assert sorted(made) == NAMES
    assert differing(made, FOLDER) == []


def test_another_process_makes_the_same_bytes_whatever_the_hash_seed(tmp_path, made):
    script = FOLDER.parent / "make_demo.py"
    command = [sys.executable, "-B", str(script), "--out", str(tmp_path)]
    subprocess.run(command, check=True, capture_output=True, env={"PYTHONHASHSEED": "12", "PYTHONIOENCODING": "utf-8"})
    for name in NAMES:
        assert hashlib.sha256((tmp_path / name).read_bytes()).digest() == hashlib.sha256(made[name]).digest()


def test_check_tells_a_changed_file_from_a_kept_one(tmp_path, capsys):
    assert main(["--out", str(tmp_path)]) == 0
    assert main(["--check", "--out", str(tmp_path)]) == 0
    (tmp_path / "visits.csv").write_bytes(b"station_id\n")
    (tmp_path / "residents.csv").unlink()
    assert main(["--check", "--out", str(tmp_path)]) == 1
    assert "visits.csv, residents.csv" in capsys.readouterr().out
    assert (tmp_path / "visits.csv").read_bytes() == b"station_id\n"


@pytest.mark.parametrize("name", NAMES)
def test_files_are_utf8_with_line_feeds_alone(made, name):
    text = made[name].decode("utf-8")
    assert "\r" not in text
    assert not text.startswith("\ufeff")
    assert text.endswith("\n")


def test_headers_and_width(made):
    headers = {
        "stations.csv": STATION_HEADER,
        "visits.csv": ["station_id", "date", "visits", "state"],
        "residents.csv": ["adcode", "name", "city", "residents", "source"],
    }
    for name, header in headers.items():
        first, *rest = csv.reader(io.StringIO(made[name].decode()))
        assert first == header
        assert {len(row) for row in rest} == {len(header)}


def test_sizes_fit_a_wheel(made):
    assert len(made["visits.csv"]) < 2_500_000
    assert sum(map(len, made.values())) < 3_000_000


def test_every_python_file_is_short():
    files = [*FOLDER.parent.glob("*.py"), *FOLDER.parent.glob("demo_recipe/*.py")]
    assert len(files) > 10
    assert all(Path(file).read_text(encoding="utf-8").count("\n") <= 280 for file in files)
