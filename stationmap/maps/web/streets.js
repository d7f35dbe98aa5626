/* Streets as a light ground below everything that is drawn. */
stationmap.parts.push((house) => {
  const { data } = stationmap;
  if (!data.streets) return;
  const LOOKS = { 1: ["#8f866c", 2, 0], 2: ["#9f9b91", 1.2, 12], 3: ["#b3afa6", 0.9, 14] }; // colour, width, from which zoom
  const pane = house.map.createPane("streets");
  Object.assign(pane.style, { zIndex: 350, pointerEvents: "none" });
  const renderer = L.canvas({ pane: "streets", padding: 0.2 });

  /* The encoded polyline format: steps of a hundred-thousandth of a degree. */
  function decode(text) {
    const line = [];
    const sum = [0, 0];
    for (let at = 0; at < text.length; ) {
      for (const axis of [0, 1]) {
        let [step, shift, sign] = [0, 0, 0];
        do {
          sign = text.charCodeAt(at++) - 63;
          step |= (sign & 31) << shift;
          shift += 5;
        } while (sign >= 32);
        sum[axis] += (step >> 1) ^ -(step & 1);
      }
      line.push([sum[0] / 1e5, sum[1] / 1e5]);
    }
    return line;
  }

  const group = L.layerGroup();
  const layers = Object.entries(data.streets.lines).map(([rank, lines]) => {
    const [color, weight, from] = LOOKS[rank];
    const look = { renderer, pane: "streets", color, weight, opacity: 1, interactive: false, smoothFactor: 1.5 };
    return [L.polyline(lines.map(decode), look), from];
  });
  const choose = () => layers.forEach(([layer, from]) => (house.map.getZoom() >= from ? group.addLayer(layer) : group.removeLayer(layer)));
  house.map.on("zoomend", choose);
  choose();
  house.offer(group, true, "layer-streets", "街道", "Streets");
  data.credits.push(data.streets.credit);
  data.notes.push(data.streets.note);
});
