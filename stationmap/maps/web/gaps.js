/* Gaps: squares of demand that nobody reaches, the heaviest in a list; and how far stations reach. */
stationmap.parts.push((house) => {
  const { data, districts, stations } = stationmap;
  const { make, both, number } = stationmap.text;
  const { gaps, covered } = data.planning || { gaps: null, covered: [] };
  const LISTED = 20;

  /* Discs on a canvas of their own: rims first and faces over them, so that what is left is the rim of them all. */
  function discs(radius) {
    const pane = house.map.getPane("reach") || house.map.createPane("reach");
    pane.classList.add("reach");
    const renderer = L.canvas({ pane: "reach", padding: 0.3 });
    const rows = Array.from({ length: stations.count }, (_, row) => row).filter((row) => !stations.shut.has(row));
    const disc = (style) => (row) => L.circle(stations.position(row), { radius, renderer, pane: "reach", interactive: false, ...style });
    const rims = rows.map(disc({ color: "#1c4a86", weight: 3, fill: false }));
    const faces = rows.map(disc({ stroke: false, fillColor: "#9dbbe3", fillOpacity: 1 }));
    return L.layerGroup([...rims, ...faces]);
  }
  for (const [place, { title, radius_m: radius }] of covered.entries()) {
    const layer = discs(radius);
    house.offer(layer, false, `layer-reach-${place}`, `覆盖范围：${title[0]}`, `area covered, ${title[1]}: discs, not walks`);
    const words = both(`覆盖范围：${title[0]}，圆，不是步行范围`, `area covered, ${title[1]}: discs, not walks`);
    house.explain(layer, make("ul", { class: "legend" }, make("li", {}, make("span", { class: "swatch area disc", "aria-hidden": "true" }), words)));
  }

  if (!gaps) return;
  const count = gaps.lat.length;
  const [unit, english] = gaps.unit;
  const colour = (row) => gaps.classes.filter((each) => each.from <= gaps.weight[row]).pop().colour;
  const district = (row) => (gaps.district[row] < 0 ? null : districts.items[gaps.district[row]]);
  const where = (row) => (district(row) ? make("span", {}, district(row).name || district(row).adcode) : both("不在任何区县", "outside every district"));
  const weight = (row) => make("span", {}, number(gaps.weight[row], gaps.decimals), " ", both(unit, english));
  const away = (row) => make("span", {}, number(gaps.nearest_m[row], 0), gaps.nearest_m[row] === null ? "" : " m");

  function card(row) {
    const facts = [
      [["未覆盖", "out of reach"], weight(row)],
      [["口径", "measure"], both(...gaps.norm)],
      [["到最近站点的平均直线距离", "mean straight line to the nearest station"], away(row)],
      [["区县", "District"], where(row)],
    ].flatMap(([words, fact]) => [make("dt", {}, both(...words)), make("dd", {}, fact)]);
    const heading = make("h3", { "aria-level": "2" }, both(`缺口 ${row + 1}`, `gap ${row + 1}`));
    return make("div", { class: "card", tabindex: "-1" }, heading, make("dl", {}, ...facts));
  }
  const [high, wide] = gaps.step;
  const corners = (row) => [
    [gaps.lat[row] - high / 2, gaps.lon[row] - wide / 2],
    [gaps.lat[row] + high / 2, gaps.lon[row] + wide / 2],
  ];
  /* Squares cover what they stand on, so that theirs are the colours of the legend; borders are drawn again over them. */
  const ground = data.basemap || data.streets;
  const layer = L.featureGroup();
  const borders = districts.drawn.map((item) => L.polyline(item.polygons.flat(), { color: "#6b655c", weight: 1, interactive: false, renderer: house.renderer }));
  for (const border of borders) border.addTo(layer);
  for (let row = count - 1; row >= 0; row -= 1) {
    const style = { stroke: false, fillColor: colour(row), fillOpacity: ground ? 0.78 : 1, renderer: house.renderer, bubblingMouseEvents: false };
    L.rectangle(corners(row), { ...style, row }).addTo(layer);
  }
  layer.on("click", (event) => house.popup(event.latlng, card(event.layer.options.row)));
  layer.on("add", () => {
    layer.bringToBack();
    for (const shape of layer.getLayers()) if (!borders.includes(shape)) shape.bringToBack();
    for (const shape of districts.shapes.values()) shape.bringToBack();
  });
  house.offer(layer, false, "layer-gaps", `缺口（${count} 格）`, "Gaps: who is in reach of no station");

  const squares = (swatch) => make("span", { class: "swatch area", "aria-hidden": "true" }, swatch);
  function legend() {
    const entries = gaps.classes.map((each) => {
      const mark = squares("");
      mark.style.backgroundColor = each.colour;
      return make("li", {}, mark, each.label);
    });
    const title = make("h3", {}, both(`缺口，每格 ${unit}，${gaps.norm[0]}`, `gaps, ${english || unit} a square, ${gaps.norm[1]}`));
    const size = both(`约 ${gaps.side_m / 1000} 千米见方`, `squares of about ${gaps.side_m / 1000} km`);
    const way = make("p", { class: "quiet" }, both("分位数分级，各级格数相近", "quantile classes of squares"));
    return make("div", { id: "legend-gaps" }, title, make("ul", { class: "legend" }, ...entries), make("p", { class: "quiet" }, size), way);
  }
  house.explain(layer, legend());

  function go(row) {
    house.reveal(layer);
    house.map.setView([gaps.lat[row], gaps.lon[row]], Math.max(house.map.getZoom(), 12), { animate: false });
    house.popup([gaps.lat[row], gaps.lon[row]], card(row));
  }
  function line(row) {
    const button = make("button", { type: "button", class: "link" }, both(`缺口 ${row + 1}`, `gap ${row + 1}`));
    button.addEventListener("click", () => go(row));
    return make("tr", {}, make("th", { scope: "row" }, button), ...[where, weight, away].map((tell) => make("td", {}, tell(row))));
  }
  const heads = [["格", "Square"], ["区县", "District"], ["未覆盖", "Out of reach"], ["到最近站点（直线）", "Nearest station, straight line"]];
  const body = house.section("gaps", "最大的缺口", "The largest gaps", { under: true });
  const how = gaps.how === "straight_line" ? both("直线，不是步行路程", "straight lines, not walks") : both("沿道路", "along streets");
  const { squares: few, weight: rest, fewer_than: least } = gaps.left_out;
  const left = few ? both(`；另有 ${few} 格不足 ${least}，不画（共 ${Math.round(rest)}）`, `${few} squares of fewer than ${least} are not drawn`) : "";
  const sum = make("p", {}, both(`${gaps.norm[0]}以内没有站点`, `out of reach in all, ${gaps.norm[1]}`), ": ", number(gaps.total, gaps.decimals), " ", both(unit, english), " · ", how, left);
  const origin = make("p", { class: "quiet" }, gaps.origin);
  const head = make("thead", {}, make("tr", {}, ...heads.map((words) => make("th", { scope: "col" }, both(...words)))));
  const rows = Array.from({ length: Math.min(count, LISTED) }, (_, row) => line(row));
  const region = { class: "wide", role: "region", tabindex: "0", "aria-label": "缺口数据表 Table of gaps" };
  const old = gaps.stale ? make("p", { class: "stale" }, both("此后登记册有变动", "the register has changed since")) : "";
  const caution = gaps.caution ? make("p", { class: "quiet" }, gaps.caution) : "";
  body.append(old, sum, caution, make("div", region, make("table", {}, head, make("tbody", {}, ...rows))), origin);
});
