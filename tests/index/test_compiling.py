"""What is compiled is what is written, and it is kept where that is possible."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from stationmap import index
from stationmap.index.compiling import COMPILED_FILES

ROOM = Path(index.__file__).parent
_RUN = (
    "import numpy as np; from stationmap.index.ellipsoid import centred; print(centred(np.zeros(1), np.zeros(1))[0, 0])"
)


def test_every_file_that_compiles_is_named():
    declares = {
        path.stem for path in ROOM.glob("*.py") if re.search(r"^@(compiled|inlined)$", path.read_text("utf-8"), re.M)
    }
    assert declares | {"compiling"} == set(COMPILED_FILES)


@pytest.fixture
def copied(tmp_path):
    """Copy the room alone; it needs the errors, and nothing else of the package."""
    package = tmp_path / "stationmap"
    shutil.copytree(ROOM, package / "index", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOM.parent / "errors.py", package)
    (package / "__init__.py").write_text("")
    return package


def run(package, cache):
    env = {**os.environ, "PYTHONPATH": str(package.parent), "NUMBA_CACHE_DIR": str(cache)}
    done = subprocess.run(
        [sys.executable, "-c", _RUN], cwd=package.parent, env=env, capture_output=True, text=True, check=True
    )
    return float(done.stdout)


def test_a_change_in_one_file_reaches_what_another_compiled(copied, tmp_path):
    cache = tmp_path / "cache"
    assert run(copied, cache) == 6378137.0
    kept = sorted(cache.rglob("*.nbi"))
    assert run(copied, cache) == 6378137.0
    assert sorted(cache.rglob("*.nbi")) == kept != []
    (copied / "index" / "kernel.py").write_text(
        (copied / "index" / "kernel.py").read_text("utf-8") + "# another\n", "utf-8"
    )
    assert run(copied, cache) == 6378137.0
    assert len(list(cache.glob("compiled-*"))) == 2  # kernel might hold any of it


def test_what_was_compiled_long_ago_is_removed(copied, tmp_path):
    old, recent, other = (tmp_path / "cache" / name for name in ("compiled-old", "compiled-recent", "else"))
    for folder in (old, recent, other):
        (folder / "index").mkdir(parents=True)
    for folder in (old, other):
        os.utime(folder, (1e9, 1e9))
    run(copied, tmp_path / "cache")
    assert [folder.exists() for folder in (old, recent, other)] == [False, True, True]


def test_nothing_is_kept_where_nothing_can_be_written(monkeypatch):
    from stationmap.index import compiling

    monkeypatch.setattr(compiling, "_writable", lambda folder: False)
    monkeypatch.setattr(compiling.config, "CACHE_DIR", "")
    assert compiling._folder() is None
    monkeypatch.setattr(compiling, "_KEPT_IN", None)
    assert compiling.compiled(lambda x: 2 * x)(21) == 42
