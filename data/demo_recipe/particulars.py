"""Small facts of a station: size, ways in, a telephone number that reaches nobody, who checked it."""

from __future__ import annotations

import numpy as np

from demo_recipe.chance import pick

__all__ = ["area", "capacity", "entry", "phone", "stars", "verified"]

WAYS = ("直接进入", "工作人员开门", "扫码", "会员应用", "人脸识别", "身份证")


def area(random: np.random.RandomState, kind: str) -> str:
    """Draw the floor area in square metres; a vehicle or a cabin is small, one in ten says nothing."""
    if random.random_sample() < 0.1:
        return ""
    metres = 12 + random.gamma(2.0, 9.0) if kind == "固定" else 6 + random.gamma(2.0, 2.0)
    return f"{metres:.0f}"


def capacity(random: np.random.RandomState, metres: str) -> str:
    """Draw how many people fit: one to three or so square metres each."""
    if not metres or random.random_sample() < 0.15:
        return ""
    return str(max(2, round(float(metres) / random.uniform(1.8, 3.4))))


def entry(random: np.random.RandomState, kind: str) -> str:
    """Draw the ways to get in; a cabin is never staffed."""
    if kind == "24小时小屋":
        return pick(random, ["扫码", "扫码、人脸识别", "会员应用、身份证"])
    if random.random_sample() < 0.05:
        return ""
    first = pick(random, WAYS, [70, 14, 7, 4, 3, 2])
    second = pick(random, ["", *(way for way in WAYS[1:] if way != first)], [8, *[1] * (5 - (first != WAYS[0]))])
    return f"{first}、{second}" if second and first != WAYS[0] else first


def phone(random: np.random.RandomState) -> str:
    """Draw a number that cannot be reached: no subscriber number in 0371 begins with 0."""
    if random.random_sample() < 0.25:
        return ""
    number = f"{random.randint(10000):04d}"
    return pick(random, [f"0371-0000{number}", f"0371-0000 {number}", f"(0371)0000{number}"], [7, 2, 1])


def stars(random: np.random.RandomState) -> str:
    """Draw a star rating; most stations have none."""
    return pick(random, ["", "3", "4", "5", "2"], [70, 12, 10, 6, 2])


def verified(random: np.random.RandomState) -> dict[str, str]:
    """Draw when, by whom and how the row was last verified; one in eight never was."""
    if random.random_sample() < 0.125:
        return {"核实日期": "", "核实人": "", "核实方式": ""}
    month = random.randint(0, 22)
    return {
        "核实日期": f"{2025 + month // 12}-{month % 12 + 1:02d}-{random.randint(1, 29):02d}",
        "核实人": pick(random, ["街道工会干事", "社区网格员", "站点负责人", "市总工会巡查组"]),
        "核实方式": pick(random, ["现场", "现场", "电话", "照片"]),
    }
