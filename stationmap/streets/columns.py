"""Columns of the comparison of straight lines with streets, and what people call them."""

from __future__ import annotations

__all__ = ["COMPARISON_COLUMNS", "DECIMALS", "FACT_COLUMNS"]

# name: Chinese title, English title with unit
COMPARISON_COLUMNS: dict[str, tuple[str, str]] = {
    "radius_m": ("半径 m", "radius, m"),
    "straight_weight": ("直线范围内", "within, straight line"),
    "streets_weight": ("步行范围内", "within, along streets"),
    "straight_share": ("直线覆盖率", "share, straight line"),
    "streets_share": ("步行覆盖率", "share, along streets"),
    "overstated_share": ("直线高估", "overstated by the straight line, share of all"),
    "off_streets_share": ("其中远离街道", "of which off the streets, share of all"),
}
FACT_COLUMNS: dict[str, tuple[str, str]] = {
    "source": ("街道文件", "extract"),
    "sha256": ("文件校验值", "SHA-256 of the file"),
    "as_of": ("最近编辑", "last edit of a street, UTC"),
    "ways": ("可步行道路", "walkable ways"),
    "length_km": ("可步行长度 km", "walkable length, km"),
    "used_km": ("使用长度 km", "length used, km"),
    "share_outside": ("不连通长度占比", "share of the length that is not connected"),
    "nodes": ("路口与端点", "crossings and ends"),
    "used_nodes": ("使用的路口与端点", "crossings and ends used"),
    "share_nodes_outside": ("不连通路口占比", "share of crossings and ends that are not connected"),
    "components": ("互不连通的部分", "parts without connection"),
    "missing_nodes": ("缺失节点", "nodes that the file lacks"),
    "closed_nodes": ("不通行的门", "locked gates"),
    "left_out_ways": ("未用道路", "ways that are not walked"),
}
DECIMALS: dict[str, int] = {
    "straight_weight": 1,
    "streets_weight": 1,
    "straight_share": 4,
    "streets_share": 4,
    "overstated_share": 4,
    "off_streets_share": 4,
    "length_km": 1,
    "used_km": 1,
    "share_outside": 4,
    "share_nodes_outside": 4,
}
