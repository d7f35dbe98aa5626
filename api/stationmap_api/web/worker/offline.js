/* Answers without a network, from the stations around the last place, as they were when they were loaded. */
app.offline = {
  /* Pace (km/h), detour and stay (minutes) that the service reckons with, so that estimates agree. */
  trip: app.config.trip,

  /* Load the stations around a place, unless they are there: one request after an answer. */
  async load(place, version, signal) {
    const kept = await app.keep.get("around");
    const fresh = kept && kept.version === version && Date.now() - kept.at < 1800000 && kept.place.datum === place.datum;
    if (fresh && app.place.metres(kept.place, place) < 1000) return kept;
    // at the quickest pace and for no stay, so that what is told of opening holds from now on
    const asked = { lat: place.lat.toFixed(6), lon: place.lon.toFixed(6), datum: place.datum, limit: 100, pace: 30, detour: 1, stay: 0 };
    const found = await app.ask.get("/v1/stations/nearest", asked, signal);
    const around = { features: found.features, place, at: Date.now(), version: found.register_version, notice: found.notice };
    await app.keep.put("around", around, signal);
    return around;
  },

  /* Whether one finds a station open: known only from what was told, no farther. */
  state(feature, around, now, walk) {
    const { open, opens_at: opens, closes_at: closes, walk_minutes: told } = feature.properties;
    const arrive = now + walk * 60000;
    const end = open === "open" ? closes : opens;
    if (open === "unknown" || arrive < around.at || (arrive < around.at + told * 60000 && end)) return ["unknown", null];
    if (!end) return Date.now() - around.at < 43200000 ? [open, null] : ["unknown", null];
    const until = Date.parse(end);
    if (open === "closed") return arrive < until ? ["closed", null] : ["unknown", null];
    return arrive < until ? ["open", Math.floor((until - arrive) / 60000)] : ["unknown", null];
  },

  /* Open on arrival, and for the stay that the service reckons with. */
  opened({ properties: { open, minutes_left_on_arrival: left } }) {
    return open === "open" && (left === null || left >= app.offline.trip.stay);
  },

  /* A station as it is from this place, now. */
  seen(feature, around, place, now) {
    const [lon, lat] = feature.geometry.coordinates;
    const metres = app.place.metres(place, { lat, lon });
    const walk = Math.ceil((metres * app.offline.trip.detour * 60) / (app.offline.trip.pace * 1000));
    const [open, left] = app.offline.state(feature, around, now, walk);
    const told = { distance_m: metres, bearing_deg: app.place.bearing(place, { lat, lon }), walk_minutes: walk };
    return { ...feature, properties: { ...feature.properties, ...told, open, minutes_left_on_arrival: left } };
  },

  /* The nearest of what was loaded that fits; shaped as the service's answer. */
  answer(around, place, wanted, now) {
    if (!around || around.place.datum !== place.datum) return null;
    const farthest = Math.max(0, ...around.features.map((feature) => feature.properties.distance_m));
    if (app.place.metres(around.place, place) > farthest) return null; // of another part of town
    const order = (a, b) => a.properties.distance_m - b.properties.distance_m || (a.id < b.id ? -1 : 1);
    const seen = around.features.map((feature) => app.offline.seen(feature, around, place, now)).sort(order);
    const near = seen.filter((feature) => !wanted.radius || feature.properties.distance_m <= wanted.radius);
    const fitting = near.filter((feature) => app.offline.has(feature, wanted.needs));
    const open = fitting.filter((feature) => wanted.closed || app.offline.opened(feature)).slice(0, wanted.limit);
    const last = open.length === wanted.limit ? open[open.length - 1].properties.distance_m : Infinity;
    const unsure = fitting.filter((f) => f.properties.open === "unknown" && f.properties.distance_m < last).slice(0, wanted.limit);
    return { ...app.offline.shape(around), features: open, unknown_hours: wanted.closed ? [] : unsure, ...app.offline.why(near, wanted, open) };
  },

  shape: (around) => ({
    datum: around.place.datum,
    query: { pace: app.offline.trip.pace, detour: app.offline.trip.detour },
    beyond: null,
    remark: null,
    notice: around.notice,
    register_version: around.version,
    about: true,
  }),

  /* A need is met only by what works. */
  has(feature, needs) {
    return needs.every((code) => app.amenities.works(feature.properties, code));
  },

  /* Why nothing fits, and what fits once something is given up. */
  why(near, wanted, open) {
    if (open.length) return { why: null, why_none: null };
    const opened = (feature) => wanted.closed || app.offline.opened(feature);
    const first = (needs) => near.find((feature) => opened(feature) && app.offline.has(feature, needs)) || null;
    const dropped = wanted.needs.map((code) => [code]).concat(wanted.needs.length > 1 ? [wanted.needs] : []);
    const reasons = dropped.map((without) => ({
      parameter: "needs", without, nearest: first(wanted.needs.filter((code) => !without.includes(code))),
    }));
    const shut = wanted.closed ? null : near.find((f) => f.properties.open === "closed" && app.offline.has(f, wanted.needs));
    if (shut) reasons.unshift({ parameter: "open", without: [], nearest: shut });
    const zh = "载入的站点里没有符合全部条件的；没有载入的地方可能有。";
    return { why: { zh, en: "None of the stations that were loaded has all that is asked; others may." }, why_none: reasons };
  },
};
