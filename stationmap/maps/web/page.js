/* Puts the page together on the map that Folium made: at once, or when long texts have been unpacked. */
stationmap.draw = (map) => {
  if (!stationmap.packed()) stationmap.put(map);
  else if (typeof DecompressionStream === "undefined") document.getElementById("too-old").hidden = false;
  else stationmap.unpack().then(() => stationmap.put(map));
};

stationmap.put = (map) => {
  const { data, text, stations, districts, figures, filters } = stationmap;
  const { make, both } = text;
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const place = (id) => document.getElementById(id);
  const renderer = L.canvas({ padding: 0.3, tolerance: 5 });

  document.title = data.title || document.title;
  if (data.title) place("title").textContent = data.title;
  stationmap.frame(map);
  const popup = stationmap.popups(map);

  /* The card of a station follows the chosen time. */
  function openStation(row) {
    const card = stations.card(row, openStation);
    const closed = popup(stations.position(row), card);
    const end = stationmap.hour.subscribe(() => card.querySelector(".state").replaceWith(stations.state(row)));
    closed(end);
  }
  const openDistrict = (item, latlng) => popup(latlng || item.label, figures.card(item));
  const shapes = districts.shapeLayer(renderer, openDistrict);
  const names = districts.nameLayer();
  const dots = stations.layer(renderer, openStation);

  /* A layer's switch is a plain check box. */
  const boxes = new Map();
  function offer(layer, on, id, chinese, english) {
    const box = make("input", { type: "checkbox", id });
    box.checked = on;
    box.addEventListener("change", () => (box.checked ? layer.addTo(map) : layer.remove()));
    boxes.set(layer, box);
    if (on) layer.addTo(map);
    place("layers").append(make("label", { for: id }, box, both(chinese, english)));
  }
  /* Words of the legend that stand there while their layer is on the map. */
  function explain(layer, words) {
    const follow = () => (words.hidden = !map.hasLayer(layer));
    layer.on("add remove", follow);
    follow();
    place("legend").append(words);
  }
  function reveal(layer) {
    const box = boxes.get(layer);
    if (!box.checked) box.click();
  }

  if (districts.drawn.length) {
    offer(shapes, true, "layer-districts", "区县着色", "Districts by measure");
    offer(names, true, "layer-names", "区县名称", "District names");
  }
  if (stations.count) offer(dots, true, "layer-stations", "站点", "Stations");
  const clear = () => districts.clearNames(map);
  map.on("moveend", clear); // zooming ends so, too
  names.on("add", clear);
  clear();

  /* Shows a station wherever it is; a filter that hides it is cleared. */
  function goStation(row) {
    reveal(dots);
    if (!filters.now().rows.includes(row)) filters.clear(stationmap.opening.states()[row] === stationmap.opening.SHUT);
    const zoom = Math.max(map.getZoom(), 16);
    map.getContainer().scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
    map.once("moveend", () => openStation(row));
    if (calm) map.setView(stations.position(row), zoom, { animate: false });
    else map.flyTo(stations.position(row), zoom, { duration: 0.6 });
  }
  function visit(item) {
    reveal(shapes);
    map.fitBounds(districts.shapes.get(item).getBounds(), { padding: [16, 16], animate: false });
    openDistrict(item);
  }

  if (!stationmap.crowd.remote) stationmap.search(goStation); // the service looks there
  stationmap.legend(place("legend"));
  if (districts.items.length) {
    place("districts-part").hidden = false;
    place("districts").append(figures.table(visit));
    stationmap.shapeless(place("shapeless"));
  }
  /* A titled part of the panel, or of what stands under the map; its body is for whoever asks. */
  function section(id, chinese, english, { under = false } = {}) {
    const body = make("div", { id });
    const part = make("section", { "aria-labelledby": `${id}-title` }, make("h2", { id: `${id}-title` }, both(chinese, english)), body);
    if (under) place("under").append(part);
    else place("notes-part").before(part);
    place("under").hidden = !place("under").childElementCount;
    return body;
  }

  const { hour } = stationmap;
  const house = { map, renderer, dots, place, offer, explain, reveal, popup, openStation, goStation, openDistrict, section, hour };
  for (const part of stationmap.parts) part(house);
  stationmap.notes(place("notes"));
  stationmap.credits(map);
  Object.assign(stationmap, { map, open: { station: openStation, district: openDistrict } });
  map.invalidateSize({ animate: false }); // what stands under the map may have made the page scroll
};
