/* What stands around the map: legend, notes, credits. */
(() => {
  const { data, text, stations, districts } = stationmap;
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

  function rates() {
    const entries = data.districts.classes.map((each) =>
      entry(swatch(each.colour, "area"), each.label, make("span", { class: "quiet" }, `（${each.count} 个区县）`))
    );
    const unknown = districts.drawn.some((item) => item.class < 0);
    if (unknown) entries.push(entry(swatch("", "area hatched"), both("无数据", "no data")));
    if (districts.drawn.some(districts.empty)) entries.push(entry(swatch("", "area none"), both("无站点", "no station")));
    const unit = make("h3", {}, both("人次/站日", "visits per station-day"));
    const way = both("分位数分级，各级区县数相近；所示为级内最小值–最大值", "quantile classes; least–greatest value in each");
    return [unit, make("ul", { class: "legend" }, ...entries), make("p", { class: "quiet" }, way)];
  }

  stationmap.legend = (place) => {
    if (stations.count) place.append(make("h3", {}, both("站点", "stations")), kinds());
    if (districts.drawn.length) place.append(...rates());
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
    if (districts.drawn.length)
      own.push(
        make("li", {}, both("区界仅供显示：简化约 20 米、保留五位小数", "Polygons are for display: simplified by about 20 m, five decimals"))
      );
    own.push(
      make("li", {}, both("开放与否按所选时间、登记的时间和公共节假日日历推算；时间不明的为未知", "Open or not is computed for the chosen time from the hours as registered and the public calendar; unclear hours are unknown"))
    );
    place.append(...data.notes.map((note) => make("li", {}, note)), ...own);
  };

  /* Leaflet writes its own credit line as markup; this one is text. */
  stationmap.credits = (map) => {
    const control = L.control({ position: "bottomright" });
    const words = [...data.credits, "Leaflet"].join(" · ");
    control.onAdd = () => make("div", { class: "credits leaflet-control-attribution" }, words);
    control.addTo(map);
  };
})();
