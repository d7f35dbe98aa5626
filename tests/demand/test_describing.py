"""What is said of a demand names all that has no place, and is fit for JSON."""

import json

import pandas as pd

from stationmap.demand import Demand, demand_document, demand_notes, unplaced_for_people

FRAME = pd.DataFrame({"id": ["a"], "lat": 34.7, "lon": 113.6, "weight": [2.5], "adcode": "410102"})
DEMAND = Demand(FRAME, what="快递员", how="点 points", source="名册 roll", unplaced=pd.Series({"410171": 3.0, "": 1.0}))


def test_the_notes_name_the_total_the_source_and_what_has_no_place():
    total, placed, lost = demand_notes(DEMAND)
    assert "6.5" in total
    assert "名册" in placed
    assert "410171" in lost
    assert "无坐标" in lost
    assert len(demand_notes(Demand(FRAME, what="n", how="点 points", source="s"))) == 2


def test_the_document_is_json_and_adds_up():
    document = json.loads(json.dumps(demand_document(DEMAND)))
    assert document["total"] == document["placed"] + sum(row["weight"] for row in document["unplaced"])


def test_the_table_of_what_has_no_place():
    assert unplaced_for_people(DEMAND).to_numpy().tolist() == [["410171", 3.0], ["无坐标 no position", 1.0]]
