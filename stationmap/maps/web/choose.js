/* Filters: kind, access, district, amenities; what is not known is counted apart and let in only when asked for. */
stationmap.parts.push((house) => {
  const { make, both } = stationmap.text;
  const { filters, stations, opening, data } = stationmap;
  if (!stations.count) return;
  const place = house.place("filters");
  house.place("filters-part").hidden = false;
  const rows = Array.from({ length: stations.count }, (_, row) => row);
  const running = rows.filter((row) => !stations.shut.has(row));
  const shows = []; // what follows the filters' value

  /* How many running stations have each part of a column. */
  function tally(column) {
    const found = new Map();
    for (const row of running)
      for (const part of stations.parts(stations.text(column, row) || "")) found.set(part, (found.get(part) || 0) + 1);
    return found;
  }

  function box(id, name, key, words, figure) {
    const input = make("input", { type: "checkbox", id });
    input.addEventListener("change", () => filters.update((value) => (input.checked ? value[name].add(key) : value[name].delete(key))));
    shows.push(() => (input.checked = filters.value[name].has(key)));
    return make("label", { for: id }, input, words, make("span", { class: "number count" }, figure.toLocaleString("zh-CN")));
  }

  function boxes(id, chinese, english, entries) {
    const heading = make("legend", {}, both(chinese, english));
    return make("fieldset", { class: "boxes", id }, heading, ...entries);
  }

  const kinds = tally("kind");
  const kindBoxes = data.stations.kinds
    .filter(({ code }) => code)
    .map(({ code, names, colour }, i) => {
      const dot = stationmap.marks.swatch(opening.OPEN, colour);
      return box(`kind-${i}`, "kind", code, make("span", { class: "with-dot" }, dot, both(...names)), kinds.get(code) || 0);
    });

  const access = [...tally("access")].sort((a, b) => b[1] - a[1]);
  const accessBoxes = access.map(([code, figure], i) => box(`access-${i}`, "access", code, stations.spoken("access", code), figure));

  /* An amenity counts where it is there and in working order. */
  const amenityBoxes = data.stations.words
    .map((words, number) => [words, number, running.filter((row) => filters.has(row, number) === opening.OPEN).length])
    .sort((a, b) => b[2] - a[2] || a[1] - b[1])
    .map(([words, number, figure]) => box(`amenity-${number}`, "amenities", number, both(...words), figure));

  const district = make("select", { id: "filter-district" }, make("option", { value: "" }, "全部 All"));
  const codes = [...new Set(rows.map((row) => stations.text("district", row)))].filter(Boolean).sort();
  for (const code of codes) district.append(make("option", { value: code }, `${stations.names.get(code) || code}`));
  district.addEventListener("change", () => filters.update((value) => (value.district = district.value)));
  shows.push(() => (district.value = filters.value.district));

  const doubtful = make("input", { type: "checkbox", id: "filter-doubtful" });
  doubtful.addEventListener("change", () => filters.update((value) => (value.doubtful = doubtful.checked)));
  shows.push(() => (doubtful.checked = filters.value.doubtful));
  const told = make("p", { id: "amenities-said", class: "said" });
  const more = make("div", { hidden: "" }, told, make("label", { for: "filter-doubtful", class: "box" }, doubtful, both("未知的也显示", "Show unknown too")));

  const clear = make("button", { type: "button", class: "plain", id: "filters-clear" }, both("清除筛选", "Clear filters"));
  clear.addEventListener("click", () => filters.clear());
  const fits = make("p", { id: "filters-said", class: "said", role: "status" });

  const part = (id, chinese, english, open, ...children) => {
    const details = make("details", { id }, make("summary", {}, both(chinese, english)), ...children);
    details.open = open;
    return details;
  };
  place.append(
    make("div", { class: "field" }, make("label", { for: "filter-district" }, both("区县", "District")), district),
    kindBoxes.length ? boxes("filter-kinds", "类型", "Kind", kindBoxes) : "",
    part("filter-amenities", "设施：都要有且可用", "Amenities: has all, and they work", false, boxes("filter-amenity", "设施", "Amenities", amenityBoxes), more),
    accessBoxes.length ? part("filter-ways", "进入方式：任一", "Access: any of", false, boxes("filter-access", "进入方式", "Access", accessBoxes)) : "",
    fits,
    clear
  );

  const firstWords = (label) => document.createTreeWalker(label, NodeFilter.SHOW_TEXT).nextNode().data;

  function show() {
    for (const each of shows) each();
    const { rows: found, byAmenity } = filters.now();
    const [no, yes, unknown] = [opening.CLOSED, opening.OPEN, opening.UNKNOWN].map((state) => byAmenity[state]);
    more.hidden = !filters.value.amenities.size;
    told.replaceChildren(both(`有且可用 ${yes}，未知 ${unknown}，没有或故障 ${no}`, `${yes} have them, ${unknown} unknown, ${no} lack one`));
    const all = stations.count.toLocaleString("zh-CN");
    const labels = [...place.querySelectorAll("label:has(input:checked)")].map(firstWords);
    const chosen = [filters.value.district && district.selectedOptions[0].textContent, ...labels].filter(Boolean);
    const what = chosen.length ? `${chosen.join("、")}：` : "";
    fits.replaceChildren(what, both(`显示 ${found.length.toLocaleString("zh-CN")} / ${all} 个站点`, "stations shown"));
  }
  filters.subscribe(show);
  show();
});
