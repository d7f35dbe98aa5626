/* What every map has: its first view, zoom buttons, scale and north; and popups, one at a time. */
stationmap.frame = (map) => {
  const { data, text } = stationmap;
  const { make } = text;
  map.setMinZoom(3).setMaxZoom(18);
  if (!data.basemap) map.options.zoomSnap = 0.25; // only tiles want whole zooms
  map.fitBounds(data.bounds, { padding: [16, 16], maxZoom: 15, animate: false });
  L.control.zoom({ zoomInTitle: "放大 Zoom in", zoomOutTitle: "缩小 Zoom out" }).addTo(map);
  L.control.scale({ imperial: false, position: "bottomleft" }).addTo(map);

  const north = L.control({ position: "topright" });
  north.onAdd = () => {
    const arrow = make("span", { class: "needle", "aria-hidden": "true" });
    return make("div", { class: "north", role: "img", "aria-label": "上为北 North is up" }, arrow, make("span", { "aria-hidden": "true" }, "北 N"));
  };
  north.addTo(map);

  stationmap.printing(map);
  const container = map.getContainer();
  container.setAttribute("aria-describedby", "map-help");
  let size = [container.clientWidth, container.clientHeight];
  new ResizeObserver(() => {
    if (container.clientWidth === size[0] && container.clientHeight === size[1]) return;
    size = [container.clientWidth, container.clientHeight];
    map.invalidateSize({ animate: false });
  }).observe(container);
};

/* Paper is not as wide as the screen: the same view is laid out for it, and the screen's comes back. */
stationmap.printing = (map) => {
  let view = null;
  const lay = (on, put) => {
    document.documentElement.classList.toggle("printing", on);
    map.invalidateSize({ animate: false, pan: false });
    put();
  };
  window.addEventListener("beforeprint", () => {
    const bounds = map.getBounds();
    view = [map.getCenter(), map.getZoom()];
    lay(true, () => map.fitBounds(bounds, { animate: false }));
  });
  window.addEventListener("afterprint", () => view && lay(false, () => map.setView(...view, { animate: false })));
};

/* Gives popup(latlng, card), which takes the focus and gives it back; what it gives takes what to do at its end. */
stationmap.popups = (map) => {
  let before = null;
  let ends = [];
  function popup(latlng, card) {
    const from = before || document.activeElement;
    map.closePopup();
    before = from;
    const room = map.getSize();
    const width = Math.min(400, room.x - 118); // beside the zoom buttons, also on a phone
    const padding = { autoPanPaddingTopLeft: [70, 12], autoPanPaddingBottomRight: [10, 12] };
    const options = { ...padding, maxWidth: width, minWidth: Math.min(260, width), maxHeight: Math.max(160, room.y - 110) };
    const shown = L.popup(options).setLatLng(latlng).setContent(card).openOn(map);
    const cross = shown.getElement().querySelector(".leaflet-popup-close-button");
    cross.setAttribute("aria-label", "关闭 Close");
    cross.setAttribute("href", `#${map.getContainer().id}`); // Leaflet's own leads nowhere
    shown.getElement().querySelector(".leaflet-popup-content").tabIndex = 0; // long ones scroll by keyboard
    card.addEventListener("keydown", (event) => event.key === "Escape" && map.closePopup());
    card.focus({ preventScroll: true });
    return (end) => ends.push(end);
  }
  map.on("popupclose", () => {
    const lost = document.activeElement === document.body; // the popup held the focus, and is gone
    if (lost && before) before.focus({ preventScroll: true });
    before = null;
    for (const end of ends) end();
    ends = [];
  });
  return popup;
};
