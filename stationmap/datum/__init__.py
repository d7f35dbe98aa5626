"""Datums of positions: WGS 84, and what China's map applications make of it.

WGS 84 is what is stored and searched. GCJ-02 (Amap, Tencent, WeChat) and BD-09 (Baidu) are
WGS 84 moved by formulae, in the mainland alone: `mainland` says where, `formulae` by how much.
"""

from stationmap.datum.convert import from_wgs84, to_wgs84
from stationmap.datum.mainland import in_mainland
from stationmap.datum.names import Datum, parse_datum

__all__ = ["Datum", "from_wgs84", "in_mainland", "parse_datum", "to_wgs84"]
