"""The README's figures and names are those of the files."""

import re
from pathlib import Path

import pytest

from stationmap.hours import read_hours
from tests.oracles.demo_data import FOLDER, expected_days, recount, rows_of

README = (FOLDER.parent / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def visits():
    return rows_of("visits.csv")


def figures(label):
    row = next(line for line in README.splitlines() if line.startswith(f"| {label}"))
    return [cell.strip() for cell in row.split("|")[2:4]]


def test_says_first_in_chinese_then_in_english_that_it_is_made_up():
    chinese, english = README.index("全部是虚构的"), README.index("are made up.")
    assert chinese < english < README.index("## ")


@pytest.mark.parametrize(("label", "month"), [("visits, three months", ""), ("visits in November", "2025-11")])
def test_sums_of_visits(visits, label, month):
    assert figures(label) == [f"{recount(visits, prefix, month)[0]:,}" for prefix in ("豫A", "豫B")]


def test_rates(visits):
    pairs = [recount(visits, prefix) for prefix in ("豫A", "豫B")]
    assert figures("visits a reporting station-day") == [f"{total / days:.2f}" for total, days in pairs]
    assert figures("visits reported a day") == [f"{total / 91:,.0f}" for total, _ in pairs]


def test_gaps(visits):
    stations = rows_of("stations.csv")
    shares = []
    for prefix in ("豫A", "豫B"):
        expected = sum(len(expected_days(row)) for row in stations if row["编号"].startswith(prefix))
        rows = sum(row["station_id"].startswith(prefix) for row in visits)
        shares.append(f"{100 * (1 - rows / expected):.1f} %")
    assert figures("station-days in operation without a row") == shares


@pytest.mark.parametrize("name", ["stations.csv", "visits.csv", "residents.csv"])
def test_rows_of_each_file(name):
    row = next(line for line in README.splitlines() if line.startswith(f"| `stationmap_demo/{name}`"))
    assert row.split("|")[2].strip() == f"{len(rows_of(name)):,}"


def test_every_column_and_state_is_explained(visits):
    first_cells = "\n".join(line.split("|")[1] for line in README.splitlines() if line.startswith("| "))
    for name in [*rows_of("stations.csv")[0], *visits[0], *{row["state"] for row in visits}]:
        assert name in first_cells
    assert "`adcode, name, city, residents, source`" in README


def test_hours_that_can_be_read_and_those_that_cannot():
    texts = [row["开放时间"] for row in rows_of("stations.csv")]
    read = [read_hours(text).expression for text in texts]
    blank = texts.count("")
    told = (
        f"{len(texts) - read.count('')} can be read ({read.count('24/7')} never close), {read.count('') - blank} cannot"
    )
    assert f"{told}, {blank} are blank" in README


def test_every_file_named_is_there():
    named = re.findall(r"`((?:sources|stationmap_demo|demo_recipe)/[\w./]+)`", README)
    assert len(named) >= 7
    assert [name for name in named if not (FOLDER.parent / name).exists()] == []
    assert all((FOLDER.parents[1] / name).is_file() for name in re.findall(r"python (data/\w+\.py)", README))


def test_planted_codes_exist():
    codes = {row["编号"] for row in rows_of("stations.csv")}
    assert set(re.findall(r"豫[AB]-[A-Z]{2}-\d{4}", README)) <= codes


def test_names_the_licences_and_the_makers():
    assert all(word in README for word in ("MIT", "WTFPL", "modood", "czd", "Tianditu", "Census", "人次", "GCJ-02"))
    assert Path(FOLDER / "__init__.py").is_file()
