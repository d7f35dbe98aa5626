"""Tables add up, notes say what holds, and documents are JSON without a number that is none."""

import json

import numpy as np
import pandas as pd
import pytest

from stationmap.pairs import STREETS, Pairs
from stationmap.siting import (
    DISTRICT_COLUMNS,
    SITE_COLUMNS,
    Effort,
    Limits,
    Wanted,
    districts_table,
    site,
    sites_table,
    siting_document,
    siting_for_people,
    siting_notes,
)

WEIGHT = np.array([3.0, 4.0, 5.0, 8.0])
ADCODE = np.array(["410102", "410102", "410103", ""], dtype=object)
OPTIONS = pd.DataFrame({"id": ["a", "b"], "lat": 34.75, "lon": 113.6, "adcode": ["410102", "410104"], "cost": 1.0})
NAMES = {"410102": "中原区", "410103": "二七区", "410104": "管城回族区"}


def pairs_of(rows, columns=2, how="straight_line"):
    return Pairs.of(*zip(*rows, strict=True), places=4, stations=columns, limit_m=9.0, how=how)


def sited(count=2, model="mclp", how="straight_line", **more):
    options = pairs_of([(0, 0, 5.0), (1, 0, 6.0), (1, 1, 2.0), (2, 1, 3.0)], how=how)
    existing = pairs_of([(0, 0, 7.0)], 1, how)
    limits = Limits(np.ones(2, dtype=bool), count)
    return site(options, WEIGHT, limits, existing=existing, wanted=Wanted(model), **more)


def test_districts_add_up_to_the_whole_also_where_nobody_lives():
    table = districts_table(sited(model="backup"), ADCODE, OPTIONS, NAMES)
    assert list(table.columns) == list(DISTRICT_COLUMNS)
    parts, whole = table.iloc[:-1], table.iloc[-1]
    for name in ("weight", "new_sites", "covered_before", "covered_after", "twice_before", "twice_after"):
        assert parts[name].sum() == whole[name]
    assert (whole["weight"], whole["covered_before"], whole["covered_after"], whole["twice_after"]) == (20, 3, 12, 7)
    assert whole["twice_before"] == 0  # one station alone, though it reaches three
    empty = table.set_index("adcode").loc["410104"]
    assert (empty["new_sites"], empty["weight"]) == (1, 0)
    assert np.isnan(empty["share_after"])


def test_sites_come_in_order_of_what_they_add():
    table = sites_table(sited(), OPTIONS, NAMES)
    assert list(table.columns) == list(SITE_COLUMNS)
    assert table["id"].tolist() == ["b"]  # the other would add nothing
    assert table["covered_more"].tolist() == [9]
    assert siting_for_people(table).columns[0] == "次序 order"


@pytest.mark.parametrize("model", ["mclp", "backup", "lscp", "p-median", "p-center"])
def test_documents_are_json_and_notes_say_how_it_was_measured(model):
    found = sited(model=model)
    notes = siting_notes(found, "residents", "虚构 made up")
    paper = siting_document(
        found, sites_table(found, OPTIONS, NAMES), districts_table(found, ADCODE, OPTIONS, NAMES), "residents", notes
    )
    assert json.loads(json.dumps(paper, allow_nan=False))["model"] == model
    assert notes[0] == "虚构 made up"
    assert "直线距离，不是步行路程" in notes[1]
    assert "够不到 out of reach of every station and candidate: 8 residents (40.00%)" in "".join(notes)


def test_walks_are_called_walks_and_fewer_sites_are_explained():
    notes = "".join(siting_notes(sited(how=STREETS), "residents"))
    assert "沿道路步行" in notes
    assert "直线" not in notes
    assert "no further one adds anything" in notes


def test_a_bound_that_the_solver_claims_is_called_so():
    rng = np.random.default_rng(11)
    metres = rng.uniform(0, 5, (60, 15))
    place, column = np.nonzero(metres <= 1)
    pairs = Pairs.of(place, column, metres[place, column], places=60, stations=15, limit_m=1.0)
    for count in range(2, 7):
        weight, limits = rng.uniform(1, 9, 60), Limits(np.ones(15, dtype=bool), count)
        found = site(pairs, weight, limits, effort=Effort(gap=0.0, kicks=0, prove=True))
        said = "claimed by HiGHS" in "".join(siting_notes(found, "residents"))
        assert said == (found.proof.by == "highs")
        assert found.proven
