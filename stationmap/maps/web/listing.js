/* The table under the map where the page holds no stations: those in view, page by page from the service. */
stationmap.listing = (house, open) => {
  const { make, both } = stationmap.text;
  const { amenities, access, kinds } = stationmap.data.vector_tiles;
  const { map } = house;
  const PAGE = 50;
  const AT_ONCE = 1000; // that the service gives in one answer
  const MOST = 20000; // rows of a file

  const amenity = (code) => (amenities[code] || [code])[0];
  const each = (codes, words) => codes.map(words).join("、");
  const states = { open: "开放", closed: "关闭", unknown: "未知" };
  const columns = [
    ["名称", "Name", (told) => told.name || told.id],
    ["现在", "Now", (told) => states[told.open] || ""],
    ["地址", "Address", (told) => told.address],
    ["开放时间", "Hours", (told) => told.hours],
    ["进入方式", "Access", (told) => each(told.access, (code) => (access[code] || [code])[0])],
    ["电话", "Phone", (told) => told.phone],
    ["类型", "Kind", (told) => (told.kind ? (kinds[told.kind] || { names: [told.kind] }).names[0] : "")],
    ["区县", "District", (told) => told.district_name || told.district],
    ["编号", "Code", (told) => told.id],
    ["设施", "Amenities", (told) => each(told.amenities, amenity)],
    ["没有的设施", "Does not have", (told) => each(told.amenities_no, amenity)],
    ["故障设施", "Out of order", (told) => each(told.out_of_order, ({ amenity: code, since }) => amenity(code) + (since ? `（自 ${since}）` : ""))],
    ["入口说明", "Entrance", (told) => told.entrance_note],
    ["核实日期", "Verified on", (told) => told.verified_on || ""],
  ];

  const ends = [""]; // the last code before each page
  let page = 0;
  let shown = { features: [], matched: 0, last: "" };
  let running = new AbortController();
  let [seen, stale] = [false, true];

  function box() {
    const bounds = map.getBounds();
    const within = (value, most) => Math.max(-most, Math.min(most, value)).toFixed(6);
    return [within(bounds.getWest(), 180), within(bounds.getSouth(), 90), within(bounds.getEast(), 180), within(bounds.getNorth(), 90)];
  }

  const body = make("tbody", {});
  const caption = make("caption", {}, both("图中运行中的站点，按编号；开放与否为现在", "stations in operation in view, by code; open or not now"));
  const heads = columns.map(([chinese, english]) => make("th", { scope: "col" }, both(chinese, english)));
  const table = make("table", { id: "stations-rows" }, caption, make("thead", {}, make("tr", {}, ...heads)), body);
  const said = make("p", { id: "table-said", class: "said", role: "status" });

  function row({ geometry, properties: told }) {
    const [lon, lat] = geometry.coordinates;
    const button = make("button", { type: "button", class: "link" }, columns[0][2](told));
    button.addEventListener("click", () => {
      map.getContainer().scrollIntoView({ block: "nearest" });
      map.setView([lat, lon], Math.max(map.getZoom(), 16), { animate: false });
      open({ count: 1, id: told.id, name: told.name, latlng: L.latLng(lat, lon) });
    });
    const cells = columns.slice(1).map(([, , value]) => make("td", {}, value(told)));
    return make("tr", {}, make("th", { scope: "row" }, button), ...cells);
  }

  function show() {
    const { features, matched, last } = shown;
    body.replaceChildren(...features.map(row));
    back.disabled = page === 0;
    on.disabled = last === "";
    csv.disabled = matched === 0 || matched > MOST;
    const span = features.length ? `${page * PAGE + 1}–${page * PAGE + features.length}` : "0";
    const many = matched > MOST ? [`；多于 ${MOST.toLocaleString("zh-CN")} 个不能下载，请放大`, `; zoom in to download: at most ${MOST}`] : ["", ""];
    said.replaceChildren(both(`第 ${span} 个，图中共 ${matched.toLocaleString("zh-CN")} 个站点${many[0]}`, `${span} of ${matched} stations in view${many[1]}`));
  }

  /* Asked for only while it can be seen: most look at the map alone. */
  async function load() {
    stale = true;
    if (!seen) return;
    running.abort();
    const { signal } = (running = new AbortController());
    try {
      const found = await stationmap.service.listed(box(), PAGE, ends[page], signal);
      if (signal.aborted) return;
      [shown, stale] = [found, false];
      show();
    } catch (error) {
      if (!(error instanceof Error || error instanceof DOMException)) throw error;
      if (!signal.aborted) said.replaceChildren(both("列表没有载入，移动地图再试", "The table did not load: move the map to try again"));
    }
  }

  function refill() {
    page = 0;
    return load();
  }
  function step(id, chinese, english, turn) {
    const button = make("button", { type: "button", class: "plain", id, disabled: "" }, both(chinese, english));
    button.addEventListener("click", turn);
    return button;
  }
  const back = step("table-back", "上一页", "Previous", () => {
    page -= 1;
    load();
  });
  const on = step("table-on", "下一页", "Next", () => {
    page += 1;
    ends[page] = shown.last;
    load();
  });

  /* All in view, answer by answer. */
  async function download() {
    const rows = [];
    const [area, at] = [box(), new Date()];
    csv.disabled = true;
    try {
      for (let after = ""; rows.length < MOST; ) {
        const { features, last } = await stationmap.service.listed(area, AT_ONCE, after);
        rows.push(...features);
        said.replaceChildren(both(`已取 ${rows.length} 个`, `${rows.length} loaded`));
        after = last;
        if (!after) break;
      }
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      csv.disabled = false;
      said.replaceChildren(both("没有取全，请再试", "Not all were loaded: try again"));
      return;
    }
    const datum = stationmap.data.datum;
    const head = [...columns.map(([chinese, english]) => `${chinese} ${english}`), `纬度 ${datum} Latitude`, `经度 ${datum} Longitude`];
    head[1] += ` ${at.toISOString()}`;
    const values = ({ geometry, properties }) => [...columns.map(([, , value]) => value(properties)), geometry.coordinates[1], geometry.coordinates[0]];
    stationmap.sheet.save(stationmap.sheet.written([head, ...rows.map(values)]), `stations-${at.toISOString().slice(0, 10)}.csv`);
    show();
  }
  const csv = step("table-csv", "下载 CSV", "Download CSV", download);

  const place = house.section("stations-table", "站点列表", "Table of stations", { under: true });
  const wide = make("div", { class: "wide", role: "region", "aria-label": "站点各列，可横向滚动 Columns, scroll sideways", tabindex: "0" }, table);
  place.append(make("div", { class: "tools" }, said, back, on, csv), wide);
  map.on("moveend", refill);
  new IntersectionObserver(([{ isIntersecting }]) => {
    seen = isIntersecting;
    if (seen && stale) load();
  }).observe(place);
  return { refill };
};
