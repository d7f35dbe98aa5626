"""What is measured, one file each."""

from collections.abc import Callable

from benchmarks.bench import Bench
from benchmarks.measures import (
    access,
    area,
    arriving,
    batch,
    build,
    dragging,
    exactness,
    hours,
    http,
    live,
    maps,
    phone,
    places,
    reach,
    rotation,
    single,
    siting,
    soak,
    stalled,
    startup,
    streets,
    tiles,
    visits,
)
from benchmarks.table import Table

__all__ = ["MEASURES"]

MEASURES: dict[str, Callable[[Bench], list[Table]]] = {
    "exactness": exactness.run,
    "single": single.run,
    "rotation": rotation.run,
    "batch": batch.run,
    "build": build.run,
    "live": live.run,
    "startup": startup.run,
    "hours": hours.run,
    "arriving": arriving.run,
    "area": area.run,
    "streets": streets.run,
    "access": access.run,
    "reach": reach.run,
    "http": http.run,
    "tiles": tiles.run,
    "siting": siting.run,
    "maps": maps.run,
    "dragging": dragging.run,
    "stalled": stalled.run,
    "soak": soak.run,
    "visits": visits.run,
    "places": places.run,
    "phone": phone.run,
}
