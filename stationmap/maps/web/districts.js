/* Districts: shapes in the colour of their class, hatched where nothing is known, dotted where it is withheld; names. */
stationmap.districts = (() => {
  const { make, both } = stationmap.text;
  const { measures } = stationmap;
  const { items } = stationmap.data.districts;
  const drawn = items.filter((item) => item.polygons.length);

  /* Grey on paper, as a pattern the canvas can fill with; Leaflet scales its canvas to fine screens, and the pattern. */
  function pattern(draw) {
    const size = 8;
    const tile = make("canvas", { width: size, height: size });
    const pen = tile.getContext("2d");
    pen.fillStyle = "#f1f0ec";
    pen.fillRect(0, 0, size, size);
    draw(pen, size);
    return pen.createPattern(tile, "repeat");
  }
  const hatched = pattern((pen, size) => {
    pen.strokeStyle = "#b9b6ad";
    pen.lineWidth = size / 8;
    for (const shift of [-size, 0, size]) {
      pen.beginPath();
      pen.moveTo(shift - 1, size + 1);
      pen.lineTo(shift + size + 1, -1);
      pen.stroke();
    }
  });
  const dotted = pattern((pen, size) => {
    pen.fillStyle = "#6f6c64";
    for (const [x, y] of [[size / 4, size / 4], [(3 * size) / 4, (3 * size) / 4]]) {
      pen.beginPath();
      pen.arc(x, y, size / 7, 0, 2 * Math.PI);
      pen.fill();
    }
  });
  const empty = (item) => item.figures.stations === 0;

  const ground = stationmap.data.basemap || stationmap.data.streets; // shines through
  function style(item) {
    const rank = measures.rank(item);
    const blank = measures.hidden(item) ? dotted : hatched;
    const fill = rank < 0 ? blank : measures.chosen.classes[rank].colour;
    const border = empty(item) ? { color: "#7a3b2e", weight: 2, dashArray: "6 5" } : { color: "#ffffff", weight: 1.5 };
    if (rank < 0 && !empty(item)) border.color = "#8d8a82";
    return { ...border, fillColor: fill, fillOpacity: ground ? 0.55 : 0.85 };
  }

  function tip(item) {
    const { chosen } = measures;
    const figure = chosen ? measures.figure(item) : both("无数据", "no data");
    const what = chosen ? make("div", { class: "quiet" }, both(...chosen.title), " ", measures.stepWords() || "") : "";
    const none = empty(item) ? make("div", {}, both("无站点", "no station")) : "";
    return make("div", {}, make("strong", {}, item.name || item.adcode), make("div", {}, figure), what, none);
  }

  const shapes = new Map();

  const layer = L.featureGroup();
  function shapeLayer(renderer, open) {
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
    measures.listen(() => shapes.forEach((shape, item) => shape.setStyle(style(item))));
    return layer;
  }

  const labels = [];
  const extent = (item) => ((box) => (box.getNorth() - box.getSouth()) * (box.getEast() - box.getWest()))(shapes.get(item).getBounds());

  const MOST = 120; // names that stand on the map at once: those of the widest districts in view
  const WIDE = 60; // pixels across that a district of thousands must have for its name

  const names = L.layerGroup();
  function nameLayer() {
    for (const item of drawn.filter((each) => each.label)) {
      const words = make("span", { class: "place" }, item.name || item.adcode);
      const icon = L.divIcon({ html: words, className: "place-anchor", iconSize: [0, 0] });
      const bounds = shapes.get(item).getBounds();
      const across = bounds.getEast() - bounds.getWest();
      labels.push({ item, words, wide: extent(item), across, marker: L.marker(item.label, { icon, interactive: false, keyboard: false }) });
    }
    labels.sort((a, b) => b.wide - a.wide);
    if (labels.length <= MOST) for (const { marker } of labels) names.addLayer(marker);
    return names;
  }

  /* Of thousands only those that have a chance to be read. */
  function chooseNames(map) {
    if (labels.length <= MOST) return labels;
    const view = map.getBounds().pad(0.1);
    const degree = (256 * 2 ** map.getZoom()) / 360; // pixels
    const fits = ({ item, across }) => across * degree >= WIDE && view.contains(item.label);
    const chosen = new Set(labels.filter(fits).slice(0, MOST));
    for (const label of labels) {
      if (chosen.has(label)) names.addLayer(label.marker);
      else names.removeLayer(label.marker);
    }
    return [...chosen];
  }

  const overlap = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

  /* Hide each name that would overlap one already shown; wide districts speak first. */
  function clearNames(map) {
    if (!map.hasLayer(names)) return;
    const shown = [];
    const boxes = chooseNames(map).map(({ words }) => [words, words.getBoundingClientRect()]);
    for (const [words, box] of boxes) {
      const hit = shown.some((other) => overlap(box, other));
      words.style.visibility = hit ? "hidden" : "";
      if (!hit) shown.push(box);
    }
  }

  return { shapeLayer, nameLayer, clearNames, layer, shapes, drawn, items, empty };
})();
