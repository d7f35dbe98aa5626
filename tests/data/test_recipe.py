import csv
import doctest
import importlib
import io
import pkgutil
from collections import Counter
from datetime import date, timedelta

import eviltransform
import numpy as np
import prcoords
import pytest
from hypothesis import given
from hypothesis import strategies as st

import demo_recipe
from demo_recipe.allocation import TOTALS, WITHOUT, ZONES, allocate, shares
from demo_recipe.chance import pick, stream
from demo_recipe.days import DAYS, busyness, is_workday
from demo_recipe.facilities import equip
from demo_recipe.gcj02 import to_gcj02
from demo_recipe.hours import hours_cells, only_workdays, stops_cell
from demo_recipe.lives import CLOSED, OPENED
from demo_recipe.polygons import inside, read_polygons
from demo_recipe.sources import read_census, read_centres, read_streets, short_community
from demo_recipe.writing import csv_text

MODULES = ["make_demo", "make_sources", *(f"demo_recipe.{m.name}" for m in pkgutil.iter_modules(demo_recipe.__path__))]


@pytest.mark.parametrize("name", MODULES)
def test_examples_run(name):
    assert doctest.testmod(importlib.import_module(name), optionflags=doctest.NORMALIZE_WHITESPACE).failed == 0


@given(st.floats(34.1, 35.1), st.floats(112.6, 115.4))
def test_gcj02_agrees_with_two_libraries(lat, lon):
    assert to_gcj02(lat, lon) == pytest.approx(tuple(prcoords.wgs_gcj((lat, lon))), abs=1e-9)
    assert to_gcj02(lat, lon) == pytest.approx(eviltransform.wgs2gcj(lat, lon), abs=1e-6)


@given(
    st.dictionaries(st.text("abc", min_size=1, max_size=3), st.floats(0.01, 1e6), min_size=1, max_size=12),
    st.integers(0, 500),
)
def test_shares_divide_everything_and_keep_the_quota(weights, more):
    total = len(weights) + more
    counts = shares(total, weights)
    assert sum(counts.values()) == total
    whole = sum(weights.values())
    for key, weight in weights.items():
        assert abs(counts[key] - 1 - more * weight / whole) < 1 + 1e-6


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=("Cs", "Cc"))), min_size=2, max_size=2)))
def test_csv_text_reads_back(rows):
    assert list(csv.reader(io.StringIO(csv_text(["a", "b"], rows), newline="")))[1:] == rows


@given(st.text(min_size=1, max_size=20))
def test_a_stream_repeats(purpose):
    assert stream(purpose).randint(2**31) == stream(purpose).randint(2**31)


def test_streams_of_two_purposes_differ():
    assert stream("a").randint(2**31) != stream("b").randint(2**31)


@given(st.lists(st.integers(0, 5), min_size=1, max_size=6).filter(any), st.integers(0, 1000))
def test_pick_never_draws_what_weighs_nothing(weights, seed):
    drawn = pick(np.random.RandomState(seed), range(len(weights)), weights)
    assert weights[drawn] > 0


def test_pick_follows_the_weights():
    random = stream("test")
    drawn = Counter(pick(random, "xy", [3, 1]) for _ in range(4000))
    assert drawn["x"] / 4000 == pytest.approx(0.75, abs=0.03)


def test_allocation_covers_all_but_one_district():
    census = read_census()
    counts = {adcode: n for city in TOTALS for adcode, n in allocate(city, census).items()}
    assert sum(counts.values()) == 667
    assert {row.adcode for row in census} - set(counts) == {WITHOUT}
    assert min(counts.values()) >= 1


def test_workdays_match_the_published_year():
    off = {date(2025, 10, n) for n in (1, 2, 3, 4, 5, 6, 7, 8, 12, 18, 19, 25, 26)}
    october = [date(2025, 10, 1) + timedelta(days=n) for n in range(31)]
    assert {day for day in october if not is_workday(day)} == off
    assert is_workday(date(2025, 9, 28))
    assert len(DAYS) == 91
    assert all(0.4 < busyness(day) < 1.1 for day in DAYS)


def test_centres_lie_where_they_claim():
    polygons = read_polygons()
    for adcode, centres in read_centres().items():
        assert all(inside(polygons[centre.within], centre.lon, centre.lat) for centre in centres)
        assert adcode in ZONES or {centre.within for centre in centres} == {adcode}


def test_every_district_has_streets_and_communities():
    streets = read_streets()
    assert set(streets) == {row.adcode for row in read_census()}
    for own in streets.values():
        assert all(len(street.communities) >= 3 and street.code.startswith(street.adcode) for street in own)
        assert [street.code for street in own] == sorted(street.code for street in own)


@given(
    st.text("甲乙丙村社区", min_size=1, max_size=6),
    st.sampled_from(["居民委员会", "居委会", "村委会", "村民委员会", ""]),
)
def test_a_short_name_ends_as_a_place(base, committee):
    assert short_community(base + committee).endswith(("社区", "村"))


def test_stops_are_three_different_communities():
    text = stops_cell(stream("test"), ("甲社区", "乙社区", "丙社区", "丁村"))
    assert len({stop.split(" ")[1] for stop in text.split("；")}) == 3


def test_hours_keep_the_share_and_fit_the_kind():
    kinds = ["固定"] * 280 + ["流动"] * 10 + ["24小时小屋"] * 10
    cells = hours_cells(kinds)
    assert cells[280:290] == ["见停靠时刻"] * 10
    assert not any(only_workdays(cell) for cell in cells[280:])


@given(st.integers(0, 2**31), st.booleans())
def test_equipment_is_consistent(seed, mobile):
    drawn = equip(np.random.RandomState(seed), mobile=mobile)
    assert drawn.there or not (drawn.absent or drawn.broken)
    assert not mobile or "厕所" not in drawn.there


def test_planted_lives_lie_in_the_period():
    days = {day.isoformat() for day in DAYS}
    assert {day for day, _ in CLOSED.values()} | set(OPENED.values()) <= days
    assert not set(CLOSED) & set(OPENED)
