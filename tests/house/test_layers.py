"""The house's rules as tests: who may know whom, who may open files."""

import ast
import statistics
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted([*(ROOT / "stationmap").rglob("*.py"), *(ROOT / "api").rglob("*.py")])
OPENERS = {"open", "read_text", "read_bytes", "write_text", "write_bytes", "read_csv", "read_excel", "read_file"}
FOREIGN = {"fastapi", "starlette", "uvicorn", "folium", "branca", "stationmap_api", "typer"}
MODULES_OF_FILES = {"io", "csv", "zipfile", "tempfile", "openpyxl", "pyogrio", "fiona"}


def test_importing_the_library_brings_no_web_framework_and_no_folium():
    code = f"import stationmap, sys; print(sorted({FOREIGN!r} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"


def _called(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            target = node.func
            yield target.attr if isinstance(target, ast.Attribute) else getattr(target, "id", "")


def _imported(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.partition(".")[0]


@pytest.mark.parametrize("path", [p for p in SOURCES if "files" not in p.parts], ids=lambda p: str(p.relative_to(ROOT)))
def test_only_the_room_of_files_opens_files(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    # The library's own write_text is that room's face.
    own = {"write_text"} if "from stationmap.files import" in path.read_text(encoding="utf-8") else set()
    assert not (OPENERS - own) & set(_called(tree))
    assert not MODULES_OF_FILES & set(_imported(tree))


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_no_catch_all_and_no_long_file(path):
    text = path.read_text(encoding="utf-8")
    caught = [n.type for n in ast.walk(ast.parse(text)) if isinstance(n, ast.ExceptHandler)]
    assert not [t for t in caught if t is None or (isinstance(t, ast.Name) and t.id == "Exception")]
    assert len(text.splitlines()) <= 300


def test_the_median_file_is_short():
    assert statistics.median(len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCES) <= 120
