"""What must stand under a siting: objective, bound, gap, and what they do not say."""

from __future__ import annotations

import numpy as np

from stationmap.pairs import STREETS
from stationmap.siting.closing import Closing
from stationmap.siting.columns import MODEL_TITLES
from stationmap.siting.models import BACKUP, LSCP, MCLP, P_CENTER, P_MEDIAN, Wanted
from stationmap.siting.proof import NO_PROOF, Proof
from stationmap.siting.siting import Siting
from stationmap.siting.solving import SOLVER
from stationmap.siting.stand import Stand

__all__ = ["closing_notes", "siting_notes"]

_ORDER = (
    "次序按边际贡献：每一步取所选站点中增加最多的一个；先建前几个未必是同样数量下的最优 "
    "order: each next site is the one of those chosen that adds most; the first few need not be the best few"
)


def siting_notes(siting: Siting, what: str, notice: str | None = None) -> list[str]:
    """Write the method foot of a siting.

    Parameters
    ----------
    siting : Siting
    what : str
        What the weights count, such as ``residents``.
    notice : str, optional
        A sentence that must come first, such as that the data are made up.

    Returns
    -------
    list of str
        Sentences, Chinese first.

    Examples
    --------
    >>> from stationmap.pairs import Pairs
    >>> from stationmap.siting import Limits, site
    >>> pairs = Pairs.of([0, 1], [0, 0], [5.0] * 2, places=2, stations=1, limit_m=9)
    >>> found = site(pairs, np.array([3.0, 4.0]), Limits(np.ones(1, dtype=bool), 1))
    >>> siting_notes(found, "residents")[1].split("；")[:2]
    ['目标 objective: 7 residents（新增前 before: 0）', '上界 upper bound: 7']
    """
    first = [notice] if notice else []
    return [
        *first,
        _model(siting.wanted, siting.stand, what),
        _objective(siting, what),
        *_unattained(siting),
        _proved(siting.proof, proven=siting.proven),
        *_limits(siting),
        *_reach(siting.stand, what),
        _ORDER,
    ]


def closing_notes(closing: Closing, what: str, notice: str | None = None) -> list[str]:
    """Write the method foot of a closing.

    Parameters
    ----------
    closing : Closing
    what : str
        What the weights count.
    notice : str, optional
        A sentence that must come first.

    Examples
    --------
    >>> from stationmap.pairs import Pairs
    >>> from stationmap.siting import close
    >>> pairs = Pairs.of([0, 0, 1], [0, 1, 1], [5.0] * 3, places=2, stations=2, limit_m=9)
    >>> len(closing_notes(close(pairs, np.array([3.0, 4.0]), 1), "residents"))
    5
    """
    first = [notice] if notice else []
    return [
        *first,
        _model(closing.wanted, closing.stand, what),
        f"关闭 {len(closing.closed)} 个站点损失 closing loses: {closing.lost:,.6g} {what}（全部站点 of all stations: "
        f"{_number(closing.before)}）；至少 at least: {closing.least_possible:,.6g}；"
        f"差距 proven gap: {closing.gap:.4%}",
        _proved(closing.proof, proven=closing.proven),
        "损失按所列站点全部关闭计 what is lost holds if all that are listed close",
        "只看位置与需求：设施、开放时间、使用量不在内，关闭前须核对 positions and demand alone are looked at: "
        "amenities, hours and use are not",
    ]


def _model(wanted: Wanted, stand: Stand, what: str) -> str:
    zh, en, _ = MODEL_TITLES[wanted.model]
    how = (
        "沿道路步行 walks along streets"
        if stand.candidates.how == STREETS
        else "直线距离，不是步行路程 straight lines, not walks"
    )
    radius = "" if np.isinf(stand.radius_m) else f"；半径 within {stand.radius_m:,.0f} m"
    extra = {
        BACKUP: f"；目标＝{1 - wanted.second:g}×覆盖＋{wanted.second:g}×交叉覆盖 objective: "
        f"{1 - wanted.second:g} × reached once + {wanted.second:g} × reached twice",
        LSCP: f"；须覆盖可覆盖需求的 {wanted.share:.0%} share of what can be reached that must be",
        P_MEDIAN: "；超出半径按半径计 beyond the limit counts as the limit",
        P_CENTER: "；只问可覆盖的点 places that can be reached alone are asked about",
    }.get(wanted.model, "")
    return f"模型 model: {zh} {en}；权重 weight: {what}；{how}{radius}{extra}"


def _objective(siting: Siting, what: str) -> str:
    unit = MODEL_TITLES[siting.wanted.model][2].replace("w", what, 1)
    side = "下界 lower bound" if siting.wanted.least else "上界 upper bound"
    return (
        f"目标 objective: {_number(siting.objective)} {unit}（新增前 before: {_number(siting.before)}）；"
        f"{side}: {_number(siting.best_possible)}；差距 proven gap: {siting.gap:.4%}".replace("%", " %")
        + f"，占新增部分 of what is added: {siting.gap_of_gain:.4%}".replace("%", " %")
    )


def _number(value: float) -> str:
    if not np.isfinite(value):
        return "未知 unknown"
    return f"{value:,.0f}" if abs(value) >= 1e6 or value == round(value) else f"{value:,.2f}"


def _unattained(siting: Siting) -> list[str]:
    if siting.attained:
        return []
    why = (
        "没有任何选择能做到 no choice can"
        if np.isinf(siting.best_possible)
        else "是否能做到未知 whether any choice can is unknown"
    )
    return [f"所选站点没有达到要求 THE SITES DO NOT REACH ALL THAT THEY SHOULD；{why}"]


def _proved(proof: Proof, *, proven: bool) -> str:
    best = (
        "已证明最优 proved to be a best choice；"
        if proven
        else "不一定最优，至多再好一个差距 not proved best; none is better by more than the gap；"
    )
    if proof.by == SOLVER:
        return best + "界由 HiGHS 声称，不可独立核验 the bound is claimed by HiGHS; the certificate proves a weaker one"
    if proof.by == NO_PROOF:
        return best + "界无需证明或没有证明 the bound needs no proof, or has none"
    return best + "界为拉格朗日界，证书可独立核验 the bound is Lagrangian; anyone can check the certificate"


def _limits(siting: Siting) -> list[str]:
    limits, lines = siting.limits, []
    barred = int((~limits.usable).sum())
    lines.append(
        f"候选点 candidates: {len(limits):,}，不可用 barred: {barred:,}，"
        f"过近的候选点对 pairs too near: {len(limits.too_near):,}"
    )
    if np.isfinite(limits.budget):
        spent = float(limits.costs[siting.chosen].sum())
        lines.append(f"预算 budget: {_number(limits.budget)}，花费 spent: {_number(spent)}")
    wanted = limits.most
    if (
        siting.wanted.model in (MCLP, BACKUP)
        and siting.limits.count is not None
        and len(siting.chosen) < siting.limits.count
    ):
        lines.append(
            f"只选 {len(siting.chosen)} 个：其余不再增加，或受限 fewer than {siting.limits.count} are chosen: "
            f"no further one adds anything, or the limits allow {wanted}"
        )
    return lines


def _reach(stand: Stand, what: str) -> list[str]:
    if not stand.out_of_reach:
        return []
    share = stand.out_of_reach / stand.total
    return [
        f"任何候选点和站点都够不到 out of reach of every station and candidate: "
        f"{_number(stand.out_of_reach)} {what} ({share:.2%})"
    ]
