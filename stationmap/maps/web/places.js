/* Search where the page holds no stations: the service looks, at names, places and pinyin. */
stationmap.searchPlaces = (house, open) => {
  const { both } = stationmap.text;
  const [input, list, found] = ["search", "results", "found"].map(house.place);
  const PAUSE = 200; // milliseconds after the last key
  let [waiting, running, hits] = [0, null, []];
  const box = stationmap.listbox(input, list, { choose });

  function choose(at) {
    const hit = hits[at];
    box.close();
    found.replaceChildren();
    const { kind, id, name } = hit.properties;
    if (!hit.geometry) return found.append(both("没有位置", "has no position"));
    const [lon, lat] = hit.geometry.coordinates;
    const zoom = kind === "station" ? 17 : kind === "street" ? 14 : kind === "district" ? 11 : 9;
    house.map.setView([lat, lon], Math.max(zoom, kind === "station" ? house.map.getZoom() : 0), { animate: false });
    return kind === "station" ? open({ count: 1, id, name, latlng: L.latLng(lat, lon) }) : null;
  }

  const line = ({ properties: { name, address, district_name: district, id } }) => [name || id, address || district || id];

  async function look() {
    const words = input.value.trim().slice(0, 50);
    if (running) running.abort();
    if (!words) {
      found.replaceChildren();
      return box.close();
    }
    const mine = (running = new AbortController());
    try {
      hits = await stationmap.service.places(words, mine.signal);
    } catch (error) {
      if (mine.signal.aborted) return null;
      box.close();
      return found.replaceChildren(both("查找没有成功，请再试", "The search failed: try again"));
    }
    box.fill(hits.map(line));
    return found.replaceChildren(hits.length ? both(`找到 ${hits.length} 项`, `${hits.length} found`) : both("没有找到", "nothing found"));
  }

  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(look, PAUSE);
  });
};
