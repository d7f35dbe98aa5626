"""A drawing as inline SVG; every text is escaped, so that data stay text."""

from __future__ import annotations

from html import escape

from stationmap.report.drawn.shapes import Area, Dot, Drawing, Label, Shape, Stroke

__all__ = ["to_svg"]


def to_svg(drawing: Drawing, key: str) -> str:
    """Write a drawing as one ``svg`` element.

    Parameters
    ----------
    drawing : Drawing
    key : str
        Unique on the page, letters, digits and hyphens: begins the ids of title and description.

    Returns
    -------
    str
        With ``role="img"``, a title and a description.

    Examples
    --------
    >>> "<b>" in to_svg(Drawing("<b>", "", 1, 1, (Label(0, 0, "<b>"),)), "a")
    False
    """
    body = "".join(_shape(shape) for shape in drawing.shapes)
    return (
        f'<svg viewBox="0 0 {drawing.width:g} {drawing.height:g}" role="img" aria-labelledby="{key}-t {key}-d" '
        f'xmlns="http://www.w3.org/2000/svg"><title id="{key}-t">{escape(drawing.title)}</title>'
        f'<desc id="{key}-d">{escape(drawing.words)}</desc>{body}</svg>'
    )


def _shape(shape: Shape) -> str:
    match shape:
        case Area():
            line = f' stroke="{escape(shape.line)}" stroke-width="{shape.width:g}"' if shape.line else ""
            path = "".join(f"M{_points(ring)}Z" for ring in shape.rings)
            return f'<path d="{path}" fill="{escape(shape.fill)}" fill-rule="evenodd"{line}/>'
        case Stroke():
            dashes = ' stroke-dasharray="4 3"' if shape.dashed else ""
            style = f'fill="none" stroke="{escape(shape.line)}" stroke-width="{shape.width:g}"{dashes}'
            return f'<path d="M{_points(shape.points)}" {style}/>'
        case Dot():
            line = f' stroke="{escape(shape.line)}" stroke-width="0.4"' if shape.line else ""
            return f'<circle cx="{shape.x:.1f}" cy="{shape.y:.1f}" r="{shape.r:g}" fill="{escape(shape.fill)}"{line}/>'
        case Label():
            return _label(shape)


def _points(points: tuple[tuple[float, float], ...]) -> str:
    return "L".join(f"{x:.1f} {y:.1f}" for x, y in points)


def _label(label: Label) -> str:
    halo = ' paint-order="stroke" stroke="#ffffff" stroke-width="2.5" stroke-linejoin="round"' if label.halo else ""
    bold = ' font-weight="600"' if label.bold else ""
    return (
        f'<text x="{label.x:.1f}" y="{label.y:.1f}" font-size="{label.size:g}" text-anchor="{label.anchor}" '
        f'fill="{escape(label.fill)}"{bold}{halo}>{escape(label.text)}</text>'
    )
