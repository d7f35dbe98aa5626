"""What a tile should hold, by the formulae of Web Mercator and plain counting; and a tile read by another's decoder."""

import math
from collections import Counter

import mapbox_vector_tile

NORTHERNMOST = math.degrees(2 * math.atan(math.exp(math.pi)) - math.pi / 2)


def tile_of(lat, lon, zoom):
    """Column and row of the tile that a position belongs to."""
    side = 2**zoom
    x = math.floor((lon + 180) / 360 * side) % side
    y = math.floor((1 - math.log(math.tan(math.radians(lat)) + 1 / math.cos(math.radians(lat))) / math.pi) / 2 * side)
    return x, min(max(y, 0), side - 1)


def position_of(zoom, x, y, across, down):
    """Degrees of a place in the units of a tile, its middle."""
    side = 2**zoom * 4096
    lon = (x * 4096 + across + 0.5) / side * 360 - 180
    lat = math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * (y * 4096 + down + 0.5) / side))))
    return lat, lon


def counted(places, zoom, keep=lambda place: True):
    """How many of the (lat, lon) are in each tile."""
    inside = (place for place in places if abs(place[0]) <= NORTHERNMOST and keep(place))
    return Counter(tile_of(lat, lon, zoom) for lat, lon in inside)


def read(tile):
    """Layers of a tile: their features as (x, y, properties)."""
    layers = mapbox_vector_tile.decode(tile, default_options={"y_coord_down": True}) if tile else {}
    return {
        name: [(*feature["geometry"]["coordinates"], feature["properties"]) for feature in layer["features"]]
        for name, layer in layers.items()
    }


def within(features):
    """Those that are not of the buffer."""
    return [feature for feature in features if 0 <= feature[0] < 4096 and 0 <= feature[1] < 4096]


def total(layers):
    """How many stations the tile itself counts."""
    alone = len(within(layers.get("stations", [])))
    return alone + sum(properties["count"] for *_, properties in within(layers.get("clusters", [])))
