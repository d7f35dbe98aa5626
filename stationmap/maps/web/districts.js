/* Districts: shapes in the colour of their class, hatched where nothing is known, and their names. */
stationmap.districts = (() => {
  const { make, both, number } = stationmap.text;
  const { items, classes } = stationmap.data.districts;
  const drawn = items.filter((item) => item.polygons.length);

  /* Grey strokes on paper, as a pattern the canvas can fill with. */
  function hatch() {
    const size = 8; // Leaflet scales its canvas to fine screens, and the pattern with it
    const tile = make("canvas", { width: size, height: size });
    const pen = tile.getContext("2d");
    pen.fillStyle = "#f1f0ec";
    pen.fillRect(0, 0, size, size);
    pen.strokeStyle = "#b9b6ad";
    pen.lineWidth = size / 8;
    for (const shift of [-size, 0, size]) {
      pen.beginPath();
      pen.moveTo(shift - 1, size + 1);
      pen.lineTo(shift + size + 1, -1);
      pen.stroke();
    }
    return pen.createPattern(tile, "repeat");
  }

  const hatched = hatch();
  const empty = (item) => item.figures.stations === 0;

  function style(item) {
    const fill = item.class < 0 ? hatched : classes[item.class].colour;
    const border = empty(item) ? { color: "#7a3b2e", weight: 2, dashArray: "6 5" } : { color: "#ffffff", weight: 1.5 };
    if (item.class < 0 && !empty(item)) border.color = "#8d8a82";
    return { ...border, fillColor: fill, fillOpacity: 0.85 };
  }

  function tip(item) {
    const rate = number(item.figures.visits_per_station_day, Math.max(2, stationmap.data.districts.decimals));
    const words = make("span", {}, rate, " ", both("人次/站日", "visits per station-day"));
    const none = empty(item) ? make("div", {}, both("无站点", "no station")) : "";
    return make("div", {}, make("strong", {}, item.name || item.adcode), make("div", {}, words), none);
  }

  const shapes = new Map();

  function shapeLayer(renderer, open) {
    const layer = L.featureGroup();
    const order = [...drawn].sort((a, b) => empty(a) - empty(b)); // no neighbour covers the border that marks them
    for (const item of order) {
      const shape = L.polygon(item.polygons, { ...style(item), renderer, item, bubblingMouseEvents: false });
      shape.bindTooltip(() => tip(item), { sticky: true, className: "tip" });
      shape.on("click", (event) => open(item, event.latlng));
      shapes.set(item, shape.addTo(layer));
    }
    // One canvas draws all: shapes that come back must not cover the stations.
    const back = [...order].reverse();
    layer.on("add", () => back.forEach((item) => shapes.get(item).bringToBack()));
    return layer;
  }

  const labels = [];
  const extent = (item) => ((box) => (box.getNorth() - box.getSouth()) * (box.getEast() - box.getWest()))(shapes.get(item).getBounds());

  function nameLayer() {
    const layer = L.layerGroup();
    for (const item of drawn.filter((each) => each.label)) {
      const words = make("span", { class: "place" }, item.name || item.adcode);
      const icon = L.divIcon({ html: words, className: "place-anchor", iconSize: [0, 0] });
      L.marker(item.label, { icon, interactive: false, keyboard: false }).addTo(layer);
      labels.push([extent(item), words]);
    }
    labels.sort((a, b) => b[0] - a[0]);
    return layer;
  }

  const overlap = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

  /* Hide each name that would overlap one already shown; wide districts speak first. */
  function clearNames() {
    const shown = [];
    for (const [, label] of labels) {
      const box = label.getBoundingClientRect();
      const hit = shown.some((other) => overlap(box, other));
      label.style.visibility = hit ? "hidden" : "";
      if (!hit) shown.push(box);
    }
  }

  return { shapeLayer, nameLayer, clearNames, shapes, drawn, items, empty };
})();
