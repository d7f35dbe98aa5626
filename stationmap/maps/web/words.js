/* What stands around the map: legend, notes, credits. */
(() => {
  const { data, text, stations, districts, measures } = stationmap;
  const { make, both } = text;

  function swatch(colour, shape) {
    const mark = make("span", { class: `swatch ${shape}`, "aria-hidden": "true" });
    if (colour) mark.style.backgroundColor = colour;
    return mark;
  }
  const entry = (mark, ...words) => make("li", {}, mark, ...words);

  function kinds() {
    const entries = data.stations.kinds.map((kind) => entry(swatch(kind.colour, "dot"), both(...kind.names)));
    const { named, OPEN, UNKNOWN, CLOSED, SHUT } = stationmap.opening;
    for (const state of stations.shut.size ? [OPEN, UNKNOWN, CLOSED, SHUT] : [OPEN, UNKNOWN, CLOSED])
      entries.push(entry(stationmap.marks.swatch(state, "#26313c"), both(...named[state])));
    return make("ul", { class: "legend" }, ...entries);
  }

  /* Classes of the measure with how many districts are in each, now. */
  function classes() {
    const { chosen } = measures;
    const of = (rank, hidden) =>
      districts.items.filter((item) => measures.rank(item) === rank && measures.hidden(item) === hidden).length;
    const many = (count) => make("span", { class: "quiet" }, both(`（${count} 个区县）`, `${count} ${count === 1 ? "district" : "districts"}`));
    const entries = chosen.classes.map((each, rank) => entry(swatch(each.colour, "area"), each.label, many(of(rank, false))));
    const unknown = of(-1, false);
    const hidden = of(-1, true);
    if (unknown) entries.push(entry(swatch("", "area hatched"), both("无数据", "no data"), many(unknown)));
    if (hidden) entries.push(entry(swatch("", "area dotted"), both("已隐藏：数太小", "withheld: small counts"), many(hidden)));
    if (districts.drawn.some(districts.empty)) entries.push(entry(swatch("", "area none"), both("无站点", "no station")));
    return make("ul", { class: "legend" }, ...entries);
  }

  function measured(place) {
    const { chosen, total } = measures;
    const quantile = ["rate", "amount"].includes(chosen.kind);
    const way = quantile
      ? both("分位数分级，各级区县数相近；所示为级内最小值–最大值", "quantile classes; least–greatest value in each")
      : both("等距分级", "classes of equal width");
    const same = chosen.steps.length ? both("；各时刻分级相同", "the same at every step") : "";
    const unit = chosen.unit[0] === "%" ? "" : make("p", { class: "quiet" }, both("单位", "Unit"), ": ", both(...chosen.unit));
    const all = make("p", {}, both("合计", "all"), ": ", text.number(total, chosen.decimals), chosen.unit[0] === "%" ? "%" : "");
    const title = make("h3", {}, both(...chosen.title), " ", measures.stepWords() || "");
    place.replaceChildren(title, unit, classes(), total === null ? "" : all, chosen.classes.length ? make("p", { class: "quiet" }, way, same) : "");
  }

  stationmap.legend = (place) => {
    if (districts.drawn.length) {
      const part = make("div", { id: "legend-measure" });
      place.append(part);
      const unknown = entry(swatch("", "area hatched"), both("无数据", "no data"));
      if (!measures.chosen) part.append(make("ul", { class: "legend" }, unknown));
      else {
        measures.listen(() => measured(part));
        measured(part);
      }
    }
    if (stations.count) place.append(make("h3", {}, both("站点", "stations")), kinds());
  };

  /* Districts without a polygon are on no map, and are named for it. */
  stationmap.shapeless = (place) => {
    const names = districts.items.filter((item) => !item.polygons.length).map((item) => item.name || item.adcode);
    if (!names.length) return;
    place.hidden = false;
    place.append(both("* 没有公开边界、图上未画出", "no open polygon, not drawn"), `：${names.join("、")}`);
  };

  stationmap.notes = (place) => {
    const own = [
      ["站点运行状态截至", "Operation of stations as of", data.on],
      ["坐标系", "Datum of what is drawn", data.datum],
    ].map(([chinese, english, value]) => make("li", {}, both(chinese, english), ` ${value}`));
    const bend = Math.round(data.districts.tolerance * 1e5).toLocaleString("zh-CN");
    if (districts.drawn.length)
      own.push(
        make("li", {}, both(`区界仅供显示：省略小于约 ${bend} 米见方的弯折，相邻区界一致，保留五位小数`, `Polygons are for display: bends smaller than about ${bend} m square are left out, alike on both sides of a border; five decimals`))
      );
    if (!stationmap.crowd.remote)
      own.push(
        make("li", {}, both("开放与否按所选时间、登记的时间和公共节假日日历推算；时间不明的为未知", "Open or not is computed for the chosen time from the hours as registered and the public calendar; unclear hours are unknown"))
      );
    place.append(...data.notes.map((note) => make("li", {}, note)), ...own);
    for (const { title, made_at: at, stale, damaged, notes } of (data.planning || { results: [] }).results) {
      const said = [`${title[0]}：算于 ${at}${stale ? "，此后登记册有变动" : ""}`, `${title[1]}: made at ${at}${stale ? ", the register has changed since" : ""}`];
      const broken = damaged ? make("p", { class: "stale" }, both("库中所存已损坏，请重新分析", "what is kept is damaged: run the analysis again")) : "";
      const list = make("ul", { class: "notes" }, ...notes.map((note) => make("li", {}, note)));
      place.append(make("li", {}, make("details", {}, make("summary", {}, both(...said)), broken, list)));
    }
  };

  /* Leaflet writes its own credit line as markup; this one is text. */
  stationmap.credits = (map) => {
    const control = L.control({ position: "bottomright" });
    const words = [...data.credits, "Leaflet"].join(" · ");
    control.onAdd = () => make("div", { class: "credits leaflet-control-attribution" }, words);
    control.addTo(map);
  };
})();
