"""Using the desk as a clerk does, with places that are found whatever is typed."""

PLACE = (34.7579, 113.6654)


def place(name, kind="station", at=PLACE, matched="exact", address="太康路12号"):
    """A place as the service tells it."""
    geometry = None if at is None else {"type": "Point", "coordinates": [at[1], at[0]]}
    known = {"kind": kind, "id": name, "name": name, "address": address, "matched": matched}
    district = {"district": "410103", "district_name": "二七区"}
    return {"type": "Feature", "id": f"{kind}:{name}", "geometry": geometry, "properties": known | district}


def answering(page, *places):
    """Let the search for places answer these, whatever is typed; what is said last holds."""
    found = {"type": "FeatureCollection", "datum": "wgs84", "register_version": "1", "notice": None}
    page.route("**/v1/places?*", lambda route: route.fulfill(json={**found, "features": list(places)}))


def choose(page, text="dtkl"):
    """Type and press Enter, as a clerk does."""
    page.keyboard.type(text)
    page.keyboard.press("Enter")
    page.locator("#station-name").wait_for()


def sentences(page):
    """The Chinese of each sentence, by what it is of."""
    told = "all => all.map((one) => [one.dataset.key, one.firstChild.textContent])"
    return dict(page.locator("#sentences p").evaluate_all(told))
