/* Puts the page together on the map that Folium made. */
stationmap.draw = (map) => {
  const { data, text, stations, districts, figures } = stationmap;
  const { make, both } = text;
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const place = (id) => document.getElementById(id);
  const renderer = L.canvas({ padding: 0.3, tolerance: 5 });

  document.title = data.title || document.title;
  if (data.title) place("title").textContent = data.title;
  map.setMinZoom(3).setMaxZoom(18);
  if (!data.basemap) map.options.zoomSnap = 0.25; // only tiles want whole zooms
  map.fitBounds(data.bounds, { padding: [16, 16], maxZoom: 15, animate: false });
  L.control.zoom({ zoomInTitle: "放大 Zoom in", zoomOutTitle: "缩小 Zoom out" }).addTo(map);
  L.control.scale({ imperial: false, position: "bottomleft" }).addTo(map);

  /* One popup at a time; it takes the focus and gives it back. */
  let before = null;
  function popup(latlng, card) {
    const from = before || document.activeElement;
    map.closePopup();
    before = from;
    const room = map.getSize();
    const width = Math.min(340, room.x - 104); // beside the zoom buttons, also on a phone
    const padding = { autoPanPaddingTopLeft: [56, 12], autoPanPaddingBottomRight: [10, 12] };
    const options = { ...padding, maxWidth: width, minWidth: Math.min(260, width), maxHeight: Math.max(160, room.y - 110) };
    const shown = L.popup(options).setLatLng(latlng).setContent(card).openOn(map);
    const cross = shown.getElement().querySelector(".leaflet-popup-close-button");
    cross.setAttribute("aria-label", "关闭 Close");
    card.addEventListener("keydown", (event) => event.key === "Escape" && map.closePopup());
    card.focus({ preventScroll: true });
  }
  map.on("popupclose", () => {
    const lost = document.activeElement === document.body; // the popup held the focus, and is gone
    if (lost && before) before.focus({ preventScroll: true });
    before = null;
  });

  const openStation = (row) => popup(stations.position(row), stations.card(row, openStation));
  const openDistrict = (item, latlng) => popup(latlng || item.label, figures.card(item));
  const { running, closed } = stations.layers(renderer, openStation);
  const shapes = districts.shapeLayer(renderer, openDistrict);
  const names = districts.nameLayer();

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
  function reveal(layer) {
    const box = boxes.get(layer);
    if (!box.checked) box.click();
  }

  if (districts.drawn.length) {
    offer(shapes, true, "layer-districts", "区县服务强度", "Visits per station-day by district");
    offer(names, true, "layer-names", "区县名称", "District names");
  }
  const open = stations.count - stations.shut.size;
  offer(running, true, "layer-running", `运行中的站点（${open}）`, "Stations in operation");
  if (stations.shut.size) offer(closed, false, "layer-shut", `停用或未启用的站点（${stations.shut.size}）`, "Not in operation");

  const resize = () => stations.resize([running, closed], map.getZoom());
  map.on("zoomend", districts.clearNames).on("zoomend", resize);
  resize();
  names.on("add", districts.clearNames);
  districts.clearNames();

  function fly(row) {
    reveal(stations.shut.has(row) ? closed : running);
    const zoom = Math.max(map.getZoom(), 16);
    map.once("moveend", () => openStation(row));
    if (calm) map.setView(stations.position(row), zoom, { animate: false });
    else map.flyTo(stations.position(row), zoom, { duration: 0.6 });
  }
  function visit(item) {
    reveal(shapes);
    map.fitBounds(districts.shapes.get(item).getBounds(), { padding: [16, 16], animate: false });
    openDistrict(item);
  }

  stationmap.search(fly);
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

  const house = { map, renderer, place, offer, reveal, popup, openStation, openDistrict, section, hour: stationmap.hour };
  for (const part of stationmap.parts) part(house);
  stationmap.notes(place("notes"));
  stationmap.credits(map);
  Object.assign(stationmap, { map, open: { station: openStation, district: openDistrict } });
};
