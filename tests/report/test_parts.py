import numpy as np
import pyproj
import pytest
import shapely

from stationmap.pairs import STREETS, Pairs
from stationmap.report import compose
from stationmap.report.cells import Cell, cells_of
from stationmap.study.working import SPACING_M
from stationmap.usage import HIDDEN
from tests.oracles.reports import SHAPES, study_of

GEOD = pyproj.Geod(ellps="WGS84")
RADIUS = 1_000.0


@pytest.fixture(scope="module")
def study():
    return study_of()


@pytest.fixture(scope="module")
def published():
    return study_of(published=True)


def section(study, key):
    return next(one for one in compose(study).sections if one.key == key)


def layer(study, name):
    return next(one for one in compose(study).layers if one.name == name)


def metres(lat, lon, others):
    """To the nearest of some positions, one by one."""
    return min(GEOD.inv(lon, lat, there_lon, there_lat)[2] for there_lat, there_lon in others)


def working(study):
    table = study.catalogue.table
    return table.loc[table["closed_on"] == "", ["lat", "lon"]].drop_duplicates().to_numpy().tolist()


def test_gaps_are_what_a_count_by_hand_finds(study):
    stations = working(study)
    rows = section(study, "gaps").frame.set_index("adcode")
    for code, (_, people, shape) in SHAPES.items():
        if people is None or shape is None:
            continue
        places = study.access.places[study.access.places["adcode"] == code]
        at = study.access.places.index[study.access.places["adcode"] == code]
        assert places["weight"].sum() == pytest.approx(people)
        spots = positions(study)[at]
        far = [metres(lat, lon, stations) > RADIUS for lat, lon in spots]
        assert rows.loc[code, "gap"] == pytest.approx(places["weight"].to_numpy()[far].sum())


def positions(study):
    """Where the demand of the study is: the grid is made again."""
    from stationmap.demand import spread_residents

    demand = spread_residents(study.catalogue.districts, spacing_m=800)
    return np.column_stack([demand.lat, demand.lon])


def test_gaps_stand_in_order_and_add_up(study):
    frame = section(study, "gaps").frame
    own = frame[frame["level"].isin(["district", "zone"])]
    known = own["gap"].dropna()
    assert known.tolist() == sorted(known, reverse=True)
    assert own["gap"].isna().tolist() == sorted(own["gap"].isna().tolist())
    total = frame[frame["level"] == "total"].iloc[0]
    assert total["gap"] == pytest.approx(known.sum() + frame.loc[frame["level"] == "outside", "gap"].sum())
    assert frame["level"].iloc[-1] == "total"
    reach = section(study, "reach").frame
    assert total["gap"] == pytest.approx(reach["placed"].iloc[-1] - reach["covered"].iloc[-1])


def test_residents_of_a_zone_are_neither_gap_nor_lost(study):
    zone = section(study, "gaps").frame.set_index("adcode").loc["410172"]
    assert zone["unplaced"] == 546_226
    assert not zone["gap"] > 0


def test_new_sites_keep_their_distance_and_their_promise(study):
    rows = section(study, "sites").frame
    stations = working(study)
    assert len(rows) == 2
    spots = rows[["lat", "lon"]].to_numpy().tolist()
    assert all(metres(*spot, stations) >= SPACING_M for spot in spots)
    assert metres(*spots[0], spots[1:]) >= SPACING_M
    weights, places = study.access.places["weight"].to_numpy(), positions(study)
    covered = [
        sum(
            w for w, (lat, lon) in zip(weights, places, strict=True) if metres(lat, lon, stations + spots[:n]) <= RADIUS
        )
        for n in (0, 1, 2)
    ]
    assert rows["covered"].tolist() == pytest.approx(covered[1:])
    assert rows["covered_more"].tolist() == pytest.approx(np.diff(covered))
    assert study.plan.siting.objective <= study.plan.siting.best_possible * (1 + 1e-12)


def test_what_is_covered_and_what_is_not_make_the_district(study):
    covered, gaps = layer(study, "覆盖范围").frame, layer(study, "缺口").frame
    once = covered[covered["覆盖次数"].str.startswith("一个")].set_index("代码").geometry
    for code, gap in gaps.set_index("代码").geometry.items():
        whole, disc = SHAPES[code][2], once[code]
        assert disc.area + gap.area == pytest.approx(whole.area, rel=1e-6)
        assert shapely.intersection(disc, gap).area < 1e-9
        assert disc.area > 0


def test_no_sites_where_none_are_asked_for():
    study = study_of(add=0)
    report = compose(study)
    assert "sites" not in [one.key for one in report.sections]
    assert "建议选址" not in [one.name for one in report.layers]


def test_small_counts_are_hidden_wherever_they_stood(study, published):
    assert section(study, "visits").frame["visits"].dropna().between(1, 9).any()
    report = compose(published)
    for one in report.sections:
        for name in set(one.frame.columns) & {"visits", "reported_visits"}:
            assert not one.frame[name].dropna().between(1, 9).any(), (one.key, name)
    assert report.published
    assert not any("=-4" in str(cell) for one in report.sections for cell in one.frame.to_numpy().ravel())


def test_what_is_hidden_is_told_from_what_is_unknown(published):
    shown = section(published, "visits")
    column = list(shown.columns).index("visits")
    texts = [row[column].text for row in cells_of(shown)]
    marked = [HIDDEN in note for note in shown.frame["note"]]
    assert "已隐藏" in texts
    assert all(text != "已隐藏" or mark for text, mark in zip(texts, marked, strict=True))
    assert "未知" in texts


def test_without_visits_there_is_no_section_of_them():
    keys = [one.key for one in compose(study_of(visits=False)).sections]
    assert "visits" not in keys
    assert "outages" not in keys
    assert keys[-1] == "method"


class Doubled:
    """Streets on which every walk is twice the straight line."""

    def pairs(self, lat, lon, station_lat, station_lon, limit_m):
        place, station, far = [], [], []
        for row, spot in enumerate(zip(lat, lon, strict=True)):
            for at, other in enumerate(zip(station_lat, station_lon, strict=True)):
                place.append(row)
                station.append(at)
                far.append(2 * metres(*spot, [other]))
        pairs = Pairs.of(place, station, far, places=len(lat), stations=len(station_lat), limit_m=limit_m, how=STREETS)
        return pairs, Placed(), Placed()


class Placed:
    off = 0

    def share_off(self, weight):
        return 0.0


class Small(Doubled):
    """An extract that a quarter of the demand lies in."""

    def pairs(self, *places):
        return super().pairs(*places)[0], Off(), Off()


class Off(Placed):
    off = 7

    def share_off(self, weight):
        return 0.75


def test_what_lies_beyond_the_streets_is_said_before_any_figure():
    within, beyond = (study_of(streets=streets, add=0) for streets in (Doubled(), Small()))
    said = [text for text in compose(beyond).warnings if "75.0%" in text]
    assert len(said) == 1
    assert "7 个站点" in said[0]
    assert not any("道路文件之外" in text for text in compose(within).warnings)
    facts = section(beyond, "overview").frame.set_index("item")["value"]
    assert facts["远离道路的需求 demand off the streets"] == 0.75


def test_the_overview_has_what_the_norm_asks_for_by_each_of_its_measures(study):
    facts = section(study, "overview").frame.set_index("item")
    assert len(study.survey.measures) == 2
    for measure, reach in zip(study.survey.measures, study.survey.reaches, strict=True):
        share = facts.loc[f"覆盖率 share covered: {measure.zh}"]
        assert (share["value"], share["unit"]) == (reach.total["share"], "%")
        assert f"{reach.total['share_low']:.1%} – {reach.total['share_high']:.1%}" in share["note"]
        twice = facts.loc[f"交叉覆盖率 share covered twice: {measure.zh}", "value"]
        assert twice == reach.total["share_twice"]


def test_with_streets_gaps_and_sites_go_by_walks():
    study = study_of(streets=Doubled(), preset="acftu-1km-15min", add=0)
    titles = [measure.how for measure in study.survey.measures]
    assert STREETS in titles
    gaps = section(study, "gaps")
    walk = study.survey.measures[titles.index(STREETS)]
    assert walk.title in gaps.notes[0]
    total = gaps.frame[gaps.frame["level"] == "total"].iloc[0]
    reach = study.survey.reaches[titles.index(STREETS)].rows
    assert total["gap"] == pytest.approx(reach["placed"].iloc[-1] - reach["covered"].iloc[-1])
    assert study.access.how == STREETS


def test_plots_say_in_words_what_they_show(study):
    drawn = {one.key: one.drawings for one in compose(study).sections}
    assert "03:00" in drawn["hours"][0].words
    assert "Gini" in drawn["access"][0].words
    assert "甲区" in drawn["reach"][0].words


def test_kinds_of_day_that_are_alike_are_one_line_named_by_all_of_them(study):
    rows = section(study, "hours").frame
    shares = {code: tuple(day.sort_values("hour")["share"]) for code, day in rows.groupby("day_type")}
    told = next(one for one in compose(study).sections if one.key == "hours").drawings[0].words.split("; ")
    assert len(told) == len(set(shares.values()))
    assert all(sum(code in line for line in told) == 1 for code in shares)


@pytest.mark.parametrize(
    ("value", "share", "text"),
    [
        (1e-76, False, "<0.01"),
        (0.004, False, "<0.01"),
        (0.006, False, "0.01"),
        (0.0, False, "0.00"),
        (0.00004, True, "<0.01%"),
        (0.00006, True, "0.01%"),
        (0.0, True, "0.00%"),
    ],
)
def test_what_is_there_is_never_shown_as_nought(value, share, text):
    assert Cell(value, number=True, decimals=2, share=share).text == text
