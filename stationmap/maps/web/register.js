/* The stations as a table under the map: the same facts, for those who do not point at maps. */
stationmap.parts.push((house) => {
  const { make, both } = stationmap.text;
  const { filters, stations, opening, sheet } = stationmap;
  const source = stationmap.data.stations;
  const { map } = house;
  if (!stations.count) return;
  const PAGE = 50;
  const place = house.section("stations-table", "站点列表", "Table of stations", { under: true });
  const blank = ({ texts }) => Boolean(texts) && texts.length === 1 && texts[0] === "";
  const columns = sheet.columns.filter(({ id }) => !blank(source.columns[id] || {})); // what nobody knows needs no column
  const order = { column: -1, falling: false }; // at first as in the register: by code
  let inView = false;
  let page = 0;
  let rows = [];

  function wanted() {
    const { rows: fitting } = filters.now();
    if (!inView) return [...fitting];
    const bounds = map.getBounds();
    return fitting.filter((row) => bounds.contains(stations.position(row)));
  }

  /* Places of a column's values in their order, found once; only states change. */
  const ranks = new Map();
  function ranksOf(column) {
    const { id, value } = columns[column];
    if (ranks.has(id)) return ranks.get(id);
    const values = Array.from({ length: stations.count }, (_, row) => value(row));
    const { compare } = new Intl.Collator("zh-CN", { numeric: true });
    const places = new Map([...new Set(values)].sort(compare).map((each, place) => [each, each === "" ? -1 : place]));
    const found = values.map((each) => places.get(each));
    if (id !== "state") ranks.set(id, found);
    return found;
  }

  /* Blanks stand last, whichever way is sorted; equals stand by code. */
  function sorted(list) {
    if (order.column < 0) return list;
    const rank = ranksOf(order.column);
    const way = order.falling ? -1 : 1;
    return list.sort((a, b) => (rank[a] < 0) - (rank[b] < 0) || way * (rank[a] - rank[b]) || a - b);
  }

  const body = make("tbody", {});
  const heads = columns.map(({ chinese, english }, number) => {
    const button = make("button", { type: "button", class: "sort" }, both(chinese, english), make("span", { class: "arrow", "aria-hidden": "true" }));
    button.addEventListener("click", () => {
      order.falling = order.column === number && !order.falling;
      order.column = number;
      page = 0;
      show();
    });
    return make("th", { scope: "col" }, button);
  });
  const caption = make("caption", {});
  const table = make("table", { id: "stations-rows" }, caption, make("thead", {}, make("tr", {}, ...heads)), body);

  function row(number) {
    const button = make("button", { type: "button", class: "link" }, stations.title(number));
    button.addEventListener("click", () => house.goStation(number));
    const cells = columns.slice(1).map(({ value }) => make("td", {}, value(number)));
    return make("tr", {}, make("th", { scope: "row" }, button), ...cells);
  }

  const scope = make("input", { type: "checkbox", id: "table-view" });
  scope.addEventListener("change", () => {
    inView = scope.checked;
    page = 0;
    refill();
  });
  const step = (id, chinese, english, way) => {
    const button = make("button", { type: "button", class: "plain", id }, both(chinese, english));
    button.addEventListener("click", () => {
      page += way;
      show();
    });
    return button;
  };
  const back = step("table-back", "上一页", "Previous", -1);
  const on = step("table-on", "下一页", "Next", 1);
  const csv = make("button", { type: "button", class: "plain", id: "table-csv" }, both("下载 CSV", "Download CSV"));
  csv.addEventListener("click", () => sheet.download(rows));
  const said = make("p", { id: "table-said", class: "said", role: "status" });
  const tools = make("div", { class: "tools" }, make("label", { for: "table-view", class: "box" }, scope, both("只列地图范围内的", "Only those in view")), said, back, on, csv);
  const wide = make("div", { class: "wide", role: "region", "aria-label": "站点各列，可横向滚动 Columns, scroll sideways", tabindex: "0" }, table);
  place.append(tools, wide);

  function show() {
    sorted(rows);
    page = Math.max(0, Math.min(page, Math.ceil(rows.length / PAGE) - 1));
    const from = page * PAGE;
    const here = rows.slice(from, from + PAGE);
    body.replaceChildren(...here.map(row));
    heads.forEach((head, number) => head.setAttribute("aria-sort", number === order.column ? (order.falling ? "descending" : "ascending") : "none"));
    back.disabled = page === 0;
    on.disabled = from + PAGE >= rows.length;
    const span = here.length ? `${from + 1}–${from + here.length}` : "0";
    said.replaceChildren(both(`第 ${span} 个，共 ${rows.length} 个站点`, `${span} of ${rows.length} stations`));
    caption.replaceChildren(both("符合筛选的站点；状态为所选时间", "stations that fit the filters; state at the chosen time"), " ", house.hour.timeName());
  }

  /* Sorting 20,000 rows waits until the screen has been drawn. */
  let waiting = 0;
  function refill() {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(() => {
      waiting = 0;
      rows = wanted();
      show();
    });
  }
  filters.subscribe(refill);
  map.on("moveend", () => inView && refill());
  refill();
});
