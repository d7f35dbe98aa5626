"""A planner at the map: chooses a measure, slides through hours, reads gaps and sites; by keyboard, too."""

import pytest

from stationmap.coverage import by_district, coverage_by_month
from stationmap.maps import map_page, results_of
from stationmap.usage import publish_coverage
from tests.oracles.reports import EVIL, study_of
from tests.oracles.visit_rows import FIRST, counts_of

pytestmark = pytest.mark.browser
POPUP = ".leaflet-popup-content"
FILL = """[...stationmap.districts.shapes].map(([item, shape]) => {
    const fill = shape.options.fillColor;
    return [item.adcode, typeof fill === "string" ? fill : "pattern"];
})"""

NAME = "(code) => stationmap.districts.items.find((item) => item.adcode === code).name"


@pytest.fixture(scope="module")
def study():
    return study_of()


@pytest.fixture(scope="module")
def html(study):
    rows = [(station, f"2025-{month:02d}-03", 40 * month, "counted") for station in "ab" for month in (1, 2, 4)]
    months = coverage_by_month(study.catalogue.table, study.catalogue.districts, counts_of(rows))
    return map_page(study.catalogue, study.coverage, months=months, results=results_of(study))


def choose(page, key):
    page.select_option("#measure-choice", key)


def test_each_region_has_a_name_of_its_own_and_the_first_site_lies_on_top(opened, html):
    with opened(html) as page:
        named = page.evaluate("""[...document.querySelectorAll("[role=region], section[aria-labelledby]")].map((one) =>
            one.ariaLabel || document.getElementById(one.getAttribute("aria-labelledby")).textContent)""")
        assert len(set(named)) == len(named)
        marks = page.evaluate("""[...document.querySelectorAll(".site-anchor")].map((mark) =>
            [Number(mark.textContent), -Number(mark.style.zIndex)])""")
        heights = [depth for _, depth in sorted(marks)]
        assert len(marks) > 1
        assert heights == sorted(heights)


@pytest.mark.parametrize("size", [(390, 844), (1280, 800)])
def test_every_measure_can_be_chosen_and_the_legend_follows(opened, html, size):
    with opened(html, *size) as page:
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        keys = page.evaluate("stationmap.data.measures.map((one) => one.key)")
        for key in keys:
            choose(page, key)
            measure = page.evaluate("(key) => stationmap.data.measures.find((one) => one.key === key)", key)
            legend = page.inner_text("#legend-measure")
            assert measure["title"][0] in legend
            assert [each["label"] for each in measure["classes"] if each["label"] not in legend] == []
            assert measure["method"] in page.inner_text("#measure-about")
            fills = {fill for _, fill in page.evaluate(FILL)}
            assert fills <= {"pattern", *(each["colour"] for each in measure["classes"])}
            assert page.is_visible("#measure-time") == bool(measure["steps"])
        assert page.watch.quiet(), page.watch.faults + page.watch.requests


def test_the_table_and_the_popup_say_what_the_map_shows(opened, html):
    with opened(html) as page:
        choose(page, "reach-radius-share")
        value = page.evaluate("stationmap.measures.value(stationmap.districts.items[0])")
        row = page.locator("#districts tr", has_text="甲区")
        assert row.locator("td.shown").inner_text() == f"{value:.2f}%"
        row.locator("button").click()
        assert f"{value:.2f}%" in page.inner_text(POPUP)
        heads = page.locator("#districts th.shown").inner_text()
        assert "覆盖率（直线1,000米）" in heads
        assert page.locator("#districts tr", has_text="高新区").locator("td.shown").inner_text() == "无数据 no data"
        assert EVIL in page.inner_text("#districts")


def test_hours_slide_by_keyboard_and_are_told_and_the_station_clock_moves_along(opened, html):
    with opened(html) as page:
        choose(page, "hours")
        classes = page.locator("#legend-measure .legend").inner_text().split("（")[0]
        said = page.locator("#time-said")
        assert said.get_attribute("role") == "status"
        assert "12:00" in said.inner_text()
        page.focus("#time-step")
        page.keyboard.press("Home")
        assert "00:00" in said.inner_text()
        assert "00:00" in page.get_attribute("#time-step", "aria-valuetext")
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowRight")
        assert "02:00" in said.inner_text()
        assert page.evaluate("stationmap.hour.value.hour") == 2
        shares = page.evaluate("stationmap.measures.steps()[stationmap.measures.step].total")
        assert f"{shares:.2f}%" in said.inner_text()
        page.select_option("#time-day", "sunday")
        assert page.evaluate("stationmap.hour.value.kind") == "sunday"
        assert "周日" in said.inner_text()
        page.evaluate("stationmap.hour.set({ minute: 17 * 60 + 20 })")
        assert "17:00" in said.inner_text()
        assert page.input_value("#time-step") == "17"
        assert page.locator("#legend-measure .legend").inner_text().split("（")[0] == classes
        assert page.watch.quiet()


def test_months_say_when_they_have_no_data_and_classes_stay(opened, html):
    with opened(html) as page:
        choose(page, "months")
        assert page.locator("#time-day").is_hidden()
        labels = page.evaluate("stationmap.measures.chosen.classes.map((each) => each.label)")
        page.focus("#time-step")
        page.keyboard.press("Home")
        for month, known in [("2025-01", True), ("2025-02", True), ("2025-03", False), ("2025-04", True)]:
            assert month in page.inner_text("#time-said")
            assert ("无数据" in page.inner_text("#time-said")) != known
            fills = dict(page.evaluate(FILL))
            assert (fills["410101"] == "pattern") != known
            legend = page.inner_text("#legend-measure")
            assert [label for label in labels if label not in legend] == []
            page.keyboard.press("ArrowRight")


def test_playing_goes_to_the_end_and_stops_and_a_hand_on_the_slider_stops_it(opened, html):
    with opened(html) as page:
        page.clock.install()
        choose(page, "months")
        play = page.locator("#time-play")
        play.click()
        assert "暂停" in play.inner_text()
        assert page.get_attribute("#time-said", "aria-live") == "off"
        assert "2025-01" in page.inner_text("#time-said")
        page.clock.run_for(2600)
        assert "2025-02" in page.inner_text("#time-said")
        page.clock.run_for(2600 * 4)
        assert "2025-04" in page.inner_text("#time-said")
        assert "播放" in play.inner_text()
        play.click()
        page.focus("#time-step")
        page.keyboard.press("ArrowRight")
        assert "播放" in play.inner_text()
        choose(page, "hours")
        play.click()
        choose(page, "access")
        step = page.evaluate("stationmap.measures.step")
        page.clock.run_for(9000)
        assert page.evaluate("stationmap.measures.step") == step


def test_what_is_withheld_is_marked_apart_from_what_is_unknown(opened, study):
    table, places = study.catalogue.table, study.catalogue.districts
    visits = counts_of([("a", FIRST.isoformat(), 7, "counted"), ("c", FIRST.isoformat(), 9, "counted")])
    coverage = publish_coverage(by_district(table, places, visits, on=FIRST))
    with opened(map_page(study.catalogue, coverage, months={})) as page:
        legend = page.inner_text("#legend-measure")
        assert "已隐藏" in legend
        assert "无数据" in legend
        row = page.locator("#districts tr", has_text="甲区")
        assert row.locator("td.shown").inner_text() == "已隐藏 withheld"
        assert page.locator("#districts tr", has_text="高新区").locator("td.shown").inner_text() == "无数据 no data"
        row.locator("button").click()
        assert page.inner_text(POPUP).count("已隐藏") >= 2
        patterns = page.evaluate(
            "stationmap.districts.drawn.filter((item) => stationmap.measures.hidden(item)).map((item) => item.adcode)"
        )
        drawn = set(page.evaluate("stationmap.districts.drawn.map((item) => item.adcode)"))
        hidden = {each.adcode for each in coverage.districts.itertuples() if "已隐藏" in each.note}
        assert set(patterns) == hidden & drawn != set()


def test_gaps_and_sites_are_listed_and_lead_to_the_map(opened, html):
    with opened(html) as page:
        rows = page.locator("#gaps tbody tr")
        assert rows.count() == min(20, page.evaluate("stationmap.data.planning.gaps.lat.length"))
        first = page.evaluate("stationmap.data.planning.gaps.weight[0]")
        assert f"{first:,.0f} 人" in rows.first.inner_text()
        assert not page.is_checked("#layer-gaps")
        rows.first.locator("button").click()
        assert page.is_checked("#layer-gaps")
        assert f"{first:,.0f}" in page.inner_text(POPUP)
        page.keyboard.press("Escape")
        sites = page.locator("#sites tbody tr")
        assert sites.count() == page.locator(".site").count() == len(study_of().plan.siting.curve)
        added = page.evaluate("stationmap.data.planning.sites.added[1]")
        sites.nth(1).locator("button").click()
        assert f"{added:,.0f}" in page.inner_text(POPUP)
        assert "实地核查" in page.inner_text(POPUP)
        page.keyboard.press("Escape")
        page.get_by_label("建议选址（").uncheck()
        assert page.locator(".site").count() == 0
        page.check("#layer-reach-0")
        assert "不是步行" in page.inner_text("#gaps") or "straight lines, not walks" in page.inner_text("#gaps")
        assert page.watch.quiet(), page.watch.faults


def test_a_stale_result_says_so(opened, study):
    results = [type(one)(one.name, one.document, one.made_at, stale=True) for one in results_of(study)]
    with opened(map_page(study.catalogue, study.coverage, results=results)) as page:
        choose(page, "access")
        assert "过时" in page.inner_text("#measure-about")
        assert "2026-01-02 11:04" in page.inner_text("#measure-origin")
        assert "登记册有变动" in page.inner_text("#notes")
        choose(page, "completeness")
        assert "过时" not in page.inner_text("#measure-about")


def test_a_map_without_visits_opens_with_a_measure_that_knows_something(opened):
    study = study_of(visits=False)
    with opened(map_page(study.catalogue, study.coverage, results=results_of(study))) as page:
        assert page.evaluate("stationmap.measures.choices[0].key") == "visits-per-station-day"
        assert page.input_value("#measure-choice") == page.evaluate("stationmap.measures.chosen.key")
        assert {fill for _, fill in page.evaluate(FILL)} - {"pattern"}
        choose(page, "visits-per-station-day")
        assert "分级" not in page.inner_text("#legend-measure")
        assert page.watch.quiet()


def test_the_legend_tells_of_a_layer_while_it_is_on_and_by_which_measure(opened, html):
    with opened(html) as page:
        legend = page.locator("#legend")
        assert "建议选址" in legend.inner_text()
        assert [word for word in ("缺口，每格", "覆盖范围") if word in legend.inner_text()] == []
        assert page.locator("#legend-gaps").is_hidden()
        page.check("#layer-gaps")
        page.check("#layer-reach-0")
        assert "直线1,000米" in page.inner_text("#legend-gaps")
        assert "圆，不是步行范围" in legend.inner_text()
        assert "直线1,000米以内没有站点" in page.inner_text("#gaps")
        assert "模型 model: 最大覆盖" in page.inner_text("#sites")
        assert "within 1,000 m" in page.inner_text("#sites")
        classes = "stationmap.data.planning.gaps.classes.map((each) => each.colour)"
        squares = """Object.values(stationmap.map._layers)
            .filter((one) => one.options.row !== undefined && one instanceof L.Rectangle)
            .map((one) => [one.options.fillColor, one.options.fillOpacity])"""
        drawn = page.evaluate(squares)
        assert drawn
        assert {opacity for _, opacity in drawn} == {1}  # so the colours are those of the legend
        assert {colour for colour, _ in drawn} <= set(page.evaluate(classes))
        page.get_by_label("建议选址（").uncheck()
        page.uncheck("#layer-gaps")
        assert "建议选址" not in legend.inner_text()
        assert page.locator("#legend-gaps").is_hidden()


def test_on_paper_the_legend_stands_beside_the_map(opened, html):
    with opened(html, width=round(277 / 25.4 * 96)) as page:  # A4 across, less its margins
        page.check("#layer-gaps")
        page.check("#layer-reach-0")
        page.evaluate("document.documentElement.classList.add('printing')")
        page.emulate_media(media="print")
        sheet, legend = (page.locator(name).bounding_box() for name in (".map", "#legend-measure .legend li >> nth=0"))
        assert legend["x"] >= sheet["x"] + sheet["width"]
        assert legend["y"] + legend["height"] < sheet["y"] + sheet["height"]
        last = page.locator("#measure-origin").bounding_box()  # with every layer on
        assert last["y"] + last["height"] <= sheet["y"] + sheet["height"]
        assert page.locator("#measure-choice").is_hidden()
        assert page.locator("#measure-about").is_visible()
        name = page.locator("#districts tbody th", has_text="高新区").first
        assert name.bounding_box()["width"] > 3 * 6.5  # in one line


def test_stations_of_a_district_without_a_polygon_are_told_where_the_notes_send_one(opened, study, html):
    with opened(html) as page:
        row = study.coverage.districts.set_index("adcode").loc["410172"]
        assert row["stations_naming_it"] == 1
        heads = page.locator("#districts thead th").all_inner_texts()
        column = next(place for place, head in enumerate(heads) if "登记为本区的站点" in head)
        cells = page.locator("#districts tr", has_text="高新区").locator("th, td").all_inner_texts()
        assert cells[column] == "1"
        noted = {item.adcode: item.note for item in study.coverage.districts.itertuples() if "开发区" in item.note}
        for adcode, note in noted.items():
            page.locator("#districts button", has_text=page.evaluate(NAME, adcode)).click()
            assert note in page.inner_text(POPUP)
        assert noted
