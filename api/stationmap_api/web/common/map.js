/* The map of a few stations: Leaflet, loaded when it is first wanted; tiles if there are any, else outlines. */
app.map = {
  loading: null,

  /* Leaflet's own script and style, from our host, by this page's nonce. */
  load() {
    app.map.loading = app.map.loading || Promise.all([
      app.map.fetched("link", { rel: "stylesheet", href: app.config.leaflet.css }),
      app.map.fetched("script", { src: app.config.leaflet.js }),
    ]);
    return app.map.loading;
  },

  fetched(tag, attributes) {
    return new Promise((done, failed) => {
      const element = app.dom.make(tag, attributes);
      element.nonce = app.nonce;
      element.addEventListener("load", done);
      element.addEventListener("error", () => {
        app.map.loading = null;
        element.remove();
        failed(new app.Fault("network", "地图现在载入不了，列表照样能用。", "The map cannot be loaded now; the list works."));
      });
      document.head.append(element);
    });
  },

  /* A map in an element; `tapped(lat, lon)` is called with degrees in the map's datum. */
  async make(element, credits, tapped) {
    await app.map.load();
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const calm = { zoomAnimation: !still, fadeAnimation: !still, markerZoomAnimation: !still, inertia: !still };
    const map = L.map(element, { attributionControl: false, maxZoom: 18, minZoom: 3, preferCanvas: true, zoomControl: false, ...calm });
    L.control.zoom({ position: "bottomright", zoomInTitle: "放大 zoom in", zoomOutTitle: "缩小 zoom out" }).addTo(map);
    L.control.scale({ imperial: false }).addTo(map);
    const [lat, lon] = app.config.middle;
    map.setView([lat, lon], 11);
    map.on("click", (event) => {
      const at = event.latlng.wrap();
      tapped(at.lat, at.lng);
    });
    app.map.ground(map, credits);
    return app.map.face(map);
  },

  /* Tiles of a basemap, with its credit and approval as text; without one the districts' outlines. */
  ground(map, credits) {
    const base = app.config.basemap;
    const layer = app.basemap.layer(base, (words) => app.dom.fill(credits, words, " · ", app.basemap.credit(base)));
    const credit = layer ? app.basemap.credit(base) : app.config.meta.attribution;
    credits.textContent = [credit, "Leaflet"].filter(Boolean).join(" · ");
    if (layer) layer.addTo(map);
    else if (app.map.outlined(base)) app.map.outlines(map);
  },

  /* Outlines are in WGS 84; those of a whole country are too much for a phone. */
  outlined: (base) => (!base || base.datum === "wgs84") && app.config.meta.districts <= 200,

  async outlines(map) {
    try {
      const districts = await app.ask.get("/v1/districts", { geometry: "full" });
      const shapes = districts.features.filter((feature) => feature.geometry);
      L.geoJSON(shapes, {
        interactive: false,
        style: { color: "#77706a", weight: 2, fillColor: "#ffffff", fillOpacity: 0.55 },
        onEachFeature: (feature, layer) => app.map.label(map, layer, feature.properties.name),
      }).addTo(map).bringToBack();
    } catch (fault) {
      if (!(fault instanceof app.Fault)) throw fault; // stations stand without outlines, too
    }
  },

  /* A district's name, in the middle of what is seen of the district; a sliver has none. */
  label(map, layer, text) {
    const icon = L.divIcon({ className: "district", html: app.dom.make("span", {}, text), iconSize: [0, 0] });
    const name = L.marker(layer.getBounds().getCenter(), { icon, interactive: false, keyboard: false, zIndexOffset: -1e6 }).addTo(map);
    const place = () => {
      const [room, at] = map.getBounds().intersects(layer.getBounds()) ? app.map.seen(map, layer) : [0, null];
      name.setOpacity(room > 4000 ? 1 : 0); // square pixels
      if (at) name.setLatLng(map.unproject(at));
    };
    map.on("moveend resize", place);
    place();
  },

  /* The largest part of a district within the view: [its area, its centroid], in pixels. */
  seen(map, layer) {
    const rings = layer.getLatLngs();
    const outer = L.LineUtil.isFlat(rings[0]) ? [rings[0]] : rings.map((part) => part[0]);
    const parts = outer.map((ring) => L.PolyUtil.clipPolygon(ring.map((at) => map.project(at)), map.getPixelBounds()));
    return parts.map(app.map.centroid).reduce((a, b) => (b[0] > a[0] ? b : a), [0, null]);
  },

  centroid(ring) {
    let [twice, x, y] = [0, 0, 0];
    const [o] = ring; // large pixel numbers would cancel
    ring.forEach((a, i) => {
      const b = ring[(i + 1) % ring.length];
      const cross = (a.x - o.x) * (b.y - o.y) - (b.x - o.x) * (a.y - o.y);
      twice += cross;
      x += (a.x + b.x - 2 * o.x) * cross;
      y += (a.y + b.y - 2 * o.y) * cross;
    });
    return twice ? [Math.abs(twice / 2), L.point(o.x + x / (3 * twice), o.y + y / (3 * twice))] : [0, null];
  },

  face(map) {
    const others = L.layerGroup().addTo(map);
    const numbered = L.layerGroup().addTo(map);
    const where = L.layerGroup().addTo(map);
    return {
      map,
      /* Stations by number, others as dots, and the place that was asked from. */
      show(seen) {
        map.invalidateSize();
        [others, numbered, where].forEach((group) => group.clearLayers());
        const shown = new Set(seen.numbered.map((feature) => feature.id));
        for (const feature of seen.others) if (!shown.has(feature.id)) others.addLayer(app.map.dot(feature));
        seen.numbered.forEach((feature, i) => numbered.addLayer(app.map.pin(feature, i, seen.open)));
        if (seen.place) app.map.stand(where, seen.place);
        if (seen.fit) app.map.fit(map, seen);
      },
    };
  },

  at: (feature) => [feature.geometry.coordinates[1], feature.geometry.coordinates[0]],

  dot(feature) {
    const dot = L.circleMarker(app.map.at(feature), { radius: 6, color: "#3d4a45", weight: 1.5, fillColor: "#ffffff", fillOpacity: 1, bubblingMouseEvents: false });
    const name = app.dom.make("strong", {}, feature.properties.name || feature.id);
    const text = app.dom.make("p", {}, app.dom.both("不在这次的结果里", "not in this answer"));
    return dot.bindPopup(() => app.dom.make("div", { class: "bubble" }, name, text));
  },

  /* A numbered pin, the nearer over the farther; its bubble leads to the card. */
  pin(feature, i, open) {
    const facts = feature.properties;
    const name = facts.name || feature.id;
    const label = app.dom.make("span", {}, String(i + 1));
    const icon = L.divIcon({ className: `spot ${facts.open}`, html: label, iconSize: [40, 40], iconAnchor: [20, 20] });
    const pin = L.marker(app.map.at(feature), { icon, title: name, riseOnHover: true, riseOffset: 1e7, zIndexOffset: 1e6 - 1e4 * i });
    pin.on("add", () => pin.getElement().setAttribute("aria-label", `${i + 1} ${name}`));
    return pin.bindPopup(() => {
      const [zh, en] = app.words.metres(facts.distance_m);
      const far = app.dom.make("p", {}, app.dom.both(`直线 ${zh}`, `${en} straight`));
      const [stateZh, stateEn] = app.words.state(facts);
      const state = app.dom.make("p", {}, app.dom.both(stateZh, stateEn));
      return app.dom.make("div", { class: "bubble" }, app.dom.make("strong", {}, name), far, state, app.dom.button("看这一处", "show it", () => open(i)));
    });
  },

  stand(group, place) {
    const at = [place.lat, place.lon];
    const colour = { color: "#1b4fa0", fillColor: "#1b4fa0", interactive: false };
    if (place.accuracy > 30) group.addLayer(L.circle(at, { radius: place.accuracy, weight: 1, fillOpacity: 0.1, ...colour }));
    group.addLayer(L.circleMarker(at, { radius: 9, weight: 3, ...colour, color: "#ffffff", fillOpacity: 1 }));
  },

  /* The place and the five that come first; farther ones are found by moving the map. */
  fit(map, { numbered, place }) {
    const points = numbered.slice(0, 5).map(app.map.at);
    if (place) points.push([place.lat, place.lon]);
    if (points.length) map.fitBounds(points, { padding: [48, 48], maxZoom: 16, animate: false });
  },
};
