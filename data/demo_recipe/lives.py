"""When stations opened and closed; three opened and two closed within the period of the visits."""

from __future__ import annotations

from demo_recipe.chance import stream

__all__ = ["CLOSED", "OPENED", "lives"]

CLOSED = {
    "豫A-ZZ-0087": ("2025-10-20", "依托网点撤并"),
    "豫B-KF-0141": ("2025-11-10", "道路施工拆除"),
}
OPENED = {"豫A-ZZ-0203": "2025-09-15", "豫A-ZZ-0311": "2025-10-09", "豫B-KF-0260": "2025-11-03"}
UNKNOWN_SHARE = 0.15


def lives(codes: list[str]) -> list[dict[str, str]]:
    """Give first day, first day no longer in operation, and why it closed, of each station."""
    random = stream("lives")
    drawn = []
    for code in codes:
        year, month, day = random.randint(2017, 2025), random.randint(1, 13), random.randint(1, 29)
        opened = "" if random.random_sample() < UNKNOWN_SHARE else f"{year}-{month:02d}-{day:02d}"
        closed, reason = CLOSED.get(code, ("", ""))
        drawn.append({"启用日期": OPENED.get(code, opened), "停用日期": closed, "停用原因": reason})
    return drawn
