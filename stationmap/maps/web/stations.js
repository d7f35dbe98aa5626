/* Stations: what a popup says, and the circles on the canvas. */
stationmap.stations = (() => {
  const { make, both, at } = stationmap.text;
  const source = stationmap.data.stations;
  const names = new Map(stationmap.data.districts.items.map((item) => [item.adcode, item.name]));
  const kinds = new Map(source.kinds.map((kind) => [kind.code, kind]));
  const ways = new Map(Object.entries(source.access));
  const shut = new Set(source.shut);
  const count = source.lat.length;
  const text = (column, row) => at(source.columns[column], row);
  const position = (row) => [source.lat[row], source.lon[row]];
  const title = (row) => text("name", row) || text("id", row);
  const parts = (list) => list.split(",").filter((part) => part !== "");

  /* Codes of a column in words; a code that nobody knows speaks for itself. */
  const words = {
    kind: (code) => both(...(kinds.get(code) || { names: [code, ""] }).names),
    access: (codes) => {
      const known = parts(codes).map((code) => both(...(ways.get(code) || [code, ""])));
      return make("span", {}, ...known.flatMap((word, i) => (i ? ["、", word] : [word])));
    },
    district: (code) => make("span", {}, names.get(code) || code),
    hours: (hours) => (hours ? make("span", {}, hours) : both("时间未知", "hours unknown")),
  };
  const spoken = (column, value) => (words[column] ? words[column](value) : make("span", {}, value));

  function chip(part, kind) {
    const [number, since] = part.split("@");
    const [chinese, english] = source.words[number];
    const shown = make("li", { class: kind, title: english || chinese }, chinese);
    if (since) shown.append(" ", both(`自 ${since}`, "since"));
    return shown;
  }

  function group(list, kind, chinese, english) {
    if (!list.length) return "";
    const label = make("p", { class: "quiet" }, both(chinese, english));
    return make("div", { class: "group" }, label, make("ul", { class: "chips" }, ...list.map((p) => chip(p, kind))));
  }

  function amenities(row) {
    const broken = parts(text("out_of_order", row));
    const out = new Set(broken.map((part) => part.split("@")[0]));
    const there = parts(text("amenities", row)).filter((part) => !out.has(part));
    const absent = parts(text("amenities_no", row));
    return make(
      "div",
      {},
      group(there, "yes", "有", "has"),
      group(broken, "broken", "故障", "out of order"),
      group(absent, "no", "没有", "does not have"),
      make("p", { class: "quiet" }, both("未列出的设施：未知", "anything not listed: unknown"))
    );
  }

  function facts(row) {
    const list = make("dl", {});
    const here = names.get(text("district", row)) || "";
    for (const [column, chinese, english] of source.facts) {
      const value = text(column, row);
      const said = column === "district_named" && here !== "" && (value.includes(here) || here.includes(value));
      if ((value === "" && column !== "hours") || said) continue;
      list.append(make("dt", {}, both(chinese, english)), make("dd", {}, spoken(column, value)));
      if (column === "hours") list.append(make("dt", {}, both("现在开放", "Open now")), make("dd", {}, both("未知", "unknown")));
    }
    return list;
  }

  /* Stations of one place cannot be pointed at one by one: each card leads to the others. */
  const places = new Map();
  for (let row = 0; row < count; row += 1) {
    const key = position(row).join();
    if (places.has(key)) places.get(key).push(row);
    else places.set(key, [row]);
  }

  function others(row, open) {
    const rows = places.get(position(row).join()).filter((other) => other !== row);
    if (!rows.length) return "";
    const buttons = rows.map((other) => {
      const button = make("button", { type: "button", class: "link" }, title(other));
      button.addEventListener("click", () => open(other));
      return make("li", {}, button);
    });
    return make("div", {}, make("p", { class: "quiet" }, both("同一位置的站点", "at the same place")), make("ul", {}, ...buttons));
  }

  function card(row, open) {
    const line = (column) => (text(column, row) ? make("p", {}, text(column, row)) : "");
    const state = shut.has(row) ? make("p", { class: "shut" }, both("停用或未启用", "not in operation")) : "";
    return make(
      "div",
      { class: "card", tabindex: "-1" },
      make("h3", {}, title(row)),
      state,
      line("address"),
      line("entrance_note"),
      amenities(row),
      facts(row),
      others(row, open)
    );
  }

  function circle(row, renderer) {
    const { colour } = kinds.get(text("kind", row));
    const style = shut.has(row)
      ? { radius: 5, color: "#5b6470", weight: 1.5, fillOpacity: 0.01, fillColor: "#ffffff" }
      : { radius: 5.5, color: "#ffffff", weight: 1.25, fillOpacity: 1, fillColor: colour };
    return L.circleMarker(position(row), { ...style, renderer, row, bubblingMouseEvents: false });
  }

  /* Two layers: in operation, and not. */
  function layers(renderer, open) {
    const running = L.featureGroup();
    const closed = L.featureGroup();
    for (let row = 0; row < count; row += 1) circle(row, renderer).addTo(shut.has(row) ? closed : running);
    for (const layer of [running, closed]) layer.on("click", (event) => open(event.layer.options.row));
    return { running, closed };
  }

  /* Small from afar, so that districts stay to be seen; large enough for a thumb when near. */
  let radius = 0;
  function resize(groups, zoom) {
    const wanted = zoom < 8.5 ? 2.4 : zoom < 9.5 ? 3 : zoom < 11.5 ? 4 : zoom < 14 ? 5.5 : 7;
    if (wanted === radius) return;
    radius = wanted;
    for (const group of groups) group.eachLayer((circle) => circle.setRadius(radius));
  }

  return { card, layers, resize, position, title, text, count, shut };
})();
