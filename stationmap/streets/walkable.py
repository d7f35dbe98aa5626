"""On which of OpenStreetMap's ways one walks, as tables with reasons."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["BACKWARD", "BOTH", "FORWARD", "WALKED", "closed_to_foot", "walkable"]

FORWARD, BACKWARD = 1, 2
BOTH = FORWARD | BACKWARD

# value of highway: (walked unless signed otherwise, reason)
WALKED: dict[str, tuple[bool, str]] = {
    "footway": (True, "人行道 made for walking; pavements and crossings, too"),
    "pedestrian": (True, "步行街、广场 made for walking; of a square, its outline"),
    "steps": (True, "台阶 walked at the length of their plan"),
    "path": (True, "小径 open to walking unless signed otherwise"),
    "elevator": (True, "电梯 a lift between storeys"),
    "corridor": (True, "室内通道 a passage through a building"),
    "platform": (True, "站台 where one waits; joins stops to pavements"),
    "living_street": (True, "生活街道 the street is shared"),
    "residential": (True, "居住区道路 pavements are rarely mapped apart"),
    "service": (True, "内部道路 lanes of compounds, yards, car parks"),
    "track": (True, "机耕路 open to walking"),
    "bridleway": (True, "马道 open to walking unless signed otherwise"),
    "cycleway": (True, "非机动车道 beside most of them runs a pavement that is not mapped"),
    "unclassified": (True, "支路 a street"),
    "road": (True, "未分类道路 a street of unknown class"),
    "tertiary": (True, "三级道路 a street"),
    "tertiary_link": (True, "三级道路连接线 a street"),
    "secondary": (True, "二级道路 a street with pavements as a rule"),
    "secondary_link": (True, "二级道路连接线 a street"),
    "primary": (True, "一级道路 a street with pavements as a rule"),
    "primary_link": (True, "一级道路连接线 a street"),
    "trunk": (False, "干线公路、快速路 an expressway as a rule"),
    "trunk_link": (False, "干线连接线 a ramp as a rule"),
    "motorway": (False, "高速公路 walking is forbidden"),
    "motorway_link": (False, "高速连接线 walking is forbidden"),
}
_OTHER = "非步行道路 no street to walk on (construction, proposed, busway, raceway and the like)"
_DENIED_ON_FOOT = "禁止步行 foot: closed to walking"
_DENIED = "禁止进入 access: private or closed, and no word that walking is allowed"
_SIDEWALK = {"both", "left", "right", "yes"}
_ALLOWED = {"yes", "designated", "permissive", "official", "public", "destination", "customers"}
_DENYING = {"no", "private", "military", "permit", "use_sidewalk"}
_ONWARD, _AGAINST = {"yes", "true", "1"}, {"-1", "reverse"}
Tags = Mapping[str, str]


def walkable(tags: Tags) -> tuple[int, str]:
    """Decide whether, and which way, one walks on a way.

    ``foot`` decides; without it, ``access``; without both, `WALKED`. An expressway or motorway with a ``sidewalk`` is
    walked. ``oneway`` is for vehicles; only ``oneway:foot`` binds walkers. Conditional tags are not read: what is open
    at some hours counts as the plain tags say.

    Parameters
    ----------
    tags : mapping of str to str
        Of a way with the key ``highway``.

    Returns
    -------
    tuple of int and str
        `BOTH`, `FORWARD` or `BACKWARD` (as the way is drawn) and ""; or 0 and the reason why not.

    Examples
    --------
    >>> walkable({"highway": "footway"}), walkable({"highway": "trunk", "sidewalk": "both"})
    ((3, ''), (3, ''))
    >>> walkable({"highway": "service", "access": "private"})[1]
    '禁止进入 access: private or closed, and no word that walking is allowed'
    """
    reason = _refused(tags)
    return (0, reason) if reason else (_direction(tags), "")


def closed_to_foot(tags: Tags) -> bool:
    """Tell whether a node of a way, such as a gate, cannot be passed on foot.

    Parameters
    ----------
    tags : mapping of str to str
        Of the node.

    Examples
    --------
    >>> closed_to_foot({"barrier": "gate"}), closed_to_foot({"barrier": "gate", "access": "private"})
    (False, True)
    >>> closed_to_foot({"amenity": "toilets", "access": "private"})
    False
    """
    if "barrier" not in tags:
        return False
    return bool(_denied(tags))


def _refused(tags: Tags) -> str:
    walked, _ = WALKED.get(tags["highway"], (None, ""))
    if walked is None:
        return _OTHER
    denied = _denied(tags)
    if denied or walked or tags.get("foot") in _ALLOWED or tags.get("sidewalk") in _SIDEWALK:
        return denied
    return WALKED[tags["highway"]][1]


def _denied(tags: Tags) -> str:
    foot = tags.get("foot")
    if foot in _DENYING:
        return _DENIED_ON_FOOT
    return _DENIED if tags.get("access") in _DENYING and foot not in _ALLOWED else ""


def _direction(tags: Tags) -> int:
    oneway = tags.get("oneway:foot", "")
    if oneway in _ONWARD:
        return FORWARD
    return BACKWARD if oneway in _AGAINST else BOTH
