"""Why nothing was found, and what there is instead, as sentences for people."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from stationmap.amenities import AMENITIES
from stationmap.nearest import Answer, Match, WhyNone
from stationmap.station import ACCESS, KINDS

__all__ = ["explain", "open_words"]

_Both = tuple[str, str]
_ESTIMATED = "（节假日安排未公布，仅供参考）", " (holidays not published yet: an estimate)"
_OPEN = {"open": "到达时开门 open on arrival", "closed": "到达时关门 closed on arrival", "unknown": "不详 not known"}


def open_words(match: Match, zone: ZoneInfo) -> str:
    """Say in a few words whether a station is open when one gets there, and what comes next.

    Parameters
    ----------
    match : Match
    zone : ZoneInfo
        The stations' clock.

    Examples
    --------
    >>> from stationmap.loading import demonstration
    >>> from stationmap.nearest import Query, find_nearest
    >>> match = find_nearest(demonstration(), Query(34.76, 113.77)).matches[0]
    >>> open_words(match, ZoneInfo("Asia/Shanghai")).split(" ")[0] in {"到达时开门", "到达时关门", "不详"}
    True
    """
    moment = match.moment
    parts = [_OPEN[moment.state]]
    for word, instant in (("关门 closes", moment.closes_at), ("开门 opens", moment.opens_at)):
        if instant is not None:
            parts.append(f"{datetime.fromtimestamp(instant, UTC).astimezone(zone):%Y-%m-%d %H:%M} {word}")
    parts += ["节假日待定 holidays not published yet"] if moment.estimated else []
    parts += [moment.comment] if moment.comment else []
    return "; ".join(parts)


def explain(answer: Answer, zone: ZoneInfo) -> dict[str, str]:
    """Say in Chinese and English why nothing was found and what comes nearest to it.

    Parameters
    ----------
    answer : Answer
        Without matches.
    zone : ZoneInfo
        The stations' clock.

    Examples
    --------
    >>> from stationmap.loading import demonstration
    >>> from stationmap.nearest import Query, find_nearest
    >>> query = Query(34.76, 113.77, radius=1.0)
    >>> explain(find_nearest(demonstration(), query), ZoneInfo("Asia/Shanghai"))["en"][:40]
    'No station within 1 m has all that is as'
    """
    parts = [_nothing(answer)]
    parts += [_beyond(answer.beyond)] if answer.beyond is not None else []
    parts += [_doubtful(answer)] if answer.unknown_hours else []
    parts += [_instead(reason, zone) for reason in answer.why_none if reason.match is not None]
    zh, en = zip(*parts, strict=True)
    return {"zh": "".join(f"{text}。" for text in zh), "en": " ".join(f"{text}." for text in en)}


def _nothing(answer: Answer) -> _Both:
    query = answer.query
    where = ("", "") if query.radius is None else (f"{query.radius:,.0f} 米内", f" within {query.radius:,.0f} m")
    when = ("、到达时开门的", " and is known to be open on arrival") if query.trip.wants_open else ("的", "")
    return f"{where[0]}没有符合全部条件{when[0]}站点", f"No station{where[1]} has all that is asked{when[1]}"


def _beyond(match: Match) -> _Both:
    zh, en = _place(match)
    return f"半径外最近的是{zh}", f"The nearest beyond the radius is {en}"


def _doubtful(answer: Answer) -> _Both:
    count = len(answer.unknown_hours)
    zh, en = _place(answer.unknown_hours[0])
    return f"另有 {count} 处开放时间不详，最近的是{zh}", f"Hours are not known of {count}, the nearest {en}"


def _instead(reason: WhyNone, zone: ZoneInfo) -> _Both:
    assert reason.match is not None  # noqa: S101  (asked only of those)
    zh, en = _place(reason.match)
    if reason.parameter == "open":
        then = _opens(reason.match, zone)
        return (
            f"条件都符合、但到达时关门的最近一处是{zh}{then[0]}",
            f"The nearest that has all but is closed then is {en}{then[1]}",
        )
    if reason.parameter == "fresh_within":
        return f"不问何时核实过，最近的是{zh}", f"Whenever it was verified, the nearest is {en}"
    words, doubt = _named(reason.without), _not_known(reason)
    return f"不要求{words[0]}时最近的是{zh}{doubt[0]}", f"Without {words[1]} the nearest is {en}{doubt[1]}"


def _named(codes: tuple[str, ...]) -> _Both:
    names = [_NAMES.get(code, (code, code)) for code in codes]
    return "、".join(name[0] for name in names), ", ".join(name[1] for name in names)


def _not_known(reason: WhyNone) -> _Both:
    """Say what the station may well have: that nobody wrote it down is not that it is not there."""
    assert reason.match is not None  # noqa: S101
    station = reason.match.station
    told = {*station.amenities, *station.amenities_no}
    codes = tuple(code for code in reason.without if reason.parameter == "needs" and code not in told)
    zh, en = _named(codes)
    return (f"，那里有没有{zh}没有登记", f"; whether it has {en} is not known") if codes else ("", "")


def _place(match: Match) -> _Both:
    name, far = match.station.name or match.station.id, f"{match.distance_m:,.0f}"
    return (
        f"“{name}”（直线 {far} 米，步行约 {match.walk_minutes} 分钟）",
        f"“{name}” ({far} m in a straight line, about {match.walk_minutes} min on foot)",
    )


def _opens(match: Match, zone: ZoneInfo) -> _Both:
    moment = match.moment
    if moment.opens_at is not None:
        opens = f"{datetime.fromtimestamp(moment.opens_at, UTC).astimezone(zone):%Y-%m-%d %H:%M}"
        doubt = (
            ("（节假日安排未公布，仅供参考）", " (holidays not published yet: an estimate)")
            if moment.estimated
            else ("", "")
        )
        why = f"，{moment.comment}" if moment.comment else "", f", {moment.comment}" if moment.comment else ""
        return f"{why[0]}，{opens} 开门{doubt[0]}", f"{why[1]}, which opens at {opens}{doubt[1]}"
    if match.minutes_left is not None:
        return f"，到达后 {match.minutes_left} 分钟关门", f", which closes {match.minutes_left} min after arrival"
    return "", ""


_NAMES = {code: (amenity.zh, amenity.en) for code, amenity in AMENITIES.items()} | KINDS | ACCESS
