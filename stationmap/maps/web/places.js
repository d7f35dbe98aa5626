/* Search where the page holds no stations: the service looks, at names, places and pinyin. */
stationmap.searchPlaces = (house, open) => {
  const { make, both } = stationmap.text;
  const [input, list, found] = ["search", "results", "found"].map(house.place);
  const PAUSE = 200; // milliseconds after the last key
  let [active, waiting, running, hits] = [-1, 0, null, []];

  function close() {
    list.hidden = true;
    list.replaceChildren();
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function choose(hit) {
    close();
    found.replaceChildren();
    const { kind, id, name } = hit.properties;
    if (!hit.geometry) return found.append(both("没有位置", "has no position"));
    const [lon, lat] = hit.geometry.coordinates;
    const zoom = kind === "station" ? 17 : kind === "street" ? 14 : kind === "district" ? 11 : 9;
    house.map.setView([lat, lon], Math.max(zoom, kind === "station" ? house.map.getZoom() : 0), { animate: false });
    return kind === "station" ? open({ count: 1, id, name, latlng: L.latLng(lat, lon) }) : null;
  }

  function option(hit, place) {
    const { name, address, district_name: district, id } = hit.properties;
    const item = make("li", { role: "option", id: `result-${place}`, "aria-selected": "false" });
    item.append(make("strong", {}, name || id), make("span", { class: "quiet" }, address || district || id));
    item.addEventListener("mousedown", (event) => event.preventDefault());
    item.addEventListener("click", () => choose(hit));
    return item;
  }

  async function look() {
    const words = input.value.trim().slice(0, 50);
    if (running) running.abort();
    if (!words) {
      found.replaceChildren();
      return close();
    }
    const mine = (running = new AbortController());
    try {
      hits = await stationmap.service.places(words, mine.signal);
    } catch (error) {
      if (mine.signal.aborted) return null;
      close();
      return found.replaceChildren(both("查找没有成功，请再试", "The search failed: try again"));
    }
    close();
    found.replaceChildren(hits.length ? both(`找到 ${hits.length} 项`, `${hits.length} found`) : both("没有找到", "nothing found"));
    list.append(...hits.map(option));
    list.hidden = !hits.length;
    return input.setAttribute("aria-expanded", String(hits.length > 0));
  }

  function mark(step) {
    const options = [...list.children];
    if (!options.length) return;
    if (active >= 0) options[active].setAttribute("aria-selected", "false");
    active = active < 0 && step < 0 ? options.length - 1 : (active + step + options.length) % options.length;
    options[active].setAttribute("aria-selected", "true");
    options[active].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", options[active].id);
  }

  const keys = {
    ArrowDown: () => mark(1),
    ArrowUp: () => mark(-1),
    Enter: () => list.children.length && choose(hits[Math.max(active, 0)]),
    Escape: close,
  };
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || !keys[event.key]) return;
    if (event.key !== "Escape") event.preventDefault();
    keys[event.key]();
  });
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(look, PAUSE);
  });
  input.addEventListener("blur", close);
};
