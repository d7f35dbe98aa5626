"""The norms that planners are held to, as data, and what is measured for each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from stationmap.errors import Fault, InputError, ParameterError
from stationmap.pairs import STRAIGHT, STREETS

__all__ = ["PRESETS", "Measure", "Rule", "measures_of", "rule_of"]

PACE_KMH = 4.5
DETOUR = 1.3  # as the nearest search estimates a walk
_LONGEST_M = 100_000.0
_OVERSTATES = (
    "直线高估步行覆盖：500 米直线与沿道路相比，巴尔的摩 63→40%，列支敦士登 34→18%，安道尔 18→10% "
    "straight lines overstate what is covered on foot: at 500 m Baltimore 63 → 40 %, Liechtenstein 34 → 18 %, "
    "Andorra 18 → 10 % along streets"
)


@dataclass(frozen=True, slots=True)
class Rule:
    """What counts as covered.

    Parameters
    ----------
    code : str
        Its name on the command line.
    source : str
        Who says so, Chinese and English.
    radius_m : float, optional
        Metres.
    minutes : float, optional
        Minutes on foot; a rule may have both, and then both are measured.
    pace_kmh : float
        Kilometres an hour on foot.
    detour : float
        By how much a walk is taken to be longer than the straight line, where there are no streets.
    times : int
        Stations that should be in reach: 2 is cross coverage.
    streets : bool
        Whether `radius_m` is meant along streets.

    Raises
    ------
    ParameterError
        If a number is out of range, or there is neither a radius nor minutes.

    Examples
    --------
    >>> Rule("mine", "自定 own", minutes=10).walk_m
    750.0
    """

    code: str
    source: str
    radius_m: float | None = None
    minutes: float | None = None
    pace_kmh: float = PACE_KMH
    detour: float = DETOUR
    times: int = 1
    streets: bool = False

    def __post_init__(self) -> None:
        limits = (
            ("radius", self.radius_m, 1.0, _LONGEST_M),
            ("minutes", self.minutes, 1.0, 240.0),
            ("pace", self.pace_kmh, 0.5, 30.0),
            ("detour", self.detour, 1.0, 5.0),
        )
        if self.radius_m is None and self.minutes is None:
            raise ParameterError("规则须有半径或分钟数 a rule needs a radius or minutes on foot")
        for name, value, least, most in limits:
            if value is not None and not least <= value <= most:
                fault = Fault(
                    name, str(value), f"须在 {least:g} 与 {most:g} 之间 must lie between {least:g} and {most:g}"
                )
                raise ParameterError(f"{name} 超出范围 is out of range: {value}", (fault,))

    @property
    def walk_m(self) -> float | None:
        """Metres walked in the minutes; None for a rule without."""
        return None if self.minutes is None else self.minutes * self.pace_kmh * 1000 / 60


@dataclass(frozen=True, slots=True)
class Measure:
    """One way of measuring a rule: how far, along what, and what that is called.

    Parameters
    ----------
    code : str
        ``radius`` or ``walk``.
    zh, en : str
        Title.
    radius_m : float
        Metres.
    how : str
        `STRAIGHT` or `STREETS`.
    caution : str
        What a reader must know before using the figure; "" for nothing.

    Examples
    --------
    >>> Measure("radius", "直线1千米", "within 1 km, straight line", 1000, STRAIGHT).title
    '直线1千米 within 1 km, straight line'
    """

    code: str
    zh: str
    en: str
    radius_m: float
    how: str
    caution: str = ""

    @property
    def title(self) -> str:
        """The title, Chinese first."""
        return f"{self.zh} {self.en}"


PRESETS: Mapping[str, Rule] = {
    rule.code: rule
    for rule in (
        Rule(
            "acftu-1km-15min",
            "中华全国总工会2023年“双15”：服务半径1公里、步行15分钟，重点区域交叉覆盖 "
            "All-China Federation of Trade Unions, "
            "2023: service radius 1 km, 15 minutes on foot, cross coverage in key urban areas",
            radius_m=1000,
            minutes=15,
            times=2,
        ),
        *(
            Rule(
                f"life-circle-{minutes}",
                f"{minutes}分钟生活圈：步行{minutes}分钟 life circle: {minutes} minutes on foot",
                minutes=minutes,
            )
            for minutes in (15, 10, 5)
        ),
        Rule(
            "sdg-500m",
            "联合国可持续发展目标指标11.2.1：沿道路500米（低运量站点） "
            "United Nations, SDG indicator 11.2.1: 500 m along the street "
            "network to a low-capacity stop",
            radius_m=500,
            streets=True,
        ),
        Rule(
            "dense-500m",
            "山东省：人员密集的城镇0.5公里 Shandong province: 0.5 km in towns where many work",
            radius_m=500,
        ),
    )
}
"""The norms by name."""


def rule_of(
    preset: str | None = None,
    *,
    radius_m: float | None = None,
    minutes: float | None = None,
    pace_kmh: float | None = None,
    streets: bool = False,
) -> Rule:
    """Choose a norm by name, or make a rule of one's own.

    Parameters
    ----------
    preset : str, optional
        A key of `PRESETS`; ``acftu-1km-15min`` where neither it nor a radius nor minutes are given.
    radius_m, minutes : float, optional
        A rule of one's own, instead of a preset.
    pace_kmh : float, optional
        Kilometres an hour on foot; 4.5 by default.
    streets : bool
        Whether `radius_m` is meant along streets.

    Raises
    ------
    InputError
        If there is no such preset, or a preset and a rule of one's own are both given.

    Examples
    --------
    >>> rule_of().code, rule_of("life-circle-10", pace_kmh=6).walk_m, rule_of(radius_m=800).radius_m
    ('acftu-1km-15min', 1000.0, 800)
    """
    pace = PACE_KMH if pace_kmh is None else pace_kmh
    if radius_m is not None or minutes is not None:
        if preset is not None:
            fault = Fault("preset", preset, "不能与 --radius、--minutes 同用 not together with a radius or minutes")
            raise InputError("规则给了两次 a preset and a rule of one's own are both given", (fault,))
        return Rule("own", "自定 set by hand", radius_m=radius_m, minutes=minutes, streets=streets, pace_kmh=pace)
    rule = PRESETS.get(preset or next(iter(PRESETS)))
    if rule is None:
        fault = Fault("preset", str(preset), f"须为 must be one of: {', '.join(PRESETS)}")
        raise InputError(f"没有这个标准 no such preset: {preset}", (fault,))
    return replace(rule, pace_kmh=pace)


def measures_of(rule: Rule, *, streets: bool) -> tuple[Measure, ...]:
    """Say what is measured for a rule, with streets at hand or without.

    Parameters
    ----------
    rule : Rule
    streets : bool
        Whether distances along streets can be had. Without them minutes become a straight line, shorter by the detour,
        and a radius along streets a straight line that overstates; both say so.

    Returns
    -------
    tuple of Measure

    Examples
    --------
    >>> [(m.code, round(m.radius_m), m.how) for m in measures_of(PRESETS["acftu-1km-15min"], streets=False)]
    [('radius', 1000, 'straight_line'), ('walk', 865, 'straight_line')]
    >>> [(m.code, round(m.radius_m), m.how) for m in measures_of(PRESETS["acftu-1km-15min"], streets=True)]
    [('radius', 1000, 'straight_line'), ('walk', 1125, 'streets')]
    """
    found = []
    if rule.radius_m is not None:
        found.append(_radius(rule, rule.radius_m, along=rule.streets and streets))
    if rule.minutes is not None and rule.walk_m is not None:
        found.append(_walk(rule, rule.minutes, rule.walk_m, along=streets))
    return tuple(found)


def _radius(rule: Rule, metres: float, *, along: bool) -> Measure:
    if along:
        return Measure("radius", f"沿道路{metres:,.0f}米", f"within {metres:,.0f} m along streets", metres, STREETS)
    caution = f"应沿道路量算，没有道路数据，此为直线 meant along streets, measured straight; {_OVERSTATES}"
    zh, en = f"直线{metres:,.0f}米", f"within {metres:,.0f} m, straight line"
    return Measure("radius", zh, en, metres, STRAIGHT, caution if rule.streets else "")


def _walk(rule: Rule, minutes: float, metres: float, *, along: bool) -> Measure:
    zh, en = f"步行{minutes:g}分钟", f"{minutes:g} minutes on foot"
    pace = f"{rule.pace_kmh:g} km/h"
    if along:
        how = f"沿道路{metres:,.0f}米，{pace}", f"{metres:,.0f} m along streets at {pace}"
        return Measure("walk", f"{zh}（{how[0]}）", f"{en} ({how[1]})", metres, STREETS)
    line = metres / rule.detour
    how = (
        f"估算：直线{line:,.0f}米，绕行系数{rule.detour:g}",
        f"estimate: straight line of {line:,.0f} m, times {rule.detour:g}",
    )
    caution = (
        f"步行{minutes:g}分钟按 {pace} 折合{metres:,.0f}米，除以绕行系数 {rule.detour:g} 作直线半径："
        "是估算，不是沿道路量算 "
        f"{minutes:g} minutes at {pace} are {metres:,.0f} m; divided by {rule.detour:g} they give the radius of a "
        "straight line: an estimate, not measured along streets; real detours have medians of 1.40 to 1.67"
    )
    return Measure("walk", f"{zh}（{how[0]}）", f"{en} ({how[1]})", line, STRAIGHT, caution)
