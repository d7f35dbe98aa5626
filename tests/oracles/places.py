"""Which places a text names, by reading all of them: slow and plain."""

from __future__ import annotations

import unicodedata

from stationmap.places.entries import KINDS


def compared(text):
    """Give letters and digits alone, of one width and case."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(one for one in folded if one.isalnum())


def texts_of(entries):
    """Give of each place its id, its own texts, and those that it shares."""
    texts = [[row["name"]] for row in entries.table.to_dict("records")]
    for row, word in entries.aliases:
        texts[row].append(word)
    for number, row in enumerate(entries.table.to_dict("records")):
        own = texts[number]
        if KINDS[row["kind"]] == "station":
            own += [row["id"], row["address"]]
        shared = [entries.labels[at] for at in (row["where"], row["what"]) if at >= 0]
        yield row["id"], [compared(one) for one in own], [compared(one) for one in shared]


def classes(entries, text):
    """Say of each place that has the text how: exact, prefix or within."""
    key, found = compared(text), {}
    for place_id, own, shared in texts_of(entries):
        if not key:
            continue
        if key in own:
            found[place_id] = "exact"
        elif any(one.startswith(key) for one in own):
            found[place_id] = "prefix"
        elif any(key in one for one in (*own, *shared)):
            found[place_id] = "within"
    return found
