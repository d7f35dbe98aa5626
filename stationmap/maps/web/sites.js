/* Proposed sites: numbered by rank on the map, and the same facts in a list. */
stationmap.parts.push((house) => {
  const { data, districts } = stationmap;
  const { make, both, number } = stationmap.text;
  const { sites } = data.planning || { sites: null };
  if (!sites || !sites.lat.length) return;
  const [unit, english] = sites.unit;
  const district = (row) => districts.items[sites.district[row]] || null;
  const where = (row) => (district(row) ? make("span", {}, district(row).name || district(row).adcode) : both("不在任何区县", "outside every district"));
  const sum = (values) => (row) => make("span", {}, number(values[row], sites.decimals), " ", both(unit, english));
  const share = (row) => make("span", {}, number(sites.share[row], 2), sites.share[row] === null ? "" : "%");
  const facts = [
    [["区县", "District"], where],
    [["新增覆盖", "It adds"], sum(sites.added)],
    [["累计覆盖", "In reach with those before it"], sum(sites.covered)],
    [["累计覆盖率", "Share, with those before it"], share],
  ];

  function card(row) {
    const list = facts.flatMap(([words, tell]) => [make("dt", {}, both(...words)), make("dd", {}, tell(row))]);
    const check = make("p", { class: "quiet" }, both("候选位置，落地前须实地核查", "a candidate position, to be checked on the ground"));
    const heading = make("h3", { "aria-level": "2" }, both(`建议选址 ${sites.order[row]}`, `proposed site ${sites.order[row]}`));
    return make("div", { class: "card", tabindex: "-1" }, heading, make("dl", {}, ...list), check);
  }
  const open = (row) => house.popup([sites.lat[row], sites.lon[row]], card(row));
  const layer = L.layerGroup();
  for (let row = sites.lat.length - 1; row >= 0; row -= 1) {
    const mark = make("span", { class: "site" }, String(sites.order[row]));
    const icon = L.divIcon({ html: mark, className: "site-anchor", iconSize: [28, 28] });
    // the list under the map is for the keyboard: twenty stops on the way to it would be in the way
    const marker = L.marker([sites.lat[row], sites.lon[row]], { icon, keyboard: false, zIndexOffset: -1e4 * row, alt: "" });
    marker.on("click", () => open(row)).addTo(layer);
  }
  house.offer(layer, true, "layer-sites", `建议选址（${sites.lat.length}）`, "Proposed sites");

  const sign = make("span", { class: "swatch numbered", "aria-hidden": "true" });
  house.explain(layer, make("ul", { class: "legend" }, make("li", {}, sign, both("建议选址，按次序编号", "proposed sites, numbered in order"))));

  function go(row) {
    house.reveal(layer);
    house.map.setView([sites.lat[row], sites.lon[row]], Math.max(house.map.getZoom(), 13), { animate: false });
    open(row);
  }
  function line(row) {
    const button = make("button", { type: "button", class: "link" }, both(`选址 ${sites.order[row]}`, `site ${sites.order[row]}`));
    button.addEventListener("click", () => go(row));
    return make("tr", {}, make("th", { scope: "row" }, button), ...facts.map(([, tell]) => make("td", {}, tell(row))));
  }
  const body = house.section("sites", "建议选址", "Proposed sites", { under: true });
  const heads = [["次序", "Order"], ...facts.map(([words]) => words)];
  const head = make("thead", {}, make("tr", {}, ...heads.map((words) => make("th", { scope: "col" }, both(...words)))));
  const rows = sites.lat.map((_, row) => line(row));
  const notes = make("details", {}, make("summary", {}, both("怎样选出", "How they were chosen")), make("ul", { class: "notes" }, ...sites.notes.map((note) => make("li", {}, note))));
  const old = sites.stale ? make("p", { class: "stale" }, both("此后登记册有变动", "the register has changed since")) : "";
  const region = { class: "wide", role: "region", tabindex: "0", "aria-label": "选址数据表 Table of sites" };
  const method = sites.method ? make("p", {}, sites.method) : "";
  body.append(old, method, make("div", region, make("table", {}, head, make("tbody", {}, ...rows))), make("p", { class: "quiet" }, sites.origin), notes);
});
