"""What only planners need is an extra: all else works without it, and who lacks it is told which line to type."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted([*(ROOT / "stationmap").rglob("*.py"), *(ROOT / "api").rglob("*.py")])
MODULES = {  # of each library of the extra, what is imported
    "scipy": ["scipy"],
    "osmium": ["osmium"],
    "statsmodels": ["statsmodels", "patsy"],
    "ibis-framework": ["ibis", "duckdb", "sqlglot"],
    "fpdf2": ["fpdf", "fontTools"],
    "pylopdf-fonts-zh-cn": [],  # a font, whose file is read
}
MISSING = {module for modules in MODULES.values() for module in modules}
WITHOUT = f"""
import sys
MISSING = {MISSING!r}

class Nowhere:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in MISSING:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)

sys.meta_path.insert(0, Nowhere())
"""


def without_the_extra(code):
    """Run code where none of the extra's libraries can be imported."""
    paths = [str(ROOT), str(ROOT / "api"), str(ROOT / "data")]
    start = f"{WITHOUT}\nsys.path[:0] = {paths!r}\n"
    return subprocess.run([sys.executable, "-c", start + code], check=False, capture_output=True, text=True, cwd=ROOT)


def test_the_list_is_that_of_the_project():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = {re.match(r"[\w-]+", line)[0] for line in project["optional-dependencies"]["planning"]}
    assert named == MODULES.keys()
    assert not named & {re.match(r"[\w-]+", line)[0] for line in project["dependencies"]}


IMPORT_ALL = """
import importlib, pkgutil, stationmap, stationmap_api
names = [one.name for room in (stationmap, stationmap_api)
         for one in pkgutil.walk_packages(room.__path__, room.__name__ + ".") if "migrations.env" not in one.name]
for name in names:
    importlib.import_module(name)
print(len(names))
"""
ANSWER = """
from stationmap.cli.app import app
from stationmap_api import create_app
from stationmap_api.settings import Settings
from tests.oracles.asgi import Client
with Client(create_app(Settings(db=None, visits=None))) as client:
    for path in ("/v1/stations/nearest?lat=34.76&lon=113.77", "/v1/coverage", "/v1/coverage/4101", "/readyz"):
        assert client.get(path).status_code == 200, path
print("answered", sorted(MISSING & set(sys.modules)))
"""


def test_every_room_can_be_imported_and_the_service_answers():
    done = without_the_extra(IMPORT_ALL + ANSWER)
    assert done.returncode == 0, done.stderr
    count, answered = done.stdout.split("\n", 1)
    assert int(count) > 150
    assert answered.strip() == "answered []"


COMMANDS = """
from stationmap.cli import app as room
from stationmap.extras import planning

@room.app.command("plan")
def plan(module: str) -> None:
    planning(module)

for module in sorted(MISSING):
    sys.argv = ["stationmap", "plan", module]
    try:
        room.main()
    except SystemExit as end:
        print(module, end.code)
"""


def test_a_command_that_lacks_it_says_which_line_to_type_unbroken_and_ends_with_status_1():
    done = without_the_extra(COMMANDS)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [f"{module} 1" for module in sorted(MISSING)]
    told = done.stderr.splitlines()
    assert len(told) == len(MISSING)  # no traceback, and no line is broken where the terminal is narrow
    for module, line in zip(sorted(MISSING), told, strict=True):
        assert line.startswith("错误 error: 缺少规划组件")
        assert f"({module})" in line
        assert line.endswith("pip install 'stationmap[planning]'")


def _imports(node):
    """Give the libraries imported in a tree, except those for types alone."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and getattr(child.test, "id", "") == "TYPE_CHECKING":
            continue
        if isinstance(child, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in child.names)
        elif isinstance(child, ast.ImportFrom) and child.module and not child.level:
            yield child.module.partition(".")[0]
        yield from _imports(child)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_extra_is_imported_by_the_one_door(path):
    assert not MISSING & set(_imports(ast.parse(path.read_text(encoding="utf-8"))))


def test_the_check_of_imports_can_fail():
    found = _imports(ast.parse("def f():\n    import scipy.sparse\nif TYPE_CHECKING:\n    import statsmodels"))
    assert set(found) == {"scipy"}
