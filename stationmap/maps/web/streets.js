/* Streets as a light ground below everything that is drawn. */
stationmap.parts.push((house) => {
  const { data } = stationmap;
  if (!data.streets) return;
  const LOOKS = { 1: ["#8f866c", 2, 0], 2: ["#9f9b91", 1.2, 12], 3: ["#b3afa6", 0.9, 14] }; // colour, width, from which zoom
  const pane = house.map.createPane("streets");
  Object.assign(pane.style, { zIndex: 350, pointerEvents: "none" });
  const renderer = L.canvas({ pane: "streets", padding: 0.2 });

  const group = L.layerGroup();
  const layers = Object.entries(data.streets.lines).map(([rank, lines]) => {
    const [color, weight, from] = LOOKS[rank];
    const look = { renderer, pane: "streets", color, weight, opacity: 1, interactive: false, smoothFactor: 1.5 };
    return [L.polyline(lines.map(stationmap.line), look), from];
  });
  const choose = () => layers.forEach(([layer, from]) => (house.map.getZoom() >= from ? group.addLayer(layer) : group.removeLayer(layer)));
  house.map.on("zoomend", choose);
  choose();
  house.offer(group, true, "layer-streets", "街道", "Streets");
  data.credits.push(data.streets.credit);
  data.notes.push(data.streets.note);
});
