"""建议选址: where to build next, what each site adds, and how much better any choice could be."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd

from stationmap.report.by_district import floats
from stationmap.report.drawn import Drawing, Line, line_chart
from stationmap.report.layers import titled
from stationmap.report.parts.reach import demand_words
from stationmap.report.report import Layer
from stationmap.report.section import Section
from stationmap.study import SitePlan, Study

__all__ = ["SITE_COLUMNS", "sites_layer", "sites_section"]

SITE_COLUMNS: dict[str, tuple[str, str]] = {
    "order": ("次序", "order"),
    "district": ("区县", "district"),
    "adcode": ("代码", "adcode"),
    "lat": ("纬度", "latitude, degrees, WGS 84"),
    "lon": ("经度", "longitude, degrees, WGS 84"),
    "covered_more": ("新增覆盖需求", "demand that it adds"),
    "covered": ("累计覆盖需求", "demand covered in all, with those before it"),
    "covered_share": ("累计覆盖率", "share covered, with those before it"),
    "covered_twice": ("累计交叉覆盖需求", "demand covered twice in all"),
}
_DECIMALS = {"lat": 6, "lon": 6, "covered_more": 0, "covered": 0, "covered_twice": 0, "covered_share": 4}


def sites_section(study: Study) -> Section | None:
    """Make the section of proposed sites; None where none were asked for.

    Parameters
    ----------
    study : Study

    Examples
    --------
    >>> sites_section.__name__
    'sites_section'
    """
    if study.plan is None:
        return None
    rows = _rows(study, study.plan)
    return Section(
        "sites", "建议选址", "Proposed sites", rows, SITE_COLUMNS, _DECIMALS, _notes(study, study.plan),
        shares=frozenset({"covered_share"}), drawings=(_plot(study, study.plan),),
    )  # fmt: skip


def sites_layer(study: Study) -> Layer | None:
    """Make the layer of proposed sites; None where none were asked for.

    Parameters
    ----------
    study : Study

    Examples
    --------
    >>> sites_layer.__name__
    'sites_layer'
    """
    if study.plan is None:
        return None
    rows = _rows(study, study.plan)
    points = gpd.points_from_xy(rows["lon"], rows["lat"])
    frame = gpd.GeoDataFrame(titled(rows, dict(SITE_COLUMNS)), geometry=points, crs="EPSG:4326")
    return Layer("建议选址", "建议选址 proposed sites", frame)


def _rows(study: Study, plan: SitePlan) -> pd.DataFrame:
    curve = plan.siting.curve
    places = plan.candidates.iloc[curve["candidate"].to_numpy()].reset_index(drop=True)
    names = study.catalogue.districts.frame.set_index("adcode")["name"]
    joined = curve.assign(lat=places["lat"], lon=places["lon"], adcode=places["adcode"])
    return joined.assign(district=joined["adcode"].map(names).fillna("不在任何区县"))[list(SITE_COLUMNS)]


def _notes(study: Study, plan: SitePlan) -> tuple[str, ...]:
    siting = plan.siting
    sure = (
        "已证明为最优 proven to be the best"
        if siting.proven
        else f"距最优不超过 at most {siting.gap:.3%} from the best"
    )
    return (
        f"模型 model: {siting.wanted.model} · 口径 measure: {plan.measure.title} · 候选 candidates: {plan.how}，"
        f"{len(plan.candidates):,}；现有站点全部保留 existing stations all stay",
        f"目标值 objective {siting.objective:,.1f}（现有 existing {siting.before:,.1f}）；任何选法不超过 no choice "
        f"exceeds {siting.best_possible:,.1f}；{sure} · {demand_words(study)}",
        "次序：每次取新增最多的一个；位置是候选点，落地前须实地核查 in order of what each adds; a site is a candidate "
        "position and must be checked on the ground",
    )


def _plot(study: Study, plan: SitePlan) -> Drawing:
    curve = plan.siting.curve
    added = [0.0, *floats(curve["covered_more"].cumsum())]
    line = Line("新增覆盖 added", [float(number) for number in range(len(added))], added)
    words = f"加 {len(curve)} 站共新增覆盖 {len(curve)} more stations add {added[-1]:,.0f} ({demand_words(study)})"
    return line_chart(
        "每增一站累计新增的覆盖需求 demand that further stations add", [line], x_title="新增站点 stations added",
        y_title=demand_words(study), words=words,
    )  # fmt: skip
