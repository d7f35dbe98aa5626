"""A font with Chinese characters: the one that comes with the extra, one that is named, or the system's."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

from stationmap.errors import FileFormatError, MissingFileError
from stationmap.extras import LINE, planning

__all__ = ["FontFile", "chinese_font"]

_CARRIED = ("pylopdf-fonts-zh-cn", "pylopdf_fonts_zh_cn/NotoSansSC-Regular.otf")
_SYSTEM = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
    "/System/Library/Fonts/STHeiti Light.ttc",
    "/System/Library/Fonts/Supplemental/Songti.ttc",
    "/Library/Fonts/Arial Unicode.ttf",
)
_WINDOWS = ("msyh.ttc", "simhei.ttf", "simsun.ttc", "Deng.ttf")
_SAMPLE = "郑州区县站点覆盖未知"


class FontFile(NamedTuple):
    """A font and which face of its file is meant.

    Examples
    --------
    >>> FontFile(Path("a.ttc"), 2).face
    2
    """

    path: Path
    face: int


def chinese_font(path: Path | None = None) -> FontFile:
    """Find a font that has Simplified Chinese characters.

    Parameters
    ----------
    path : Path, optional
        A font of the user's, TrueType or OpenType, also a collection; without it the font of the extra ``planning``,
        else the system's.

    Raises
    ------
    MissingFileError
        If the font named is not there, or none is found.
    FileFormatError
        If the font named is none, or has no Chinese characters.
    ExtraMissingError
        If the library that reads fonts is not installed.

    Examples
    --------
    >>> chinese_font().path.suffix in {".otf", ".ttf", ".ttc"}
    True
    """
    if path is not None:
        if not path.is_file():
            raise MissingFileError(f"没有这个字体文件 no font file {path}")
        return FontFile(path, _face(path))
    for candidate in _candidates():
        if candidate.is_file():
            return FontFile(candidate, _face(candidate))
    raise MissingFileError(
        "没有找到中文字体，PDF 无法生成；请用 --font 指定，或运行 no font with Chinese characters was found: "
        f"name one with --font, or run: {LINE}"
    )


def _candidates() -> list[Path]:
    carried = []
    with suppress(metadata.PackageNotFoundError):
        carried = [Path(str(metadata.distribution(_CARRIED[0]).locate_file(_CARRIED[1])))]
    fonts = Path(os.environ.get("SYSTEMROOT", r"C:\Windows")) / "Fonts"
    windows = [fonts / name for name in _WINDOWS] if sys.platform == "win32" else []
    return [*carried, *map(Path, _SYSTEM), *windows]


def _face(path: Path) -> int:
    """Choose the face of a collection that is made for Simplified Chinese; the first without one."""
    fonts = planning("fontTools.ttLib")
    try:
        with path.open("rb") as file:  # fontTools leaves open what it cannot read
            if path.suffix.casefold() in {".ttc", ".otc"}:
                faces = fonts.TTCollection(file, lazy=True).fonts
                names = [str(face["name"].getDebugName(4) or "") for face in faces]
                number = next((at for at, name in enumerate(names) if " SC" in name), 0)
                known = faces[number].getBestCmap()
            else:
                number, known = 0, fonts.TTFont(file, lazy=True).getBestCmap()
    except (fonts.TTLibError, OSError, ValueError, KeyError, AssertionError) as error:
        raise FileFormatError(f"{path.name}: 不是可用的字体 not a font that can be used: {error}") from error
    lacking = [ch for ch in _SAMPLE if ord(ch) not in (known or {})]
    if lacking:
        raise FileFormatError(f"{path.name}: 没有中文字符 has no Chinese characters: {''.join(lacking)}")
    return number
